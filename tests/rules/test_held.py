"""Rules in normal form are data: written and read again, they come to the same on every row."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.model.variables import SubjectKind
from fielato.rules import held
from fielato.rules.cases import row_of
from fielato.rules.pack import Policies
from fielato.rules.program import Program
from fielato.rules.syntax import Node


@pytest.fixture(scope="module")
def policies() -> Policies:
    return library.policies()


def test_every_rule_is_held_once_in_the_order_of_all(policies: Policies) -> None:
    rules = held.held(policies.rules.values())
    placed = {one.order: (one.id, kind) for kind, of_kind in rules.items() for one in of_kind.rules}
    assert [placed[order] for order in sorted(placed)] == [
        (rule_id, rule.rule.subject) for rule_id, rule in policies.rules.items()
    ]


def test_what_was_written_and_read_again_comes_to_the_same(policies: Policies) -> None:
    def tree(name: str) -> Node:
        return policies.definitions[name].condition.node

    for kind, rules in held.held(policies.rules.values()).items():
        again = held.from_bytes(held.to_bytes(rules), tree)
        assert (again.rules, again.facts) == (rules.rules, rules.facts)
        before, after = Program(rules.form), Program(again.form)
        rows = [
            row_of(case, kind)[0]
            for rule_id, rule in policies.rules.items()
            if rule.rule.subject == kind
            for case in policies.cases[rule_id]
        ]
        assert rows
        assert [before.judge(row) for row in rows] == [after.judge(row) for row in rows]


def test_a_rule_is_held_with_its_own_period(policies: Policies) -> None:
    for of_kind in held.held(policies.rules.values()).values():
        for one in of_kind.rules:
            assert one.in_force == policies.rules[one.id].rule.in_force


def test_the_facts_are_those_of_conditions_and_definitions(policies: Policies) -> None:
    kind: SubjectKind = "transfer"
    named = {
        name
        for rule in policies.rules.values()
        if rule.rule.subject == kind
        for name in (*rule.when.variables, *rule.require.variables)
    }
    assert set(held.held(policies.rules.values())[kind].facts) == named
