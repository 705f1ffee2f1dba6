"""Between the days that a timeline tries, nothing changes: held against assessing every day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from tests.changes.support import GDPR, ONE, Day, in_america, on, over_time, seen
from tests.resolve.support import BUCKET, LONDON, manifest, register

from fielato.changes import Timeline
from fielato.changes.thresholds import AGES
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.variables import ROOTS, of_root

pytestmark = pytest.mark.slow

WINDOW = 30
TURNS = [
    Day(2020, 1, 31), Day(2020, 7, 16), Day(2020, 12, 31), Day(2021, 6, 27), Day(2021, 9, 27), Day(2022, 12, 27),
    Day(2023, 7, 10), Day(2025, 2, 2), Day(2026, 6, 29), Day(2026, 12, 2), Day(2031, 12, 27),
]  # fmt: skip
CLOSED = {"id": "old", "provider": "azure", "service": "blob-storage", "region": "germanycentral"}


def days_of(found: Timeline) -> list[Day]:
    return [step.day for step in found.steps]


def tried_daily(
    given: Manifest, entries: RegisterFile | None, since: Day, until: Day, profile: str = "default"
) -> list[Day]:
    """The days on which something differs from the day before, found by assessing every day."""
    found = []
    before = seen(on(given, entries, since, profile=profile))
    while since < until:
        since += ONE
        after = seen(on(given, entries, since, profile=profile))
        if after != before:
            found.append(since)
        before = after
    return found


SHIELDED = in_america(
    parties=[{"id": "maker", "entity": "M Inc.", "country": "US", "role": "processor", "adequacy_scope_met": True}]
)


@pytest.mark.parametrize(
    ("given", "since", "until", "turn"),
    [
        pytest.param(
            manifest(LONDON, grounds=[]), Day(2019, 10, 1), Day(2021, 7, 31), Day(2021, 1, 1), id="London leaves"
        ),
        pytest.param(SHIELDED, Day(2020, 6, 20), Day(2020, 8, 10), Day(2020, 7, 16), id="the Privacy Shield falls"),
        pytest.param(SHIELDED, Day(2023, 6, 20), Day(2023, 8, 10), Day(2023, 7, 10), id="its successor begins"),
        pytest.param(
            manifest(LONDON, grounds=[]), Day(2031, 12, 1), Day(2032, 1, 15), Day(2031, 12, 28), id="London lapses"
        ),
        pytest.param(manifest(CLOSED), Day(2021, 10, 1), Day(2021, 11, 30), Day(2021, 10, 30), id="a region closes"),
    ],
)
def test_every_day_on_which_something_changes_is_a_day_of_the_timeline(
    given: Manifest, since: Day, until: Day, turn: Day
) -> None:
    daily = tried_daily(given, None, since, until)
    assert days_of(over_time(given, since=since, until=until)) == daily
    assert turn in daily


@st.composite
def _deployments(draw: st.DrawFn) -> tuple[Manifest, RegisterFile, Day, str]:
    turn = draw(st.sampled_from(TURNS))
    since = turn - datetime.timedelta(days=draw(st.integers(1, WINDOW - 2)))
    profile = draw(st.sampled_from(["default", "sovereign"]))

    def day(*ages: int) -> str:
        """A day such that it, or an age that counts from it, falls into the window."""
        back = draw(st.sampled_from([0, *ages]))
        return str(since + datetime.timedelta(days=draw(st.integers(-2, WINDOW)) - back))

    ground: dict[str, Any] = {
        "importer": "maker",
        "scc": {
            "version": draw(st.sampled_from(["2021/914", "2010/87/EU"])),
            "annexes_complete": True,
            "module": 2,
            "signed": day(200),
        },
        "tia": {"date": day(730, 365), "outcome": "essentially-equivalent"},
    }
    if draw(st.booleans()):
        ground["until"] = day()
    if draw(st.booleans()):
        ground["since"] = day()
    dpf = {"status": "active", "covers_entity": True, "covers_hr": True, "covers_non_hr": True, "checked": day(90, 30)}
    maker = {"id": "maker", "entity": "Maker Inc.", "country": draw(st.sampled_from(["US", "GB"])), "role": "processor"}
    components = [
        {"id": "model", "party": "maker", "place": {"territory": "US"}, "purposes": ["inference"]},
        *draw(
            st.lists(st.sampled_from([LONDON, {**BUCKET, "id": "b"}, CLOSED]), max_size=2, unique_by=lambda c: c["id"])
        ),
    ]
    fields: dict[str, Any] = {
        "parties": [{**maker, "dpf": dpf} if draw(st.booleans()) else maker],
        "grounds": [ground] if draw(st.booleans()) else [],
        "ens": {"category": "HIGH", "conformity": "certificate", "expires": day()},
        "controller": {"name": "Ejemplo SL", "country": "ES", "public": draw(st.booleans())},
    }
    if draw(st.booleans()):
        fields["phases"] = [
            {"id": f"p{at}", "starts": day(), "components": [one["id"]]} for at, one in enumerate(components)
        ]
    answer = {
        "fact": "party.dpf.checked", "value": day(90, 30), "author": "DPO", "date": day(), "until": day(),
    }  # fmt: skip
    return manifest(*components, **fields), register(evidence=[answer]), since, profile


@settings(max_examples=40, deadline=None)
@drawn(_deployments())
def test_between_two_days_that_are_tried_nothing_changes(case: tuple[Manifest, RegisterFile, Day, str]) -> None:
    given, entries, since, profile = case
    until = since + datetime.timedelta(days=WINDOW)
    daily = tried_daily(given, entries, since, until, profile)
    assert days_of(over_time(given, entries, since=since, until=until, profile=profile)) == daily


def test_every_fact_that_grows_by_the_day_is_known_to_do_so() -> None:
    growing = {
        variable.name
        for root in ROOTS
        for variable in of_root(root).values()
        if variable.derived and variable.type == "int" and variable.unit == "day" and root != "organisation"
    }
    assert growing == set(AGES)


def test_an_age_that_passes_the_organisations_limit_is_told_with_the_entry_it_counts_from() -> None:
    tia = {"date": "2024-11-01", "outcome": "essentially-equivalent"}
    clauses = {"version": "2021/914", "annexes_complete": True, "module": 2, "signed": "2024-01-01"}
    given = in_america(grounds=[{"importer": "maker", "scc": clauses, "tia": tia}])
    (step,) = [
        one
        for one in over_time(given, since=Day(2026, 9, 1), until=Day(2026, 12, 1)).steps
        if "organisation/tia-is-fresh" in {change.finding.rule.id for change in one.difference.changes}
    ]
    assert step.day == Day(2026, 11, 2)
    (cause,) = [one for one in step.causes if one.kind == "age-passes"]
    assert (cause.words["days"], cause.words["parameter"]) == ("730", "organisation.tia_max_age")
    assert cause.location is not None
    assert cause.location.pointer == "/grounds/0/tia/date"


def test_without_a_last_day_the_timeline_ends_with_the_last_day_that_anything_is_known_of() -> None:
    found = over_time(manifest(LONDON, grounds=[]), since=Day(2026, 11, 23))
    assert found.until >= Day(2031, 12, 28)
    assert found.start.as_of == Day(2026, 11, 23)


@pytest.mark.parametrize("since", [GDPR, Day(2026, 11, 23)])
def test_a_step_says_what_differs_from_the_day_before(since: Day) -> None:
    given = manifest(LONDON, grounds=[])
    for step in over_time(given, since=since).steps:
        before, after = step.difference.before, step.difference.after
        assert seen(before) != seen(after)
        assert seen(on(given, None, step.day - ONE)) == seen(before)
        assert after.as_of == step.day
        assert step.causes
        assert all(cause.day == step.day for cause in step.causes)
