"""What a change costs: how far the new region is, and which services and accelerators it lacks, where a table says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from fielato.catalogue import Catalogue
from fielato.catalogue.offers import Point
from fielato.model.fact import UNSET

if TYPE_CHECKING:
    from fielato.model.component import Component

ASKED: Final = ("GB200", "GB300")
"""Accelerators of which is always said whether a region has them."""


class Distances:
    """How far regions are from one place."""

    def __init__(self, catalogue: Catalogue, origin: Point) -> None:
        self._catalogue = catalogue
        self._origin = origin

    def of(self, provider: str, region: str) -> int | None:
        """Kilometres to a region by its id; None where no source says where it lies."""
        place = self._catalogue.offers.place(provider, region)
        return None if place is None else self._origin.distance(Point(place.latitude, place.longitude))

    def rank(self, provider: str, region: str) -> float:
        """The same, to sort by: a region of which nobody says where it lies is farther than all others."""
        away = self.of(provider, region)
        return math.inf if away is None else away


class Cost(msgspec.Struct, frozen=True):
    """What a component loses or gains by a change of its region."""

    region: str
    """The new region's id."""
    country: str
    """Its country."""
    city: str
    """Where it lies; empty where no source says."""
    distance: int | None
    """Kilometres from the place that distances are counted from; None where no source says where it lies."""
    distance_before: int | None
    """The same of the present region."""
    missing_services: tuple[str, ...] | None
    """Services that a table shows in the present region and not in the new one; None where no table says."""
    missing_accelerators: tuple[str, ...] | None
    """Accelerators of the present region, and those always asked about, that the new one lacks; None as above."""
    verified: bool
    """False where the place was not seen in a source."""


def cost(before: Component, after: Component, catalogue: Catalogue, distances: Distances) -> Cost | None:
    """The cost of a change of a component; None where it stays in its region."""
    here, there = (_where(one, catalogue) for one in (before, after))
    if there is None or here == there:
        return None
    provider, region = there
    row = catalogue.region(provider, region)
    place = catalogue.offers.place(provider, region)
    same = here if here is not None and here[0] == provider else None
    return Cost(
        region=region,
        country=row.country if row is not None else "",
        city=place.city if place is not None else "",
        distance=distances.of(provider, region),
        distance_before=distances.of(*here) if here is not None else None,
        missing_services=_services(catalogue, same, there),
        missing_accelerators=_accelerators(catalogue, same, there, before),
        verified=(row is None or row.verified) and (place is None or place.verified),
    )


def _where(component: Component, catalogue: Catalogue) -> tuple[str, str] | None:
    if component.provider is UNSET or component.region is UNSET:
        return None
    provider = catalogue.provider(component.provider)
    region = catalogue.region(provider, component.region)
    return None if region is None else (provider, region.region)


def _services(catalogue: Catalogue, here: tuple[str, str] | None, there: tuple[str, str]) -> tuple[str, ...] | None:
    offered = catalogue.offers.services(*there)
    if offered is None:
        return None
    before = catalogue.offers.services(*here) if here is not None else None
    return tuple(sorted((before or frozenset()) - offered))


def _accelerators(
    catalogue: Catalogue, here: tuple[str, str] | None, there: tuple[str, str], component: Component
) -> tuple[str, ...] | None:
    offered = catalogue.offers.accelerators(*there)
    if offered is None:
        return None
    before = catalogue.offers.accelerators(*here) if here is not None else None
    needed: Sequence[str] = ASKED
    if component.accelerator is not UNSET and component.accelerator != "none":
        needed = (*needed, component.accelerator)
    return tuple(sorted({*(before or frozenset()), *needed} - offered))
