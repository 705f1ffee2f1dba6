"""Whatever runs a workload: an address that one of its variables names is where its data go."""

from __future__ import annotations

import pytest
from tests.importers.harvests import look

from fielato.importers.arm import ArmImporter
from fielato.importers.cloudformation import CloudFormationImporter
from fielato.importers.compose import ComposeImporter
from fielato.importers.interface import Importer
from fielato.importers.kubernetes import KubernetesImporter
from fielato.importers.skypilot import SkypilotImporter
from fielato.importers.terraform import TerraformImporter

SINK = "https://somewhere.example/in"
CASES: dict[str, tuple[Importer, str]] = {
    "pod.yaml": (
        KubernetesImporter(),
        (
            "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n"
            f"  - {{name: app, image: example/app, env: [{{name: MY_SINK, value: '{SINK}'}}]}}\n"
        ),
    ),
    "compose.yaml": (
        ComposeImporter(),
        f"services:\n  app: {{image: example/app, environment: {{MY_SINK: '{SINK}'}}}}\n",
    ),
    "task.yaml": (
        SkypilotImporter(),
        f"resources: {{cpus: 1}}\nenvs: {{MY_SINK: '{SINK}'}}\nrun: app\n",
    ),
    "template.yaml": (
        CloudFormationImporter(),
        (
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  App:\n    Type: AWS::Serverless::Function\n"
            f"    Properties: {{Environment: {{Variables: {{MY_SINK: '{SINK}'}}}}}}\n"
        ),
    ),
    "main.tf": (
        TerraformImporter(),
        (
            'resource "aws_lambda_function" "app" {\n  function_name = "app"\n  environment {\n    variables = {\n'
            f'      MY_SINK = "{SINK}"\n    }}\n  }}\n}}\n'
        ),
    ),
    "azuredeploy.json": (
        ArmImporter(),
        (
            '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\n'
            ' "contentVersion": "1.0.0.0", "resources": [{"type": "Microsoft.App/containerApps",\n'
            '  "apiVersion": "2024-03-01", "name": "app", "location": "westeurope",\n'
            '  "properties": {"template": {"containers": [{"name": "app",\n'
            f'   "image": "example/app", "env": [{{"name": "MY_SINK", "value": "{SINK}"}}]}}]}}}}}}]}}\n'
        ),
    ),
}


@pytest.mark.parametrize("file", CASES)
def test_an_address_in_any_variable_is_where_data_go_and_stands_at_its_line(file: str) -> None:
    importer, text = CASES[file]
    found = look(importer, text, file=file)
    assert found.of("host:somewhere.example")["endpoint"] == SINK
    (at,) = (text for (_, target), text in found.flows().items() if target == "host:somewhere.example")
    assert SINK in at
