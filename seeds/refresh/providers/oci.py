"""Oracle Cloud regions: ids and realms from the SDK's region table, countries by the city in the id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

from seeds.refresh.packages import module_constants, package_file, release
from seeds.refresh.region import Region

CITIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "abudhabi": ("AE", "Abu Dhabi"), "alain": ("AE", "Al Ain"), "alrayyan": ("QA", "Al Rayyan"),
        "amsterdam": ("NL", "Amsterdam"), "ashburn": ("US", "Ashburn"), "batam": ("ID", "Batam"),
        "bogota": ("CO", "Bogota"), "budapest": ("HU", "Budapest"), "canberra": ("AU", "Canberra"),
        "cardiff": ("GB", "Cardiff"), "casablanca": ("MA", "Casablanca"), "chicago": ("US", "Chicago"),
        "chiyoda": ("JP", "Chiyoda"), "chuncheon": ("KR", "Chuncheon"), "crissier": ("CH", "Crissier"),
        "delhi": ("IN", "Delhi"), "doha": ("QA", "Doha"), "dubai": ("AE", "Dubai"), "dublin": ("IE", "Dublin"),
        "frankfurt": ("DE", "Frankfurt"), "gazipur": ("BD", "Gazipur"), "hyderabad": ("IN", "Hyderabad"),
        "ibaraki": ("JP", "Ibaraki"), "ibri": ("OM", "Ibri"), "jeddah": ("SA", "Jeddah"),
        "jerusalem": ("IL", "Jerusalem"), "johannesburg": ("ZA", "Johannesburg"), "jovanovac": ("RS", "Jovanovac"),
        "kulai": ("MY", "Kulai"), "langley": ("US", "Langley"), "london": ("GB", "London"), "luke": ("US", "Luke"),
        "madrid": ("ES", "Madrid"), "marseille": ("FR", "Marseille"), "melbourne": ("AU", "Melbourne"),
        "milan": ("IT", "Milan"), "monterrey": ("MX", "Monterrey"), "montreal": ("CA", "Montreal"),
        "mumbai": ("IN", "Mumbai"), "muscat": ("OM", "Muscat"), "newark": ("US", "Newark"), "osaka": ("JP", "Osaka"),
        "paris": ("FR", "Paris"), "phoenix": ("US", "Phoenix"), "queretaro": ("MX", "Queretaro"),
        "rating": ("DE", "Ratingen"), "riodejaneiro": ("BR", "Rio de Janeiro"), "riyadh": ("SA", "Riyadh"),
        "saltlake": ("US", "Salt Lake City"), "sanjose": ("US", "San Jose"), "santiago": ("CL", "Santiago"),
        "saopaulo": ("BR", "Sao Paulo"), "seoul": ("KR", "Seoul"), "singapore": ("SG", "Singapore"),
        "somerset": ("US", "Somerset"), "stockholm": ("SE", "Stockholm"), "suwon": ("KR", "Suwon"),
        "sydney": ("AU", "Sydney"), "thames": ("US", "Thames"), "tokyo": ("JP", "Tokyo"), "toronto": ("CA", "Toronto"),
        "turin": ("IT", "Turin"), "valparaiso": ("CL", "Valparaiso"), "vinhedo": ("BR", "Vinhedo"),
        "zurich": ("CH", "Zurich"),
    }
)  # fmt: skip

LABELS: Mapping[str, str] = MappingProxyType(
    {
        "af-johannesburg-1": "South Africa Central (Johannesburg)",
        "ap-chuncheon-1": "South Korea North (Chuncheon)",
        "ap-hyderabad-1": "India South (Hyderabad)",
        "ap-melbourne-1": "Australia Southeast (Melbourne)",
        "ap-mumbai-1": "India West (Mumbai)",
        "ap-osaka-1": "Japan Central (Osaka)",
        "ap-seoul-1": "South Korea Central (Seoul)",
        "ap-singapore-1": "Singapore (Singapore)",
        "ap-singapore-2": "Singapore West (Singapore)",
        "ap-sydney-1": "Australia East (Sydney)",
        "ap-tokyo-1": "Japan East (Tokyo)",
        "ca-montreal-1": "Canada Southeast (Montreal)",
        "ca-toronto-1": "Canada Southeast (Toronto)",
        "eu-amsterdam-1": "Netherlands Northwest (Amsterdam)",
        "eu-frankfurt-1": "Germany Central (Frankfurt)",
        "eu-frankfurt-2": "EU Sovereign Central (Frankfurt)",
        "eu-jovanovac-1": "Serbia Central (Jovanovac)",
        "eu-madrid-1": "Spain Central (Madrid)",
        "eu-madrid-3": "Spain Central (Madrid 3)",
        "eu-marseille-1": "France South (Marseille)",
        "eu-milan-1": "Italy Northwest (Milan)",
        "eu-paris-1": "France Central (Paris)",
        "eu-stockholm-1": "Sweden Central (Stockholm)",
        "eu-turin-1": "Italy North (Turin)",
        "eu-zurich-1": "Switzerland North (Zurich)",
        "il-jerusalem-1": "Israel Central (Jerusalem)",
        "me-abudhabi-1": "UAE Central (Abu Dhabi)",
        "me-dubai-1": "UAE East (Dubai)",
        "me-jeddah-1": "Saudi Arabia West (Jeddah)",
        "me-riyadh-1": "Saudi Arabia Central (Riyadh)",
        "mx-monterrey-1": "Mexico Northeast (Monterrey)",
        "mx-queretaro-1": "Mexico Central (Queretaro)",
        "sa-bogota-1": "Colombia Central (Bogota)",
        "sa-santiago-1": "Chile Central (Santiago)",
        "sa-saopaulo-1": "Brazil East (Sao Paulo)",
        "sa-valparaiso-1": "Chile West (Valparaiso)",
        "sa-vinhedo-1": "Brazil Southeast (Vinhedo)",
        "uk-cardiff-1": "UK West (Newport)",
        "uk-london-1": "UK South (London)",
        "us-ashburn-1": "US East (Ashburn)",
        "us-chicago-1": "US Midwest (Chicago)",
        "us-phoenix-1": "US West (Phoenix)",
        "us-sanjose-1": "US West (San Jose)",
    }
)
"""Display names in Oracle's list of regions, where they were found; elsewhere the city stands."""


def read() -> list[Region]:
    """The regions in the installed OCI SDK."""
    constants = module_constants(package_file("oci", "regions_definitions.py").read_text(encoding="utf-8"))
    realms = cast("dict[str, str]", constants["REGION_REALMS"])
    return list(regions(realms, f"{release('oci')} regions_definitions.py"))


def regions(realms: Mapping[str, str], source: str) -> Iterator[Region]:
    """One region per id; the city is the part before the number (`eu-dcc-milan-1`: Milan)."""
    for region, realm in realms.items():
        city = region.split("-")[-2]
        if city not in CITIES:
            raise ValueError(f"OCI region {region}: the country of {city} is not known; extend {__name__}")
        country, place = CITIES[city]
        yield Region(
            "oci", region, country, LABELS.get(region, place), partition=realm, source=source,
            note="EU Sovereign Cloud" if realm == "oc19" else "",
        )  # fmt: skip
