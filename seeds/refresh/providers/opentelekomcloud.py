"""Open Telekom Cloud regions, from the vendor profiles of openstacksdk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from seeds.refresh.packages import package_file, release
from seeds.refresh.region import Region

PROFILES = ("otc.json", "otc-swiss.json")
COUNTRIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "eu-ch2": ("CH", "Swiss OTC"),
        "eu-de": ("DE", "Germany (Biere, Magdeburg)"),
        "eu-nl": ("NL", "Netherlands (Amsterdam)"),
    }
)


def read() -> list[Region]:
    """The regions in the vendor profiles of the installed openstacksdk."""
    source = f"{release('openstacksdk')} config/vendors"
    texts = (package_file("openstack", "config", "vendors", name).read_bytes() for name in PROFILES)
    return [region for text in texts for region in regions(json.loads(text), source)]


def regions(profile: Mapping[str, Any], source: str) -> Iterator[Region]:
    """One region per id of the profile."""
    for region in profile["profile"]["regions"]:
        country, label = COUNTRIES[region]
        yield Region("opentelekomcloud", region, country, label, source=source)
