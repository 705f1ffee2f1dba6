"""What manifest, register and flags say of controller, organisation and data: the register outranks the manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, structs

from fielato.model.controller import Boundary, Controller, Policy
from fielato.model.data import DataSet
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET, UnsetType
from fielato.model.manifest import Manifest
from fielato.model.origin import Origin
from fielato.model.values import FactValues, Value
from fielato.resolve.answers import Answer
from fielato.resolve.boundary import tightest
from fielato.resolve.entries import Entries
from fielato.resolve.facts import NOTHING, Facts, named, said, union
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.names import UNNAMED
from fielato.resolve.provenance import HERE, Anchor, Slot


class OrganisationPolicy(Struct, frozen=True):
    """What flags, profile and register demand on the organisation's behalf; the manifest may only tighten it."""

    boundary: Boundary | None = None
    no_third_country_control: bool | None = None
    parameters: Mapping[str, int] | None = None


_SECOND = Slot(1)
"""The register's entry of the controller; the document of a data set."""
_ELSEWHERE = (
    *("api_version", "kind", "name", "description", "controller", "policy"),
    *("data", "parties", "components", "flows", "grounds", "phases", "infrastructure", "check"),
)
_DEPLOYMENT = tuple(name for name in Deployment.__struct_fields__ if name not in _ELSEWHERE)
"""The fields of a deployment that are facts of its own, beside its names."""
_PREMISES: Mapping[str, str] = {
    "data.premises_only": "on_premises_only",
    "data.never_off_premises": "never_off_premises",
    "data.pseudonymise_first": "pseudonymise_first",
}
"""What the organisation's policy asks of single data sets, and the field that lists them."""


class Declared:
    """The records of a deployment as facts, on a date."""

    def __init__(self, manifest: Manifest, entries: Entries, day: Knowledge) -> None:
        self._deployment = manifest.deployment
        self._places = manifest.places
        self._entries = entries
        self._day = day

    def deployment(self, *, personal: bool | None, transfers: bool | None) -> Facts:
        """The deployment itself, with what follows from all of its records."""
        given = self._deployment
        answers = self._entries.answers.about("deployment", "deployment")
        key = ("deployment", tuple([getattr(given, name) for name in _DEPLOYMENT]), personal, transfers, answers)
        content = self._day.once(key, lambda: self._deployment_content(personal, transfers, answers))
        return content.at(Anchor(self._places), names=named("deployment", given))

    def _deployment_content(self, personal: bool | None, transfers: bool | None, answers: tuple[Answer, ...]) -> Facts:
        given = self._deployment
        without = {name: UNSET for name in given.__struct_fields__ if name not in _DEPLOYMENT}
        facts = said("deployment", structs.replace(given, **without), self._day.catalogue, answers)
        derived: dict[str, Value | None] = {
            "deployment.as_of": self._day.as_of,
            "deployment.personal_data": personal,
            "deployment.transfers": transfers,
            "deployment.unrecognised": (),
        }
        return facts.with_derived(derived, Origin("derived", HERE))

    def controller(self) -> Facts:
        """The controller, as the register knows it and the manifest completes it."""
        given = self._deployment.controller
        answers = self._entries.answers.about("controller", "controller", {"controller.name": given.name})
        registered, *anchors = self._entries.controllers.get(given.name, (None,))
        plain = structs.replace(given, name="")
        content = self._day.once(
            ("controller", plain, registered, answers),
            lambda: _controller(plain, registered, answers, self._day),
        )
        here = Anchor(self._places, "/controller", given.name)
        return content.at(here, *anchors, names={"controller.name": given.name})

    def organisation(self, policy: OrganisationPolicy) -> Facts:
        """The organisation's own demands: what outranks the manifest, tightened by it."""
        demands = (policy.boundary, policy.no_third_country_control)
        given = (demands, *map(_demands, (self._entries.policy, self._deployment.policy)))
        parameters = tuple((policy.parameters or {}).items())
        content = self._day.once(("organisation", given, parameters), lambda: self._organisation(given, parameters))
        return content.at(Anchor(self._places))

    def _organisation(
        self, demands: tuple[tuple[Boundary | None, bool | None], ...], parameters: tuple[tuple[str, int], ...]
    ) -> Facts:
        boundaries = [boundary for boundary, _ in demands if boundary is not None]
        boundary = tightest(boundaries, self._day.catalogue, self._day.as_of)
        values: dict[str, Value | None] = {
            "organisation.boundary": "none" if boundary is None else boundary if isinstance(boundary, str) else "list",
            "organisation.boundary_territories": boundary if isinstance(boundary, tuple) else (),
            "organisation.no_third_country_control": any(flag for _, flag in demands),
            **{f"organisation.{name}": number for name, number in parameters},
        }
        return NOTHING.with_derived(values, Origin("declared", HERE, "/policy"))

    @cached_property
    def _data(self) -> dict[str, tuple[Facts, Facts]]:
        """The content and the facts of each data set by id; one without a name where the deployment lists none."""
        given, whole = self._deployment.data, Anchor(self._places)
        if given is UNSET:
            return {UNNAMED: (_UNLISTED, _UNLISTED.at(self._list, whole, names={"data.id": UNNAMED}))}
        policy = self._deployment.policy
        listed = {} if policy is UNSET else {name: _ids(getattr(policy, field)) for name, field in _PREMISES.items()}
        found: dict[str, tuple[Facts, Facts]] = {}
        for index, one in enumerate(given):
            names = named("data", one)
            answers = self._entries.answers.about("data", f"data/{one.id}", names)
            asked = tuple([name for name, ids in listed.items() if one.id in ids])
            content = _data_set(one, answers, self._day, asked)
            found[one.id] = content, content.at(Anchor(self._places, f"/data/{index}", one.id), whole, names=names)
        return found

    @property
    def _list(self) -> Anchor:
        return Anchor(self._places, "/data")

    def data_sets(self) -> dict[str, Facts]:
        """The data sets by id, in order."""
        return {name: facts for name, (_, facts) in self._data.items()}

    def data_reaching(self, ids: tuple[str, ...]) -> Facts:
        """The data sets that reach a component taken together; data that are not personal where there are none."""
        sets = [self._data[one] for one in ids if one in self._data]
        if not sets:
            return _NO_DATA.at(self._list, Anchor(self._places))
        if len(sets) == 1:
            return sets[0][1]
        contents = tuple([content for content, _ in sets])
        united = self._day.once(("united", contents), lambda: _united(contents))
        anchors = [anchor for _, facts in sets for anchor in facts.anchors]
        description, *others = [facts.get("data.description") for _, facts in sets]
        if description is None or any(other != description for other in others):
            return united.at(*anchors)
        traces = {**united.traces, "data.description": Origin("declared", HERE, "/description")}
        return structs.replace(united, traces=traces).at(*anchors, names={"data.description": description})


