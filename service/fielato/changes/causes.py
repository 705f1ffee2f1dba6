"""The dated rows, rules and entries that an assessment can turn on: between their days, nothing can change.

An assessment depends on its date through nothing but comparisons: with the days of the catalogue's rows, of rules and
definitions, of the deployment's documents, and with ages that pass a number. Each gives the days on which its answer
can differ from the day before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

import msgspec

from fielato.catalogue import Catalogue
from fielato.catalogue.tables import SeedRow
from fielato.changes.thresholds import AGES, Thresholds
from fielato.changes.written import Written, days
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Location
from fielato.rules.declaration import Period
from fielato.rules.profile import Choice

Kind = Literal[
    "adequacy-begins",
    "adequacy-ends",
    "status-unclear",
    "union-begins",
    "union-ends",
    "eea-begins",
    "eea-ends",
    "membership-changes",
    "region-begins",
    "region-ends",
    "rule-begins",
    "rule-ends",
    "definition-begins",
    "definition-ends",
    "day-in-rule",
    "day-written",
    "age-passes",
]
"""What happens."""

_ENDS: Final = ("until", "expires")
"""The keys whose day is the last."""
_DAY: Final = datetime.timedelta(days=1)
_NEVER: Final = datetime.date.max


class Cause(msgspec.Struct, frozen=True):
    """Something dated, and the day on which it can first make a difference."""

    day: datetime.date
    kind: Kind
    words: Mapping[str, str]
    """What it is told with: the territory, the decision, the rule, the key, the number of days."""
    source: str = ""
    """The catalogue's source, with the date on which it was read."""
    verified: bool = True
    location: Location | None = None
    """Where it stands, if it stands in a document."""
    rules: frozenset[str] | None = None
    """The only rules that it concerns; None where it may concern any."""
    usual: bool = True
    """False on the day that seldom makes a difference: an end on its last day, a start on its second."""

    def about(self, name: str) -> str:
        """One of its words, or nothing."""
        return self.words.get(name, "")


def causes(
    manifest: Manifest, register: RegisterFile | None, choice: Choice, catalogue: Catalogue
) -> tuple[Cause, ...]:
    """Everything dated that an assessment of this deployment under this choice can turn on, by day."""
    thresholds = Thresholds(choice)
    written = days(manifest, register)
    found = [
        *_adequacy(catalogue),
        *_memberships(catalogue),
        *_regions(catalogue),
        *_policies(choice, thresholds),
        *_written(written),
        *_ages(written, thresholds),
    ]
    return tuple(sorted(found, key=lambda cause: cause.day))


def _after(day: datetime.date) -> datetime.date:
    return day if day == _NEVER else day + _DAY


def _cited(day: datetime.date, kind: Kind, row: SeedRow, **words: str) -> Cause:
    return Cause(day, kind, words, row.cited, row.verified)


# Catalogue


def _adequacy(catalogue: Catalogue) -> Iterator[Cause]:
    for row in catalogue.decisions:
        words = {"territory": row.territory, "decision": row.decision, "name": row.name}
        yield _cited(row.since, "adequacy-begins", row, **words)
        if row.until is not None:
            yield _cited(_after(row.until), "adequacy-ends", row, **words)


def _memberships(catalogue: Catalogue) -> Iterator[Cause]:
    for row in catalogue.memberships:
        periods: tuple[tuple[Kind, datetime.date | None, Kind, datetime.date | None], ...] = (
            ("union-begins", row.eu_since, "union-ends", row.eu_until),
            ("eea-begins", row.eea_since, "eea-ends", row.eea_until),
        )
        for begins, since, ends, until in periods:
            if since is not None:
                yield _cited(since, begins, row, territory=row.code)
            if until is not None:
                yield _cited(_after(until), ends, row, territory=row.code)
        if row.unclear_since is not None:
            yield _cited(row.unclear_since, "status-unclear", row, territory=row.code)
    for day, row in catalogue.membership_changes:
        yield _cited(day, "membership-changes", row, territory=row.code)


def _regions(catalogue: Catalogue) -> Iterator[Cause]:
    for row in catalogue.regions():
        words = {"provider": row.provider, "region": row.region}
        if row.since is not None:
            yield _cited(row.since, "region-begins", row, **words)
        if row.until is not None:
            yield _cited(_after(row.until), "region-ends", row, **words)


# Policies


def _policies(choice: Choice, thresholds: Thresholds) -> Iterator[Cause]:
    users: dict[str, set[str]] = {}
    for rule_id, names in thresholds.definitions.items():
        yield from _period("rule", rule_id, choice.policies.rules[rule_id].rule.in_force, {rule_id})
        for name in names:
            users.setdefault(name, set()).add(rule_id)
    known: set[tuple[str, datetime.date]] = set()
    for name, rules in users.items():
        period = choice.policies.definitions[name].definition.in_force
        known |= {(name, day) for day in (period.since, period.until) if isinstance(day, datetime.date)}
        yield from _period("definition", name, period, rules)
    for one in thresholds.days:
        if isinstance(one.value, datetime.date) and (one.owner, one.value) not in known:
            rules = users.get(one.owner, {one.owner})
            for day in (one.value - _DAY, one.value, _after(one.value)):
                yield Cause(
                    day, "day-in-rule", {"rule": one.owner, "date": one.value.isoformat()}, rules=frozenset(rules)
                )


def _period(what: Literal["rule", "definition"], name: str, period: Period, rules: Iterable[str]) -> Iterator[Cause]:
    begins: Kind = "rule-begins" if what == "rule" else "definition-begins"
    ends: Kind = "rule-ends" if what == "rule" else "definition-ends"
    if period.since is not UNSET:
        yield Cause(period.since, begins, {"rule": name}, rules=frozenset(rules))
    if period.until is not UNSET:
        yield Cause(_after(period.until), ends, {"rule": name}, rules=frozenset(rules))


# Documents


def _written(written: Iterable[Written]) -> Iterator[Cause]:
    for one in written:
        words = {"key": one.fact or one.key, "date": one.day.isoformat()}
        place, is_end = one.places.location(one.pointer), one.key.endswith(_ENDS)
        yield Cause(one.day, "day-written", words, location=place, usual=not is_end)
        yield Cause(_after(one.day), "day-written", words, location=place, usual=is_end)


def _ages(written: Iterable[Written], thresholds: Thresholds) -> Iterator[Cause]:
    for age, counted_from in AGES.items():
        ending = "/".join(["", *counted_from.split(".")[1:]])
        for one in written:
            if one.fact != counted_from and not one.pointer.endswith(ending):
                continue
            for limit in thresholds.ages[age]:
                if isinstance(limit.value, int):
                    yield from _passing(one, limit.value, limit.parameter)


def _passing(one: Written, limit: int, parameter: str) -> Iterator[Cause]:
    """The day on which an age reaches a number, and the day after, on which it is beyond."""
    words = {"key": one.fact or one.key, "date": one.day.isoformat(), "days": str(limit), "parameter": parameter}
    for days_on in (limit, limit + 1):
        try:
            day = one.day + datetime.timedelta(days=days_on)
        except OverflowError:
            continue
        yield Cause(day, "age-passes", words, location=one.places.location(one.pointer))
