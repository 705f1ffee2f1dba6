"""Which Azure region is paired with which, and whether a copy that Azure makes there would cross a border."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from seeds.refresh.providers import azure
from seeds.refresh.table import Row, Table

PAIRED_REGIONS = Table(
    "paired_regions.csv",
    ("provider", "region", "paired_region", "country", "paired_country", "crosses_border", "source", "read"),
    ("provider", "region", "paired_region"),
)


def paired_regions(locations: Iterable[Row], countries: Mapping[str, str]) -> Iterator[Row]:
    """One row per direction of a pair; `countries` gives the territory of each Azure region."""
    for region, other in azure.pairs(locations):
        yield {
            "provider": "azure",
            "region": region,
            "paired_region": other,
            "country": countries[region],
            "paired_country": countries[other],
            "crosses_border": "no" if countries[region] == countries[other] else "yes",
            "source": azure.SOURCE,
            "read": azure.READ,
        }
