"""What an `azapi_resource` is: a resource of Azure as its own templates describe it, so their rows speak of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from fielato.importers.resources import Path, Reference, Resource
from fielato.model.origin import Origin

TYPE: Final = "azapi_resource"
_OUTSIDE: Final = {"name": "name", "location": "location", "parent": "parent_id"}
"""What Terraform says beside the body, by its name in a template."""


def as_template(resource: Resource) -> Resource:
    """The resource under its type of Azure; as it is where that is not known."""
    written = resource.values.get("type")
    if resource.type != TYPE or not isinstance(written, str) or "/" not in written:
        return resource
    values = {inner: resource.values[outer] for inner, outer in _OUTSIDE.items() if outer in resource.values}

    def origin_of(path: Path) -> Origin:
        return resource.origin_of(_outer(path))

    def references(path: Path) -> Sequence[Reference]:
        return resource.references(_outer(path))

    return structs.replace(
        resource,
        format="arm",
        type=written.partition("@")[0].lower(),
        values={**_body(resource.values.get("body")), **values},
        origin_of=origin_of,
        references=references,
    )


def _outer(path: Path) -> Path:
    if not path:
        return path
    first = path[0]
    return (_OUTSIDE[first], *path[1:]) if isinstance(first, str) and first in _OUTSIDE else ("body", *path)


def _body(value: object) -> dict[str, object]:
    """The body as an object; version 1 of the provider takes it as JSON in a text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return dict(value) if isinstance(value, dict) else {}
