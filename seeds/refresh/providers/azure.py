"""Azure regions and logical locations, from `seeds/curated/azure_locations.csv`, a distillate of Azure's own list.

The list is the answer of the Azure locations API that the repository Azure/terraform-azurerm-avm-utl-regions (MIT)
keeps in `modules/cached-data/locations.tf.json`; `--azure-locations FILE` distils a newer copy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seeds.refresh.places import Point
from seeds.refresh.region import Kind, Region
from seeds.refresh.table import Row, Table, parse

LOCATIONS = Table(
    "curated/azure_locations.csv",
    ("name", "label", "type", "geography", "physical_location", "latitude", "longitude", "paired"),
    ("name",),
)
SOURCE = "Azure/terraform-azurerm-avm-utl-regions @9064b20 modules/cached-data/locations.tf.json"
READ = "2026-11-23"
"""When that version was distilled."""

# Azure's geographies that are one territory; "Europe" and "Asia Pacific" are not, there the physical location decides.
TERRITORIES: Mapping[str, str] = MappingProxyType(
    {
        "Australia": "AU", "Austria": "AT", "Belgium": "BE", "Brazil": "BR", "Canada": "CA", "Canary (US)": "US",
        "Chile": "CL", "Denmark": "DK", "France": "FR", "Germany": "DE", "Hong Kong": "HK", "India": "IN",
        "Indonesia": "ID", "Ireland": "IE", "Israel": "IL", "Italy": "IT", "Japan": "JP", "Korea": "KR",
        "Malaysia": "MY", "Mexico": "MX", "Netherlands": "NL", "New Zealand": "NZ", "Norway": "NO", "Poland": "PL",
        "Qatar": "QA", "Singapore": "SG", "South Africa": "ZA", "Spain": "ES", "Stage (US)": "US", "Sweden": "SE",
        "Switzerland": "CH", "Taiwan": "TW", "UAE": "AE", "United Arab Emirates": "AE", "United Kingdom": "GB",
        "United States": "US", "United States EUAP": "US", "usa": "US",
    }
)  # fmt: skip
SEVERAL = "logical location without a published list of members: any of them is possible"


def read() -> list[Region]:
    """The locations in the distillate."""
    path = Path(__file__).parents[2] / LOCATIONS.name
    return list(regions(parse(LOCATIONS, path.read_text(encoding="utf-8"))))


def distil(document: Mapping[str, Any]) -> list[Row]:
    """The rows of the distillate from the repository's file."""
    return [
        {
            "name": location["name"],
            "label": location["displayName"],
            "type": location["metadata"]["regionType"],
            "geography": location["metadata"].get("geography", ""),
            "physical_location": location["metadata"].get("physicalLocation", ""),
            "latitude": location["metadata"].get("latitude", ""),
            "longitude": location["metadata"].get("longitude", ""),
            "paired": " ".join(pair["name"] for pair in location["metadata"].get("pairedRegion", [])),
        }
        for location in document["locals"]["locations_cached"]["value"]
    ]


def load(path: Path) -> list[Row]:
    """The distillate of a newer copy of the repository's file."""
    return distil(json.loads(path.read_bytes()))


def regions(locations: Iterable[Row]) -> Iterator[Region]:
    """One region per location; a logical one is no place, but may still lie in one territory (`uk`)."""
    for location in locations:
        country = _country(location)
        kind = _kind(location)
        yield Region(
            "azure", location["name"], country, location["label"], kind=kind, partition="AzureCloud", source=SOURCE,
            read=READ, note=SEVERAL if kind == "geography" and not country else "",
        )  # fmt: skip


def points() -> dict[tuple[str, str], Point]:
    """Where the physical locations of the distillate lie, as Azure's own list says."""
    path = Path(__file__).parents[2] / LOCATIONS.name
    return {
        ("azure", one["name"]): Point(
            one["physical_location"], float(one["latitude"]), float(one["longitude"]), SOURCE, READ
        )
        for one in parse(LOCATIONS, path.read_text(encoding="utf-8"))
        if one["latitude"] and one["longitude"]
    }


def _kind(location: Row) -> Kind:
    if location["type"] == "Physical":
        return "region"
    return "pseudo" if location["name"].endswith("stage") else "geography"


def _country(location: Row) -> str:
    if location["type"] == "Logical" and not location["geography"]:
        return TERRITORIES.get(location["label"], "")
    return TERRITORIES.get(location["geography"]) or TERRITORIES.get(location["physical_location"], "")


def pairs(locations: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """(region, paired region) for every region that has a pair."""
    for location in locations:
        yield from ((location["name"], pair) for pair in location["paired"].split())
