"""Exoscale zones, from the list of API servers in the OpenAPI document that its client ships."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seeds.refresh.packages import package_file, release
from seeds.refresh.region import Region

CITIES: Mapping[str, str] = MappingProxyType(
    {
        "at-vie": "Vienna",
        "bg-sof": "Sofia",
        "ch-dk": "Zurich",
        "ch-gva": "Geneva",
        "de-fra": "Frankfurt",
        "de-muc": "Munich",
        "hr-zag": "Zagreb",
    }
)


def read() -> list[Region]:
    """The zones in the installed Exoscale client."""
    found: Path = package_file("exoscale", "openapi.json")
    return list(regions(json.loads(found.read_bytes()), f"{release('exoscale')} openapi.json"))


def regions(document: Mapping[str, Any], source: str) -> Iterator[Region]:
    """One region per zone of the API; the two letters in front are the country."""
    for zone in document["servers"][0]["variables"]["zone"]["enum"]:
        place = zone.rsplit("-", 1)[0]
        yield Region(
            "exoscale", zone, zone[:2].upper(), CITIES.get(place, place), source=source,
            note="DK is the data centre's name, not Denmark" if place == "ch-dk" else "",
        )  # fmt: skip
