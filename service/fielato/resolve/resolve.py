"""One deployment, register, catalogue and date, turned into rows of facts that rules can be held against."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from fielato.catalogue import Catalogue
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Location, Origin
from fielato.model.values import Value
from fielato.model.variables import SubjectKind
from fielato.resolve import entries, knowledge, transfers
from fielato.resolve.declared import Declared, OrganisationPolicy, is_personal
from fielato.resolve.facts import Facts, TracedFact
from fielato.resolve.grounds import DeclaredGround, declared, together
from fielato.resolve.locations import territory_facts
from fielato.resolve.parties import Parties, Partner
from fielato.resolve.placed import Placed, place
from fielato.resolve.processing import Reason
from fielato.resolve.provenance import Anchor, pointed_at
from fielato.resolve.purposes import Processing
from fielato.resolve.reach import reach
from fielato.resolve.subjects import FactsByRoot, Subject
from fielato.resolve.transfers import Candidate

__all__ = ["Resolved", "Subject", "resolve"]


class Resolved:
    """Everything that rules and reports need to know of a deployment on a date."""

    def __init__(
        self, subjects: Sequence[Subject], components: Mapping[str, Placed], candidates: Sequence[Candidate]
    ) -> None:
        self.subjects = tuple(subjects)
        """The deployment itself, then the rows of each kind together."""
        self.candidates = tuple(candidates)
        self._components = components

    def of(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """The rows of one kind."""
        return tuple([one for one in self.subjects if one.kind == kind])

    @property
    def unbound(self) -> Iterator[tuple[Processing, tuple[Anchor, ...]]]:
        """Every purpose of every component as its content has it, which documents share, and what binds it."""
        return ((each, one.anchors) for one in self._components.values() for each in one.run.processing)

    @cached_property
    def processing(self) -> tuple[Processing, ...]:
        """Every purpose of every component."""
        return tuple(each for one in self._components.values() for each in one.processing)


def resolve(
    manifest: Manifest,
    register: RegisterFile | None,
    catalogue: Catalogue,
    as_of: datetime.date,
    policy: OrganisationPolicy,
) -> Resolved:
    """Turn a deployment into rows. Pure: the same arguments give the same rows in the same order."""
    return _Resolution(manifest, register, knowledge.on(catalogue, as_of), policy).run()


class _Resolution:
    """The steps of one resolution; each fills in what the later ones need."""

    def __init__(
        self,
        manifest: Manifest,
        register: RegisterFile | None,
        day: knowledge.Knowledge,
        policy: OrganisationPolicy,
    ) -> None:
        self._deployment = manifest.deployment
        self._places = manifest.places
        self._day = day
        self._policy = policy
        self._entries = entries.of(register, day)
        self._declared = Declared(manifest, self._entries, day)

    def run(self) -> Resolved:
        deployment, places, day = self._deployment, self._places, self._day
        controller = self._declared.controller()
        self._data = self._declared.data_sets()
        self._personal = {name: is_personal(facts) for name, facts in self._data.items()}
        self._parties = Parties(deployment, places, self._entries, controller, day)
        self._components = place(deployment, places, reach(deployment), self._entries.answers, self._parties, day)
        candidates = transfers.candidates(self._components.values(), day)
        self._whole = {
            "deployment": self._declared.deployment(
                personal=self._any_personal(), transfers=self._any_transfer(candidates)
            ),
            "controller": controller,
            "organisation": self._declared.organisation(self._policy),
        }
        self._country = controller.values.get("controller.country")
        self._reaching: dict[tuple[str, ...], Facts] = {}
        subjects = [Subject("deployment", "deployment", "", self._whole)]
        subjects += self._data_subjects()
        subjects += self._party_subjects()
        self._component_subjects(subjects)
        subjects += self._transfer_subjects(candidates)
        return Resolved(subjects, self._components, candidates)

    # Facts of the whole

    def _any_personal(self) -> bool | None:
        personal = self._personal.values()
        return True if any(personal) else (None if None in personal else False)

    def _any_transfer(self, candidates: Sequence[Candidate]) -> bool | None:
        known = [
            one.territory != transfers.UNKNOWN
            and one.party.values.get("party.same_entity") is False
            and self._personal[one.data] is True
            for one in candidates
            if self._personal[one.data] is not False
        ]
        return True if any(known) else (None if known else False)

    # Rows

    def _data_subjects(self) -> Iterator[Subject]:
        for name, given in self._data.items():
            facts = given
            if given.values.get("data.pseudonymise_first"):
                derived = {"data.off_premises": self._is_off_premises(name)}
                facts = given.with_derived(derived, Origin("derived", self._places, given.pointer))
            yield Subject("data", f"data/{name}", facts.pointer, {**self._whole, "data": facts})

    def _is_off_premises(self, data: str) -> bool | None:
        """Whether a component outside the organisation's premises handles the data set."""
        handling = [one.content.facts for one in self._components.values() if data in one.reach]
        known = [facts.values.get("component.on_premises") for facts in handling]
        return True if False in known else (None if None in known else False)

    def _party_subjects(self) -> Iterator[Subject]:
        """One row per party that gets data: those that run a component or reach one."""
        seen: dict[str, Partner] = {}
        for one in self._components.values():
            seen.setdefault(one.runner.id, one.runner)
        for one in self._components.values():
            for alias in one.content.parties:
                partner = one.partner(alias)
                seen.setdefault(partner.id, partner)
        for name, partner in seen.items():
            if partner.facts.values.get("party.same_entity") is not True:
                yield Subject("party", f"party/{name}", partner.facts.pointer, {**self._whole, "party": partner.facts})

    def _component_subjects(self, subjects: list[Subject]) -> None:
        """A row for each component, and before the transfers one for each place of its purposes."""
        rows: list[Subject] = []
        for name, one in self._components.items():
            common = {
                **self._whole,
                "data": self._data_of(one.reach),
                "party": one.runner.facts,
                "component": one.facts,
            }
            pointer, start, anchors = one.anchor.pointer, f"location/{name}/", one.anchors
            subjects.append(Subject("component", f"component/{name}", pointer, common))
            there: dict[str, tuple[Mapping[str, Facts], str]] = {"": (common, "")}
            for party in one.run.parties[1:]:
                partner = one.partner(party)
                there[party] = {**common, "party": partner.facts}, f"/{partner.id}"
            for row in one.run.locations:
                shared, end = there[row.party]
                name = f"{start}{row.tail}{end}"
                rows.append(Subject("location", name, pointer, shared, row.facts, row, anchors))
        subjects += rows

    def _data_of(self, ids: tuple[str, ...]) -> Facts:
        found = self._reaching.get(ids)
        if found is None:
            found = self._reaching[ids] = self._declared.data_reaching(ids)
        return found

    def _transfer_subjects(self, candidates: Sequence[Candidate]) -> Iterator[Subject]:
        entered, own = self._entries.grounds, self._deployment.grounds
        closed = own is not UNSET or entered is not None
        grounds: dict[str, list[DeclaredGround]] = {}
        for ground in (*(entered or ()), *declared(own if own is not UNSET else (), self._places, self._day)):
            grounds.setdefault(ground.ground.importer, []).append(ground)
        common = {name: {**self._whole, "data": facts} for name, facts in self._data.items()}
        for one in candidates:
            if self._personal[one.data] is False and not self._is_anonymised(one.data):
                continue
            row = self._transfer(one, grounds.get(one.importer, ()), closed=closed)
            facts = FactsByRoot(
                {"party": one.party, "territory": self._territory(one.territory), "transfer": row.content}
            )
            yield Subject("transfer", one.id, one.first.anchor.pointer, common[one.data], facts, row)

    def _territory(self, code: str) -> Facts:
        return self._day.once(("territory facts", code), lambda: Facts(self._day.territory(code)[0]))

    def _transfer(self, one: Candidate, grounds: Sequence[DeclaredGround], *, closed: bool) -> _Transfer:
        day = self._day
        covering = [ground for ground in grounds if ground.covers(one.purpose, one.territory, one.data, day.as_of)]
        contents = tuple([ground.content for ground in covering])
        answers = self._entries.answers.about("transfer", one.id)

        def make() -> Facts:
            derived: dict[str, Value | None] = {
                "transfer.purpose": one.purpose,
                "transfer.run_by": one.run_by,
                "transfer.exporter_country": self._country,
                "transfer.exporter_role": "controller",
                "transfer.separate_importer": one.separate,
                "transfer.plaintext": one.plaintext,
                "transfer.keys_in_eea": one.keys_in_eea,
            }
            return day.once(
                ("transfer", tuple(derived.values()), contents, closed, answers),
                lambda: (
                    together(contents, day.as_of, closed=closed).with_derived(derived, _DERIVED).with_answers(answers)
                ),
            )

        content = day.once(("led", one.exposures, self._country, contents, closed, answers), make)
        return _Transfer(one, content, tuple([ground.anchor for ground in covering]), day)

    def _is_anonymised(self, data: str) -> bool:
        """Whether somebody says that the data were made anonymous: the rules look at the evidence."""
        return self._data[data].values.get("data.anonymisation_evidence.present") is True


