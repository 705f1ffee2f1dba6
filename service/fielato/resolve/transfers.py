"""Who makes data available to whom outside the EEA: candidate transfers, from places, parties and declared tools.

A candidate is a territory outside the EEA, or an unknown one, in which somebody other than the controller itself
processes or reaches a data set. Whether it is a transfer in law, and on what ground, the rules decide.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from fielato.catalogue import Catalogue
from fielato.model.fact import NONE, UNSET
from fielato.model.ground import Ground, Tools
from fielato.model.origin import Origin
from fielato.model.values import Value
from fielato.model.vocabulary import Purpose, RunBy
from fielato.resolve.facts import Facts, flatten
from fielato.resolve.processing import Reason, joined
from fielato.resolve.purposes import Processing
from fielato.resolve.site import Site

UNKNOWN = "unknown"
"""Stands for a territory that is not known."""


@dataclass(frozen=True, slots=True)
class Stay:
    """One purpose of one component together with the party that is there and the data it gets."""

    site: Site
    processing: Processing
    importer: str
    party: Facts
    data: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An importer that gets one data set in one territory for one purpose; several components may lead there."""

    importer: str
    purpose: Purpose
    territory: str
    data: str
    party: Facts
    run_by: RunBy
    reasons: tuple[Reason, ...]
    components: tuple[str, ...]
    separate: bool | None
    """Whether the importer is known to be a legal entity other than the controller, there in that country."""
    plaintext: bool | None
    keys_in_eea: bool | None

    @property
    def id(self) -> str:
        """`transfer/<importer>/<purpose>/<territory>/<data>`."""
        return f"transfer/{self.importer}/{self.purpose}/{self.territory}/{self.data}"


def candidates(stays: Sequence[Stay], catalogue: Catalogue, as_of: datetime.date) -> list[Candidate]:
    """Every candidate transfer, in order of components, merged where only the component differs."""
    found: dict[str, Candidate] = {}
    for stay in stays:
        for one in _of_stay(stay, catalogue, as_of):
            found[one.id] = _merged(found[one.id], one) if one.id in found else one
    return list(found.values())


def _of_stay(stay: Stay, catalogue: Catalogue, as_of: datetime.date) -> Iterator[Candidate]:
    if stay.party.values.get("party.same_entity") is True or not stay.processing.places:
        return
    for territory, reasons in _territories(stay, catalogue, as_of).items():
        for data in stay.data:
            yield Candidate(
                stay.importer,
                stay.processing.purpose,
                territory,
                data,
                stay.party,
                stay.processing.run_by,
                reasons,
                (stay.site.component.id,),
                _separate(stay),
                _plaintext(stay),
                _keys_in_eea(stay.site, catalogue, as_of),
            )


def _territories(stay: Stay, catalogue: Catalogue, as_of: datetime.date) -> dict[str, tuple[Reason, ...]]:
    """Where the importer gets the data outside the EEA: where they are, and where the importer itself is."""
    places = stay.processing.places
    found = {code: reasons for code, reasons in places.territories.items() if not _in_eea(catalogue, code, as_of)}
    if places.unknown:
        found[UNKNOWN] = places.unknown
    country = stay.party.values.get("party.country")
    if not isinstance(country, str):
        reason = stay.site.reason("importer-unknown", "provider", party=stay.importer)
        found[UNKNOWN] = (*found.get(UNKNOWN, ()), reason)
    elif not _in_eea(catalogue, country, as_of):
        origin = stay.party.origin("party.country")
        words = {"party": str(stay.party.values.get("party.entity", stay.importer)), "territory": country}
        found[country] = (*found.get(country, ()), Reason("importer-country", words, origin))
    return found


def _separate(stay: Stay) -> bool | None:
    """Whether somebody else than the controller is there.

    Staff abroad of an entity in the EEA are no importer of their own, a sub-processor would be: that is not known
    (EDPB Guidelines 05/2021, Example 5).
    """
    same = stay.party.values.get("party.same_entity")
    if stay.processing.remote_access and stay.party.values.get("party.in_eea") is True:
        return None
    return None if same is None else not same


def _in_eea(catalogue: Catalogue, code: str, as_of: datetime.date) -> bool:
    territory = catalogue.territory(code, as_of)
    return territory is not None and territory.eea


