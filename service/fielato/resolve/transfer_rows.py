"""The rows about candidate transfers: what is known of each from what leads there and what covers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET
from fielato.model.origin import Location, Origin, Places
from fielato.model.values import Value
from fielato.resolve.answers import Answer
from fielato.resolve.entries import Entries
from fielato.resolve.facts import Facts
from fielato.resolve.grounds import DeclaredGround, declared, together
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.locations import territory_facts
from fielato.resolve.processing import Reason
from fielato.resolve.provenance import Anchor, pointed_at
from fielato.resolve.subjects import FactsByRoot
from fielato.resolve.transfers import Candidate, Ways

_LED: Final = Origin("derived")
"""Stands in a transfer's content for the origin of the first reason that leads there."""


class TransferRow:
    """What rows about transfers are grounded in: what leads there, and the grounds that cover them."""

    def __init__(
        self, territory: str, ways: Ways, facts: FactsByRoot, grounds: tuple[Anchor, ...], day: Knowledge
    ) -> None:
        self.facts = facts
        """The facts of territory and transfer, not bound to a document."""
        self._territory = territory
        self._ways = ways
        self._grounds = grounds
        self._day = day
        self._bound: Mapping[str, Facts] | None = None

    def parts(self, anchors: Sequence[Anchor]) -> Mapping[str, Facts]:
        """The same, bound."""
        del anchors
        if self._bound is None:
            self._bound = self._parts()
        return self._bound

    def reasons(self, anchors: Sequence[Anchor]) -> tuple[Reason, ...]:
        """Why there is such a transfer."""
        del anchors
        return self._ways.reasons

    def location(self, anchors: Sequence[Anchor]) -> Location | None:
        """Where the first of them points, if it points into a file."""
        del anchors
        return pointed_at(self._ways.origin, ())

    def origin(self, root: str, name: str, anchors: Sequence[Anchor]) -> Origin:
        """Where a fact comes from."""
        return self.parts(anchors)[root].origin(name)

    def _parts(self) -> Mapping[str, Facts]:
        why, content = self._ways.origin, self.facts["transfer"]
        traces = {name: why if trace is _LED else trace for name, trace in content.traces.items()}
        return {
            "territory": territory_facts(self._territory, why, self._day),
            "transfer": Facts(content.values, traces=traces).at(*self._grounds),
        }


class TransferRows:
    """The rows about the transfers of one deployment; what no ground covers is shared by the data sets."""

    def __init__(
        self, deployment: Deployment, places: Places, entries: Entries, exporter: Value | None, day: Knowledge
    ) -> None:
        self._day = day
        self._answers = entries.answers
        self._country = exporter
        own = deployment.grounds
        self._closed = own is not UNSET or entries.grounds is not None
        """Whether the lists of grounds are known to be complete."""
        self._grounds: dict[str, list[DeclaredGround]] = {}
        for ground in (*(entries.grounds or ()), *declared(own if own is not UNSET else (), places, day)):
            self._grounds.setdefault(ground.ground.importer, []).append(ground)
        self._bare: dict[Ways, TransferRow] = {}

    def of(self, one: Candidate) -> TransferRow:
        """What the row about a transfer is grounded in."""
        grounds, answers = self._grounds.get(one.importer, ()), self._answers.about("transfer", one.id)
        covering = (
            [each for each in grounds if each.covers(one.purpose, one.territory, one.data, self._day.as_of)]
            if grounds
            else []
        )
        if covering or answers:
            return self._row(one, covering, answers)
        row = self._bare.get(one.ways)
        if row is None:
            row = self._bare[one.ways] = self._row(one, (), ())
        return row

    def _row(self, one: Candidate, covering: Sequence[DeclaredGround], answers: tuple[Answer, ...]) -> TransferRow:
        contents = tuple([ground.content for ground in covering])
        key = ("led", one.ways.exposures, self._country, contents, self._closed, answers)
        facts = self._day.once(key, lambda: self._facts(one, contents, answers))
        return TransferRow(one.territory, one.ways, facts, tuple([ground.anchor for ground in covering]), self._day)

    def _facts(self, one: Candidate, contents: tuple[Facts, ...], answers: tuple[Answer, ...]) -> FactsByRoot:
        """The facts of territory and transfer; of equal ones one object, whatever leads there."""
        day, ways = self._day, one.ways
        derived: dict[str, Value | None] = {
            "transfer.purpose": one.purpose,
            "transfer.run_by": ways.run_by,
            "transfer.exporter_country": self._country,
            "transfer.exporter_role": "controller",
            "transfer.separate_importer": ways.separate,
            "transfer.plaintext": ways.plaintext,
            "transfer.keys_in_eea": ways.keys_in_eea,
        }

        def make() -> FactsByRoot:
            tools = together(contents, day.as_of, closed=self._closed)
            transfer = tools.with_derived(derived, _LED).with_answers(answers)
            return FactsByRoot({"territory": Facts(day.territory(one.territory)[0]), "transfer": transfer})

        return day.once(("transfer", one.territory, *derived.values(), contents, self._closed, answers), make)
