"""Files of every format as people write them, and what may become of one on its way: cut, doubled, exchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

import yaml

FILES: Final = Path(__file__).parent / "files"
SUFFIXES: Final = frozenset({".yaml", ".json", ".tf", ".env"})

Folder = Mapping[str, bytes]
"""Files by path, as a deployment has them."""


def _folder(path: Path) -> Folder:
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return {
        one.relative_to(FILES).as_posix(): one.read_bytes()
        for one in files
        if one.suffix in SUFFIXES or one.name == ".env"
    }


KNOWN: Final[tuple[Folder, ...]] = (
    {
        "known/main.tf": b"""\
provider "aws" {
  region = "eu-south-2"
}
variable "name" {
  default = "notes"
}
resource "aws_s3_bucket" "notes" {
  bucket = var.name
}
resource "aws_sqs_queue" "work" {
  name = "${var.name}-work"
}
""",
    },
    {
        "known/stack.json": b"""\
{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
  "Notes": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "notes"}},
  "Work": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub": "${AWS::StackName}-work"}}}}}
""",
    },
    {
        "known/main.json": b"""\
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
 "contentVersion": "1.0.0.0", "parameters": {"at": {"type": "string", "defaultValue": "spaincentral"}},
 "resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "notes",
  "location": "[parameters('at')]", "sku": {"name": "Standard_LRS"}, "kind": "StorageV2", "properties": {}}]}
""",
    },
    {
        "known/compose.yaml": b"""\
services:
  web:
    image: registry.hospital.example/triage:1
    environment: {REDIS_HOST: cache, LOG_LEVEL: info}
  cache:
    image: redis:7
