"""What the catalogue comes to on one date, and everything that was worked out from it so far, within bounds."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable
from typing import Final, TypeVar, cast

from fielato.catalogue import Catalogue, Territory
from fielato.model.values import FactValues, Value

T = TypeVar("T")

DAYS: Final = 16
"""The most dates of which a catalogue's knowledge is kept; the one that was asked for first goes first."""
CONTENTS: Final = 4096
"""The most that is kept of one date; a thing weighs one, unless it holds on to more."""


class Knowledge:
    """A catalogue on a date. Whatever depends on nothing else is worked out once; when it is full, it starts anew."""

    def __init__(self, catalogue: Catalogue, as_of: datetime.date) -> None:
        self.catalogue = catalogue
        self.as_of = as_of
        self.kept: dict[Hashable, object] = {}
        """What was worked out, by its kind and the content that it depends on."""
        self._weight = 0

    def once(self, key: Hashable, make: Callable[[], T], weight: int = 1) -> T:
        """What `make` gives for this key: from before, or worked out now."""
        found = self.kept.get(key)
        if found is None:
            found = make()
            self._weight += weight
            if self._weight > CONTENTS:
                self.kept.clear()
                self._weight = weight
            self.kept[key] = found
        return cast("T", found)

    def in_eea(self, code: str) -> bool:
        """Whether a territory is known to be in the EEA."""
        territory = self.catalogue.territory(code, self.as_of)
        return territory is not None and territory.eea

    def territory(self, code: str) -> tuple[FactValues, str]:
        """A territory as `territory.*` facts, and the source that they have; nothing for one that is not known."""
        return self.once(("territory", code), lambda: _facts(self.catalogue.territory(code, self.as_of)))


def on(catalogue: Catalogue, as_of: datetime.date) -> Knowledge:
    """What is known on a date."""
    found = catalogue.kept.get(as_of)
    if not isinstance(found, Knowledge):
        if len(catalogue.kept) >= DAYS:
            del catalogue.kept[next(iter(catalogue.kept))]
        found = catalogue.kept[as_of] = Knowledge(catalogue, as_of)
    return found


def _facts(territory: Territory | None) -> tuple[FactValues, str]:
    if territory is None:
        return FactValues(), ""
    decision = territory.adequacy
    values: dict[str, Value | None] = {
        "territory.code": territory.code,
        "territory.state": territory.state,
        "territory.union": territory.union,
        "territory.eea": territory.eea,
        "territory.adequacy": decision.scope if decision is not None else "none",
        "territory.adequacy_until": decision.until if decision is not None else None,
        "territory.special": territory.special,
    }
    return FactValues({name: value for name, value in values.items() if value is not None}), territory.source
