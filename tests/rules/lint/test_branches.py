"""Cases that fail, branches without a case, tests that say nothing."""

from __future__ import annotations

from tests.rules.policies import DEFINITION_CASES

from .support import SOUND_CASES, of_cases, of_rule, told

BOTH = "data.personal: true, territory.eea: true"


def test_a_case_that_fails_is_found_at_its_place() -> None:
    assert of_cases("case-fails", f"name: x, facts: {{{BOTH}}}, outcome: violated") == [
        "error 6:5 “x” is satisfied, not violated"
    ]


def test_an_outcome_without_a_case_is_found_in_the_rule_or_definition() -> None:
    wrong = DEFINITION_CASES.replace("holds: unknown", "holds: yes")
    assert told("case-fails", **{"law__territory-safe.cases": wrong}) == [
        "error law/territory-safe.cases.yaml:4:5 “nowhere” comes to unknown, not yes",
        "error law/territory-safe.yaml:1:1 no case comes to unknown",
    ]


def test_a_branch_without_a_case_is_an_error_at_the_test() -> None:
    fewer = "".join(SOUND_CASES.splitlines(keepends=True)[:-1])
    assert told("untested-branch", **{"law__stays.cases": fewer}) == [
        "error law/stays.yaml:8:7 `data.personal` is never false in a case that hangs on it",
        "error law/stays.yaml:8:7 no case is not_applicable",
    ]


def test_a_test_that_cannot_decide_is_to_know() -> None:
    assert of_rule("idle-test", "  territory.safe\n", "  territory.eea || !territory.eea && territory.union\n") == [
        "info 10:21 `territory.eea` can never decide by being true"
    ]


def test_a_test_that_looks_at_nothing_is_a_warning() -> None:
    assert of_rule("constant-test", "when: data.personal", "when: data.personal && true") == [
        "warning 8:24 `true` is the same whatever the facts are"
    ]
