"""What the tests of Terraform share: what is found in some files, and plans in the shape of `terraform show -json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.terraform import TerraformImporter
from fielato.model.surroundings import Surroundings

AWS = 'provider "aws" {\n  region = "eu-central-1"\n}\n'


def written(text: str, around: Surroundings | None = None, **more: str) -> Looked:
    """What is found in `main.tf`, with further files whose names have `__` for a dot and `___` for a slash."""
    files = {name.replace("___", "/").replace("__", "."): one for name, one in more.items()}
    return read(TerraformImporter(), {"main.tf": text, **files}, around)


def planned(plan: Mapping[str, Any], files: Mapping[str, str] | None = None) -> Looked:
    """What is found in a plan, with files beside it."""
    return read(TerraformImporter(), {"plan.json": json.dumps(plan), **(files or {})})


def plan(*resources: Mapping[str, Any], provider: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A plan of resources, each with `address` and `values`, and if need be `unknown` and `expressions`."""
    return {
        "format_version": "1.2",
        "terraform_version": "1.14.1",
        "planned_values": {"root_module": {"resources": [_values(one) for one in resources]}},
        "resource_changes": [
            {
                "address": one["address"],
                "change": {"actions": ["create"], "after": one["values"], "after_unknown": one.get("unknown", {})},
            }
            for one in resources
        ],
        "configuration": {
            "provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-central-1"}}}}
            if provider is None
            else dict(provider),
            "root_module": {"resources": [_configured(one) for one in resources]},
        },
        **more,
    }


def _values(one: Mapping[str, Any]) -> dict[str, Any]:
    type_, name = one["address"].split(".")[-2:]
    return {"address": one["address"], "mode": "managed", "type": type_, "name": name, "values": one["values"]}


def _configured(one: Mapping[str, Any]) -> dict[str, Any]:
    key = one.get("provider", one["address"].split("_")[0])
    return {"address": one["address"], "provider_config_key": key, "expressions": one.get("expressions", {})}


def constant(value: object) -> dict[str, object]:
    """An expression that is written out."""
    return {"constant_value": value}


def names(*given: str) -> dict[str, object]:
    """An expression that is made from others."""
    return {"references": list(given)}
