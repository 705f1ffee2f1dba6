"""A quick proof that a missing fact matters: values of the other facts under which it alone turns the answer.

The fact stands in a test somewhere in a condition. It turns the whole if every part beside the path to that test is
settled so that it does not decide: the others of an `&&` true, the others of an `||` false. Those are goals, and the
search settles them one after the other. It finds a proof or gives up; giving up proves nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from fielato.rules.domains import Domain
from fielato.rules.evaluate import Evaluation
from fielato.rules.syntax import And, DefinitionRef, Node, Not, Or, Var, walk
from fielato.rules.values import UNKNOWN, OpenList, Row, Unknown, Value

MAX_STEPS: Final = 400
"""Rows tried for one fact."""
MAX_PAIRS: Final = 12
"""Pairs of values tried at one test."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A part that must come to an answer: so that it leaves the decision to the fact in question, or turns with it."""

    node: Node
    answer: bool
    other: bool
    """The answer under the fact's other value."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A test that the fact can turn, and the goals beside its path."""

    test: Node
    goals: tuple[Goal, ...]


def open_parts(node: Node, evaluation: Evaluation) -> Iterator[Node]:
    """The smallest parts that keep a condition unknown."""
    if evaluation.truth(node) is not UNKNOWN:
        return
    match node:
        case And(operands) | Or(operands):
            for part in operands:
                yield from open_parts(part, evaluation)
        case Not(operand):
            yield from open_parts(operand, evaluation)
        case DefinitionRef():
            yield from open_parts(node.body, evaluation)
        case _:
            yield node


def turns(node: Node, evaluation: Evaluation, goals: tuple[Goal, ...] = ()) -> Iterator[Turn]:
    """Every test that keeps a condition unknown, with what must hold beside it for the test to decide."""
    if evaluation.truth(node) is not UNKNOWN:
        return
    match node:
        case And(operands) | Or(operands):
            unknown = [part for part in operands if evaluation.truth(part) is UNKNOWN]
            for part in unknown:
                beside = tuple(beside_path(other, isinstance(node, And)) for other in unknown if other is not part)
                yield from turns(part, evaluation, (*goals, *beside))
        case Not(operand):
            yield from turns(operand, evaluation, goals)
        case DefinitionRef():
            yield from turns(node.body, evaluation, goals)
        case _:
            yield Turn(node, goals)


def residual(node: Node, evaluation: Evaluation) -> Hashable:
    """What is left of a condition on a row: equal residuals leave the same questions, whatever else the rows hold."""
    if (answer := evaluation.truth(node)) is not UNKNOWN:
        return answer
    match node:
        case And(operands) | Or(operands):
            left = (residual(part, evaluation) for part in operands if evaluation.truth(part) is UNKNOWN)
            return (type(node).__name__, *left)
        case Not(operand):
            return ("Not", residual(operand, evaluation))
        case DefinitionRef():
            return residual(node.body, evaluation)
        case _:
            return (id(node), *((name, evaluation.row.get(name)) for name in facts(node)))


def beside_path(node: Node, answer: bool) -> Goal:
    """The goal that a part beside the path comes to this answer, whatever the fact's value."""
    return Goal(node, answer, answer)


def facts(node: Node) -> Iterator[str]:
    """Every fact that a part names, through definitions too."""
    for part in walk(node):
        if isinstance(part, Var):
            yield part.name
        elif isinstance(part, DefinitionRef):
            yield from facts(part.body)


def is_missing(row: Row, name: str) -> bool:
    """Whether the row has no value for a fact, or an open list."""
    return isinstance(row.get(name, UNKNOWN), Unknown | OpenList)


class Witness:
    """The search for such proofs about the facts of one row."""

    def __init__(self, row: Row, domains: Mapping[str, Domain]) -> None:
        self._row = row
        self._domains = domains
        self._steps = 0
        self._missing: dict[int, dict[str, None]] = {}  # by identity of the part

    def found(self, name: str, turn: Turn) -> bool:
        """Whether values of the other facts were found under which the fact alone turns this test, and so the whole."""
        self._steps = 0
        goals = (Goal(turn.test, answer=True, other=False), *turn.goals)
        return any(self._reached(goals, name, pair, dict(self._row)) for pair in self._pairs(name, turn.test))

    def _pairs(self, name: str, test: Node) -> list[tuple[Value, Value]]:
        """Values of the fact for which the test comes out true and false, or may."""
        yes, no = [], []
        for value in self._domains[name].values:
            answer = Evaluation({**self._row, name: value}).truth(test)
            if answer is not False:
                yes.append(value)
            if answer is not True:
                no.append(value)
        return [pair for pair in islice(product(yes, no), MAX_PAIRS) if pair[0] != pair[1]]

    def _reached(
        self, goals: Sequence[Goal], name: str, pair: tuple[Value, Value], row: dict[str, Value], changed: str = ""
    ) -> bool:
        """Whether all goals can be reached from this row; a goal once reached stays so.

        Where one fact has changed since they were last looked at, goals that do not name it are as they were: open.
        """
        self._steps += 1
        if self._steps > MAX_STEPS:
            return False
        both = (Evaluation({**row, name: pair[0]}), Evaluation({**row, name: pair[1]}))
        pending: list[Goal] = []
        for goal in goals:
            if changed and changed not in self._missing_in(goal.node):
                pending.append(goal)
                continue
            got = (both[0].truth(goal.node), both[1].truth(goal.node))
            if got[0] is (not goal.answer) or got[1] is (not goal.other):
                return False
            if UNKNOWN in got:
                pending.append(goal)
        if not pending:
            return True
        other = self._next(pending[0], name, row, both)
        if other is None:
            return False
        values = self._domains[other].values
        return any(self._reached(pending, name, pair, {**row, other: value}, other) for value in values)

    def _next(self, goal: Goal, name: str, row: Row, both: tuple[Evaluation, Evaluation]) -> str | None:
        """The open fact with the fewest values in a goal that is not reached."""
        names = {
            fact: None
            for evaluation in both
            for part in open_parts(goal.node, evaluation)
            for fact in self._missing_in(part)
            if fact != name and is_missing(row, fact)
        }
        return min(names, key=lambda fact: len(self._domains[fact].values), default=None)

    def _missing_in(self, part: Node) -> Mapping[str, None]:
        """The facts of a part that the row itself leaves missing."""
        if id(part) not in self._missing:
            named = (fact for fact in facts(part) if is_missing(self._row, fact))
            self._missing[id(part)] = dict.fromkeys(named)
        return self._missing[id(part)]
