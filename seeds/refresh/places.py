"""In which city each region lies and where that is: the source's own coordinates, else those of the city it names.

Coordinates that lie far from the city which the same source names are not believed: the city's stand in their place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from seeds.refresh.cities import Cities
from seeds.refresh.table import Row, Table

REGION_PLACES: Final = Table(
    "region_places.csv",
    ("provider", "region", "city", "latitude", "longitude", "verified", "source", "read", "note"),
    ("provider", "region"),
)
FAR: Final = 150
"""Kilometres beyond which coordinates and the city that goes with them contradict each other."""
_PREFIX: Final = re.compile(r"^(?:Local Zone|Wavelength Zone) ")
_INSIDE: Final = re.compile(r"\(([^()]+)\)$")
_NUMBER: Final = re.compile(r" \d+$")
_EARTH: Final = 6371.0


class Point(NamedTuple):
    """What a source says of the place of a region; coordinates are None where it gives none."""

    city: str
    latitude: float | None
    longitude: float | None
    source: str
    read: str = ""


def region_places(
    regions: Iterable[Row], points: Mapping[tuple[str, str], Point], cities: Cities
) -> Iterator[dict[str, str]]:
    """One row per region whose place a source gives; `regions` are the rows of `regions.csv`."""
    for region in regions:
        point = points.get((region["provider"], region["region"])) or _labelled(region, cities)
        if point is not None and (row := _row(region, point, cities)) is not None:
            yield row


def _labelled(region: Row, cities: Cities) -> Point | None:
    """The city that the label of a region names."""
    for city in _names(region["label"]):
        if cities.find(city, region["country"]) is not None:
            return Point(city, None, None, region["source"], region["read"])
    return None


def _names(label: str) -> Iterator[str]:
    """What in a label can be the name of a city, the likeliest first."""
    inside = _INSIDE.search(label)
    for text in ([inside[1]] if inside else []) + [_PREFIX.sub("", _INSIDE.sub("", label).strip())]:
        yield _NUMBER.sub("", text.partition(",")[0].strip())


def _row(region: Row, point: Point, cities: Cities) -> dict[str, str] | None:
    known = cities.find(point.city, region["country"]) if point.city else None
    latitude, longitude, source, note = point.latitude, point.longitude, point.source, ""
    if known is not None:
        away = None if latitude is None or longitude is None else distance(latitude, longitude, *known)
        if away is None or away > FAR:
            latitude, longitude = known
            source = f"{point.source}; {cities.source}"
            note = "coordinates of the city" if away is None else f"the source's own coordinates lie {away:.0f} km away"
    if latitude is None or longitude is None:
        return None
    return {
        "provider": region["provider"],
        "region": region["region"],
        "city": point.city,
        "latitude": f"{latitude:.2f}",
        "longitude": f"{longitude:.2f}",
        "verified": region["verified"],
        "source": source,
        "read": point.read,
        "note": note,
    }


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along a great circle."""
    one, other = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(half))
