"""The days on which the assessment of a deployment changes: each day on which something dated happens is tried."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from fielato.assess import Assessment
from fielato.changes.causes import Cause, Kind
from fielato.changes.difference import Change, Difference, Reason, difference
from fielato.changes.thresholds import AGES


class Step(msgspec.Struct, frozen=True):
    """A day on which the assessment is not as it was the day before, and what is behind that."""

    day: datetime.date
    difference: Difference
    causes: tuple[Cause, ...]


class Timeline(msgspec.Struct, frozen=True):
    """An assessment, and how it goes on."""

    start: Assessment
    until: datetime.date
    """The last day that was looked at."""
    steps: tuple[Step, ...]


def timeline(
    assess: Callable[[datetime.date], Assessment],
    causes: Iterable[Cause],
    since: datetime.date,
    until: datetime.date | None = None,
) -> Timeline:
    """Assess on the first day and on every day on which something happens; keep the days that make a difference.

    Without a last day, the last on which anything is known to happen.
    """
    by_day: dict[datetime.date, list[Cause]] = {}
    for cause in causes:
        if since < cause.day and (until is None or cause.day <= until):
            by_day.setdefault(cause.day, []).append(cause)
    start = before = assess(since)
    steps: list[Step] = []
    for day in sorted(by_day):
        after = assess(day)
        found = difference(before, after)
        if found:
            steps.append(Step(day, found, _behind(found, by_day[day])))
        before = after
    return Timeline(start, until or max(by_day, default=since), tuple(steps))


def _behind(found: Difference, causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """The causes of a day that can have led to what changed; all of them where none is seen to."""
    seen = [cause for cause in causes if any(_explains(cause, change) for change in found.changes)]
    usual = [cause for cause in seen if cause.usual]
    return tuple(usual or seen or causes)


def _explains(cause: Cause, change: Change) -> bool:
    if cause.rules is not None and change.finding.rule.id not in cause.rules:
        return False
    if not any(cause.kind in _kinds(reason) for reason in change.reasons):
        return False
    territory = cause.about("territory")
    return not territory or territory in _territories(change)


_TERRITORY: Final[frozenset[Kind]] = frozenset(
    {
        "adequacy-begins", "adequacy-ends", "status-unclear", "union-begins", "union-ends", "eea-begins", "eea-ends",
        "membership-changes",
    }
)  # fmt: skip
_PLACES: Final[frozenset[Kind]] = _TERRITORY | {"region-begins", "region-ends", "day-written"}
_CALENDAR: Final[frozenset[Kind]] = frozenset({"definition-begins", "definition-ends", "day-in-rule", "day-written"})
_BY_REASON: Final[Mapping[str, frozenset[Kind]]] = {
    "rule-begins": frozenset({"rule-begins"}),
    "rule-ends": frozenset({"rule-ends"}),
    "row-new": _PLACES,
    "row-gone": _PLACES,
}
"""What can be behind each reason but facts."""


def _kinds(reason: Reason) -> frozenset[Kind]:
    """What can be behind a reason for a change."""
    if reason.why != "fact":
        return _BY_REASON.get(reason.why, frozenset())
    if reason.fact == "deployment.as_of":
        return _CALENDAR
    if reason.fact in AGES:
        return frozenset({"age-passes"})
    return _TERRITORY if reason.fact.startswith("territory.") else _PLACES


def _territories(change: Change) -> frozenset[str]:
    """The territories that the row of a finding names."""
    named = change.finding.subject.row.items()
    return frozenset(str(value) for name, value in named if name.endswith(("country", "territory", ".code", ".state")))
