"""What is left of a rule on a row: its outcome as a function of the missing facts, in a decision diagram.

The leaves are the outcomes: the requirement is true or false, or neither where the rule does not apply.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from fielato.rules.diagrams import FALSE, NEITHER, TRUE, Diagrams, TooLargeError
from fielato.rules.evaluate import Evaluation
from fielato.rules.levels import Levels
from fielato.rules.propositions import truths
from fielato.rules.relations import is_missing
from fielato.rules.syntax import And, Compare, Conditional, DefinitionRef, Node, Not, Or
from fielato.rules.values import UNKNOWN, Row, Value

MAX_SIZE: Final = 50_000
"""Nodes and joins of the diagrams of one rule."""
MAX_COMBINATIONS: Final = 1_000
"""Combinations of values tried at one proposition about several facts; beyond, it is free."""


class Residuals:
    """The diagrams of one rule on any rows; what rows have in common is built once."""

    def __init__(self, when: Node, require: Node) -> None:
        self._when, self._require = when, require
        self.levels = Levels((when, require))
        """What the levels of the diagrams stand for."""
        self.diagrams = Diagrams(MAX_SIZE)
        """The diagrams so far."""
        self._known: dict[tuple[object, ...], int] = {}

    def on(self, row: Row) -> int:
        """The outcome as a function of what is missing; raises TooLargeError.

        What earlier rows left may be dropped, never counts against a row: it comes to the same whatever was before.
        """
        if len(self._known) + len(self.levels) > MAX_SIZE:
            self._forget()
        afresh = not self.diagrams
        try:
            return self._on(row)
        except TooLargeError:
            self._forget()
            if afresh:
                raise
            return self._on(row)

    def _forget(self) -> None:
        self.diagrams = Diagrams(MAX_SIZE)
        self.levels.forget()
        self._known.clear()

    def _on(self, row: Row) -> int:
        residual = _Residual(self, row)
        return self.diagrams.join(residual.of(self._when), residual.of(self._require), NEITHER)

    def proposition(self, node: Node, row: Row) -> int:
        """The diagram of a proposition that a row leaves unknown."""
        proposition = self.levels.propositions[node]
        missing = [name for name in proposition.facts if is_missing(row, name)]
        levels = [self.levels.of_fact(name, row) for name in missing]
        listed = [level for level in levels if level is not None]
        if None in levels or math.prod(len(self.levels[level].values) for level in listed) > MAX_COMBINATIONS:
            return self.diagrams.node(self.levels.of_free(proposition, row), (FALSE, TRUE))
        key = (id(proposition), *listed, *(row.get(name) for name in proposition.facts))
        if key not in self._known:
            about = {name: row[name] for name in proposition.facts if name in row}
            self._known[key] = self._tried(node, sorted(listed), about)
        return self._known[key]

    def _tried(self, node: Node, levels: Sequence[int], row: Mapping[str, Value]) -> int:
        """The diagram of a proposition by trying all values on the levels."""
        if not levels:
            return TRUE if Evaluation(row).truth(node) is True else FALSE
        first, *rest = levels
        (name,) = self.levels[first].facts
        branches = (self._tried(node, rest, {**row, name: value}) for value in self.levels[first].values)
        return self.diagrams.node(first, tuple(branches))


class _Residual:
    """The conditions of a rule on one row."""

    def __init__(self, residuals: Residuals, row: Row) -> None:
        self._residuals = residuals
        self._row = row
        self._evaluation = Evaluation(row)
        self._definitions: dict[str, int] = {}

    def of(self, node: Node) -> int:
        """The truth of a node as a function of what is missing."""
        answer = self._evaluation.truth(node)
        if answer is not UNKNOWN:
            return TRUE if answer else FALSE
        if isinstance(node, DefinitionRef):
            return self._definition(node)
        parts = truths(node)
        if parts is None:
            return self._residuals.proposition(node, self._row)
        return _JOINS[type(node)](self._residuals.diagrams, node, [self.of(part) for part in parts])

    def _definition(self, reference: DefinitionRef) -> int:
        if reference.name not in self._definitions:
            self._definitions[reference.name] = self.of(reference.body)
        return self._definitions[reference.name]


def _and(diagrams: Diagrams, _: Node, parts: list[int]) -> int:
    joined = TRUE
    for part in reversed(parts):
        joined = diagrams.join(part, joined, FALSE)
    return joined


def _or(diagrams: Diagrams, _: Node, parts: list[int]) -> int:
    joined = FALSE
    for part in reversed(parts):
        joined = diagrams.join(part, TRUE, joined)
    return joined


def _not(diagrams: Diagrams, _: Node, parts: list[int]) -> int:
    return diagrams.join(parts[0], FALSE, TRUE)


def _conditional(diagrams: Diagrams, _: Node, parts: list[int]) -> int:
    return diagrams.join(*parts)


def _equal(diagrams: Diagrams, node: Compare, parts: list[int]) -> int:
    left, right = parts
    opposite = diagrams.join(right, FALSE, TRUE)
    return diagrams.join(left, *((right, opposite) if node.relation == "==" else (opposite, right)))


_JOINS: Final[Mapping[type[Node], Callable[[Diagrams, Any, list[int]], int]]] = {
    And: _and,
    Or: _or,
    Not: _not,
    Conditional: _conditional,
    Compare: _equal,
}
"""How a truth is made of its parts."""
