"""Which boundary is in force: the one that outranks, tightened by what the others ask."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from fielato.catalogue import Catalogue
from fielato.model.controller import Boundary

RANKS = {"ES": 0, "EU": 1, "EEA": 2, "EEA+adequate": 3}
"""The named boundaries, the tightest first: each lies within the next."""


def tightest(boundaries: Sequence[Boundary], catalogue: Catalogue, as_of: datetime.date) -> Boundary | None:
    """The boundary that keeps within all of those given, or None when there are none."""
    found: Boundary | None = None
    for written in boundaries:
        one = written if isinstance(written, str) else tuple(catalogue.code(code) for code in written)
        found = one if found is None else _within_both(found, one, catalogue, as_of)
    return found


def _within_both(one: Boundary, other: Boundary, catalogue: Catalogue, as_of: datetime.date) -> Boundary:
    if isinstance(one, str) and isinstance(other, str):
        return min(one, other, key=RANKS.__getitem__)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(code for code in one if code in other)
    listed, named = (one, other) if isinstance(one, tuple) else (other, one)
    return tuple(code for code in listed if _inside(code, str(named), catalogue, as_of))


def _inside(code: str, named: str, catalogue: Catalogue, as_of: datetime.date) -> bool:
    territory = catalogue.territory(code, as_of)
    if territory is None:
        return False
    if named == "ES":
        return territory.state == "ES"
    if named == "EU":
        return territory.union
    return territory.eea or (named == "EEA+adequate" and territory.adequacy is not None)