_DERIVED = Origin("derived")
"""Stands in a transfer's content for the origin of the first reason that leads there."""


class _Transfer:
    """What a row about a transfer is grounded in: the candidate, and the grounds that cover it."""

    def __init__(
        self, candidate: Candidate, content: Facts, grounds: tuple[Anchor, ...], day: knowledge.Knowledge
    ) -> None:
        self.content = content
        self._candidate = candidate
        self._grounds = grounds
        self._day = day

    def parts(self, anchors: Sequence[Anchor]) -> Mapping[str, Facts]:
        """The facts of party, territory and transfer, bound."""
        del anchors
        one, content = self._candidate, self.content
        why = one.origin
        traces = {name: why if trace is _DERIVED else trace for name, trace in content.traces.items()}
        return {
            "party": one.party,
            "territory": self._territory,
            "transfer": Facts(content.values, traces=traces).at(*self._grounds),
        }

    def reasons(self, anchors: Sequence[Anchor]) -> tuple[Reason, ...]:
        """Why there is such a transfer."""
        del anchors
        return self._candidate.reasons

    def location(self, anchors: Sequence[Anchor]) -> Location | None:
        """Where the first of them points, if it points into a file."""
        del anchors
        return pointed_at(self._candidate.origin, ())

    def trace(self, root: str, name: str, anchors: Sequence[Anchor]) -> TracedFact:
        """A fact with its origin."""
        del anchors
        if root == "party":
            return self._candidate.party.trace(name)
        content = self._territory if root == "territory" else self.content
        origin = content.traces.get(name)
        if origin is None:
            return content.trace(name)
        origin = self._candidate.origin if origin is _DERIVED else origin
        return TracedFact(name, content.values.get(name), origin, self._grounds)

    @cached_property
    def _territory(self) -> Facts:
        return territory_facts(self._candidate.territory, self._candidate.origin, self._day)
