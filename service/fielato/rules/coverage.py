"""Whether cases see every branch of every condition: what `fielato policy test --coverage` measures.

A *branch* is a test of a condition (`leaves`) with one of its two answers. A case covers it if the test has that answer
there and the case hangs on it: with the opposite answer, everything else the same, the rule would come to another
outcome, or the definition to another answer. (So each test is shown to decide by itself, as modified
condition/decision coverage asks.) Unknown covers nothing. In a loop it is enough that one round hangs on the answer.
A case on a day on which the rule is not in force covers none. Besides, a rule that need not apply needs a case in
which it does not; that every other outcome has one is what `cases` sees to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from fielato.rules.conditions import Conditions
from fielato.rules.evaluate import Evaluation, Result, Scope
from fielato.rules.leaves import Leaf, leaves
from fielato.rules.outcome import Outcome
from fielato.rules.syntax import Node
from fielato.rules.values import UNKNOWN, Row, negation


class Branch(msgspec.Struct, frozen=True):
    """A test of a condition, with one of its answers."""

    key: str
    """The condition: `when`, `require` or `holds`."""
    leaf: Leaf
    answer: bool


class Covered(msgspec.Struct, frozen=True):
    """How many branches there are, and which of them no case covers, in the order of the text."""

    branches: int
    untested: tuple[Branch, ...]


def branches(conditions: Conditions) -> tuple[Branch, ...]:
    """All branches of a rule or definition."""
    return tuple(
        Branch(key, leaf, answer)
        for key, tree in conditions.trees.items()
        for leaf in leaves(tree)
        for answer in (True, False)
    )


def coverage(conditions: Conditions, rows: Iterable[Row]) -> Covered:
    """What the rows of some cases cover."""
    every = branches(conditions)
    left = {(id(branch.leaf.node), branch.answer): branch for branch in every}
    for row in rows:
        for seen in _covered(conditions, row, set(left)):
            left.pop(seen, None)
    return Covered(len(every), tuple(left.values()))


def covers(conditions: Conditions, row: Row, branch: Branch) -> bool:
    """Whether a row covers a branch."""
    wanted = (id(branch.leaf.node), branch.answer)
    return wanted in _covered(conditions, row, {wanted})


def shows_not_applicable(conditions: Conditions, rows: Iterable[Row | None]) -> bool:
    """Whether one of the rows is one to which the rule does not apply; None is a day out of its force."""
    return any(row is None or conditions.come_to(Evaluation(row)) is Outcome.NOT_APPLICABLE for row in rows)


def _covered(conditions: Conditions, row: Row, wanted: set[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    watched = _Watched(row, {node for node, _ in wanted})
    usual = conditions.come_to(watched)
    for node, scope, answer in watched.seen:
        if (id(node), answer) in wanted and conditions.come_to(_Opposed(row, node, scope)) is not usual:
            yield id(node), answer


class _Watched(Evaluation):
    """An evaluation that keeps what some tests answered, in each round of a loop; one not asked decides nothing."""

    def __init__(self, row: Row, watched: set[int]) -> None:
        super().__init__(row)
        self._watched = watched
        self.seen: list[tuple[Node, Scope, bool]] = []

    def value(self, node: Node, scope: Scope = ()) -> Result:
        found = super().value(node, scope)
        if id(node) in self._watched and isinstance(found, bool):
            self.seen.append((node, scope, found))
        return found


class _Opposed(Evaluation):
    """An evaluation in which one test, in one round, answers the opposite of the truth."""

    def __init__(self, row: Row, opposed: Node, scope: Scope) -> None:
        super().__init__(row)
        self._opposed = opposed
        self._scope = scope

    def value(self, node: Node, scope: Scope = ()) -> Result:
        found = super().value(node, scope)
        if node is not self._opposed or scope != self._scope:
            return found
        return negation(found if isinstance(found, bool) else UNKNOWN)
