"""One deployment, register, catalogue and date, turned into rows of facts that rules can be held against."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from fielato.catalogue import Catalogue
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Origin
from fielato.model.values import Value
from fielato.model.variables import SubjectKind
from fielato.resolve import entries, knowledge, transfers
from fielato.resolve.batches import Batch
from fielato.resolve.declared import Declared, OrganisationPolicy, is_personal
from fielato.resolve.facts import Facts
from fielato.resolve.parties import Parties, Partner
from fielato.resolve.placed import Placed, place
from fielato.resolve.provenance import Anchor
from fielato.resolve.purposes import Processing
from fielato.resolve.reach import reach
from fielato.resolve.subjects import Subject
from fielato.resolve.transfer_rows import TransferRows
from fielato.resolve.transfers import Candidate

__all__ = ["Resolved", "Subject", "resolve"]


class Resolved:
    """Everything that rules and reports need to know of a deployment on a date."""

    def __init__(
        self,
        whole: Subject,
        others: Iterable[Subject | Batch],
        components: Mapping[str, Placed],
        candidates: Sequence[Candidate],
    ) -> None:
        self.whole = whole
        """The row about the deployment itself."""
        self.rows = (whole, *others)
        """That one, then the rows of each kind together, some of them in batches."""
        self.candidates = tuple(candidates)
        self._components = components

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """The same rows, one by one."""
        return tuple(_one_by_one(self.rows))

    def of(self, kind: SubjectKind) -> tuple[Subject, ...]:
        """The rows of one kind."""
        return tuple(_one_by_one(one for one in self.rows if one.kind == kind))

    @property
    def unbound(self) -> Iterator[tuple[Processing, tuple[Anchor, ...]]]:
        """Every purpose of every component as its content has it, which documents share, and what binds it."""
        return ((each, one.anchors) for one in self._components.values() for each in one.run.processing)

    @cached_property
    def processing(self) -> tuple[Processing, ...]:
        """Every purpose of every component."""
        return tuple(each for one in self._components.values() for each in one.processing)


def _one_by_one(rows: Iterable[Subject | Batch]) -> Iterator[Subject]:
    for one in rows:
        if isinstance(one, Batch):
            yield from one.subjects
        else:
            yield one


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
        self._reaching: dict[tuple[str, ...], Facts] = {}
        rows: list[Subject | Batch] = [*self._data_subjects(), *self._party_subjects()]
        self._component_rows(rows)
        rows += self._transfer_subjects(candidates, controller.values.get("controller.country"))
        whole = Subject("deployment", "deployment", "", self._whole)
        return Resolved(whole, rows, self._components, candidates)

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

    def _component_rows(self, rows: list[Subject | Batch]) -> None:
        """A row for each component, and behind them all one for each place of its purposes."""
        batches: list[Batch] = []
        for name, one in self._components.items():
            common = {
                **self._whole,
                "data": self._data_of(one.reach),
                "party": one.runner.facts,
                "component": one.facts,
            }
            rows.append(Subject("component", f"component/{name}", one.anchor.pointer, common))
            commons, partners = [common], [one.runner.id]
            for party in one.run.parties[1:]:
                partner = one.partner(party)
                commons.append({**common, "party": partner.facts})
                partners.append(partner.id)
            batches.append(Batch(name, one.run, commons, partners, one.anchors))
        rows += batches

    def _data_of(self, ids: tuple[str, ...]) -> Facts:
        found = self._reaching.get(ids)
        if found is None:
            found = self._reaching[ids] = self._declared.data_reaching(ids)
        return found

    def _transfer_subjects(self, candidates: Sequence[Candidate], exporter: Value | None) -> Iterator[Subject]:
        rows = TransferRows(self._deployment, self._places, self._entries, exporter, self._day)
        common: dict[tuple[str, int], Mapping[str, Facts]] = {}
        for one in candidates:
            if self._personal[one.data] is False and not self._is_anonymised(one.data):
                continue
            party = one.party
            shared = common.get((one.data, id(party)))
            if shared is None:
                shared = common[one.data, id(party)] = {**self._whole, "data": self._data[one.data], "party": party}
            row = rows.of(one)
            yield Subject("transfer", one.id, one.ways.first.anchor.pointer, shared, row.facts, row)

    def _is_anonymised(self, data: str) -> bool:
        """Whether somebody says that the data were made anonymous: the rules look at the evidence."""
        return self._data[data].values.get("data.anonymisation_evidence.present") is True
