"""What a tool reads otherwise than people write it where a place is meant: `country: NO` is false to YAML 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from fielato.importers.found import Harvest
from fielato.importers.node import Node, node
from fielato.reading import Document, pointer

_PLACES: Final = re.compile(r"countr|region|location|locale|lang|territor|zone|nation|jurisdiction", re.IGNORECASE)
_OF_PAIRS: Final = ("name", "key", "Name", "Key", "ParameterKey")
"""What the name stands under in lists of names and values."""
_OF_VALUES: Final = frozenset({"value", "default", "parametervalue"})

_READ_AS: Final = {
    "en": "`{name}: {written}` is read as `{value}` by this tool; put it in quotes",
    "es": "esta herramienta lee `{name}: {written}` como `{value}`; póngalo entre comillas",
}


def tell(documents: Iterable[Document], harvest: Harvest) -> None:
    """Say of each country, region or language of some documents that their tool makes something else of it."""
    for document in documents:
        root = node(document)
        for at, written in sorted(document.worded.items()):
            path = [int(step) if step.isdigit() else step for step in pointer.split(at)]
            value = root.at(*path)
            name = _name(root, path)
            if isinstance(value.value, bool) and _PLACES.search(name):
                harvest.note(_READ_AS, value.origin, name=name, written=written, value=value.text)


def _name(root: Node, path: list[str | int]) -> str:
    """What a value is called: by its own name, by that of its list, or by the name beside or above it."""
    names = [step for step in path if isinstance(step, str)]
    if names and names[-1].lower() in _OF_VALUES:
        beside = (root.at(*path[:-1], field).text for field in _OF_PAIRS)
        return next(filter(None, beside), "".join(names[-2:-1]))
    return names[-1] if names else ""
