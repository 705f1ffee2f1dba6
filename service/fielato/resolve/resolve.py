"""One deployment, register, catalogue and date, turned into rows of facts that rules can be held against."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fielato.catalogue import Catalogue, Territory
from fielato.model.component import Component, Place
from fielato.model.controller import Boundary, Controller
from fielato.model.data import DataSet
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Origin, Places
from fielato.model.party import Party
from fielato.model.register import Evidence
from fielato.model.values import Value
from fielato.model.variables import SubjectKind
from fielato.resolve import purposes, site, transfers
from fielato.resolve.boundary import tightest
from fielato.resolve.facts import NOTHING, Facts, flatten, union, with_codes
from fielato.resolve.parties import Parties, declared_party, with_standing
from fielato.resolve.processing import Reason, joined
from fielato.resolve.purposes import Processing
from fielato.resolve.reach import UNNAMED, reach
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
class OrganisationPolicy:
    """What flags, profile and register demand on the organisation's behalf; the manifest may only tighten it."""

    boundary: Boundary | None = None
    no_third_country_control: bool | None = None
    parameters: Mapping[str, int] | None = None


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
        self._evidence = tuple(self._valid_evidence())
        self._territories: dict[str, Facts] = {}

    def run(self) -> Resolved:
        self._controller = self._controller_facts()
        self._organisation = self._organisation_facts()
        self._data = dict(self._data_sets())
        self._parties = self._all_parties()
        self._sites = {one.id: self._site(one, f"/components/{i}") for i, one in enumerate(self._deployment.components)}
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

    # Facts of each record

    def _valid_evidence(self) -> Iterator[tuple[Evidence, Origin]]:
        if self._register is None or self._register.register.evidence is UNSET:
            return
        for index, answer in enumerate(self._register.register.evidence):
            if answer.date <= self._as_of and (answer.until is UNSET or self._as_of <= answer.until):
                source = f"{answer.author}, {answer.date}"
                yield answer, Origin("evidenced", self._register.places, f"/evidence/{index}", source)

    def _facts(self, root: str, subject: str, record: object, pointer: str, places: Places | None = None) -> Facts:
        values = flatten(root, record)  # type: ignore[arg-type]  # every declared record is a Struct
        facts = Facts(with_codes(values, self._catalogue), places or self._places, pointer)
        return facts.with_evidence(subject, root, self._evidence)

    def _controller_facts(self) -> Facts:
        facts = self._facts("controller", "controller", self._deployment.controller, "/controller")
        if (found := self._registered_controller()) is not None:
            index, controller = found
            assert self._register is not None  # noqa: S101 - it was found there
            registered = with_codes(flatten("controller", controller), self._catalogue)
            facts = Facts(registered, self._register.places, f"/controllers/{index}").before(facts)
        default = Origin(
            "default", self._places, "/controller", "Regulation (EU) 2016/679 applies unless another regime does"
        )
        facts = facts.with_derived({"controller.regime": "gdpr"}, default)
        written = facts.values.get("controller.establishments", ())
        codes = [facts.values.get("controller.country"), *(written if isinstance(written, tuple) else ())]
        places = [self._catalogue.territory(str(code), self._as_of) for code in codes if code]
        known = [place for place in places if place is not None]
        if not known:
            return facts
        derived = Origin("derived", self._places, "/controller/country")
        return facts.with_derived(
            {"controller.in_union": known[0].union, "controller.in_eea": any(place.eea for place in known)}, derived
        )

    def _registered_controller(self) -> tuple[int, Controller] | None:
        if self._register is None or self._register.register.controllers is UNSET:
            return None
        for index, one in enumerate(self._register.register.controllers):
            if one.name == self._deployment.controller.name:
                return index, one
        return None

    def _organisation_facts(self) -> Facts:
        own = self._deployment.policy
        registered = self._register.register.policy if self._register is not None else UNSET
        boundaries = [self._policy.boundary]
        flags = [self._policy.no_third_country_control]
        for one in (registered, own):
            if one is not UNSET:
                boundaries.append(one.boundary if one.boundary is not UNSET else None)
                flags.append(one.no_third_country_control if one.no_third_country_control is not UNSET else None)
        boundary = tightest([one for one in boundaries if one is not None], self._catalogue, self._as_of)
        values: dict[str, Value | None] = {
            "organisation.boundary": "none" if boundary is None else boundary if isinstance(boundary, str) else "list",
            "organisation.boundary_territories": boundary if isinstance(boundary, tuple) else (),
            "organisation.no_third_country_control": any(flags),
            **{f"organisation.{name}": number for name, number in (self._policy.parameters or {}).items()},
        }
        return NOTHING.with_derived(values, Origin("declared", self._places, "/policy"))

    def _data_sets(self) -> Iterator[tuple[str, Facts]]:
        if self._deployment.data is UNSET:
            yield UNNAMED, Facts({"data.id": UNNAMED}, self._places, "/data")
            return
        premises: tuple[str, ...] = ()
        if self._deployment.policy is not UNSET and self._deployment.policy.on_premises_only is not UNSET:
            premises = self._deployment.policy.on_premises_only
        for index, one in enumerate(self._deployment.data):
            pointer = f"/data/{index}"
            facts = self._facts("data", f"data/{one.id}", one, pointer)
            origin = Origin("declared", self._places, "/policy/on_premises_only")
            yield one.id, facts.with_derived({"data.premises_only": one.id in premises}, origin)

    def _all_parties(self) -> Parties:
        declared: dict[str, Facts] = {}
        by_provider: dict[str, str] = {}
        for party, pointer, places in self._declared_parties():
            facts = self._facts("party", f"party/{party.id}", party, pointer, places)
            facts = declared_party(party, facts, self._deployment.controller)
            declared[party.id] = with_standing(facts, self._catalogue, self._as_of)
            provider = party.provider if party.provider is not UNSET else party.id
            by_provider.setdefault(self._catalogue.provider(provider), party.id)
        return Parties(declared, by_provider, self._controller, self._catalogue, self._as_of, self._evidence)

    def _declared_parties(self) -> Iterator[tuple[Party, str, Places]]:
        """The register's parties, then the manifest's own whose id the register does not have."""
        seen: set[str] = set()
        if self._register is not None and self._register.register.parties is not UNSET:
            for index, party in enumerate(self._register.register.parties):
                seen.add(party.id)
                yield party, f"/parties/{index}", self._register.places
        for index, party in enumerate(self._deployment.parties if self._deployment.parties is not UNSET else ()):
            if party.id not in seen:
                yield party, f"/parties/{index}", self._places

    def _site(self, component: Component, pointer: str) -> site.Site:
        facts = self._facts("component", f"component/{component.id}", component, pointer)
        place = component.place
        own: bool | None = None
        if place is not UNSET:
            own = _is_on_premises(place)
        elif component.provider is not UNSET:
            own = False
        facts = facts.with_derived({"component.on_premises": own}, Origin("derived", self._places, f"{pointer}/place"))
        return site.make(component, facts, self._catalogue, self._as_of)

    def _deployment_facts(self, candidates: Sequence[Candidate]) -> Facts:
        facts = self._facts("deployment", "deployment", self._deployment, "")
        personal = union(list(self._data.values()), "data").values.get("data.personal") if self._data else False
        disclosed = self._any_transfer(candidates)
        derived: dict[str, Value | None] = {
            "deployment.as_of": self._as_of,
            "deployment.personal_data": personal,
            "deployment.transfers": disclosed,
        }
        return facts.with_derived(derived, Origin("derived", self._places, ""))

    def _any_transfer(self, candidates: Sequence[Candidate]) -> bool | None:
        personal = {name: facts.values.get("data.personal") for name, facts in self._data.items()}
        known = [
            one.territory != transfers.UNKNOWN
            and one.party.values.get("party.same_entity") is False
            and personal.get(one.data) is True
            for one in candidates
            if personal.get(one.data) is not False
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
        data = union(sets, "data") if sets else Facts({"data.personal": False}, self._places, "/data")
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
            if self._data[one.data].values.get("data.personal") is False:
                continue
            tools = declared.tools(one, self._as_of)
            separate = one.party.values.get("party.same_entity")
            derived: dict[str, Value | None] = {
                "transfer.purpose": one.purpose,
                "transfer.run_by": one.run_by,
                "transfer.exporter_country": self._controller.values.get("controller.country"),
                "transfer.exporter_role": "controller",
                "transfer.separate_importer": None if separate is None else not separate,
                "transfer.plaintext": one.plaintext,
                "transfer.keys_in_eea": one.keys_in_eea,
            }
            parts = {
                "data": self._data[one.data],
                "party": one.party,
                "territory": self._territory(one.territory, one.reasons),
                "transfer": tools.with_derived(derived, one.reasons[0].origin).with_evidence(
                    one.id, "transfer", self._evidence
                ),
            }
            pointer = self._sites[one.components[0]].facts.pointer
            yield self._subject("transfer", one.id, pointer, parts, one.reasons)

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
                found.append((coded, Facts(transfers.ground_facts(ground), places, f"/grounds/{index}")))
        return DeclaredGrounds(found, closed=own is not UNSET or registered is not UNSET)


def _is_on_premises(place: Place) -> bool | None:
    """Whether a place is the organisation's own; a colocation is not, and a place of no kind may be."""
    if place.kind == "colocation" or place.own is False:
        return False
    return True if place.kind is not UNSET or place.own is not UNSET else None


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


__all__ = ["DataSet", "OrganisationPolicy", "Resolved", "Subject", "resolve", "territory_facts"]
