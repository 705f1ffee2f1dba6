"""A branch is covered by a case that hangs on it, and by no other."""

from __future__ import annotations

import datetime

import pytest

from fielato.rules.build import declared
from fielato.rules.compile import Compiler
from fielato.rules.conditions import Conditions, conditions
from fielato.rules.coverage import coverage, covers, shows_not_applicable
from fielato.rules.declaration import ALWAYS, Period
from fielato.rules.pack import load
from fielato.rules.rewrite import distinct
from fielato.rules.unparse import unparse
from fielato.rules.values import OpenList, Row

from .policies import RULE, with_files

COMPILER = Compiler(declared())
P, E = "data.personal", "territory.eea"


def asked(when: str = "true", require: str = E, in_force: Period = ALWAYS) -> Conditions:
    trees = {key: distinct(COMPILER.compile(text).node) for key, text in (("when", when), ("require", require))}
    return Conditions("law/stays", "location", in_force, trees)


def left(found: Conditions, *rows: Row) -> list[str]:
    """What rows leave uncovered, as the test and its answer."""
    return [f"{unparse(one.leaf.node)} {one.answer}" for one in coverage(found, rows).untested]


@pytest.mark.parametrize(
    ("row", "uncovered"),
    [
        pytest.param({P: True, E: True}, [f"{P} False", f"{E} False"], id="satisfied"),
        pytest.param({P: True, E: False}, [f"{P} False", f"{E} True"], id="violated"),
        pytest.param({P: True}, [f"{P} False", f"{E} True", f"{E} False"], id="unknown covers nothing"),
        pytest.param({P: False, E: False}, [f"{P} True", f"{E} True", f"{E} False"], id="not applicable"),
    ],
)
def test_a_case_covers_the_tests_that_decide_it(row: Row, uncovered: list[str]) -> None:
    assert left(asked(P), row) == uncovered


def test_an_answer_that_another_test_outweighs_covers_nothing() -> None:
    either = asked(require=f"{P} || {E}")
    assert left(either, {P: True, E: True}) == [f"{P} True", f"{P} False", f"{E} True", f"{E} False"]
    assert left(either, {P: True, E: False}, {P: False, E: True}, {P: False, E: False}) == []


def test_tests_that_read_the_same_are_covered_one_by_one() -> None:
    twice = asked(require=f"{P} && {E} || {P} && territory.union")
    assert left(twice, {P: True, E: True, "territory.union": False}) == [
        f"{P} False", f"{E} False", f"{P} True", f"{P} False", "territory.union True", "territory.union False",
    ]  # fmt: skip


def test_of_a_loop_one_round_that_decides_is_enough() -> None:
    loop = asked(require='data.categories.exists(c, c == "voice")')
    assert left(loop, {"data.categories": ("text", "voice")}) == ['x == "voice" False']
    assert left(loop, {"data.categories": ("text",)}) == ['x == "voice" True']
    assert left(loop, {"data.categories": ()}) == ['x == "voice" True', 'x == "voice" False']
    assert left(loop, {"data.categories": ("voice", "voice")}) == ['x == "voice" False'], "items alike are one round"
    assert left(loop, {"data.categories": OpenList(("voice",))}) == ['x == "voice" False']


def test_branches_are_counted_and_one_can_be_asked_for() -> None:
    found = asked(P)
    measured = coverage(found, [{P: True, E: True}])
    assert (measured.branches, len(measured.untested)) == (4, 2)
    assert covers(found, {P: False, E: True}, measured.untested[0])
    assert not covers(found, {P: True, E: True}, measured.untested[0])


def test_a_row_shows_that_a_rule_need_not_apply_by_its_facts_or_by_its_day() -> None:
    assert not shows_not_applicable(asked(P), [{P: True, E: True}])
    assert shows_not_applicable(asked(P), [{P: False}])
    assert shows_not_applicable(asked(P), [None])


def test_a_case_on_a_day_out_of_force_has_no_row() -> None:
    rule = RULE + "in_force: {since: 2026-01-01}\n"
    late = "cases: [{name: a, as_of: 2025-12-31, outcome: not_applicable}, {name: b, outcome: undetermined}]"
    policies = load(with_files(**{"law__stays": rule, "law__stays.cases": late}))
    rows = [conditions(policies, "law/stays").row(case) for case in policies.cases["law/stays"]]
    assert rows == [None, {"deployment.as_of": datetime.date(2026, 11, 22)}]


def test_a_definition_is_asked_for_its_one_condition() -> None:
    found = conditions(load(with_files()), "territory.safe")
    assert [unparse(tree) for tree in found.trees.values()] == [E]
    assert left(found, {E: True}) == [f"{E} False"]
