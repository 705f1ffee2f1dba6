"""Who makes data available to whom outside the EEA: candidate transfers, from places, parties and declared tools.

A candidate is a territory outside the EEA, or an unknown one, in which somebody other than the controller itself
processes or reaches a data set. Whether it is a transfer in law, and on what ground, the rules decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from fielato.model.origin import Origin
from fielato.model.vocabulary import Purpose, RunBy
from fielato.resolve.content import Run
from fielato.resolve.facts import Facts
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.names import UNKNOWN as UNKNOWN
from fielato.resolve.parties import Partner
from fielato.resolve.placed import Placed
from fielato.resolve.processing import Reason, all_bound, joined
from fielato.resolve.provenance import Anchor, Slot, bound
from fielato.resolve.purposes import Processing
from fielato.resolve.site import Site

_PARTY = Slot(1)
_IMPORTER = Slot(2)
"""Stands for the name of the party."""


class Exposure(Struct, frozen=True, eq=False):
    """What one purpose of a component's content lets one party have in one territory outside the EEA."""

    party: str
    """As of `Processing`."""
    purpose: Purpose
    territory: str
    run_by: RunBy
    why: tuple[Reason, ...]
    """The reasons, whose slots lead to the component, to where the party is known from, and to its name."""
    separate: bool | None
    plaintext: bool | None
    keys_in_eea: bool | None


_Route: TypeAlias = tuple[str, Purpose, str]
"""The id of an importer, a purpose and a territory."""


class Alike(Struct, frozen=True, eq=False):
    """Components of one deployment that expose the same data to the same parties in the same way, in its order."""

    exposures: tuple[Exposure, ...]
    importers: Mapping[str, str]
    """The ids of the parties."""
    components: list[Placed]


class Ways:
    """How an importer gets at data for one purpose in one territory: what leads there, and from which components."""

    def __init__(self, leads: Sequence[tuple[Exposure, Alike]]) -> None:
        self._leads = leads
        exposure, alike = leads[0]
        self.first = alike.components[0]
        """The first component that leads there."""
        self.importer = self.first.partner(exposure.party)
        """The party that gets the data there, as that component has it."""
        self.exposures = tuple([exposure for exposure, _ in leads])
        """What leads there, whichever component does."""
        self._origin: Origin | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the importer gets the data there."""
        whole: tuple[Reason, ...] = ()
        for placed, exposure in self._in_order():
            whole = joined(whole, all_bound(exposure.why, _anchors(placed, exposure)))
        return whole

    @property
    def origin(self) -> Origin:
        """The origin of the first of the reasons."""
        if self._origin is None:
            exposure, _ = self._leads[0]
            self._origin = bound(exposure.why[0].origin, _anchors(self.first, exposure))
        return self._origin

    @property
    def components(self) -> tuple[str, ...]:
        """The ids of the components that lead there."""
        return tuple(dict.fromkeys(placed.id for placed, _ in self._in_order()))

    def to(self, data: str) -> Ways:
        """Those of them that lead to one data set."""
        leads = [lead for lead in self._leads if data in lead[1].components[0].reach]
        return self if len(leads) == len(self._leads) else Ways(leads)

    def _in_order(self) -> list[tuple[Placed, Exposure]]:
        found = [(placed, exposure) for exposure, alike in self._leads for placed in alike.components]
        return sorted(found, key=lambda one: one[0].position)

    @property
    def run_by(self) -> RunBy:
        """The customer where any of it is the customer's."""
        return "customer" if any(one.run_by == "customer" for one in self.exposures) else "vendor"

    @property
    def separate(self) -> bool | None:
        """Whether the importer is known to be a legal entity other than the controller, there in that country."""
        return _any(one.separate for one in self.exposures)

    @property
    def plaintext(self) -> bool | None:
        """Whether any of it is in clear."""
        return _any(one.plaintext for one in self.exposures)

    @property
    def keys_in_eea(self) -> bool | None:
        """Whether all keys are held in the EEA."""
        return _all(one.keys_in_eea for one in self.exposures)


class Candidate(Struct, frozen=True, eq=False):
    """An importer that gets one data set in one territory for one purpose; several components may lead there."""

    importer: str
    purpose: Purpose
    territory: str
    data: str
    ways: Ways
    """Shared by the data sets that they all lead to."""

    @property
    def id(self) -> str:
        """`transfer/<importer>/<purpose>/<territory>/<data>`."""
        return f"transfer/{self.importer}/{self.purpose}/{self.territory}/{self.data}"

    @property
    def party(self) -> Facts:
        """What is known of the importer."""
        return self.ways.importer.facts


def _anchors(placed: Placed, exposure: Exposure) -> tuple[Anchor, ...]:
    """What takes the slots of an exposure's reasons in one component."""
    partner = placed.partner(exposure.party)
    known_from, *_ = partner.facts.anchors or (placed.anchor,)
    return placed.anchor, known_from, Anchor(placed.anchor.places, "", partner.id)


