"""One deployment, register, catalogue and date, turned into rows of facts that rules can be held against."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fielato.catalogue import Catalogue, Territory
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Origin
from fielato.model.values import Value
from fielato.model.variables import SubjectKind
from fielato.resolve import purposes, transfers
from fielato.resolve.declared import Declared, OrganisationPolicy, is_personal, not_personal
from fielato.resolve.facts import NOTHING, Facts, union
from fielato.resolve.processing import Reason, joined
from fielato.resolve.purposes import Processing
from fielato.resolve.reach import reach
from fielato.resolve.transfers import Candidate, DeclaredGrounds, Stay


@dataclass(frozen=True, slots=True)
class Subject:
    """One row: what a rule is held against, and the facts it sees, each with its origin."""

    kind: SubjectKind
    id: str
    row: Mapping[str, Value]
    parts: Mapping[str, Facts]
    pointer: str
    """The record of the document that the subject is about."""
    reasons: tuple[Reason, ...] = ()
    """Why there is such a place or transfer."""

    def origin(self, name: str) -> Origin:
        """Where a fact of the row comes from."""
        return self.parts.get(name.partition(".")[0], NOTHING).origin(name)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Everything that rules and reports need to know of a deployment on a date."""

    subjects: tuple[Subject, ...]
    processing: tuple[Processing, ...]
    candidates: tuple[Candidate, ...]


def resolve(
    manifest: Manifest,
    register: RegisterFile | None,
    catalogue: Catalogue,
    as_of: datetime.date,
    policy: OrganisationPolicy,
) -> Resolved:
    """Turn a deployment into rows. Pure: the same arguments give the same rows in the same order."""
    return _Resolution(manifest, register, catalogue, as_of, policy).run()


