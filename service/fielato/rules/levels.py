"""What a missing fact can be: the branches of a level of a decision diagram, one for values that a rule sees alike.

A proposition about a fact whose values cannot be listed exactly is *free*: a level of its own, true or false whatever
the other levels are. That may ask for a fact once too often, never too seldom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from fielato.rules.evaluate import Evaluation
from fielato.rules.propositions import Proposition, Propositions
from fielato.rules.relations import Relations, is_missing
from fielato.rules.syntax import Node
from fielato.rules.values import UNKNOWN, Row, Value

_VARIANTS: Final = 2**20
"""Levels that one fact can have at most; a fact has one level on one row, but not the same on all rows."""


class Level(msgspec.Struct, frozen=True):
    """The branches of one missing fact, or those of a free proposition: false and true."""

    facts: tuple[str, ...]
    """The facts that the branches are about."""
    values: tuple[Value, ...]
    """For each branch, one of its values."""
    weights: tuple[int, ...]
    """For each branch, how many of the listed values it stands for."""
    free: bool = False
    """Whether it is that of a free proposition."""


class Levels:
    """The levels of one rule, numbered in the order in which facts and propositions appear in it."""

    def __init__(self, conditions: Iterable[Node]) -> None:
        nodes = tuple(conditions)
        propositions = Propositions(nodes)
        self.propositions: Final = propositions
        """Those of the rule."""
        self._relations = Relations(nodes)
        self._order = _order(propositions)
        self._reading = _reading(propositions)
        self._depends = {name: self._dependence(name) for name in self._reading}
        self._numbers: dict[tuple[str | Node, Level], int] = {}
        self._levels: dict[int, Level] = {}
        self._of_fact: dict[tuple[object, ...], int | None] = {}

    def __getitem__(self, number: int) -> Level:
        return self._levels[number]

    def __len__(self) -> int:
        return len(self._of_fact) + len(self._levels)

    def forget(self) -> None:
        """Forget all levels: their numbers mean nothing any more."""
        for known in (self._numbers, self._levels, self._of_fact):
            known.clear()

    def of_fact(self, name: str, row: Row) -> int | None:
        """The level of a fact that is missing on a row; None where its values cannot be listed exactly."""
        key = (name, *(row.get(other, UNKNOWN) for other in self._depends[name]))
        if key not in self._of_fact:
            self._of_fact[key] = self._new_fact(name, row)
        return self._of_fact[key]

    def of_free(self, proposition: Proposition, row: Row) -> int:
        """The level of a free proposition."""
        missing = tuple(name for name in proposition.facts if is_missing(row, name))
        return self._number(proposition.node, Level(missing, (False, True), (1, 1), free=True))

    def _new_fact(self, name: str, row: Row) -> int | None:
        domain = self._relations.domain(name, row)
        if not domain.exact:
            return None
        alike: dict[object, list[Value]] = {}
        for value in domain.values:
            alike.setdefault(self._seen(name, value, row), []).append(value)
        first, weights = tuple(values[0] for values in alike.values()), tuple(map(len, alike.values()))
        return self._number(name, Level((name,), first, weights))

    def _seen(self, name: str, value: Value, row: Row) -> object:
        """What a rule sees of a value: the answers of the propositions, or itself where they await another fact too."""
        evaluation = Evaluation({**row, name: value})
        answers = tuple(evaluation.truth(proposition.node) for proposition in self._reading[name])
        return value if UNKNOWN in answers else answers

    def _dependence(self, name: str) -> tuple[str, ...]:
        """The facts that the branches of a fact's level depend on, itself among them."""
        beside = (fact for proposition in self._reading[name] for fact in proposition.facts)
        return tuple(sorted(self._relations.related(name).union(beside)))

    def _number(self, name: str | Node, level: Level) -> int:
        if (name, level) not in self._numbers:
            self._numbers[name, level] = number = self._order[name] * _VARIANTS + len(self._numbers)
            self._levels[number] = level
        return self._numbers[name, level]


def _order(propositions: Iterable[Proposition]) -> Mapping[str | Node, int]:
    """The place of each fact, and of each proposition by its node."""
    found: dict[str | Node, None] = {}
    for proposition in propositions:
        found |= dict.fromkeys((*proposition.facts, proposition.node))
    return {name: place for place, name in enumerate(found)}


def _reading(propositions: Iterable[Proposition]) -> Mapping[str, list[Proposition]]:
    """The propositions that read each fact."""
    found: dict[str, list[Proposition]] = {}
    for proposition in propositions:
        for name in proposition.facts:
            found.setdefault(name, []).append(proposition)
    return found
