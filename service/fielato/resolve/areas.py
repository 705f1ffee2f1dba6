"""What the tables' place tokens (`EU`, `all:aws`, `region`, `unknown`, …) come to, as processing sets."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from fielato.catalogue import Catalogue, Region
from fielato.resolve.processing import NOWHERE, ProcessingSet, Reason, at, unknown

AREAS = frozenset({"EU", "EEA"})


def codes(catalogue: Catalogue, provider: str, tokens: Iterable[str], as_of: datetime.date) -> tuple[str, ...]:
    """The territories that tokens name: ISO codes, `EU`, `EEA`, and `all:PROVIDER`, in order and once each.

    An area means the states in which the provider has regions, or all its states where the catalogue has none.
    """
    found: dict[str, None] = {}
    for token in tokens:
        if token in AREAS:
            found |= dict.fromkeys(_area(catalogue, provider, token, as_of))
        elif token.startswith("all:"):
            found |= dict.fromkeys(sorted(countries(catalogue.commercial(token.removeprefix("all:"), as_of))))
        else:
            found[catalogue.code(token)] = None
    return tuple(found)


def _area(catalogue: Catalogue, provider: str, area: str, as_of: datetime.date) -> list[str]:
    inside = set(catalogue.area(area, as_of))
    offered = {catalogue.code(country) for country in countries(catalogue.commercial(provider, as_of))}
    return sorted(inside & offered) or sorted(inside)


def countries(regions: Iterable[Region]) -> dict[str, tuple[str, ...]]:
    """The regions in each country, by country."""
    found: dict[str, list[str]] = defaultdict(list)
    for region in regions:
        if region.country:
            found[region.country].append(region.region)
    return {country: tuple(ids) for country, ids in found.items()}


def through(regions: Iterable[Region], reason: Reason) -> ProcessingSet:
    """The countries of some regions; each with the reason, filled in with the regions that lead there."""
    whole = NOWHERE
    for country, ids in countries(regions).items():
        words = {**reason.words, "regions": ", ".join(ids)}
        whole |= at([country], Reason(reason.code, words, reason.origin))
    return whole


def named(tokens: str) -> str:
    """The places that a table's `where` cell names, for people: `unknown` in it is no place, and is told by itself."""
    return " ".join(word for word in tokens.split() if word != "unknown")


def where(
    catalogue: Catalogue, provider: str, tokens: str, as_of: datetime.date, reason: Reason, open_reason: Reason
) -> ProcessingSet:
    """A table's `where` cell without `region`, `inference` and zones; `unknown` in it leaves the set open."""
    words = tokens.split()
    found = [word for word in words if word not in {"unknown", "none", "region", "inference"}]
    whole = at(codes(catalogue, provider, found, as_of), reason)
    return whole | unknown(open_reason) if "unknown" in words else whole
