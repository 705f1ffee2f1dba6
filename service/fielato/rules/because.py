"""Which facts and definitions decided an answer, or left it unknown.

The explanation follows the evaluation and is no longer than it must be: for a conjunction that is false, one false
operand (the one that rests on the fewest facts); for one that is true, all of them; for one that is unknown, the
unknown ones. What an unknown answer rests on is only what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fielato.rules.evaluate import Evaluation, Scope
from fielato.rules.syntax import All, And, Conditional, DefinitionRef, Exists, Node, Or, Var, children
from fielato.rules.values import UNKNOWN, OpenList, Truth

if TYPE_CHECKING:
    from fielato.rules.compile import Expression
    from fielato.rules.values import Row


@dataclass(frozen=True, slots=True)
class Step:
    """A definition on the way to the answer, with its own."""

    name: str
    answer: Truth


@dataclass(frozen=True, slots=True)
class Because:
    """What an answer rests on, each once, in the order of the text."""

    facts: tuple[str, ...] = ()
    """Qualified names of base facts; of an unknown answer, only those that are not fully known."""
    steps: tuple[Step, ...] = ()
    """The definitions that led to these facts, the outer before the inner."""


def because(expression: Expression, row: Row) -> Because:
    """Return what decided the expression's answer on this row, or what left it unknown."""
    return Explanation(Evaluation(row)).of(expression.node)


class Explanation:
    """Explains answers of one evaluation; a definition is explained once."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._definitions: dict[str, Because] = {}

    def of(self, node: Node, scope: Scope = ()) -> Because:
        """Return what the value of a node rests on."""
        match node:
            case Var(name):
                return Because((name,))
            case DefinitionRef():
                return self._definition(node)
            case And(operands) | Or(operands):
                deciding = isinstance(node, Or)
                return self._junction(
                    [(self._evaluation.truth(part, scope), part, scope) for part in operands], deciding
                )
            case Exists() | All():
                return self._loop(node, scope)
            case Conditional():
                return self._conditional(node, scope)
            case _:
                return self._strict(node, scope)

    def _definition(self, reference: DefinitionRef) -> Because:
        if reference.name not in self._definitions:
            step = Step(reference.name, self._evaluation.definition(reference))
            self._definitions[reference.name] = _merged([Because(steps=(step,)), self.of(reference.body)])
        return self._definitions[reference.name]

    def _junction(self, parts: list[tuple[Truth, Node, Scope]], deciding: bool) -> Because:
        """Explain a conjunction (one part that is false decides it) or a disjunction (one that is true)."""
        decided = [self.of(part, scope) for answer, part, scope in parts if answer is deciding]
        if decided:
            return min(decided, key=lambda reason: len(reason.facts))
        unknown = [(part, scope) for answer, part, scope in parts if answer is UNKNOWN]
        if unknown:
            return _merged(self.of(part, scope) for part, scope in unknown if self._is_open(part, scope))
        return _merged(self.of(part, scope) for _, part, scope in parts)

    def _loop(self, loop: Exists | All, scope: Scope) -> Because:
        items = self._evaluation.value(loop.items, scope)
        whence = self.of(loop.items, scope)
        if not isinstance(items, tuple | OpenList):
            return whence
        rounds = [(answer, loop.body, inner) for answer, inner in self._evaluation.rounds(loop, items, scope)]
        rests_on_bodies = self._junction(rounds, isinstance(loop, Exists))
        unknown = self._evaluation.truth(loop, scope) is UNKNOWN
        return rests_on_bodies if unknown and isinstance(items, tuple) else _merged([whence, rests_on_bodies])

    def _conditional(self, node: Conditional, scope: Scope) -> Because:
        test = self._evaluation.truth(node.test, scope)
        if test is UNKNOWN:
            return self.of(node.test, scope)
        branch = node.then if test else node.otherwise
        if self._is_open(branch, scope):
            return self.of(branch, scope)
        return _merged([self.of(node.test, scope), self.of(branch, scope)])

    def _strict(self, node: Node, scope: Scope) -> Because:
        parts = children(node)
        if self._evaluation.value(node, scope) is UNKNOWN:
            parts = tuple(part for part in parts if self._is_open(part, scope))
        return _merged(self.of(part, scope) for part in parts)

    def _is_open(self, node: Node, scope: Scope) -> bool:
        value = self._evaluation.value(node, scope)
        return value is UNKNOWN or isinstance(value, OpenList)


def _merged(reasons: Iterable[Because]) -> Because:
    facts: dict[str, None] = {}
    steps: dict[Step, None] = {}
    for reason in reasons:
        facts |= dict.fromkeys(reason.facts)
        steps |= dict.fromkeys(reason.steps)
    return Because(tuple(facts), tuple(steps))
