"""What facts can bring a rule or definition to is told exactly, or it is said that it cannot be told."""

from __future__ import annotations

import datetime

import pytest

from fielato.rules.conditions import Conditions
from fielato.rules.declaration import ALWAYS, Period
from fielato.rules.reach import reach
from fielato.rules.rewrite import distinct
from fielato.rules.values import UNKNOWN

from .test_coverage import COMPILER, asked

OPEN = {"applies": True, "violated": True, "satisfied": True}


@pytest.mark.parametrize(
    ("when", "require", "expected"),
    [
        ("data.personal", "territory.eea", OPEN),
        ('territory.code == "ES" && territory.code == "FR"', "territory.eea", {"applies": False}),
        ('location.run_by == "nobody"', "territory.eea", {"applies": False}),
        ("territory.eea && data.personal", "territory.eea || data.personal", {**OPEN, "violated": False}),
        ("territory.eea", "!territory.eea && data.personal", {**OPEN, "satisfied": False}),
        ('territory.code.matches("^A")', "territory.eea",
         {"applies": UNKNOWN, "violated": UNKNOWN, "satisfied": UNKNOWN}),
    ],
)  # fmt: skip
def test_a_rule_comes_to_what_facts_allow(when: str, require: str, expected: dict[str, object]) -> None:
    assert {one.what: one.possible for one in reach(asked(when, require))} == expected


def test_the_days_in_force_count() -> None:
    late = Period(since=datetime.date(2027, 1, 1))
    early = 'deployment.as_of < date("2026-01-01")'
    assert reach(asked(early))[0].possible is True
    assert reach(asked(early, in_force=late))[0].possible is False


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        ("territory.eea", {"holds": True, "fails": True}),
        ("territory.eea || !territory.eea", {"holds": True, "fails": False}),
        ("territory.eea && !territory.eea", {"holds": False, "fails": True}),
    ],
)
def test_a_definition_holds_and_fails_where_facts_allow(holds: str, expected: dict[str, object]) -> None:
    found = Conditions("territory.safe", "location", ALWAYS, {"holds": distinct(COMPILER.compile(holds).node)})
    assert {one.what: one.possible for one in reach(found)} == expected
