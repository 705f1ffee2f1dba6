"""`fielato check` over files of other tools, from process start: beside a Python that only reads the same files."""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from .cold import CHECK, NOTHING, memory, once
from .table import heading, table
from .timed import Effort

FILES: Final = 20
"""Kubernetes files, each with several documents."""
PLAN_BYTES: Final = 5_000_000
"""The size of the Terraform plan."""
_REGIONS: Final = ("eu-south-2", "eu-central-1", "eu-west-1", "us-east-1")
_READ_YAML: Final = (
    "import sys, yaml, pathlib\n"
    "for path in sorted(pathlib.Path(sys.argv[1]).glob('*.yaml')):\n"
    "    list(yaml.load_all(path.read_bytes(), yaml.CSafeLoader))"
)
_READ_JSON: Final = "import sys, json, pathlib; json.loads(pathlib.Path(sys.argv[1]).read_bytes())"


def run(options: argparse.Namespace, effort: Effort) -> dict[str, Any]:
    """Print the table."""
    del effort
    draw = random.Random(options.seed)  # noqa: S311 - drawn for a bench, not for secrets
    with tempfile.TemporaryDirectory() as folder:
        cluster, plan = Path(folder) / "cluster", Path(folder) / "plan.json"
        cluster.mkdir()
        for number in range(FILES):
            (cluster / f"app-{number:02}.yaml").write_text(kubernetes(draw, number), encoding="utf-8")
        plan.write_text(terraform_plan(draw, PLAN_BYTES), encoding="utf-8")
        environment = {**os.environ, "FIELATO_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode too
        commands: dict[str, tuple[Sequence[str], int]] = {
            "python -c pass": (NOTHING, 0),
            f"only read {FILES} Kubernetes files (libyaml)": (_python(_READ_YAML, cluster), _size(cluster)),
            f"fielato check {FILES} Kubernetes files": ((*CHECK, str(cluster)), _size(cluster)),
            "only read a plan of 5 MB (json)": (_python(_READ_JSON, plan), _size(plan)),
            "fielato check a plan of 5 MB": ((*CHECK, str(plan)), _size(plan)),
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for command, _ in commands.values():
            once(command, environment)
        for _ in range(options.runs):
            for name, (command, _) in commands.items():
                taken[name].append(once(command, environment))
        most = {name: memory(command, environment) for name, (command, _) in commands.items()}
    nothing = statistics.median(taken["python -c pass"])
    heading(f"Files of other tools, from cold, {options.runs} starts each, in turn")
    rows = [("", "input MB", "median ms", "min ms", "median more", "most memory MiB")]
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        figures = (median, min(seconds), median - nothing)
        size = commands[name][1] / 1e6
        rows.append((name, f"{size:.2f}", *(f"{one * 1e3:.0f}" for one in figures), f"{most[name]:.0f}"))
    table(rows)
    return {name: {"seconds": taken[name], "MiB": most[name], "bytes": commands[name][1]} for name in commands}


def _python(program: str, path: Path) -> Sequence[str]:
    return (sys.executable, "-c", program, str(path))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.iterdir())


def kubernetes(draw: random.Random, number: int) -> str:
    """A file as teams keep them: a workload with its service, config, and a model that KServe serves."""
    return "---\n".join(
        [
            _workload(draw, f"app-{number}"),
            f"apiVersion: v1\nkind: Service\nmetadata: {{name: app-{number}}}\nspec:\n  ports: [{{port: 80}}]\n",
            f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: settings-{number}}}\ndata:\n"
            + "".join(f"  SETTING_{at}: 'value {draw.random()}'\n" for at in range(60)),
            (
                "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n"
                f"metadata: {{name: model-{number}}}\nspec:\n  predictor:\n    logger: {{mode: all, url: 'http://sink/'}}\n"
                f"    model:\n      modelFormat: {{name: pytorch}}\n      storageUri: s3://models-{number}/latest\n"
            ),
        ]
    )


def _workload(draw: random.Random, name: str) -> str:
    variables = "".join(f"        - {{name: V{at}, value: 'x{draw.random()}'}}\n" for at in range(40))
    return (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\n  labels: {{app: {name}}}\nspec:\n"
        f"  replicas: {draw.randint(1, 9)}\n  template:\n    spec:\n      nodeSelector:\n"
        f"        topology.kubernetes.io/region: {draw.choice(_REGIONS)}\n      containers:\n"
        f"      - name: {name}\n        image: registry.example/{name}:1\n        env:\n"
        f"        - {{name: OPENAI_BASE_URL, value: https://eu.api.openai.com/v1}}\n{variables}"
    )


def terraform_plan(draw: random.Random, size: int) -> str:
    """A plan of about this many bytes: buckets, functions, roles and models in modules, some values not yet known."""
    resources: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    length = 0
    while length < size:
        made = _resource(draw, len(resources))
        change = {
            "address": made["address"],
            "type": made["type"],
            "name": made["name"],
            "mode": "managed",
            "change": {"actions": ["create"], "before": None, "after": made["values"], "after_unknown": {"arn": True}},
        }
        resources.append(made)
        changes.append(change)
        length += len(json.dumps(made)) + len(json.dumps(change))
    plan = {
        "format_version": "1.2",
        "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": resources}},
        "resource_changes": changes,
        "configuration": {
            "provider_config": {
                "aws": {"name": "aws", "expressions": {"region": {"constant_value": draw.choice(_REGIONS)}}}
            },
            "root_module": {
                "resources": [
                    {
                        "address": one["address"],
                        "mode": "managed",
                        "type": one["type"],
                        "name": one["name"],
                        "provider_config_key": "aws",
                        "expressions": {},
                    }
                    for one in resources
                ]
            },
        },
        "complete": True,
        "errored": False,
    }
    return json.dumps(plan)


_TYPES: Final = {
    "aws_s3_bucket": lambda draw: {"bucket": f"data-{draw.randrange(10**9)}", "force_destroy": False},
    "aws_iam_role": lambda draw: {"assume_role_policy": json.dumps({"Statement": [draw.random() for _ in range(40)]})},
    "aws_lambda_function": lambda draw: {
        "runtime": "python3.12",
        "environment": [{"variables": {f"V{at}": str(draw.random()) for at in range(20)}}],
    },
    "aws_bedrockagent_agent": lambda draw: {
        "foundation_model": draw.choice(("eu.anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6")),
        "instruction": "help " * 60,
    },
}


def _resource(draw: random.Random, number: int) -> dict[str, Any]:
    type_ = draw.choices(list(_TYPES), weights=(20, 60, 18, 2))[0]
    values = {"tags": {f"tag-{at}": f"{draw.random()}" for at in range(12)}, **_TYPES[type_](draw)}
    name = f"n{number}"
    return {
        "address": f"{type_}.{name}",
        "mode": "managed",
        "type": type_,
        "name": name,
        "values": values,
    }
