"""AWS regions, Local Zones and Wavelength Zones: ids from botocore, countries from the SSM parameters in moto."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from seeds.refresh.packages import package_file, release
from seeds.refresh.region import Region

# Regions that moto does not know, or that it counts to a State where the territory has a code of its own.
COUNTRIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ap-east-1": ("HK", "the SSM parameter says CN, with the subdivision CN-HK"),
        "me-west-1": ("SA", "country from the display name; not yet in endpoints.json"),
        "sa-west-1": ("CL", "country from the display name"),
        "us-iso-east-1": ("US", "country from the partition's domain"),
        "us-iso-west-1": ("US", "country from the partition's domain"),
        "us-isob-east-1": ("US", "country from the partition's domain"),
        "us-isob-west-1": ("US", "country from the partition's domain"),
        "us-isof-east-1": ("US", "country from the partition's domain"),
        "us-isof-south-1": ("US", "country from the partition's domain"),
    }
)

# Zones take the code of a city; AWS names the geography of each in its Local Zones and Wavelength user guides.
CITIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ath": ("GR", "Athens"), "atl": ("US", "Atlanta"), "bos": ("US", "Boston"), "bue": ("AR", "Buenos Aires"),
        "ccu": ("IN", "Kolkata"), "chi": ("US", "Chicago"), "cmn": ("MA", "Casablanca"), "cph": ("DK", "Copenhagen"),
        "del": ("IN", "Delhi"), "den": ("US", "Denver"), "dfw": ("US", "Dallas"), "dss": ("SN", "Dakar"),
        "ham": ("DE", "Hamburg"), "han": ("VN", "Hanoi"), "hel": ("FI", "Helsinki"), "hnl": ("US", "Honolulu"),
        "iah": ("US", "Houston"), "ist": ("TR", "Istanbul"), "kix": ("JP", "Osaka"), "las": ("US", "Las Vegas"),
        "lax": ("US", "Los Angeles"), "lim": ("PE", "Lima"), "los": ("NG", "Lagos"), "man": ("GB", "Manchester"),
        "mci": ("US", "Kansas City"), "mct": ("OM", "Muscat"), "mia": ("US", "Miami"), "mnl": ("PH", "Manila"),
        "msp": ("US", "Minneapolis"), "nrt": ("JP", "Tokyo"), "nyc": ("US", "New York City"), "per": ("AU", "Perth"),
        "phl": ("US", "Philadelphia"), "phx": ("US", "Phoenix"), "scl": ("CL", "Santiago"), "sea": ("US", "Seattle"),
        "waw": ("PL", "Warsaw"), "yto": ("CA", "Toronto"),
    }
)  # fmt: skip

LOCAL_ZONE = re.compile(r"[a-z0-9]+-(?P<city>[a-z]{3})(?P<number>\d+)-az(?P<zone>\d+)")
WAVELENGTH_ZONE = re.compile(r"[a-z0-9]+-(?P<carrier>wl\d)-(?P<city>[a-z]{3})-wlz(?P<zone>\d+)")
LATER_WAVELENGTH_ZONE = re.compile(r"[a-z0-9]+-(?P<city>[a-z]{3})(?P<number>\d+)-wlz(?P<zone>\d+)")


def read() -> list[Region]:
    """The regions and zones in the installed botocore and moto."""
    partitions = json.loads(package_file("botocore", "data", "partitions.json").read_bytes())
    parameters = json.loads(gzip.decompress(package_file("moto", "ssm", "resources", "regions.json.gz").read_bytes()))
    places = parameters["aws"]["service"]["global-infrastructure"]["regions"]
    source = f"{release('botocore')} data/partitions.json; {release('moto')} ssm/resources/regions.json.gz"
    return [*regions(partitions, places, source), *zones(places, source)]


def regions(partitions: Mapping[str, Any], places: Mapping[str, Any], source: str) -> Iterator[Region]:
    """One region per id of every partition; the pseudo regions such as `aws-global` are no place and are left out."""
    for partition in partitions["partitions"]:
        for region, about in partition["regions"].items():
            if region.endswith("-global"):
                continue
            known = places.get(region, {}).get("geolocationCountry", {}).get("Value", "")
            country, note = COUNTRIES.get(region, (known, ""))
            yield Region(
                "aws", region, country, about["description"], partition=partition["id"], source=source,
                verified=bool(country), note=note or ("" if country else "country not known"),
            )  # fmt: skip


def zones(places: Mapping[str, Any], source: str) -> Iterator[Region]:
    """One row per Local Zone and Wavelength Zone: each lies in a city of its own, not where its parent region is."""
    for region, about in places.items():
        yield from (_local_zone(region, zone, source) for zone in _ids(about, "local-zones"))
        yield from (_wavelength_zone(region, zone, source) for zone in _ids(about, "wavelength-zones"))


def _ids(about: Mapping[str, Any], kind: str) -> Iterable[str]:
    return (zone for zone in about.get(kind, {}) if zone != "Value")


def _local_zone(region: str, zone_id: str, source: str) -> Region:
    match = _match(LOCAL_ZONE, zone_id)
    country, city = CITIES[match["city"]]
    letter = "abcdefghi"[int(match["zone"]) - 1]
    return Region(
        "aws", f"{region}-{match['city']}-{match['number']}{letter}", country, f"Local Zone {city}", kind="local-zone",
        partition="aws", source=source, note=f"zone id {zone_id}; parent region {region}",
    )  # fmt: skip


def _wavelength_zone(region: str, zone_id: str, source: str) -> Region:
    if match := WAVELENGTH_ZONE.fullmatch(zone_id):
        name = f"{region}-{match['carrier']}-{match['city']}-wlz-{match['zone']}"
    else:
        match = _match(LATER_WAVELENGTH_ZONE, zone_id)
        name = f"{region}-{match['city']}-wlz-{match['number']}{'abcdefghi'[int(match['zone']) - 1]}"
    country, city = CITIES[match["city"]]
    return Region(
        "aws", name, country, f"Wavelength Zone {city}", kind="wavelength-zone", partition="aws", source=source,
        note=f"zone id {zone_id}; parent region {region}",
    )  # fmt: skip


def _match(pattern: re.Pattern[str], zone_id: str) -> re.Match[str]:
    if match := pattern.fullmatch(zone_id):
        return match
    raise ValueError(f"AWS zone id {zone_id} has a new form; extend {__name__}")