class _Resolution:
    """The steps of one resolution; each fills in what the later ones need."""

    def __init__(
        self,
        manifest: Manifest,
        register: RegisterFile | None,
        catalogue: Catalogue,
        as_of: datetime.date,
        policy: OrganisationPolicy,
    ) -> None:
        self._deployment = manifest.deployment
        self._places = manifest.places
        self._register = register
        self._catalogue = catalogue
        self._as_of = as_of
        self._policy = policy
        self._declared = Declared(manifest, register, catalogue, as_of)

    def run(self) -> Resolved:
        self._controller = self._declared.controller()
        self._organisation = self._declared.organisation(self._policy)
        self._data = dict(self._declared.data_sets())
        self._parties = self._declared.parties(self._controller)
        components = self._deployment.components
        self._sites = {one.id: self._declared.site(one, f"/components/{i}") for i, one in enumerate(components)}
        self._reach = reach(self._deployment)
        self._runners = {name: self._parties.runner(one) for name, one in self._sites.items()}
        processing = [
            one for name, here in self._sites.items() for one in purposes.of(here, self._sites, self._runners[name][0])
        ]
        candidates = transfers.candidates(list(self._stays(processing)), self._catalogue, self._as_of)
        self._whole = self._deployment_facts(candidates)
        subjects = (
            self._subject("deployment", "deployment", "", {}),
            *self._data_subjects(),
            *self._party_subjects(),
            *self._component_subjects(),
            *self._location_subjects(processing),
            *self._transfer_subjects(candidates),
        )
        return Resolved(subjects, tuple(processing), tuple(candidates))

    # Facts of the whole

    def _deployment_facts(self, candidates: Sequence[Candidate]) -> Facts:
        facts = self._declared.facts("deployment", "deployment", self._deployment, "")
        personal = [is_personal(one) for one in self._data.values()]
        derived: dict[str, Value | None] = {
            "deployment.as_of": self._as_of,
            "deployment.personal_data": True if any(personal) else (None if None in personal else False),
            "deployment.transfers": self._any_transfer(candidates),
        }
        return facts.with_derived(derived, Origin("derived", self._places, ""))

    def _any_transfer(self, candidates: Sequence[Candidate]) -> bool | None:
        personal = {name: is_personal(facts) for name, facts in self._data.items()}
        known = [
            one.territory != transfers.UNKNOWN
            and one.party.values.get("party.same_entity") is False
            and personal[one.data] is True
            for one in candidates
            if personal[one.data] is not False
        ]
        return True if any(known) else (None if known else False)

    # Rows

    def _subject(
        self, kind: SubjectKind, name: str, pointer: str, parts: Mapping[str, Facts], reasons: tuple[Reason, ...] = ()
    ) -> Subject:
        whole = {
            "deployment": self._whole,
            "controller": self._controller,
            "organisation": self._organisation,
            **parts,
        }
        row: dict[str, Value] = {}
        for facts in whole.values():
            row |= facts.values
        return Subject(kind, name, row, whole, pointer, reasons)

    def _data_subjects(self) -> Iterator[Subject]:
        for name, facts in self._data.items():
            yield self._subject("data", f"data/{name}", facts.pointer, {"data": facts})

    def _party_subjects(self) -> Iterator[Subject]:
        """One row per party that gets data: those that run a component or reach one."""
        seen: dict[str, Facts] = {}
        for name, facts in self._runners.values():
            seen.setdefault(name, facts)
        for one in self._sites.values():
            for access in one.component.access if one.component.access is not UNSET else ():
                if access.party is not UNSET:
                    seen.setdefault(access.party, self._parties.of(access.party))
        for name, facts in seen.items():
            if facts.values.get("party.same_entity") is not True:
                yield self._subject("party", f"party/{name}", facts.pointer, {"party": facts})

    def _component_parts(self, name: str) -> dict[str, Facts]:
        sets = [self._data[one] for one in self._reach[name] if one in self._data]
        none = not_personal(Facts({"data.personal": False, "data.premises_only": False}, self._places, "/data"))
        data = union(sets, "data") if sets else none
        return {"data": data, "party": self._runners[name][1], "component": self._sites[name].facts}

    def _component_subjects(self) -> Iterator[Subject]:
        for name, one in self._sites.items():
            yield self._subject("component", f"component/{name}", one.facts.pointer, self._component_parts(name))

    def _location_subjects(self, processing: Sequence[Processing]) -> Iterator[Subject]:
        merged: dict[str, list[tuple[Processing, tuple[Reason, ...]]]] = defaultdict(list)
        for one in processing:
            places = dict(one.places.territories)
            if one.places.unknown:
                places[transfers.UNKNOWN] = one.places.unknown
            for territory, reasons in places.items():
                name = "/".join(filter(None, ("location", one.component, one.purpose, territory, one.party)))
                merged[name].append((one, reasons))
        for name, rows in merged.items():
            yield self._location_subject(name, rows)

    def _location_subject(self, name: str, rows: Sequence[tuple[Processing, tuple[Reason, ...]]]) -> Subject:
        """One place of one purpose; where customer and vendor both act there, the customer answers for it."""
        first, reasons = rows[0]
        for _, more in rows[1:]:
            reasons = joined(reasons, more)
        parts = self._component_parts(first.component)
        if first.party:
            parts["party"] = self._parties.of(first.party)
        values: dict[str, Value | None] = {
            "location.purpose": first.purpose,
            "location.run_by": "customer" if any(one.run_by == "customer" for one, _ in rows) else "vendor",
            "location.remote_access": all(one.remote_access for one, _ in rows),
        }
        parts["territory"] = self._territory(name.split("/")[3], reasons)
        parts["location"] = NOTHING.with_derived(values, reasons[0].origin)
        return self._subject("location", name, self._sites[first.component].facts.pointer, parts, reasons)

    def _transfer_subjects(self, candidates: Sequence[Candidate]) -> Iterator[Subject]:
        declared = self._declared_grounds()
        for one in candidates:
            if is_personal(self._data[one.data]) is False and not self._is_anonymised(one.data):
                continue
            tools = declared.tools(one, self._as_of)
            derived: dict[str, Value | None] = {
                "transfer.purpose": one.purpose,
                "transfer.run_by": one.run_by,
                "transfer.exporter_country": self._controller.values.get("controller.country"),
                "transfer.exporter_role": "controller",
                "transfer.separate_importer": one.separate,
                "transfer.plaintext": one.plaintext,
                "transfer.keys_in_eea": one.keys_in_eea,
            }
            parts = {
                "data": self._data[one.data],
                "party": one.party,
                "territory": self._territory(one.territory, one.reasons),
                "transfer": tools.with_derived(derived, one.reasons[0].origin).with_evidence(
                    one.id, "transfer", self._declared.evidence
                ),
            }
            pointer = self._sites[one.components[0]].facts.pointer
            yield self._subject("transfer", one.id, pointer, parts, one.reasons)

    def _is_anonymised(self, data: str) -> bool:
        """Whether somebody says that the data were made anonymous: the rules look at the evidence."""
        return self._data[data].values.get("data.anonymisation_evidence.present") is True

    def _territory(self, code: str, reasons: tuple[Reason, ...]) -> Facts:
        territory = self._catalogue.territory(code, self._as_of) if code != transfers.UNKNOWN else None
        values = territory_facts(territory) if territory is not None else {}
        field = reasons[0].origin
        source = territory.source if territory is not None else field.source
        origin = Origin("derived", field.places, field.pointer, field.source or source, field.verified)
        return NOTHING.with_derived(values, origin)

    def _stays(self, processing: Sequence[Processing]) -> Iterator[Stay]:
        for one in processing:
            if one.elsewhere:
                continue
            importer, party = self._runners[one.component]
            if one.party:
                importer, party = one.party, self._parties.of(one.party)
            yield Stay(self._sites[one.component], one, importer, party, self._reach[one.component])

    def _declared_grounds(self) -> DeclaredGrounds:
        own = self._deployment.grounds
        registered = self._register.register.grounds if self._register is not None else UNSET
        found = []
        for grounds, places in (
            (registered, self._register.places if self._register is not None else None),
            (own, self._places),
        ):
            for index, ground in enumerate(grounds if grounds is not UNSET else ()):
                coded = transfers.with_codes(ground, self._catalogue)
                found.append((coded, Facts(transfers.ground_facts(ground, self._as_of), places, f"/grounds/{index}")))
        return DeclaredGrounds(found, closed=own is not UNSET or registered is not UNSET)


def territory_facts(territory: Territory) -> dict[str, Value | None]:
    """A territory as `territory.*` facts."""
    decision = territory.adequacy
    return {
        "territory.code": territory.code,
        "territory.state": territory.state,
        "territory.union": territory.union,
        "territory.eea": territory.eea,
        "territory.adequacy": decision.scope if decision is not None else "none",
        "territory.adequacy_until": decision.until if decision is not None else None,
        "territory.special": territory.special,
    }