""",
    },
    {
        "known/web.yaml": b"""\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - {name: web, image: "registry.hospital.example/triage:1", env: [{name: REDIS_HOST, value: cache}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: cache}
spec:
  template:
    metadata: {labels: {app: cache}}
    spec: {containers: [{name: cache, image: "redis:7"}]}
---
apiVersion: v1
kind: Service
metadata: {name: cache}
spec: {selector: {app: cache}}
""",
    },
    {
        "known/values.yaml": b"""\
servingEngineSpec:
  modelSpec:
    - name: triage
      repository: vllm/vllm-openai
      modelURL: /models/triage
      env: [{name: VLLM_NO_USAGE_STATS, value: "1"}]
""",
    },
    {
        "known/litellm.yaml": b"""\
model_list:
  - model_name: triage
    litellm_params:
      model: bedrock/anthropic.claude-sonnet-4-6
      aws_region_name: eu-south-2
""",
    },
    {
        "known/task.yaml": b"""\
resources:
  infra: aws/eu-south-2
run: python triage.py
""",
    },
)
"""Small deployments of which every place is known, where cluster, host and stack are in Spain."""
SEEDS: Final[tuple[Folder, ...]] = (
    *KNOWN,
    *(
        _folder(FILES / name)
        for name in (
            "arm/assistant.json",
            "cloudformation/assistant.yaml",
            "cloudformation/scoring.template.json",
            "compose/stack",
            "helm/values.yaml",
            "kubernetes/ray",
            "kubernetes/shop",
            "litellm/proxy.yaml",
            "skypilot/serve.yaml",
            "terraform/assistant",
            "terraform/network-of-models",
            "terraform/search",
        )
    ),
)
"""Deployments of every format."""

PIECES: Final = (
    b"", b"\n", b": ", b"- ", b"{", b"}", b"[", b"]", b"null", b"7", b"-1", b"1e999", b"true", b"\x00", b"\xff", b"\t",
    b"'", b'"', b"${", b"${X:-", b"$", b"%{ if", b"<<EOT\n", b"&a ", b"*a", b"|", b"!Sub ", b"!Ref ", b"---\n",
    b"{{ .V }}",
    b"http://[::1", b"http://[x]:99999999/", b"//@:", b"postgres://u:p@h", b"arn:aws:s3:::", b"arn:aws:", b"s3://",
    b"/subscriptions/x/providers/", b"os.environ/", "\u2028é\ufeff".encode(), b"a" * 5000, b"..", b"~", b"NO", b"\r",
)  # fmt: skip
"""What is put in the place of other bytes."""
VALUES: Final[tuple[Any, ...]] = (
    None, True, 7, -1, 1.5, 10**18, "", " ", "x", "x" * 20_000, "http://[::1", "//@:", "${X}", "$(X)", "{{x}}", "*",
    "../..", "arn:aws:bedrock:::", "s3://", "gs:///", "a: [b", "\n", "é\u2028", "[parameters('x')]", "{", "%", [], {},
    [[]], [None], {"": None}, {"a": {"a": {"a": 1}}}, {"Ref": "X"}, {"Fn::Sub": "${X}"}, {"Fn::If": ["x"]},
    {"Fn::Join": [1, 2]}, [{"name": []}], ["x", 1, None],
)  # fmt: skip
"""What is put in the place of a value."""


def _bytes(data: bytes, choose: Random) -> bytes:
    start = choose.randrange(len(data) + 1)
    end = start + choose.choice((0, 0, 1, 4, 40))
    return data[:start] + choose.choice(PIECES) + data[end:]


def _lines(data: bytes, choose: Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = choose.randrange(len(lines)), choose.randrange(len(lines))
    match choose.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            del lines[min(one, other) : max(one, other)]
        case _:
            lines[one] = b"  " + lines[one] if choose.random() < 0.5 else lines[one].lstrip()
    return b"".join(lines)


def _cut(data: bytes, choose: Random) -> bytes:
    return data[: choose.randrange(len(data) + 1)]


def _tree(data: bytes, choose: Random) -> bytes:
    """The parsed file with one of its values, or of its keys, exchanged; as it is where it holds no plain tree."""
    try:
        documents = list(yaml.safe_load_all(data))
    except (yaml.YAMLError, ValueError, RecursionError):
        return _lines(data, choose)
    slots = [slot for index in range(len(documents)) for slot in _slots(documents, index)]
    if slots:
        holder, key = choose.choice(slots)
        _exchange(holder, key, choose)
    if data.lstrip()[:1] == b"{":
        return json.dumps(documents[0], default=str).encode()
    return "---\n".join(_block(one) for one in documents).encode()


def _block(document: Any) -> str:
    """A document with its outermost names each on a line, as people write them."""
    if not isinstance(document, dict):
        return json.dumps(document, default=str) + "\n"
    names = {
        name: str(name) if re.fullmatch(r"[A-Za-z_][\w.-]*", str(name)) else json.dumps(str(name)) for name in document
    }
    return "".join(f"{names[name]}: {json.dumps(value, default=str)}\n" for name, value in document.items())


def _slots(holder: Any, key: Any) -> list[tuple[Any, Any]]:
    value = holder[key]
    inner = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [(holder, key), *(slot for one in inner for slot in _slots(value, one))]


def _exchange(holder: Any, key: Any, choose: Random) -> None:
    value = holder[key]
    match choose.randrange(6):
        case 0 if isinstance(holder, dict):
            holder[choose.choice(("x", "", f"{key}s", str(key).upper(), "name", "type", "kind"))] = holder.pop(key)
        case 1:
            holder[key] = [value]
        case 2:
            holder[key] = {"x": value}
        case 3 if isinstance(value, dict | list):
            holder[key] = str(value)
        case 4:
            deep: Any = value
            for _ in range(choose.choice((3, 30, 90, 300))):
                deep = [deep] if choose.random() < 0.5 else {"a": deep}
            holder[key] = deep if choose.random() < 0.3 else choose.choice(VALUES)
        case _:
            holder[key] = choose.choice(VALUES)


WAYS: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (_bytes, _lines, _cut, _tree, _tree, _tree)


def mutated(folder: Folder, choose: Random) -> Folder:
    """The files with a few things exchanged in one of them."""
    changed = dict(folder)
    file = choose.choice(sorted(changed))
    way = choose.choice(WAYS)
    for _ in range(choose.choice((1, 1, 2, 5))):
        changed[file] = way(changed[file], choose)
    return changed
