"""Who runs each component: the controller itself, a declared party, or the operator that the catalogue knows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fielato.catalogue import Catalogue
from fielato.model.controller import Controller
from fielato.model.fact import UNSET
from fielato.model.origin import Origin
from fielato.model.party import Party
from fielato.model.register import Evidence
from fielato.model.values import Value
from fielato.resolve.facts import Facts
from fielato.resolve.site import Site

CONTROLLER = "controller"
"""The id under which the controller stands among the parties."""
NOBODY_KNOWN = "unknown"
"""Stands for a party that nobody named."""
OWN_PLACES = frozenset({"on-premises", "edge", "office"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of a deployment: declared ones by id, and what is needed to find the others."""

    declared: Mapping[str, Facts]
    by_provider: Mapping[str, str]
    controller: Facts
    catalogue: Catalogue
    as_of: datetime.date
    evidence: Sequence[tuple[Evidence, Origin]] = ()
    """What somebody answered for, and holds on the date."""

    def runner(self, site: Site) -> tuple[str, Facts]:
        """The id and facts of the party that runs a component."""
        named = site.text("party")
        if named:
            return named, self.of(named)
        if site.provider:
            return self._of_provider(site)
        return (CONTROLLER, self._itself()) if _is_own(site) else (NOBODY_KNOWN, Facts({}))

    def of(self, name: str) -> Facts:
        """The facts of a declared party, or of the controller under its own id."""
        if name == CONTROLLER:
            return self._itself()
        return self.declared.get(name, Facts({}))

    def _itself(self) -> Facts:
        values: dict[str, Value] = {"party.same_entity": True, "party.id": CONTROLLER}
        for own, theirs in (("controller.name", "party.entity"), ("controller.country", "party.country")):
            if own in self.controller.values:
                values[theirs] = self.controller.values[own]
        origin = self.controller.origin("controller.name")
        facts = Facts({}, given={}).with_derived(dict(values), origin)
        return with_standing(facts, self.catalogue, self.as_of)

    def _of_provider(self, site: Site) -> tuple[str, Facts]:
        if (declared := self.by_provider.get(site.provider)) is not None:
            return declared, self.declared[declared]
        region = site.region
        row = self.catalogue.operator(
            site.provider, region.partition if region else "", region.region if region else ""
        )
        if row is None:
            return site.provider, Facts({"party.id": site.provider})
        field = site.facts.origin("component.provider")
        origin = Origin("default", field.places, field.pointer, row.cited, row.verified)
        values: dict[str, Value | None] = {
            "party.id": site.provider,
            "party.provider": site.provider,
            "party.entity": row.entity or None,
            "party.country": row.country or None,
            "party.parent.present": True if row.parent else None,
            "party.parent.entity": row.parent or None,
            "party.parent.country": row.parent_country or None,
            "party.same_entity": False if row.entity else None,
            "party.role": "processor",
            "party.offers_direct_to_people": False,  # a processor serves the controller, not its people (Art. 3(2), 27)
        }
        facts = Facts({}).with_derived(values, origin)
        facts = facts.with_evidence(f"party/{site.provider}", "party", self.evidence)
        return site.provider, with_standing(facts, self.catalogue, self.as_of)


def declared_party(party: Party, facts: Facts, controller: Controller) -> Facts:
    """A declared party's facts; one with a name of its own is an entity of its own unless it says otherwise."""
    if party.entity is UNSET:
        return facts
    origin = Origin("derived", facts.places, f"{facts.pointer}/entity")
    return facts.with_derived({"party.same_entity": party.entity == controller.name}, origin)


def with_standing(facts: Facts, catalogue: Catalogue, as_of: datetime.date) -> Facts:
    """A party's facts with what follows from its countries and dates on the date of the assessment."""
    derived: dict[str, Value | None] = {}
    country = catalogue.territory(str(facts.values.get("party.country", "")), as_of)
    if country is not None:
        derived |= {"party.in_union": country.union, "party.in_eea": country.eea}
    parent = catalogue.territory(str(facts.values.get("party.parent.country", "")), as_of)
    if parent is None and facts.values.get("party.parent.present") is False:
        parent = country  # without a parent, nobody stands behind it but itself
    if parent is not None:
        derived |= {"party.parent_in_union": parent.union, "party.parent_in_eea": parent.eea}
    checked = facts.values.get("party.dpf.checked")
    if isinstance(checked, datetime.date):
        derived["party.dpf_check_age"] = (as_of - checked).days
    based_on = "party.country" if country is not None else "party.parent.country"
    field = facts.origin(based_on)
    return facts.with_derived(derived, Origin("derived", field.places, field.pointer, field.source, field.verified))


def _is_own(site: Site) -> bool:
    place = site.component.place
    if place is UNSET:
        return False
    if place.own is not UNSET:
        return place.own
    return place.kind is not UNSET and place.kind in OWN_PLACES
