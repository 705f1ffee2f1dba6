"""Deployments made of files of several formats: what is one thing is joined, what only has the same name is not."""

from __future__ import annotations

import datetime
import functools

import pytest

from fielato.assess import Assessment
from fielato.engine import Engine, Terms, engine
from fielato.errors import InputError
from fielato.importers import NATIVE
from fielato.importers.interface import Source
from fielato.importers.project import Project, Root
from fielato.model.component import Component
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest

PROJECT = """\
apiVersion: fielato/v1
kind: AIDeployment
name: shop
controller: {name: Tienda Ejemplo SL, country: ES}
data: [{id: chats, personal: true}]
"""
AZURE = """\
provider "azurerm" {}

resource "azurerm_cognitive_account" "ai" {
  name                  = "shop-ai"
  location              = "uksouth"
  kind                  = "OpenAI"
  custom_subdomain_name = "shop-ai"
}
"""
AZURE_TEMPLATE = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.CognitiveServices/accounts",
      "apiVersion": "2024-10-01",
      "name": "shop-ai",
      "location": "uksouth",
      "kind": "OpenAI",
      "properties": {"customSubDomainName": "shop-ai"}
    }
  ]
}
"""
GATEWAY = """\
model_list:
  - model_name: chat
    litellm_params:
      model: azure/gpt-4o
      api_base: https://shop-ai.openai.azure.com
"""
BUCKET = """\
provider "aws" {
  region = "us-east-1"
}

resource "aws_s3_bucket" "models" {
  bucket = "shop-models"
}
"""
KSERVE = """\
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: scorer}
spec:
  predictor:
    model:
      modelFormat: {name: sklearn}
      storageUri: s3://shop-models/scorer
"""
SKY = """\
resources: {infra: aws/eu-south-2}
file_mounts:
  /models: s3://shop-models
run: python serve.py
"""
SAGEMAKER = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Scorer:
    Type: AWS::SageMaker::Model
    Properties:
      PrimaryContainer:
        ModelDataUrl: s3://shop-models/scorer.tar.gz
"""
STACK = """\
services:
  gateway:
    image: ghcr.io/berriai/litellm:main
    environment: {REDIS_HOST: redis}
    volumes: ["./litellm.yaml:/app/config.yaml"]
  redis:
    image: redis:7
  vllm:
    image: vllm/vllm-openai:v0.9
"""
INSIDE = """\
model_list:
  - model_name: chat
    litellm_params: {model: openai/mistral, api_base: "http://vllm:8000/v1"}
"""


@functools.cache
def fielato() -> Engine:
    return engine()


def joined(files: dict[str, str], project: str = PROJECT) -> Manifest:
    """The deployment that the files make below a `fielato.yaml`."""
    sources = [Source(file, text.encode()) for file, text in files.items()]
    found = [(fielato().importer(source), source) for source in sources]
    assert [source.file for importer, source in found if importer is None] == []
    manifest = NATIVE.imports(project.encode(), "fielato.yaml").manifests[0]
    claimed = tuple((importer, source) for importer, source in found if importer is not None)
    root = Root("", claimed, Project("", manifest))
    return fielato().assembled(root, {file: text.encode() for file, text in files.items()})


def by_id(manifest: Manifest) -> dict[str, Component]:
    return {one.id: one for one in manifest.deployment.components}


def flows(manifest: Manifest) -> set[tuple[str, str]]:
    return {(flow.source, flow.target) for flow in manifest.deployment.flows}


def place(manifest: Manifest, component: str, field: str) -> tuple[str, int]:
    """File and line of what decides a field."""
    index = list(by_id(manifest)).index(component)
    at = manifest.places.location(f"/components/{index}/{field}")
    return at.file, at.line


def assessed(manifest: Manifest) -> Assessment:
    return fielato().assess([(manifest, None)], Terms(datetime.date(2026, 11, 23)))[0]


def findings(manifest: Manifest, rule: str) -> list[tuple[str, int]]:
    """Where the findings of a rule stand."""
    found = [one for one in assessed(manifest).findings if one.judgement.rule.id == rule]
    return [(one.location.file, one.location.line) for one in found]


# Joined on identifiers


@pytest.mark.parametrize(
    ("file", "text", "line"), [("main.tf", AZURE, 5), ("main.json", AZURE_TEMPLATE, 9)], ids=["terraform", "arm"]
)
def test_a_gateways_host_is_the_account_that_another_file_describes(file: str, text: str, line: int) -> None:
    found = joined({file: text, "litellm.yaml": GATEWAY})
    regions = {one.id: one.region for one in by_id(found).values() if one.region is not UNSET}
    assert set(regions.values()) == {"uksouth"}
    for id_ in regions:
        assert place(found, id_, "region") == (file, line)
    reached = {target for source, target in flows(found) if source == "litellm"}
    assert reached <= set(regions)
    assert reached


