"""The places of every purpose of a component: what is one row though several purposes lead there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from fielato.model.origin import Location as Pointer
from fielato.model.origin import Origin
from fielato.model.values import FactValues
from fielato.resolve.facts import Facts
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.names import UNKNOWN
from fielato.resolve.processing import Reason, all_bound, joined
from fielato.resolve.provenance import Anchor, bound, pointed_at
from fielato.resolve.purposes import Processing
from fielato.resolve.subjects import FactsByRoot


class Location(msgspec.Struct, frozen=True, eq=False):
    """One place of one purpose; where customer and vendor both act there, the customer answers for it."""

    tail: str
    """The end of its id: purpose and territory, before the party if it is not the one that runs the component."""
    party: str
    """That party, or its alias."""
    facts: FactsByRoot
    """What is known of the territory and of the location, not yet bound to a document."""
    why: tuple[Reason, ...]
    """Why there is such a place, the same."""

    def parts(self, anchors: Sequence[Anchor]) -> dict[str, Facts]:
        """The facts as a document gives them."""
        return {root: facts.at(*anchors) for root, facts in self.facts.items()}

    def reasons(self, anchors: Sequence[Anchor]) -> tuple[Reason, ...]:
        """The reasons as a document gives them."""
        return all_bound(self.why, anchors)

    def location(self, anchors: Sequence[Anchor]) -> Pointer | None:
        """Where the first of them points, if it points into a file."""
        return pointed_at(self.why[0].origin, anchors)

    def origin(self, root: str, name: str, anchors: Sequence[Anchor]) -> Origin:
        """Where a fact comes from, as a document gives it."""
        return bound(self.facts[root].origin(name), anchors)


def locations(processing: Sequence[Processing], day: Knowledge) -> tuple[Location, ...]:
    """Every place of every purpose, in order."""
    merged: dict[tuple[str, str, str], list[tuple[Processing, tuple[Reason, ...]]]] = {}
    for one in processing:
        places = dict(one.places.territories)
        if one.places.unknown:
            places[UNKNOWN] = one.places.unknown
        for territory, reasons in places.items():
            merged.setdefault((one.purpose, territory, one.party), []).append((one, reasons))
    return tuple(_location(*key, rows, day) for key, rows in merged.items())


def _location(
    purpose: str, territory: str, party: str, rows: Sequence[tuple[Processing, tuple[Reason, ...]]], day: Knowledge
) -> Location:
    reasons: tuple[Reason, ...] = ()
    for _, more in rows:
        reasons = joined(reasons, more)
    run_by = "customer" if any(one.run_by == "customer" for one, _ in rows) else "vendor"
    remote = all(one.remote_access for one, _ in rows)
    origin = reasons[0].origin
    values = day.once(("location", purpose, run_by, remote), lambda: _values(purpose, run_by, remote=remote))
    facts = FactsByRoot(
        {
            "territory": territory_facts(territory, origin, day),
            "location": Facts(values, traces=dict.fromkeys(values, origin)),
        }
    )
    return Location(f"{purpose}/{territory}", party, facts, reasons)


def _values(purpose: str, run_by: str, *, remote: bool) -> FactValues:
    return FactValues(
        {"location.purpose": purpose, "location.run_by": run_by, "location.remote_access": remote},
    )


def territory_facts(code: str, why: Origin, day: Knowledge) -> Facts:
    """What is known of a territory, all of it derived from the fact that leads there."""
    values, source = day.territory(code)
    origin = Origin("derived", why.places, why.pointer, why.source or source, why.verified)
    return Facts(values, traces=dict.fromkeys(values, origin))
