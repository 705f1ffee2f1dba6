"""Scaleway regions and zones, from the constants of its Python SDK."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from seeds.refresh.packages import package_file, release
from seeds.refresh.region import Region

CITIES: Mapping[str, str] = MappingProxyType(
    {"fr-par": "Paris", "it-mil": "Milan", "nl-ams": "Amsterdam", "pl-waw": "Warsaw"}
)
ID = re.compile(r'(?:Region|Zone)\("(?P<id>[a-z]{2}-[a-z]{3}(?:-\d)?)"\)')


def read() -> list[Region]:
    """The regions and zones in the installed Scaleway SDK."""
    source = release("scaleway-core")
    texts = (package_file("scaleway_core", "bridge", name).read_text("utf-8") for name in ("region.py", "zone.py"))
    return [region for text in texts for region in regions(text, f"{source} bridge")]


def regions(text: str, source: str) -> Iterator[Region]:
    """One row per id; the two letters in front are the country, a number at the end makes it a zone."""
    for match in ID.finditer(text):
        place, number = match["id"][:6], match["id"][7:]
        city = CITIES.get(place, place)
        yield Region(
            "scaleway", match["id"], place[:2].upper(), f"{city} {number}".strip(), kind="zone" if number else "region",
            source=source,
        )  # fmt: skip