def candidates(components: Iterable[Placed], day: Knowledge) -> list[Candidate]:
    """Every candidate transfer, in order of components, merged where only the component differs."""
    leads: dict[_Route, list[tuple[Exposure, Alike]]] = {}
    order: list[tuple[_Route, tuple[str, ...]]] = []
    for same in _alike(components, day):
        reach, importers = same.components[0].reach, same.importers
        for exposure in same.exposures:
            route = (importers[exposure.party], exposure.purpose, exposure.territory)
            leads.setdefault(route, []).append((exposure, same))
            order.append((route, reach))
    ways = {route: Ways(each) for route, each in leads.items()}
    if len({reach for _, reach in order}) == 1:  # all lead to the same data sets
        return [Candidate(*route, data, each) for route, each in ways.items() for data in order[0][1]]
    found = dict.fromkeys((route, data) for route, reach in order for data in reach)
    return [Candidate(*route, data, ways[route].to(data)) for route, data in found]


def _alike(components: Iterable[Placed], day: Knowledge) -> Iterable[Alike]:
    found: dict[tuple[object, ...], Alike] = {}
    for placed in components:
        partners = [placed.partner(name) for name in placed.run.parties]
        exposures = _exposures(placed.run, partners, day)
        ids = tuple([one.id for one in partners])
        group = (id(exposures), placed.reach, ids)
        if group in found:
            found[group].components.append(placed)
        else:
            found[group] = Alike(exposures, dict(zip(placed.run.parties, ids, strict=True)), [placed])
    return found.values()


def _exposures(run: Run, partners: Sequence[Partner], day: Knowledge) -> tuple[Exposure, ...]:
    contents = [one.content for one in partners]

    def make() -> tuple[Exposure, ...]:
        of_party = dict(zip(run.parties, contents, strict=True))
        return tuple(one for each in run.processing for one in _of(run.content.site, each, of_party[each.party], day))

    return day.once(("exposures", run, *contents), make)


def _of(site: Site, processing: Processing, content: Facts, day: Knowledge) -> Iterator[Exposure]:
    if processing.elsewhere or not processing.places or content.values.get("party.same_entity") is True:
        return
    for territory, why in _territories(site, processing, content.at(Anchor(_PARTY)), day).items():
        yield Exposure(
            processing.party,
            processing.purpose,
            territory,
            processing.run_by,
            why,
            _separate(processing, content),
            _plaintext(site, processing),
            _keys_in_eea(site, day),
        )


def _territories(site: Site, processing: Processing, party: Facts, day: Knowledge) -> Mapping[str, tuple[Reason, ...]]:
    """Where the importer gets the data outside the EEA: where they are, and where the importer itself is."""
    places = processing.places
    found = {code: reasons for code, reasons in places.territories.items() if not day.in_eea(code)}
    if places.unknown:
        found[UNKNOWN] = places.unknown
    country, entity = party.values.get("party.country"), party.values.get("party.entity")
    if not isinstance(country, str):
        reason = site.reason("importer-unknown", "provider", party=_IMPORTER)
        found[UNKNOWN] = (*found.get(UNKNOWN, ()), reason)
    elif not day.in_eea(country):
        words = {"party": entity if isinstance(entity, str) else _IMPORTER, "territory": country}
        reason = Reason("importer-country", words, party.origin("party.country"))
        found[country] = (*found.get(country, ()), reason)
    return found


def _separate(processing: Processing, party: Facts) -> bool | None:
    """Whether somebody else than the controller is there.

    Staff abroad of an entity in the EEA are no importer of their own, a sub-processor would be: that is not known
    (EDPB Guidelines 05/2021, Example 5).
    """
    same = party.values.get("party.same_entity")
    if processing.remote_access and party.values.get("party.in_eea") is True:
        return None
    return None if same is None else not same


def _plaintext(site: Site, processing: Processing) -> bool | None:
    if processing.plaintext is not None:
        return processing.plaintext
    if site.flag("encryption.client_side") and site.flag("encryption.vendor_can_decrypt") is not True:
        return False
    if (said := site.flag("plaintext")) is not None:
        return said
    computes = processing.purpose in {"inference", "training", "fine_tuning", "embedding", "human_review"}
    return True if computes else None


def _keys_in_eea(site: Site, day: Knowledge) -> bool | None:
    holder, where = site.text("encryption.key_holder"), site.text("encryption.key_territory")
    if holder == "vendor" or site.flag("encryption.vendor_can_decrypt"):
        return False
    if not holder or not where:
        return None
    return day.in_eea(where)


def _any(flags: Iterable[bool | None]) -> bool | None:
    known: Sequence[bool | None] = tuple(flags)
    return True if True in known else (None if None in known else False)


def _all(flags: Iterable[bool | None]) -> bool | None:
    known: Sequence[bool | None] = tuple(flags)
    return False if False in known else (None if None in known else True)
