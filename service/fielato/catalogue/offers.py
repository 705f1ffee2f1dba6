"""What the tables say of a region beside its country: where it lies, and which services and accelerators it offers."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from .tables import Accelerator, City, RegionPlace, Service, ServiceOffer

_EARTH: Final = 6371.0
_HOME: Final = "ES"
"""Of cities that share a name, the one in Spain is meant."""
_RUNTIME: Final = "runtime"
_SERVICES_OF: Final = "aws"
"""The provider whose services the table lists."""


class Point(NamedTuple):
    """A place on the globe, in degrees."""

    latitude: float
    longitude: float

    def distance(self, other: Point) -> int:
        """Kilometres to another place along a great circle."""
        one, two = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        half = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(across / 2) ** 2
        return round(2 * _EARTH * math.asin(math.sqrt(half)))


class Offers:
    """Places, services and accelerators by region; a provider of which no row speaks is not known, not without."""

    def __init__(
        self,
        places: Iterable[RegionPlace],
        cities: Iterable[City],
        accelerators: Sequence[Accelerator],
        services: Iterable[ServiceOffer],
    ) -> None:
        self._places = {(row.provider, row.region): row for row in places}
        self._cities: dict[str, City] = {}
        for city in sorted(cities, key=lambda row: row.country != _HOME):
            for name in (city.city, *city.aliases.split("|")):
                self._cities.setdefault(_plain(name), city)
        self._carrying: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one in accelerators:
            self._carrying[one.provider][_compact(one.accelerator)].add(one.region)
        self._accelerators: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in accelerators:
            self._accelerators[one.provider, one.region].add(one.accelerator)
        self._machines: dict[tuple[str, str], str] = {}
        for one in accelerators:
            self._machines.update({(one.provider, name): one.accelerator for name in one.instance_types.split()})
        self._offering: dict[str, set[str]] = defaultdict(set)
        self._services: dict[str, set[str]] = defaultdict(set)
        for row in services:
            self._offering[_compact(row.service)].add(row.region)
            self._services[row.region].add(row.service)

    def place(self, provider: str, region: str) -> RegionPlace | None:
        """The city and coordinates of a region by its id; None where no source gives them."""
        return self._places.get((provider, region))

    def city(self, written: str) -> City | None:
        """A city by its name or another spelling of it, with or without accents."""
        return self._cities.get(_plain(written))

    @property
    def cities(self) -> tuple[str, ...]:
        """The names of all cities, without their other spellings."""
        return tuple(dict.fromkeys(row.city for row in self._cities.values()))

    def with_accelerator(self, provider: str, accelerator: str) -> frozenset[str] | None:
        """The regions that offer an accelerator; None where no table speaks of the provider's accelerators."""
        known: Mapping[str, set[str]] | None = self._carrying.get(provider)
        return None if known is None else frozenset(known.get(_compact(accelerator), ()))

    def accelerators(self, provider: str, region: str) -> frozenset[str] | None:
        """The accelerators that a region offers; None where no table speaks of the provider's accelerators."""
        if provider not in self._carrying:
            return None
        return frozenset(self._accelerators.get((provider, region), ()))

    def carried(self, provider: str, machine: str) -> str | None:
        """The accelerator of a machine type; None for one without, or that no table knows."""
        return self._machines.get((provider, machine))

    def services(self, provider: str, region: str) -> frozenset[str] | None:
        """The listed services that a region offers; None where no table speaks of the provider's services."""
        return frozenset(self._services.get(region, ())) if provider == _SERVICES_OF else None

    def with_service(self, provider: str, service: Service) -> frozenset[str] | None:
        """The regions that offer a service; None where no table speaks of it.

        A service that has a runtime of its own is offered where the runtime is too.
        """
        if provider != _SERVICES_OF:
            return None
        own = _compact(service.service)
        found = [self._offering[name] for name in (own, own + _RUNTIME) if name in self._offering]
        if not found:
            found = [self._offering[name] for name in map(_compact, service.aliases.split()) if name in self._offering]
        return frozenset(set.intersection(*found)) if found else None


def _plain(name: str) -> str:
    """A name in lower case, without accents."""
    letters = unicodedata.normalize("NFKD", name.strip()).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _compact(name: str) -> str:
    """A name in lower case, without what parts its words."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
