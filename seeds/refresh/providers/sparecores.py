"""Google Cloud, Alibaba Cloud, OVHcloud and UpCloud places, from the tables in the source of sparecores-crawler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from seeds.refresh.packages import dictionaries, package_file, release
from seeds.refresh.places import Point
from seeds.refresh.region import Region

MODULES: Mapping[str, str] = MappingProxyType(
    {"alibaba": "_alicloud.py", "gcp": "_gcp.py", "ovhcloud": "_ovh.py", "upcloud": "_upcloud.py"}
)
WITNESSES: Mapping[str, str] = MappingProxyType({"aws": "_aws.py", "azure": "_azure.py"})
"""Modules that are not the source of a provider, but testify to the country of its regions."""

KNOWN_WRONG = frozenset({("azure", "brazilsoutheast"), ("azure", "mexicocentral")})
"""Countries that the package has wrong: US and ZA."""

# Where the table has no city: name of the place in the vendor's list of regions.
LABELS: Mapping[tuple[str, str], str] = MappingProxyType(
    {("gcp", "asia-east1"): "Changhua County", ("gcp", "asia-east2"): "Hong Kong"}
)


def read() -> list[Region]:
    """The regions of those providers for which the installed package is the source."""
    source = release("sparecores-crawler")
    return [
        region
        for provider, module in MODULES.items()
        for region in regions(provider, _text(module), f"{source} vendors/{module}")
    ]


def witness() -> dict[tuple[str, str], str]:
    """(provider, region) -> country, for the providers that another source is asked about."""
    return {
        (provider, region.region): region.country
        for provider, module in WITNESSES.items()
        for region in regions(provider, _text(module), module)
    }


def points() -> dict[tuple[str, str], Point]:
    """Where the regions of all its providers lie, as far as the package gives coordinates."""
    found: dict[tuple[str, str], Point] = {}
    for provider, module in {**MODULES, **WITNESSES}.items():
        source = f"{release('sparecores-crawler')} vendors/{module}"
        for region, about in _entries(_text(module)):
            latitude, longitude = about.get("lat"), about.get("lon")
            if isinstance(latitude, float) and isinstance(longitude, float):
                city = str(about.get("city") or about.get("state") or "")
                found[provider, region] = Point(city, latitude, longitude, source)
    return found


def regions(provider: str, text: str, source: str) -> Iterator[Region]:
    """One region per entry that names a country: a value under its id, or a record with a `region_id`."""
    return (_region(provider, region, about, source) for region, about in _entries(text))


def _entries(text: str) -> Iterator[tuple[str, Mapping[object, object]]]:
    for display in dictionaries(text):
        if _names_a_country(display) and isinstance(display.get("region_id"), str):
            yield str(display["region_id"]), display
        for region, about in display.items():
            if isinstance(about, dict) and _names_a_country(about) and "region_id" not in about:
                yield str(region), about


def _names_a_country(entry: Mapping[object, object]) -> bool:
    # Elsewhere in the package the same key holds an expression, which reads as None.
    return isinstance(entry.get("country_id"), str)


def _region(provider: str, region: str, about: Mapping[object, object], source: str) -> Region:
    label = LABELS.get((provider, region)) or str(about.get("city") or region)
    return Region(provider, region, str(about["country_id"]), label, source=source)


def _text(module: str) -> str:
    return package_file("sc_crawler", "vendors", module).read_text(encoding="utf-8")
