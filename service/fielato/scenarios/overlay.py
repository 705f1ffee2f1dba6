"""A scenario that begins on a day, laid over a catalogue: another catalogue, the first one as it was."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import structs

from fielato.catalogue import Adequacy, Catalogue, Region
from fielato.catalogue.tables import TerritoryRow
from fielato.digest import of_value
from fielato.errors import InputError, Problem
from fielato.model.fact import UNSET
from fielato.reading import hint_for

from .declaration import Dated, Membership, Scenario, Words
from .reading import Read, starting

_BEFORE = datetime.timedelta(days=1)


class Overlay(msgspec.Struct, frozen=True, eq=False):
    """What a scenario makes of a catalogue from a day on."""

    id: str
    written: str
    """What to write to name the scenario again, without its date."""
    title: Words
    starts: datetime.date
    """The first day on which anything differs."""
    digest: str
    """Names the scenario, its parameters and its days."""
    catalogue: Catalogue


def lay(given: Read, base: Catalogue, day: datetime.date) -> Overlay:
    """Lay a scenario over a catalogue; one that does not say when it starts begins on `day`.

    Raises InputError with every decision, territory and region in it that the catalogue does not know.
    """
    problems = list(_problems(given, base))
    if problems:
        raise InputError(problems)
    scenario, starts = given.scenario, starting(given.scenario, day)
    laid = _Laid(scenario, starts, f"scenario {given.written}")
    catalogue = base.overlaid(laid.adequacy(base), laid.regions(base), laid.memberships(base))
    return Overlay(
        id=scenario.id,
        written=given.written,
        title=scenario.title,
        starts=min(laid.days(), default=starts),
        digest=of_value({"scenario": given.digest, "starts": starts}),
        catalogue=catalogue,
    )


class _Laid:
    """The rows that a scenario changes, from a day on."""

    def __init__(self, scenario: Scenario, starts: datetime.date, source: str) -> None:
        self._scenario = scenario
        self._starts = starts
        self._source = source

    def _day(self, starts: object) -> datetime.date:
        return starts if isinstance(starts, datetime.date) else self._starts

    def days(self) -> list[datetime.date]:
        """The days on which something changes."""
        one = self._scenario
        lists: tuple[tuple[Dated, ...], ...] = (
            one.adequacy.withdrawn,
            one.adequacy.granted,
            one.territories,
            one.regions.withdrawn,
        )
        return [self._day(entry.starts) for entries in lists for entry in entries]

    def adequacy(self, base: Catalogue) -> tuple[Adequacy, ...]:
        """The decisions: those withdrawn end before their day, and the new ones stand in front."""
        ends = {one.decision: self._day(one.starts) for one in self._scenario.adequacy.withdrawn}
        kept = [
            row if (day := ends.get(row.decision)) is None else _ended(row, day, self._source)
            for row in base.decisions
            if (day := ends.get(row.decision)) is None or row.since < day
        ]
        granted = [
            Adequacy(
                territory=base.code(one.territory),
                decision=one.decision,
                name=one.decision,
                since=self._day(one.starts),
                until=None if one.until is UNSET else one.until,
                scope=one.scope,
                source=self._source,
            )
            for one in self._scenario.adequacy.granted
        ]
        return (*granted, *kept)

    def regions(self, base: Catalogue) -> tuple[Region, ...]:
        """The regions: those withdrawn are offered until the day before."""
        ends: dict[Region, datetime.date] = {}
        for one in self._scenario.regions.withdrawn:
            region = base.region(base.provider(one.provider), one.region)
            if region is not None:
                ends[region] = self._day(one.starts)
        return tuple(_ended(row, ends[row], self._source) if row in ends else row for row in base.regions())

    def memberships(self, base: Catalogue) -> Iterator[tuple[datetime.date, TerritoryRow]]:
        """The rows of territories that join or leave, from the day on which they do."""
        rows = {row.code: row for row in base.memberships}
        for one in sorted(self._scenario.territories, key=lambda entry: self._day(entry.starts)):
            day, code = self._day(one.starts), base.code(one.territory)
            rows[code] = _joined(rows[code], one, day, self._source)
            yield day, rows[code]


RowT = TypeVar("RowT", Adequacy, Region)


def _ended(row: RowT, day: datetime.date, source: str) -> RowT:
    """The row with the day before as its last, unless it ends earlier of itself."""
    last = day - _BEFORE
    if row.until is not None and row.until <= last:
        return row
    return structs.replace(row, until=last, source=source, read=None)


def _joined(row: TerritoryRow, change: Membership, day: datetime.date, source: str) -> TerritoryRow:
    """The row as it is from the day on."""
    since: dict[str, datetime.date | None] = {}
    for name, member in (("eu", change.union), ("eea", change.eea)):
        if member is not UNSET:
            since |= {f"{name}_since": day if member else None, f"{name}_until": None}
    return structs.replace(row, **since, source=source, read=None)


def _problems(given: Read, base: Catalogue) -> Iterator[Problem]:
    """What the scenario names and the catalogue does not know."""
    scenario, document = given.scenario, given.document
    decisions = list(dict.fromkeys(row.decision for row in base.decisions))
    for index, one in enumerate(scenario.adequacy.withdrawn):
        if one.decision not in decisions:
            hint = hint_for(one.decision, decisions, "`fielato facts adequacy` lists them")
            pointer = f"/adequacy/withdrawn/{index}/decision"
            yield document.problem(pointer, f"there is no adequacy decision `{one.decision}`", hint)
    for pointer, code in (
        *((f"/adequacy/granted/{index}", one.territory) for index, one in enumerate(scenario.adequacy.granted)),
        *((f"/territories/{index}", one.territory) for index, one in enumerate(scenario.territories)),
    ):
        if not base.has_territory(code):
            message = f"there is no territory `{code}`"
            yield document.problem(f"{pointer}/territory", message, "write an ISO 3166-1 alpha-2 code such as ES")
    for index, region in enumerate(scenario.regions.withdrawn):
        provider = base.provider(region.provider)
        regions = [row.region for row in base.regions(provider)]
        pointer = f"/regions/withdrawn/{index}"
        if not regions:
            hint = hint_for(region.provider, base.providers, f"known: {', '.join(base.providers)}")
            message = f"the catalogue has no regions of `{region.provider}`"
            yield document.problem(f"{pointer}/provider", message, hint)
        elif base.region(provider, region.region) is None:
            hint = hint_for(region.region, regions, f"`fielato facts regions --provider {provider}` lists them")
            message = f"{provider} has no region `{region.region}` that the catalogue knows"
            yield document.problem(f"{pointer}/region", message, hint)
