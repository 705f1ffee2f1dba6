"""The propositions of a rule: the smallest parts of its conditions that are true or false, and the facts each reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from fielato.rules.syntax import (
    All,
    And,
    Compare,
    Conditional,
    Const,
    DefinitionRef,
    Exists,
    In,
    LoopVar,
    Matches,
    Node,
    Not,
    Or,
    StringTest,
    Var,
    walk,
)
from fielato.rules.values import Type


class Proposition(msgspec.Struct, frozen=True):
    """A part of a condition that is true or false, and not made of such parts by and, or, not and the like."""

    node: Node
    facts: tuple[str, ...]
    """What it reads, through definitions too, in order of appearance."""


class Propositions:
    """The propositions of some conditions, in order of appearance; those that say the same are one."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._distinct: dict[Node, Proposition] = {}
        self._by_identity: dict[int, Proposition] = {}
        self._definitions: set[str] = set()
        for node in nodes:
            self._enter(node)

    def __getitem__(self, node: Node) -> Proposition:
        return self._by_identity[id(node)]

    def __iter__(self) -> Iterator[Proposition]:
        return iter(self._distinct.values())

    def _enter(self, node: Node) -> None:
        if isinstance(node, DefinitionRef):
            if node.name in self._definitions:
                return
            self._definitions.add(node.name)
        parts = truths(node)
        if parts is None:
            said = self._distinct.setdefault(node, Proposition(node, tuple(dict.fromkeys(_facts(node)))))
            self._by_identity[id(node)] = said
        for part in parts or ():
            self._enter(part)


def truths(node: Node) -> tuple[Node, ...] | None:
    """The parts that a truth is made of, where these are truths; None for a proposition."""
    match node:
        case And(operands) | Or(operands):
            return operands
        case Not(operand):
            return (operand,)
        case DefinitionRef():
            return (node.body,)
        case Conditional(test, then, otherwise):
            return (test, then, otherwise) if _is_truth(then) else None
        case Compare("==" | "!=", left, right):
            return (left, right) if _is_truth(left) else None
    return None


def _is_truth(node: Node) -> bool:
    match node:
        case Const() | Var() | LoopVar():
            return node.type is Type.BOOL
        case Conditional():
            return _is_truth(node.then)
    return isinstance(node, _TRUTHS)


_TRUTHS: Final = (And, Or, Not, DefinitionRef, Compare, In, Exists, All, StringTest, Matches)


def _facts(node: Node) -> Iterator[str]:
    for part in walk(node):
        if isinstance(part, Var):
            yield part.name
        elif isinstance(part, DefinitionRef):
            yield from _facts(part.body)
