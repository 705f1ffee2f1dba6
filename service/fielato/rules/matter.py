"""Which missing facts can still change a rule's outcome, and which of them to ask for first.

A fact is missing if the row has no value for it, or an open list. It matters if two completions of the missing facts
that differ in nothing but this fact give the rule different outcomes (satisfied, violated or not applicable). A quick
proof is looked for first (`witness`). Without one, the search tries the values that the rule can tell apart
(`relations`), fact by fact, and leaves a branch as soon as the outcome there is settled. Where it cannot be exhaustive
(inexact values, or more than `MAX_STEPS` steps), it keeps the fact: asking once too often is the lesser fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fielato.rules.evaluate import Evaluation
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.relations import Relations
from fielato.rules.values import UNKNOWN, Value
from fielato.rules.witness import Turn, Witness, beside_path, facts, is_missing, open_parts, residual, turns

if TYPE_CHECKING:
    from collections.abc import Hashable

    from fielato.rules.compile import Expression
    from fielato.rules.values import Row

MAX_STEPS: Final = 500
"""Rows tried for one fact."""


def missing(when: Expression, require: Expression, row: Row) -> tuple[str, ...]:
    """Return the missing facts that can still change the outcome, in order of appearance."""
    return Questions(when, require).about(row).missing


def ask_first(when: Expression, require: Expression, row: Row) -> str | None:
    """Return the one of what is `missing` of which most values settle the outcome on their own.

    The first wins a tie; None where nothing is missing.
    """
    return Questions(when, require).about(row).ask_first


@dataclass(frozen=True, slots=True)
class Question:
    """What to find out about one row."""

    missing: tuple[str, ...] = ()
    ask_first: str | None = None


class Questions:
    """The questions that one rule leaves open, row by row; rows that leave the same of it are searched once."""

    def __init__(self, when: Expression, require: Expression) -> None:
        self._when = when
        self._require = require
        self._relations = Relations((when.node, require.node))
        self._known: dict[Hashable, Question] = {}

    def about(self, row: Row) -> Question:
        """What is missing on this row, and what to ask first."""
        evaluation = Evaluation(row)
        left = (residual(self._when.node, evaluation), residual(self._require.node, evaluation))
        if left not in self._known:
            search = _Search(self._when, self._require, row, self._relations)
            names = search.matter()
            self._known[left] = Question(names, max(names, key=search.settling_values, default=None))
        return self._known[left]


class _StepsExhaustedError(Exception):
    """The search for one fact took more than `MAX_STEPS` steps."""


class _Search:
    """The search over the completions of one row."""

    def __init__(self, when: Expression, require: Expression, row: Row, relations: Relations) -> None:
        self._when = when
        self._require = require
        self._row = row
        names = dict.fromkeys((*when.variables, *require.variables))
        self._missing = [name for name in names if is_missing(row, name)]
        self._domains = relations.domains(self._missing, row)
        self._turns = self._all_turns()
        self._witness = Witness(row, self._domains)
        self._steps = 0
        self._inexact = False

    def _all_turns(self) -> list[Turn]:
        """The tests that can turn the outcome: those of `when`, and those of `require` where `when` is true."""
        evaluation = Evaluation(self._row)
        applies = () if evaluation.truth(self._when.node) is True else (beside_path(self._when.node, answer=True),)
        return [*turns(self._when.node, evaluation), *turns(self._require.node, evaluation, applies)]

    def matter(self) -> tuple[str, ...]:
        if self._settled(self._row) is not None:
            return ()
        return tuple(name for name in self._missing if self._matters(name))

    def settling_values(self, name: str) -> int:
        """How many values of the fact settle the outcome on their own."""
        values = self._domains[name].values
        return sum(self._settled({**self._row, name: value}) is not None for value in values)

    def _matters(self, name: str) -> bool:
        if any(self._witness.found(name, turn) for turn in self._turns if name in facts(turn.test)):
            return True
        self._steps = 0
        self._inexact = not self._domains[name].exact
        try:
            found = self._changes(name, dict(self._row))
        except _StepsExhaustedError:
            return True
        return found or self._inexact

    def _changes(self, name: str, row: dict[str, Value]) -> bool:
        """Whether some completion of the row lets the fact change the outcome."""
        if name not in self._open_facts(row):
            return False
        rows = [{**row, name: value} for value in self._domains[name].values]
        self._steps += len(rows)
        if self._steps > MAX_STEPS:
            raise _StepsExhaustedError
        outcomes = [self._settled(tried) for tried in rows]
        if len(set(outcomes) - {None}) > 1:
            return True
        if None not in outcomes:
            return False
        others = self._open_facts(rows[outcomes.index(None)])
        other = min(others, key=lambda fact: len(self._domains[fact].values))
        self._inexact |= not self._domains[other].exact
        return any(self._changes(name, {**row, other: value}) for value in self._domains[other].values)

    def _settled(self, row: Row) -> Outcome | None:
        """The outcome that every completion of the row has; None if they differ, as far as the conditions show."""
        evaluation = Evaluation(row)
        when = evaluation.truth(self._when.node)
        if when is False:
            return Outcome.NOT_APPLICABLE
        require = evaluation.truth(self._require.node)
        return None if UNKNOWN in (when, require) else outcome(when, require)

    def _open_facts(self, row: Row) -> dict[str, None]:
        """The missing facts in the parts of the conditions that are still unknown: no other fact can matter here."""
        evaluation = Evaluation(row)
        if evaluation.truth(self._when.node) is False:
            return {}
        parts = [part for c in (self._when, self._require) for part in open_parts(c.node, evaluation)]
        return dict.fromkeys(name for part in parts for name in facts(part) if is_missing(row, name))
