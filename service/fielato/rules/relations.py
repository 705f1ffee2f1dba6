"""Which values of a missing fact a rule can tell apart: a finite list of them, one for each way to answer its tests.

Facts, literals and list items that a rule compares with one another form a group. Within a group a rule sees no more
of a value than which of the others it equals, between which of them it lies, and which string tests it passes; so
the literals and known values of the group, and a few fresh values besides, stand for all there are. Where that is
not so (`matches` and variable string tests, loops inside loops, very many combinations) the values are
marked as inexact.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from fielato.rules.domains import Domain, list_domain, scalar_domain
from fielato.rules.syntax import (
    All,
    Compare,
    Conditional,
    Const,
    DefinitionRef,
    Exists,
    In,
    ListConst,
    LoopVar,
    Matches,
    Node,
    Size,
    StringTest,
    Var,
    children,
)
from fielato.rules.values import UNKNOWN, OpenList, Row, Scalar, Type, Unknown

MAX_FRESH: Final = 8
"""Values besides the known ones, for facts that are compared with each other."""


def is_missing(row: Row, name: str) -> bool:
    """Whether the row has no value for a fact, or an open list."""
    return isinstance(row.get(name, UNKNOWN), Unknown | OpenList)


class _Group(msgspec.Struct):
    """Facts and literals that a rule compares with one another."""

    facts: dict[str, Type] = msgspec.field(default_factory=dict)
    literals: set[Scalar] = msgspec.field(default_factory=set)
    tests: set[tuple[str, str]] = msgspec.field(default_factory=set)
    ordered: bool = False
    exact: bool = True
    sizes: set[int] = msgspec.field(default_factory=set)

    def absorb(self, other: _Group) -> None:
        self.facts |= other.facts
        self.literals |= other.literals
        self.tests |= other.tests
        self.ordered |= other.ordered
        self.exact &= other.exact
        self.sizes |= other.sizes

    def fresh(self, row: Row) -> int:
        """How many values besides the known ones can play different parts.

        One if a single fact is missing. Else one for each scalar (and one more, as the fact in question takes two in
        turn), and one for each way to be in some of the lists and not in the others.
        """
        types = [type_ for fact, type_ in self.facts.items() if is_missing(row, fact)]
        lists = sum(type_.element is not None for type_ in types)
        return 1 if len(types) == 1 else len(types) - lists + 2**lists


class Relations:
    """The groups of one or more conditions, whatever the row."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._parents: list[int] = []
        self._groups: list[_Group] = []
        self._facts: dict[str, int] = {}
        self._definitions: set[str] = set()
        for node in nodes:
            self._visit(node, ())

    def related(self, name: str) -> frozenset[str]:
        """The facts that the values of a fact depend on, itself among them."""
        group = self._group(self._facts[name])
        sizes = (self._group(size).facts for size in group.sizes)
        return frozenset(group.facts).union(*sizes)

    def domain(self, name: str, row: Row) -> Domain:
        """The values to try for a missing fact, given what the row knows."""
        group = self._group(self._facts[name])
        needed = group.fresh(row)
        of = group.facts[name]
        exact = Type.BOOL in (of, of.element) or (group.exact and needed <= MAX_FRESH)
        literals, fresh = _literals(group, row), min(needed, MAX_FRESH)
        scalars = scalar_domain(of.element or of, literals, group.tests, fresh, ordered=group.ordered)
        if of.element is None:
            return Domain(scalars.values, exact and scalars.exact)
        held = row.get(name)
        sizes = [self._group(size) for size in group.sizes]
        lengths = {length for size in sizes for length in _literals(size, row) if isinstance(length, int)}
        exact = exact and not any(is_missing(row, fact) for size in sizes for fact in size.facts)
        lists = list_domain(scalars, held.known if isinstance(held, OpenList) else (), lengths)
        return Domain(lists.values, exact and lists.exact)

    def _new(self, **what: Any) -> int:
        self._parents.append(len(self._parents))
        self._groups.append(_Group(**what))
        return len(self._parents) - 1

    def _find(self, group: int) -> int:
        while self._parents[group] != group:
            self._parents[group] = self._parents[self._parents[group]]
            group = self._parents[group]
        return group

    def _join(self, groups: Iterable[int]) -> int:
        first, *others = [self._find(group) for group in groups] or [self._new()]
        for other in others:
            other = self._find(other)
            if other != first:
                self._parents[other] = first
                self._groups[first].absorb(self._groups[other])
        return first

    def _group(self, group: int) -> _Group:
        return self._groups[self._find(group)]

    def _visit(self, node: Node, loops: tuple[int, ...]) -> int:
        """Enter a node and what is below it; return the group of its value (of a list, that of its items)."""
        match node:
            case Const(value):
                return self._new(literals={value})
            case Var(name, type_):
                if name not in self._facts:
                    self._facts[name] = self._new(facts={name: type_})
                return self._facts[name]
            case LoopVar(level):
                return loops[level]
            case DefinitionRef(name, body):
                if name not in self._definitions:
                    self._definitions.add(name)
                    self._visit(body, ())
                return self._new()
            case Exists(items, _, body) | All(items, _, body):
                return self._loop(items, body, loops)
            case Conditional(test, then, otherwise):
                self._visit(test, loops)
                return self._join([self._visit(then, loops), self._visit(otherwise, loops)])
            case _:
                return self._relate(node, [self._visit(part, loops) for part in children(node)])

    def _loop(self, items: Node, body: Node, loops: tuple[int, ...]) -> int:
        group = self._visit(items, loops)
        for enclosing in loops:
            self._group(enclosing).exact = self._group(group).exact = False
        self._visit(body, (*loops, group))
        return self._new()

    def _relate(self, node: Node, parts: list[int]) -> int:
        match node:
            case ListConst():
                return self._join(parts)
            case Compare(relation):
                self._group(self._join(parts)).ordered |= relation not in ("==", "!=")
            case In():
                self._join(parts)
            case StringTest(relation, _, Const(str() as argument)):
                self._group(parts[0]).tests.add((relation, argument))
            case StringTest() | Matches():
                self._group(self._join(parts)).exact = False
            case Size():
                size = self._new()
                self._group(parts[0]).sizes.add(size)
                return size
        return self._new()


def _literals(group: _Group, row: Row) -> set[Scalar]:
    """The literals of the group and what the row knows of its facts."""
    known = set(group.literals)
    for fact in group.facts:
        value = row.get(fact, ())
        items = value.known if isinstance(value, OpenList) else value
        known.update(items if isinstance(items, tuple) else (items,))
    return known
