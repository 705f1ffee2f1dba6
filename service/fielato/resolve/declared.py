"""What manifest, register and flags say of each record: the register first, evidence only where nothing is said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fielato.catalogue import Catalogue
from fielato.model.component import Component
from fielato.model.controller import Boundary, Controller
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Origin, Places
from fielato.model.parts import Place
from fielato.model.party import Party
from fielato.model.register import Evidence
from fielato.model.values import Value
from fielato.resolve.boundary import tightest
from fielato.resolve.facts import NOTHING, Facts, flatten, with_codes
from fielato.resolve.parties import Parties, declared_party, with_standing
from fielato.resolve.reach import UNNAMED
from fielato.resolve.site import Site, make


@dataclass(frozen=True, slots=True)
class OrganisationPolicy:
    """What flags, profile and register demand on the organisation's behalf; the manifest may only tighten it."""

    boundary: Boundary | None = None
    no_third_country_control: bool | None = None
    parameters: Mapping[str, int] | None = None


class Declared:
    """The records of a deployment as facts, on a date."""

    def __init__(
        self, manifest: Manifest, register: RegisterFile | None, catalogue: Catalogue, as_of: datetime.date
    ) -> None:
        self._manifest = manifest
        self._register = register
        self._catalogue = catalogue
        self._as_of = as_of
        self.evidence = tuple(self._valid_evidence())
        """The answers that hold on the date."""

    def _valid_evidence(self) -> Iterator[tuple[Evidence, Origin]]:
        if self._register is None or self._register.register.evidence is UNSET:
            return
        for index, answer in enumerate(self._register.register.evidence):
            if answer.date <= self._as_of and (answer.until is UNSET or self._as_of <= answer.until):
                source = f"{answer.author}, {answer.date}"
                yield answer, Origin("evidenced", self._register.places, f"/evidence/{index}", source)

    def facts(self, root: str, subject: str, record: object, pointer: str, places: Places | None = None) -> Facts:
        """What a record says, with its holes filled by evidence."""
        values = flatten(root, record)  # type: ignore[arg-type]  # every declared record is a Struct
        facts = Facts(with_codes(values, self._catalogue), places or self._manifest.places, pointer)
        return facts.with_evidence(subject, root, self.evidence)

    def controller(self) -> Facts:
        """The controller, as the register knows it and the manifest completes it."""
        facts = self.facts("controller", "controller", self._manifest.deployment.controller, "/controller")
        if (found := self._registered_controller()) is not None:
            index, controller = found
            assert self._register is not None  # noqa: S101 - it was found there
            registered = with_codes(flatten("controller", controller), self._catalogue)
            facts = Facts(registered, self._register.places, f"/controllers/{index}").before(facts)
        default = Origin(
            "default",
            self._manifest.places,
            "/controller",
            "Regulation (EU) 2016/679 applies unless another regime does",
        )
        facts = facts.with_derived({"controller.regime": "gdpr"}, default)
        written = facts.values.get("controller.establishments", ())
        codes = [facts.values.get("controller.country"), *(written if isinstance(written, tuple) else ())]
        places = [self._catalogue.territory(str(code), self._as_of) for code in codes if code]
        known = [place for place in places if place is not None]
        if not known:
            return facts
        derived = Origin("derived", self._manifest.places, "/controller/country")
        return facts.with_derived(
            {
                "controller.in_union": any(place.union for place in known),
                "controller.in_eea": any(place.eea for place in known),
            },
            derived,
        )

    def _registered_controller(self) -> tuple[int, Controller] | None:
        if self._register is None or self._register.register.controllers is UNSET:
            return None
        for index, one in enumerate(self._register.register.controllers):
            if one.name == self._manifest.deployment.controller.name:
                return index, one
        return None

    def organisation(self, policy: OrganisationPolicy) -> Facts:
        """The organisation's own demands: what outranks the manifest, tightened by it."""
        own = self._manifest.deployment.policy
        registered = self._register.register.policy if self._register is not None else UNSET
        boundaries = [policy.boundary]
        flags = [policy.no_third_country_control]
        for one in (registered, own):
            if one is not UNSET:
                boundaries.append(one.boundary if one.boundary is not UNSET else None)
                flags.append(one.no_third_country_control if one.no_third_country_control is not UNSET else None)
        boundary = tightest([one for one in boundaries if one is not None], self._catalogue, self._as_of)
        values: dict[str, Value | None] = {
            "organisation.boundary": "none" if boundary is None else boundary if isinstance(boundary, str) else "list",
            "organisation.boundary_territories": boundary if isinstance(boundary, tuple) else (),
            "organisation.no_third_country_control": any(flags),
            **{f"organisation.{name}": number for name, number in (policy.parameters or {}).items()},
        }
        return NOTHING.with_derived(values, Origin("declared", self._manifest.places, "/policy"))

    def data_sets(self) -> Iterator[tuple[str, Facts]]:
        """The data sets by id; one without a name where the deployment lists none."""
        deployment, places = self._manifest.deployment, self._manifest.places
        if deployment.data is UNSET:
            yield UNNAMED, Facts({"data.id": UNNAMED, "data.premises_only": False}, places, "/data")
            return
        policy = deployment.policy
        named = policy.on_premises_only if policy is not UNSET and policy.on_premises_only is not UNSET else ()
        for index, one in enumerate(deployment.data):
            facts = self.facts("data", f"data/{one.id}", one, f"/data/{index}")
            origin = Origin("declared", places, "/policy/on_premises_only")
            yield one.id, not_personal(facts).with_derived({"data.premises_only": one.id in named}, origin)

    def parties(self, controller: Facts) -> Parties:
        """The declared parties, and how to find the others."""
        declared: dict[str, Facts] = {}
        by_provider: dict[str, str] = {}
        for party, pointer, places in self._declared_parties():
            facts = self.facts("party", f"party/{party.id}", party, pointer, places)
            facts = declared_party(party, facts, self._manifest.deployment.controller)
            declared[party.id] = with_standing(facts, self._catalogue, self._as_of)
            provider = party.provider if party.provider is not UNSET else party.id
            by_provider.setdefault(self._catalogue.provider(provider), party.id)
        return Parties(declared, by_provider, controller, self._catalogue, self._as_of, self.evidence)

    def _declared_parties(self) -> Iterator[tuple[Party, str, Places]]:
        """The register's parties, then the manifest's own whose id the register does not have."""
        seen: set[str] = set()
        if self._register is not None and self._register.register.parties is not UNSET:
            for index, party in enumerate(self._register.register.parties):
                seen.add(party.id)
                yield party, f"/parties/{index}", self._register.places
        for index, party in enumerate(
            self._manifest.deployment.parties if self._manifest.deployment.parties is not UNSET else ()
        ):
            if party.id not in seen:
                yield party, f"/parties/{index}", self._manifest.places

    def site(self, component: Component, pointer: str) -> Site:
        """A component with what the catalogue says of it."""
        facts = self.facts("component", f"component/{component.id}", component, pointer)
        place = component.place
        own: bool | None = None
        if place is not UNSET:
            own = _is_on_premises(place)
        elif component.provider is not UNSET:
            own = False
        facts = facts.with_derived(
            {"component.on_premises": own}, Origin("derived", self._manifest.places, f"{pointer}/place")
        )
        return make(component, facts, self._catalogue, self._as_of)


NOT_PERSONAL: Mapping[str, Value] = {
    "data.pseudonymised": False,
    "data.anonymisation_evidence.present": False,
    "data.special_categories": (),
    "data.criminal": False,
    "data.hr": False,
    "data.minors": False,
    "data.registers": (),
    "data.derived_from": (),
}
"""What follows from the declaration that data are not personal, unless the declaration says otherwise itself."""


def not_personal(facts: Facts) -> Facts:
    """Data declared not to be personal, with what follows; other data as they are."""
    if facts.values.get("data.personal") is not False:
        return facts
    return facts.with_derived(NOT_PERSONAL, facts.origin("data.personal"))


def is_personal(facts: Facts) -> bool | None:
    """Whether data are declared personal; pseudonymised data are. None where nobody says."""
    said = (facts.values.get("data.personal"), facts.values.get("data.pseudonymised"))
    return True if True in said else (False if said == (False, False) else None)


def _is_on_premises(place: Place) -> bool | None:
    """Whether a place is the organisation's own; a colocation is not, and a place of no kind may be."""
    if place.kind == "colocation" or place.own is False:
        return False
    return True if place.kind is not UNSET or place.own is not UNSET else None
