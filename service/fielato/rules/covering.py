"""What a case would have to say to cover a branch, or that no case can: read off a decision diagram.

A branch is covered where its test has its answer and the outcome hangs on it. Said as a condition of its own, that is
a function of the facts that a case leaves out; a way through its diagram to *true* is what the case must add. Where
the diagram has no such way, no facts can cover the branch. What facts can be at all is what `limits` says.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from fielato.rules.cases import DEFAULT_DATE
from fielato.rules.conditions import ALWAYS_TRUE, Conditions
from fielato.rules.coverage import Branch, covers
from fielato.rules.diagrams import FALSE, TRUE, TooLargeError
from fielato.rules.limits import AS_OF, facts_read, limits
from fielato.rules.residual import Residuals
from fielato.rules.rewrite import replaced
from fielato.rules.syntax import And, Compare, Const, Exists, Node, Not
from fielato.rules.values import Row, Scalar, Type, Value

OTHER: Final = "other"
"""Any text that no condition names."""


class No(enum.Enum):
    """Why there is no witness."""

    NEVER = "never"
    """No facts can cover the branch, where all of them are known."""
    CANNOT_TELL = "cannot tell"
    """The decision diagram is too large, or not exact."""


class Witness(msgspec.Struct, frozen=True):
    """Facts that cover a branch, said as a change to a case."""

    case: int
    """The number of the case; -1 where the facts stand alone."""
    facts: Mapping[str, Value]
    """What to write instead of, or besides, the facts of that case."""
    without: tuple[str, ...] = ()
    """Which facts of that case to leave out."""

    @property
    def size(self) -> tuple[int, bool]:
        """The smaller, the better."""
        return len(self.facts) + len(self.without), self.case < 0


def witness(conditions: Conditions, branch: Branch, rows: Sequence[Row | None]) -> Witness | No:
    """The least change to one of the cases' rows (None is not in force), or the fewest facts, that cover a branch."""
    search = _Search(conditions, branch)
    starts = [(case, row) for case, row in enumerate(rows) if row is not None]
    try:
        found = [one for case, row in [*starts, (-1, _dated(conditions))] for one in search.from_(case, row)]
        if not found and search.is_hopeless():
            return No.NEVER
    except TooLargeError:
        return No.CANNOT_TELL
    return min(found, key=lambda one: one.size, default=No.CANNOT_TELL)


class _Search:
    """The diagrams of one branch, and what they say of rows."""

    def __init__(self, conditions: Conditions, branch: Branch) -> None:
        self._conditions, self._branch = conditions, branch
        self._residuals = Residuals(ALWAYS_TRUE, And((_hangs_on(conditions, branch), *limits(conditions))))
        self._read = facts_read(branch.leaf.node).union(*[facts_read(loop.items) for loop in branch.leaf.loops])

    def is_hopeless(self) -> bool:
        """Whether no facts whatever cover the branch; of a loop's rounds, that is not known."""
        return not self._branch.leaf.loops and self._residuals.on({}) == FALSE

    def from_(self, case: int, row: Row) -> Iterator[Witness]:
        """The witness that differs from a row in what the test reads, its day if need be, and in what was unknown."""
        for free in (self._read - {AS_OF}, self._read | {AS_OF}):
            kept = {name: value for name, value in row.items() if name not in free}
            facts = self._way(kept)
            if facts is not None and self._covers({**kept, **facts}):
                yield self._smallest(case, row, kept, facts)
                return

    def _way(self, row: Row) -> dict[str, Value] | None:
        levels = self._residuals.levels
        way = self._residuals.diagrams.way(self._residuals.on(row), TRUE, lambda level: levels[level].free)
        if way is None:
            return None
        return {levels[level].facts[0]: levels[level].values[choice] for level, choice in way}

    def _smallest(self, case: int, row: Row, kept: Row, facts: dict[str, Value]) -> Witness:
        """The facts that are needed, in words that a person would write, and those of the row that are in the way."""

        def covered(changed: Row) -> bool:
            return self._covers({**kept, **changed})

        for name in list(facts):
            fewer = {other: value for other, value in facts.items() if other != name}
            facts = next(one for one in (fewer, {**fewer, name: row.get(name, facts[name])}, facts) if covered(one))
        plain = {name: _plain(value) for name, value in facts.items()}
        facts = plain if covered(plain) else facts
        for name in row.keys() - kept.keys() - facts.keys():
            if self._covers({**kept, **facts, name: row[name]}):
                kept = {**kept, name: row[name]}
        before = row if case >= 0 else {AS_OF: DEFAULT_DATE}
        changed = {name: value for name, value in {**kept, **facts}.items() if before.get(name) != value}
        return Witness(case, changed, tuple(sorted(row.keys() - kept.keys() - facts.keys())))

    def _covers(self, row: Row) -> bool:
        day = row.get(AS_OF)
        in_force = not isinstance(day, datetime.date) or self._conditions.in_force.contains(day)
        return in_force and covers(self._conditions, row, self._branch)


def _plain(value: Value) -> Value:
    """The value with a plain word for each text that stands for any other."""
    if isinstance(value, tuple):
        return tuple(OTHER if _made_up(item) else item for item in value)
    return OTHER if isinstance(value, str) and _made_up(value) else value


def _made_up(value: Scalar) -> bool:
    return isinstance(value, str) and not value.isprintable()


def _dated(conditions: Conditions) -> Row:
    """Nothing but a day on which the rule is in force."""
    period = conditions.in_force
    days = (DEFAULT_DATE, period.since, period.until)
    return {AS_OF: next(day for day in days if isinstance(day, datetime.date) and period.contains(day))}


def _hangs_on(conditions: Conditions, branch: Branch) -> Node:
    """That the test has its answer, and that the opposite would change what the conditions come to."""
    test, tree = branch.leaf.node, conditions.trees[branch.key]
    asked: Node = test if branch.answer else Not(test)
    for loop in reversed(branch.leaf.loops):
        asked = Exists(loop.items, loop.level, asked)
    opposite = replaced(tree, test, Not(test) if branch.leaf.loops else Const(not branch.answer, Type.BOOL))
    differs = Compare("!=", tree, opposite)
    return And((asked, differs) if branch.key == "when" else (asked, conditions.when, differs))