@pytest.mark.parametrize(
    ("file", "text"),
    [("scorer.yaml", KSERVE), ("task.yaml", SKY), ("model.yaml", SAGEMAKER)],
    ids=["kserve", "skypilot", "sagemaker"],
)
def test_a_buckets_address_is_the_bucket_that_terraform_describes(file: str, text: str) -> None:
    found = joined({"main.tf": BUCKET, file: text})
    buckets = [one for one in by_id(found).values() if one.service == "s3"]
    assert [one.region for one in buckets] == ["us-east-1"]
    assert place(found, buckets[0].id, "region") == ("main.tf", 2)
    assert any(buckets[0].id in pair for pair in flows(found))


def test_a_bucket_that_is_mounted_is_the_one_that_a_stack_names() -> None:
    stack = """\
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Chats:
    Type: AWS::S3::Bucket
    Properties: {BucketName: shop-chats}
"""
    task = """\
resources: {infra: aws/eu-south-2}
file_mounts:
  /chats: {source: "s3://shop-chats", mode: MOUNT}
run: python serve.py
"""
    surroundings = "infrastructure: [{files: [stack.yaml], provider: aws, region: eu-west-3}]\n"
    found = joined({"stack.yaml": stack, "task.yaml": task}, PROJECT + surroundings)
    (bucket,) = [one for one in by_id(found).values() if one.service == "s3"]
    assert bucket.region == "eu-west-3"


def test_hosts_in_a_cluster_are_the_workloads_behind_their_services() -> None:
    cluster = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache, namespace: shop}
