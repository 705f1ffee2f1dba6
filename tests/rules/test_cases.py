"""Cases come out as written, or it is said what came out instead; every answer needs a case."""

from __future__ import annotations

import pytest

from fielato.model.variables import SUBJECTS
from fielato.rules.cases import run
from fielato.rules.pack import load

from .policies import CASES, DEFINITION_CASES, RULE, with_files


def failures(**changed: str | None) -> list[str]:
    return [f"{one.owner}: {one.case}: {one.message}" for one in run(load(with_files(**changed)))]


def rule_case(text: str) -> list[str]:
    """What is said of one more case of the rule."""
    return failures(**{"law__stays.cases": f"{CASES}  - {{name: more, {text}}}\n"})


def test_cases_that_come_out_as_written_say_nothing() -> None:
    assert failures() == []
    assert sum(map(len, load(with_files()).cases.values())) == 6


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("facts: {data.personal: true, territory.eea: true}, outcome: violated", "is satisfied, not violated"),
        ("facts: {data.personal: false}, outcome: satisfied", "is not_applicable, not satisfied"),
        ("facts: {data.personal: true}, outcome: undetermined, missing: [data.personal]",
         "misses territory.eea, not data.personal"),
        ("facts: {data.personal: true, territory.eea: true}", "a rule's case says `outcome:`"),
        ("facts: {data.personnal: true, territory.eea: true}, outcome: satisfied",
         "a location has no fact `data.personnal` (did you mean `data.personal`?)"),
        ("facts: {transfer.purpose: inference, territory.eea: true}, outcome: satisfied",
         f"a location has no fact `transfer.purpose` (it sees {', '.join(SUBJECTS['location'])})"),
        ("facts: {data.personal: 1, territory.eea: true}, outcome: satisfied",
         "`data.personal` is a bool; the case gives 1"),
        ("facts: {component.retention_days: true, territory.eea: true}, outcome: satisfied",
         "`component.retention_days` is a int; the case gives True"),
        ("facts: {territory.adequacy_until: soon, territory.eea: true}, outcome: satisfied",
         "`territory.adequacy_until` is a date; the case gives 'soon'"),
        ("facts: {component.replication.redundancy: RA, territory.eea: true}, outcome: satisfied",
         "`component.replication.redundancy` cannot be `RA`; it can be GRS, GZRS, LRS, RAGRS, RAGZRS, ZRS"),
    ],
)  # fmt: skip
def test_a_case_that_is_wrong_says_how(case: str, told: str) -> None:
    assert rule_case(case) == [f"law/stays: more: {told}"]


def test_a_list_may_be_open_in_a_case() -> None:
    listed = RULE.replace("when: data.personal", 'when: data.categories.exists(c, c == "voice")')
    cases = """\
cases:
  - {name: it is in it, facts: {data.categories: {open: [voice]}, territory.eea: true}, outcome: satisfied}
  - {name: it may be, facts: {data.categories: {open: []}, territory.eea: false}, outcome: undetermined}
  - {name: it is, facts: {data.categories: [voice], territory.eea: false}, outcome: violated}
  - {name: it is not, facts: {data.categories: []}, outcome: not_applicable}
"""
    assert failures(**{"law__stays": listed, "law__stays.cases": cases}) == []


def test_a_rule_is_not_applicable_on_a_day_outside_its_period() -> None:
    dated = RULE + "in_force: {since: 2026-01-01}\n"
    facts = "facts: {data.personal: true, territory.eea: false}"
    more = f"  - {{name: before, as_of: 2025-12-31, {facts}, outcome: not_applicable}}\n"
    assert failures(**{"law__stays": dated, "law__stays.cases": CASES + more}) == []


@pytest.mark.parametrize("absent", ["satisfied", "violated", "undetermined"])
def test_every_outcome_of_a_rule_needs_a_case(absent: str) -> None:
    kept = "".join(line for line in CASES.splitlines(keepends=True) if f"outcome: {absent}" not in line)
    assert failures(**{"law__stays.cases": kept}) == [f"law/stays: : no case is {absent}"]


@pytest.mark.parametrize("absent", ["yes", "no", "unknown"])
def test_every_answer_of_a_definition_needs_a_case(absent: str) -> None:
    kept = "".join(line for line in DEFINITION_CASES.splitlines(keepends=True) if f"holds: {absent}" not in line)
    assert failures(**{"law__territory-safe.cases": kept}) == [f"territory.safe: : no case comes to {absent}"]


def test_a_definitions_case_says_what_it_came_to() -> None:
    wrong = DEFINITION_CASES + "  - {name: more, facts: {territory.eea: true}, holds: no}\n  - {name: silent}\n"
    assert failures(**{"law__territory-safe.cases": wrong}) == [
        "territory.safe: more: comes to yes, not no",
        "territory.safe: silent: a definition's case says `holds:`",
    ]


def test_a_rule_without_cases_fails_three_times() -> None:
    assert len(failures(**{"law__stays.cases": None})) == 3