def _demands(policy: Policy | UnsetType) -> tuple[Boundary | None, bool | None]:
    """The boundary of a policy and its word on control from third countries, None where it is silent."""
    if policy is UNSET:
        return None, None
    boundary, control = policy.boundary, policy.no_third_country_control
    return (None if boundary is UNSET else boundary), (None if control is UNSET else control)


def _controller(plain: Controller, registered: Controller | None, answers: tuple[Answer, ...], day: Knowledge) -> Facts:
    """What is known of a controller; the register's entry takes the second slot."""
    facts = said("controller", plain, day.catalogue, answers)
    if registered is not None:
        entry = Facts(said("controller", registered, day.catalogue).values, _SECOND)
        facts = entry.before(facts)
    default = Origin("default", HERE, "", "Regulation (EU) 2016/679 applies unless another regime does")
    facts = facts.with_derived({"controller.regime": "gdpr"}, default)
    written = facts.values.get("controller.establishments", ())
    codes = [facts.values.get("controller.country"), *(written if isinstance(written, tuple) else ())]
    places = [day.catalogue.territory(str(code), day.as_of) for code in codes if code]
    known = [place for place in places if place is not None]
    if not known:
        return facts
    return facts.with_derived(
        {
            "controller.in_union": any(place.union for place in known),
            "controller.in_eea": any(place.eea for place in known),
        },
        Origin("derived", HERE, "/country"),
    )


def _ids(listed: tuple[str, ...] | UnsetType) -> tuple[str, ...]:
    return () if listed is UNSET else listed


def _data_set(one: DataSet, answers: tuple[Answer, ...], day: Knowledge, asked: tuple[str, ...]) -> Facts:
    """What is known of a data set, with what the policy asks of it; its document takes the second slot."""
    plain = structs.replace(one, id="", description=UNSET)

    def make() -> Facts:
        facts = not_personal(said("data", plain, day.catalogue, answers))
        for name, field in _PREMISES.items():
            facts = facts.with_derived({name: name in asked}, Origin("declared", _SECOND, f"/policy/{field}"))
        return facts

    return day.once(("data", plain, asked, answers), make)


def _united(contents: Sequence[Facts]) -> Facts:
    """Data sets taken together: each takes two slots in turn, its own and its document's."""
    shifted = [one.at(Anchor(Slot(2 * at)), Anchor(Slot(2 * at + 1))) for at, one in enumerate(contents)]
    return union(shifted, "data")


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


_UNLISTED = Facts(FactValues(dict.fromkeys(_PREMISES, False)), HERE)
_NO_DATA = not_personal(Facts(FactValues({"data.personal": False, **dict.fromkeys(_PREMISES, False)}), HERE))
