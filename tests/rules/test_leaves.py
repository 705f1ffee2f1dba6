"""The tests of a condition: what is joined is told apart from what joins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fielato.rules.leaves import constants, leaves
from fielato.rules.rewrite import distinct, replaced
from fielato.rules.syntax import Const, Expression, walk
from fielato.rules.unparse import unparse
from fielato.rules.values import Type


@pytest.mark.parametrize(
    ("text", "tests"),
    [
        ("flag", ["flag"]),
        ("true", []),
        ("!flag && (data.personal || data.subjects > 3)", ["flag", "data.personal", "data.subjects > 3"]),
        ("flag ? data.personal : data.special", ["flag", "data.personal", "data.special"]),
        ("flag == data.personal", ["flag", "data.personal"]),
        ("(flag ? 1 : 2) == data.subjects", ["(flag ? 1 : 2) == data.subjects", "flag"]),
        ("ground.valid && flag", ["ground.valid", "flag"]),
        ('data.categories.exists(c, c == "a" || flag)', ['x == "a"', "flag"]),
        ("data.categories.exists(c, true)", ["data.categories.exists(x, true)"]),
        ("flag && data.personal || flag && data.special", ["flag", "data.personal", "flag", "data.special"]),
    ],
)  # fmt: skip
def test_a_condition_has_these_tests(condition: Callable[[str], Expression], text: str, tests: list[str]) -> None:
    assert [unparse(leaf.node) for leaf in leaves(distinct(condition(text).node))] == tests


def test_a_test_knows_its_place_and_the_loops_around_it(condition: Callable[[str], Expression]) -> None:
    tree = distinct(condition("flag || data.categories.all(c, party.countries.exists(p, p == c))").node)
    flag, inner = leaves(tree)
    parts = list(walk(tree))
    assert (parts[flag.index], parts[inner.index]) == (flag.node, inner.node)
    assert [unparse(loop.items) for loop in inner.loops] == ["data.categories", "party.countries"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("true", []),
        ("flag && true", ["true"]),
        ('flag && "a" in ["a"]', ['"a" in ["a"]']),
        ("data.categories.exists(c, true)", []),
    ],
)
def test_a_test_that_looks_at_nothing_is_constant(
    condition: Callable[[str], Expression], text: str, told: list[str]
) -> None:
    assert [unparse(leaf.node) for leaf in constants(distinct(condition(text).node))] == told


def test_a_tree_is_rebuilt_with_one_part_replaced_and_every_part_its_own(
    condition: Callable[[str], Expression],
) -> None:
    shared = condition("flag && data.personal || flag && ground.valid").node
    tree = distinct(shared)
    assert tree == shared
    assert len({id(part) for part in walk(tree)}) == len(list(walk(tree)))
    second = leaves(tree)[2].node
    assert unparse(replaced(tree, second, Const(True, Type.BOOL))) == "flag && data.personal || true && ground.valid"
