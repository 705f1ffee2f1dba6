"""A tree written as CEL again means what it meant: compiled anew, it is the same tree."""

from __future__ import annotations

import pytest

from fielato.rules.compile import Compiler
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.syntax import Node
from fielato.rules.unparse import unparse

from .expressions import FACTS
from .rule_sets import rule_set

COMPILER = Compiler(FACTS)


def tree(text: str) -> Node:
    return COMPILER.compile(text).node


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_is_read_as_the_same_tree(seed: int) -> None:
    drawn = rule_set(seed)
    sources = {name: Source(part.text()) for name, part in drawn.definitions.items()}
    compiler = Compiler(FACTS, compile_definitions(FACTS, sources))
    for _, when, require in drawn.compiled():
        for condition in (when, require):
            assert compiler.compile(unparse(condition.node)).node == condition.node


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(a.flag && (b.flag)) || !(a.flag)", "a.flag && b.flag || !a.flag"),
        (
            "!(a.flag || b.flag) ? (a.flag) : (true ? a.flag : b.flag)",
            "!(a.flag || b.flag) ? a.flag : true ? a.flag : b.flag",
        ),
        ("(a.flag ? b.flag : a.flag) ? a.flag : b.flag", "(a.flag ? b.flag : a.flag) ? a.flag : b.flag"),
    ],
)
def test_brackets_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert unparse(tree(text)) == written