def _plaintext(stay: Stay) -> bool | None:
    if stay.processing.plaintext is not None:
        return stay.processing.plaintext
    if stay.site.flag("encryption.client_side") and stay.site.flag("encryption.vendor_can_decrypt") is not True:
        return False
    if (said := stay.site.flag("plaintext")) is not None:
        return said
    computes = stay.processing.purpose in {"inference", "training", "fine_tuning", "embedding", "human_review"}
    return True if computes else None


def _keys_in_eea(site: Site, catalogue: Catalogue, as_of: datetime.date) -> bool | None:
    holder, where = site.text("encryption.key_holder"), site.text("encryption.key_territory")
    if holder == "vendor" or site.flag("encryption.vendor_can_decrypt"):
        return False
    if not holder or not where:
        return None
    return _in_eea(catalogue, where, as_of)


def _merged(one: Candidate, other: Candidate) -> Candidate:
    return replace(
        one,
        run_by="customer" if "customer" in {one.run_by, other.run_by} else "vendor",
        reasons=joined(one.reasons, other.reasons),
        components=tuple(dict.fromkeys((*one.components, *other.components))),
        separate=_any(one.separate, other.separate),
        plaintext=_any(one.plaintext, other.plaintext),
        keys_in_eea=_all(one.keys_in_eea, other.keys_in_eea),
    )


def _any(one: bool | None, other: bool | None) -> bool | None:
    if one or other:
        return True
    return None if one is None or other is None else False


def _all(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


@dataclass(frozen=True, slots=True)
class DeclaredGrounds:
    """The tools declared for transfers: by the register first, then by the manifest."""

    grounds: Sequence[tuple[Ground, Facts]] = field(default_factory=tuple)
    closed: bool = False
    """Whether the lists are known to be complete: then no entry means no tool."""

    def tools(self, candidate: Candidate, as_of: datetime.date) -> Facts:
        """The tools that cover a candidate on a date, as `transfer.*` facts.

        Where several grounds cover it, the first that speaks of a tool decides it.
        """
        covering = [facts for ground, facts in self.grounds if _covers(ground, candidate, as_of)]
        values: dict[str, Value] = {}
        given: dict[str, Origin] = {}
        for facts in covering:
            settled = {name.split(".")[1] for name in values}
            for name, value in facts.values.items():
                if name.split(".")[1] not in settled:
                    values[name] = value
                    given[name] = facts.origin(name)
        if self.closed and not covering:
            values |= {f"transfer.{tool}.present": False for tool in Tools.__struct_fields__ if tool != _OBLIGATION}
        tia = values.get("transfer.tia.date")
        if isinstance(tia, datetime.date):
            values["transfer.tia_age"] = (as_of - tia).days
            given["transfer.tia_age"] = given["transfer.tia.date"]
        return Facts(values, given=given)


_OBLIGATION = "international_obligation"


def _covers(ground: Ground, candidate: Candidate, as_of: datetime.date) -> bool:
    if ground.importer != candidate.importer:
        return False
    if ground.since is not UNSET and as_of < ground.since:
        return False
    if ground.until is not UNSET and as_of > ground.until:
        return False
    scopes: list[tuple[object, str]] = [
        (ground.purposes, candidate.purpose),
        (ground.data, candidate.data),
        (ground.territories, candidate.territory),
    ]
    return all(scope is UNSET or (isinstance(scope, tuple) and value in scope) for scope, value in scopes)


def with_codes(ground: Ground, catalogue: Catalogue) -> Ground:
    """The same ground with ISO codes for its territories, where people wrote aliases (`UK`)."""
    if ground.territories is UNSET:
        return ground
    return structs.replace(ground, territories=tuple(catalogue.code(code) for code in ground.territories))


_MADE: Mapping[str, str] = {"scc": "signed", "other_tool": "date", "tia": "date"}


def ground_facts(ground: Ground, as_of: datetime.date) -> Mapping[str, Value]:
    """A ground's tools as `transfer.*` facts; before the day on which a tool was made there is no such tool."""
    tools = Tools(**{name: getattr(ground, name) for name in Tools.__struct_fields__})
    still_to_come = {name: NONE for name in _MADE if _made(tools, name) > as_of}
    return flatten("transfer", structs.replace(tools, **still_to_come))


def _made(tools: Tools, name: str) -> datetime.date:
    """The day on which a tool was made; the earliest of all where nobody says."""
    date = getattr(getattr(tools, name), _MADE[name], UNSET)
    return date if isinstance(date, datetime.date) else datetime.date.min
