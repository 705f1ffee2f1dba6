"""The published JSON Schemas (2020-12) of the documents that people write, generated from the declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from .deployment import Deployment
from .fact import Record
from .register import Register

DOCUMENTS: Mapping[str, type[Record]] = {"deployment": Deployment, "register": Register}
"""The documents with a published schema, by the name they are published under."""


def published(record: type[msgspec.Struct], name: str) -> dict[str, Any]:
    """Give the JSON Schema of a record under the name that it is published by."""
    (reference,), definitions = msgspec.json.schema_components((record,), ref_template="#/$defs/{name}")
    body = definitions.pop(reference["$ref"].rsplit("/", 1)[1])
    for definition in (body, *definitions.values()):
        definition.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:fielato:schema:v1:{name}",
        "title": record.__name__,
        **body,
        "$defs": definitions,
    }
