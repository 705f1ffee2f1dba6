"""What cases leave untested is told at its place, with the text of the test and what a case would have to say."""

from __future__ import annotations

import datetime

import pytest

from fielato.rules.gaps import Measured, measure, written
from fielato.rules.pack import load
from fielato.rules.places import Places
from fielato.rules.values import OpenList, Value

from .policies import CASES, DEFINITION, DEFINITION_CASES, RULE, with_files


def measured(owner: str, **changed: str) -> Measured:
    policies = load(with_files(**changed))
    return measure(policies, owner, Places(policies))


def told(found: Measured) -> list[str]:
    return [str(problem) for problem in (*found.untested, *found.dead)]


def test_a_branch_without_a_case_is_named_with_a_case_that_would_do() -> None:
    found = measured("law/stays")
    like = "(add a case like “at home” with {data.personal: false})"
    assert told(found) == [
        f"law/stays.yaml:8:7: `data.personal` is never false in a case that hangs on it {like}",
        "law/stays.yaml:8:7: no case is not_applicable (add one in which `when` is false, or out of its dates)",
    ]
    assert (found.branches, found.covered) == (4, 3)


def test_a_case_set_with_every_branch_leaves_nothing() -> None:
    more = CASES + "  - {name: no data, facts: {data.personal: false}, outcome: not_applicable}\n"
    found = measured("law/stays", **{"law__stays.cases": more})
    assert (told(found), found.branches, found.covered) == ([], 4, 4)
    assert told(measured("territory.safe")) == []


@pytest.mark.parametrize(
    ("require", "place"),
    [
        ("require: |\n  territory.safe\n    || territory.union", "11:8"),
        ('require: "territory.safe || territory.union"', "9:29"),
        ("require: territory.safe || territory.union", "9:28"),
    ],
)
def test_a_test_is_found_however_the_text_stands_in_the_file(require: str, place: str) -> None:
    rule = RULE.replace("require: |\n  territory.safe", require)
    assert f"law/stays.yaml:{place}: `territory.union` is never true" in told(measured("law/stays", law__stays=rule))[1]


def test_the_dates_of_a_definition_are_tests_of_it() -> None:
    dated = DEFINITION + "in_force: {since: 2020-02-01}\n"
    (line,) = told(measured("territory.safe", **{"law__territory-safe": dated}))
    assert line.startswith('law/territory-safe.yaml:7:11: `deployment.as_of >= date("2020-02-01")` is never false')
    assert line.endswith("(add a case like “at home” as of 2020-01-31)")
    early = DEFINITION_CASES + "  - {name: before, as_of: 2020-01-31, facts: {territory.eea: true}, holds: no}\n"
    assert told(measured("territory.safe", **{"law__territory-safe": dated, "law__territory-safe.cases": early})) == []


def test_a_test_that_cannot_decide_is_no_branch() -> None:
    rule = RULE.replace("territory.safe\n", "territory.eea || !territory.eea && territory.union\n")
    found = measured("law/stays", law__stays=rule)
    hint = "(what stands around it says as much: leave it out)"
    assert list(map(str, found.dead)) == [
        f"law/stays.yaml:10:21: `territory.eea` can never decide by being true {hint}"
    ]
    assert found.branches == 7


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (3, "3"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        ("ES", "ES"),
        ("NO", '"NO"'),
        ("a, b", '"a, b"'),
        (("a", "b"), "[a, b]"),
        (OpenList(("a",)), "{open: [a]}"),
    ],
)
def test_a_value_is_written_as_in_a_case(value: Value, text: str) -> None:
    assert written(value) == text
