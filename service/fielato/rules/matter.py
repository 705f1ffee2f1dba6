"""Which missing facts can still change a rule's outcome, and which of them to ask for first.

A fact is missing if the row has no value for it, or an open list. It matters if two completions of the missing facts
that differ in nothing but this fact give the rule different outcomes (satisfied, violated or not applicable).
So a rule on a row is a function of the missing facts; its decision diagram has a level for those that matter, and for
no others. Where the diagram would be too large, every fact counts as one that matters which keeps a condition unknown:
asking once too often is the lesser fault.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec

from fielato.rules.diagrams import TooLargeError
from fielato.rules.evaluate import Evaluation
from fielato.rules.propositions import truths
from fielato.rules.relations import is_missing
from fielato.rules.residual import Residuals
from fielato.rules.syntax import Node
from fielato.rules.values import UNKNOWN, Unknown, Value

if TYPE_CHECKING:
    from fielato.rules.compile import Expression
    from fielato.rules.values import Row

MAX_ROWS: Final = 1_000
"""Answers kept for one rule."""


def missing(when: Expression, require: Expression, row: Row) -> tuple[str, ...]:
    """Return the missing facts that can still change the outcome, in order of appearance."""
    return Questions(when, require).about(row).missing


def ask_first(when: Expression, require: Expression, row: Row) -> str | None:
    """Return the one of what is `missing` of which most values settle the outcome on their own.

    The first wins a tie; None where nothing is missing.
    """
    return Questions(when, require).about(row).ask_first


class Question(msgspec.Struct, frozen=True):
    """What to find out about one row."""

    missing: tuple[str, ...] = ()
    ask_first: str | None = None


class Questions:
    """The questions that one rule leaves open, row by row; what rows have in common is worked out once.

    Threads can share it.
    """

    def __init__(self, when: Expression, require: Expression) -> None:
        self._conditions = (when.node, require.node)
        self._names = tuple(dict.fromkeys((*when.variables, *require.variables)))
        self._on = functools.lru_cache(MAX_ROWS)(self._ask)
        self._one_at_a_time = threading.Lock()

    @functools.cached_property
    def _residuals(self) -> Residuals:
        return Residuals(*self._conditions)

    def about(self, row: Row) -> Question:
        """What is missing on this row, and what to ask first."""
        return self._on(tuple(row.get(name, UNKNOWN) for name in self._names))

    def _ask(self, values: tuple[Value | Unknown, ...]) -> Question:
        row = {name: value for name, value in zip(self._names, values, strict=True) if value is not UNKNOWN}
        with self._one_at_a_time:
            try:
                return self._answer(self._residuals.on(row))
            except TooLargeError:
                return self._keep_all(row)

    def _answer(self, root: int) -> Question:
        settling: dict[str, int] = {}
        for number, settles in self._residuals.diagrams.settling(root).items():
            level = self._residuals.levels[number]
            values = sum(weight for weight, settled in zip(level.weights, settles, strict=True) if settled)
            for name in level.facts:
                settling[name] = settling.get(name, 0) + values
        names = tuple(name for name in self._names if name in settling)
        return Question(names, max(names, key=lambda name: settling[name], default=None))

    def _keep_all(self, row: Row) -> Question:
        """Every missing fact in the parts that keep a condition unknown."""
        evaluation = Evaluation(row)
        parts = [part for node in self._conditions for part in _open_parts(node, evaluation)]
        read = {name for part in parts for name in self._residuals.levels.propositions[part].facts}
        names = tuple(name for name in self._names if name in read and is_missing(row, name))
        return Question(names, next(iter(names), None))


def _open_parts(node: Node, evaluation: Evaluation) -> Iterator[Node]:
    """The smallest parts that keep a condition unknown."""
    if evaluation.truth(node) is not UNKNOWN:
        return
    parts = truths(node)
    if parts is None:
        yield node
    for part in parts or ():
        yield from _open_parts(part, evaluation)
