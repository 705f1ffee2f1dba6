"""The place that distances are counted from, as people write it: a city, or latitude and longitude."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from fielato.catalogue import Catalogue
from fielato.catalogue.offers import Point
from fielato.errors import UsageError
from fielato.reading import hint_for

_COORDINATES: Final = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$")
_LATITUDE: Final = 90
_LONGITUDE: Final = 180


class Origin(NamedTuple):
    """A place, and how it is called."""

    name: str
    point: Point


def origin(written: str, catalogue: Catalogue) -> Origin:
    """The place that was written; raises UsageError where it is neither a known city nor a pair of coordinates."""
    if match := _COORDINATES.match(written):
        latitude, longitude = float(match[1]), float(match[2])
        if abs(latitude) > _LATITUDE or abs(longitude) > _LONGITUDE:
            raise UsageError(f"`{written}` is no place; write latitude and longitude in degrees, such as 41.65,-0.88")
        return Origin(f"{latitude:g},{longitude:g}", Point(latitude, longitude))
    city = catalogue.offers.city(written)
    if city is None:
        hint = hint_for(
            written, catalogue.offers.cities, "write a larger city of Europe, or LAT,LON such as 41.65,-0.88"
        )
        raise UsageError(f"the catalogue knows no city `{written}`; {hint}")
    return Origin(city.city, Point(city.latitude, city.longitude))