spec: {template: {metadata: {labels: {app: cache}}, spec: {containers: [{name: c, image: "redis:7"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: redis, namespace: shop}
spec: {selector: {app: cache}}
"""
    gateway = GATEWAY + "litellm_settings: {cache: true, cache_params: {type: redis, host: redis.shop.svc}}\n"
    found = joined({"k8s/cache.yaml": cluster, "litellm.yaml": gateway})
    assert ("litellm", "cache") in flows(found)


# Not joined on names


def test_two_stacks_with_services_of_the_same_names_stay_two() -> None:
    around = "infrastructure:\n- {files: ['a/*'], region: eu-south-2}\n- {files: ['b/*'], region: us-east-1}\n"
    files = {f"{folder}/{name}": text for folder in "ab" for name, text in _STACK.items()}
    found = joined(files, PROJECT + around)
    regions = {one.id: one.region for one in by_id(found).values() if one.service is UNSET}
    assert regions == {
        "gateway": "eu-south-2", "redis": "eu-south-2", "vllm": "eu-south-2",
        "gateway-2": "us-east-1", "redis-2": "us-east-1", "vllm-2": "us-east-1",
    }  # fmt: skip
    for number in ("", "-2"):
        assert (f"gateway{number}", f"redis{number}") in flows(found)
        assert (f"gateway{number}", f"vllm{number}") in flows(found)
    assert not any(source.endswith("-2") != target.endswith("-2") for source, target in flows(found))


_STACK = {"compose.yaml": STACK, "litellm.yaml": INSIDE}


def test_one_stack_alone_is_reached_by_its_names_from_other_files() -> None:
    found = joined({"stack/compose.yaml": STACK, "gateway/litellm.yaml": INSIDE})
    assert ("litellm", "vllm") in flows(found)
    assert by_id(found)["vllm"].model == "mistral"


def test_a_name_that_two_stacks_have_is_nobodys_to_a_third_file() -> None:
    stack = "services: {vllm: {image: vllm/vllm-openai}}\n"
    found = joined({"a/compose.yaml": stack, "b/compose.yaml": stack, "gateway/litellm.yaml": INSIDE})
    reached = {target for source, target in flows(found) if source == "litellm"}
    assert reached == {"chat"}
    assert place(found, "chat", "")[0] == "gateway/litellm.yaml"
    assert by_id(found)["chat"].region is UNSET


def test_two_namespaces_with_services_of_the_same_name_stay_two() -> None:
    one = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: redis, namespace: NS}
spec: {template: {metadata: {labels: {app: redis}}, spec: {containers: [{name: c, image: "redis:7"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: redis, namespace: NS}
spec: {selector: {app: redis}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: NS}
spec: {template: {spec: {containers: [{name: c, image: web, env: [{name: REDIS_HOST, value: redis}]}]}}}
"""
    found = joined({"k8s/a.yaml": one.replace("NS", "a"), "k8s/b.yaml": one.replace("NS", "b")})
    assert list(by_id(found)) == ["redis", "web", "redis-2", "web-2"]
    assert flows(found) == {("web", "redis"), ("web-2", "redis-2")}


def test_a_stack_and_a_cluster_with_services_of_the_same_name_stay_two() -> None:
    cluster = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: redis}
spec: {template: {metadata: {labels: {app: redis}}, spec: {containers: [{name: c, image: "redis:7"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: redis}
spec: {selector: {app: redis}}
"""
    stack = "services: {web: {image: web, environment: {REDIS_HOST: redis}}, redis: {image: 'redis:7'}}\n"
    found = joined({"compose.yaml": stack, "k8s/cache.yaml": cluster})
    sources = {one.id: place(found, one.id, "")[0] for one in by_id(found).values()}
    assert sorted(sources.values()) == ["compose.yaml", "compose.yaml", "k8s/cache.yaml"]
    assert [sources[target] for _, target in flows(found)] == ["compose.yaml"]


# Declared beside them


def test_a_declaration_that_contradicts_is_a_finding_and_both_places_count() -> None:
    found = joined({"main.tf": BUCKET}, PROJECT + "components: [{id: models, region: eu-south-2}]\n")
    assert {one.id: one.region for one in by_id(found).values()} == {
        "models": "us-east-1",
        "models.otherwise": "eu-south-2",
    }
    assert findings(found, "organisation/declarations-match-infrastructure") == [("fielato.yaml", 6)]
    territories = {
        territory
        for row in assessed(found).resolved.processing
        if row.purpose == "storage"
        for territory in row.places.territories
    }
    assert territories == {"US", "ES"}


def test_a_declaration_fills_what_no_file_says() -> None:
    unplaced = BUCKET.replace('  region = "us-east-1"\n', "")
    found = joined({"main.tf": unplaced}, PROJECT + "components: [{id: models, region: eu-south-2}]\n")
    assert by_id(found)["models"].region == "eu-south-2"
    assert place(found, "models", "region") == ("fielato.yaml", 6)
    assert findings(found, "organisation/declarations-match-infrastructure") == []


def test_a_declaration_adds_components_and_flows() -> None:
    more = "components: [{id: desk, place: {kind: office, territory: MA}}]\nflows: [{from: models, to: desk}]\n"
    found = joined({"main.tf": BUCKET}, PROJECT + more)
    assert list(by_id(found)) == ["models", "desk"]
    assert flows(found) == {("models", "desk")}


def test_what_is_declared_of_some_files_holds_for_those_alone() -> None:
    unplaced = "services: {NAME: {image: postgres}}\n"
    around = """\
infrastructure:
- {files: [madrid/*], region: eu-south-2, provider: aws}
- {files: [ohio/*.yml], region: us-east-2}
"""
    found = joined(
        {
            "madrid/compose.yaml": unplaced.replace("NAME", "one"),
            "ohio/compose.yml": unplaced.replace("NAME", "two"),
            "other/compose.yaml": unplaced.replace("NAME", "three"),
        },
        PROJECT + around,
    )
    assert {one.id: one.region or None for one in by_id(found).values()} == {
        "one": "eu-south-2",
        "two": "us-east-2",
        "three": None,
    }


def test_types_that_nobody_knows_need_a_look() -> None:
    found = joined({"main.tf": BUCKET + 'resource "aws_quantum_store" "q" {}\n'})
    (one,) = [
        one for one in assessed(found).findings if one.judgement.rule.id == "organisation/infrastructure-is-recognised"
    ]
    assert found.deployment.unrecognised == ("aws_quantum_store",)
    assert one.outcome.value == "violated"
    assert one.judgement.rule.rule.severity == "review"


# Words that a tool reads otherwise


READ_OTHERWISE = {
    "kubernetes": """\
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: c, image: x, env: [{name: COUNTRY, value: NO}]}]}
""",
    "helm": """\
servingEngineSpec:
  modelSpec:
    - name: m
      modelURL: x/y
      env: [{name: COUNTRY, value: NO}]
""",
    "litellm": "environment_variables: {COUNTRY: NO}\n" + GATEWAY,
    "skypilot": "envs: {COUNTRY: NO}\nresources: {infra: aws}\nrun: ls\n",
    "cloudformation": """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  COUNTRY: {Type: String, Default: NO}
Resources:
  B: {Type: "AWS::S3::Bucket"}
""",
}


@pytest.mark.parametrize("name", READ_OTHERWISE)
def test_norway_that_a_tool_reads_as_false_is_told(name: str) -> None:
    found = joined({"a.yaml": READ_OTHERWISE[name]})
    told = [note for note in found.notes if "is read as `false`" in note.text["en"]]
    assert [note.text["en"].partition("`:")[0].partition(" is")[0] for note in told] == ["`COUNTRY: NO`"]
    line = next(
        at for at, text in enumerate(READ_OTHERWISE[name].splitlines(), 1) if "NO" in text and "COUNTRY" in text
    )
    assert told[0].origin.location.line == line


def test_norway_is_norway_to_compose() -> None:
    found = joined({"compose.yaml": "services: {a: {image: postgres, environment: {COUNTRY: NO}}}\n"})
    assert [note for note in found.notes if "is read as" in note.text["en"]] == []


def test_a_file_that_is_read_as_a_format_which_is_not_its_own_is_refused() -> None:
    source = Source("a.yaml", b"a: {b: 1}\n")
    project = Project("", NATIVE.imports(PROJECT.encode(), "fielato.yaml").manifests[0])
    for name in ("kubernetes", "compose", "cloudformation", "arm", "skypilot"):
        importer = fielato().importer(source, name)
        assert importer is not None
        with pytest.raises(InputError):
            fielato().assembled(Root("", ((importer, source),), project), {})
