"""Who runs each component: the controller itself, a declared party, or the operator that the catalogue knows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from msgspec import Struct, structs

from fielato.catalogue.tables import Operator
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET
from fielato.model.origin import Origin, Places
from fielato.model.party import Party
from fielato.model.values import FactValues, Value
from fielato.resolve.answers import Answer
from fielato.resolve.content import ComponentContent
from fielato.resolve.entries import DeclaredParty, Entries, by_provider
from fielato.resolve.facts import NOTHING, Facts, said
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.names import CONTROLLER, NOBODY_KNOWN
from fielato.resolve.provenance import HERE, Anchor

OWN_PLACES = frozenset({"on-premises", "edge", "office"})


class Partner(Struct, frozen=True, eq=False):
    """A party of one deployment."""

    id: str
    content: Facts
    """What is known of it, whichever document says so."""
    facts: Facts
    """The same, bound to this deployment's documents."""


class Parties:
    """The parties of a deployment: declared ones by id, and what is needed to find the others."""

    def __init__(
        self, deployment: Deployment, places: Places, entries: Entries, controller: Facts, day: Knowledge
    ) -> None:
        self._day = day
        self._entries = entries
        self._controller = controller
        self._name = deployment.controller.name
        self._declared: Mapping[str, DeclaredParty] = entries.parties
        self._by_provider = entries.by_provider
        if deployment.parties is not UNSET and deployment.parties:
            own = {
                one.id: DeclaredParty(one, Anchor(places, f"/parties/{index}", one.id))
                for index, one in reversed(list(enumerate(deployment.parties)))
                if one.id not in entries.parties
            }
            self._declared = {**entries.parties, **dict(reversed(own.items()))}
            self._by_provider = by_provider(self._declared.values(), day.catalogue)
        self._known: dict[str, Partner] = {}

    def runner(self, component: ComponentContent, named: str, anchor: Anchor) -> Partner:
        """The party that runs a component, which stands at the anchor and may name a party."""
        provider = component.site.provider
        if named:
            return self.of(named)
        if not provider:
            return self.of(CONTROLLER if _is_own(component) else NOBODY_KNOWN)
        if (declared := self._by_provider.get(provider)) is not None:
            return self.of(declared)
        content = self._operator(component)
        return Partner(provider, content, content.at(anchor, names={"party.id": provider}))

    def of(self, name: str) -> Partner:
        """A declared party, or the controller under its own id; with no facts where nobody declared it."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._itself() if name == CONTROLLER else self._of_declared(name)
        return found

    def _of_declared(self, name: str) -> Partner:
        declared = self._declared.get(name)
        if declared is None:
            return Partner(name, NOTHING, NOTHING)
        names: dict[str, Value] = {"party.id": name}
        party = declared.party
        same = None if party.entity is UNSET else party.entity == self._name
        answers = self._entries.answers.about("party", f"party/{name}", names)
        content = declared_party(party, same, answers, self._day)
        return Partner(name, content, content.at(declared.anchor, names=names))

    def _itself(self) -> Partner:
        name, country = self._controller.get("controller.name"), self._controller.get("controller.country")
        day = self._day

        def make() -> Facts:
            values = {"party.same_entity": True, "party.entity": name, "party.country": country}
            return with_standing(_known_by(Origin("declared", HERE, "/name"), values), day)

        content = day.once(("controller's own", name, country), make)
        anchor = Anchor(self._controller.places or HERE, self._controller.pointer, CONTROLLER)
        return Partner(CONTROLLER, content, content.at(anchor, names={"party.id": CONTROLLER}))

    def _operator(self, component: ComponentContent) -> Facts:
        provider, where = component.site.provider, component.region
        answers = self._entries.answers.about("party", f"party/{provider}", {"party.id": provider})
        day = self._day

        def make() -> Facts:
            row = day.catalogue.operator(provider, *where)
            return with_standing(_operated(provider, row).with_answers(answers), day) if row is not None else NOTHING

        return day.once(("operator", provider, where, answers), make)


def _operated(provider: str, row: Operator) -> Facts:
    """What the catalogue knows of an operator; it stands where the component names its provider."""
    origin = Origin("default", HERE, "/provider", row.cited, row.verified)
    values: dict[str, Value | None] = {
        "party.provider": provider,
        "party.entity": row.entity or None,
        "party.country": row.country or None,
        "party.parent.present": True if row.parent else None,
        "party.parent.entity": row.parent or None,
        "party.parent.country": row.parent_country or None,
        "party.same_entity": False if row.entity else None,
        "party.role": "processor",
        "party.offers_direct_to_people": False,  # a processor serves the controller, not its people (Art. 3(2), 27)
    }
    return _known_by(origin, values)


def _known_by(origin: Origin, values: Mapping[str, Value | None]) -> Facts:
    """The facts of a party that nobody declared: all of them, its id included, are known from elsewhere."""
    return Facts(FactValues(), traces={"party.id": origin}).with_derived(values, origin)


def declared_party(party: Party, same: bool | None, answers: tuple[Answer, ...], day: Knowledge) -> Facts:
    """A declared party's content; one with a name of its own is an entity of its own unless it says otherwise.

    `same` is whether that name is the controller's.
    """
    plain = structs.replace(party, id="")

    def make() -> Facts:
        facts = said("party", plain, day.catalogue, answers)
        return with_standing(facts.with_derived({"party.same_entity": same}, Origin("derived", HERE, "/entity")), day)

    return day.once(("party", plain, same, answers), make)


def with_standing(facts: Facts, day: Knowledge) -> Facts:
    """A party's facts with what follows from its countries and dates on the date of the assessment."""
    derived: dict[str, Value | None] = {}
    country = day.catalogue.territory(str(facts.values.get("party.country", "")), day.as_of)
    if country is not None:
        derived |= {"party.in_union": country.union, "party.in_eea": country.eea}
    parent = day.catalogue.territory(str(facts.values.get("party.parent.country", "")), day.as_of)
    if parent is None and facts.values.get("party.parent.present") is False:
        parent = country  # without a parent, nobody stands behind it but itself
    if parent is not None:
        derived |= {"party.parent_in_union": parent.union, "party.parent_in_eea": parent.eea}
    checked = facts.values.get("party.dpf.checked")
    if isinstance(checked, datetime.date):
        derived["party.dpf_check_age"] = (day.as_of - checked).days
    based_on = "party.country" if country is not None else "party.parent.country"
    field = facts.origin(based_on)
    return facts.with_derived(derived, Origin("derived", field.places, field.pointer, field.source, field.verified))


def _is_own(component: ComponentContent) -> bool:
    place = component.site.component.place
    if place is UNSET:
        return False
    if place.own is not UNSET:
        return place.own
    return place.kind is not UNSET and place.kind in OWN_PLACES
