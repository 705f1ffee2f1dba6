"""Which facts and definitions decided an answer, or left it unknown.

The explanation follows the evaluation and is no longer than it must be: for a conjunction that is false, one false
operand (the one that rests on the fewest facts); for one that is true, all of them; for one that is unknown, the
unknown ones. What an unknown answer rests on is only what is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from fielato.rules.evaluate import Evaluation, Scope
from fielato.rules.syntax import (
    All,
    And,
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
    Not,
    Or,
    Size,
    StringTest,
    Var,
    children,
)
from fielato.rules.values import UNKNOWN, OpenList, Truth

if TYPE_CHECKING:
    from fielato.rules.compile import Expression
    from fielato.rules.values import Row


class Step(msgspec.Struct, frozen=True):
    """A definition on the way to the answer, with its own."""

    name: str
    answer: Truth


class Because(msgspec.Struct, frozen=True):
    """What an answer rests on, each once, in the order of the text."""

    facts: tuple[str, ...] = ()
    """Qualified names of base facts; of an unknown answer, only those that are not fully known."""
    steps: tuple[Step, ...] = ()
    """The definitions that led to these facts, the outer before the inner."""


_NOTHING: Final = Because()


def because(expression: Expression, row: Row) -> Because:
    """Return what decided the expression's answer on this row, or what left it unknown."""
    return Explanation(Evaluation(row)).of(expression.node)


def because_of_rule(when: Expression, require: Expression, row: Row) -> Because:
    """Return what decided a rule's outcome on this row: first what the requirement rests on, with its definitions."""
    explanation = Explanation(Evaluation(row))
    holds, applies = explanation.of(require.node), explanation.of(when.node)
    return Because(tuple(dict.fromkeys(holds.facts + applies.facts)), holds.steps)


class Explanation:
    """Explains answers of one evaluation; a definition is explained once."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._definitions: dict[str, Because] = {}

    def of(self, node: Node, scope: Scope = ()) -> Because:
        """Return what the value of a node rests on."""
        return _EXPLAINED[type(node)](self, node, scope)

    def nothing(self, _: Node, __: Scope) -> Because:
        """A literal rests on nothing, and neither does the item that a loop looks at: its list is the loop's."""
        return _NOTHING

    def fact(self, node: Var, _: Scope) -> Because:
        """A fact rests on itself."""
        return Because((node.name,))

    def definition(self, reference: DefinitionRef, _: Scope) -> Because:
        """A definition rests on what its condition rests on, and is a step on the way."""
        known = self._definitions.get(reference.name)
        if known is None:
            body = self.of(reference.body)
            step = Step(reference.name, self._evaluation.definition(reference))
            known = self._definitions[reference.name] = Because(body.facts, (step, *body.steps))
        return known

    def negation(self, node: Not, scope: Scope) -> Because:
        """`!a` rests on what `a` rests on."""
        return self.of(node.operand, scope)

    def conjunction(self, node: And, scope: Scope) -> Because:
        """One part that is false decides it."""
        return self._junction([(self._evaluation.truth(part, scope), part, scope) for part in node.operands], False)

    def disjunction(self, node: Or, scope: Scope) -> Because:
        """One part that is true decides it."""
        return self._junction([(self._evaluation.truth(part, scope), part, scope) for part in node.operands], True)

    def loop(self, loop: Exists | All, scope: Scope) -> Because:
        """A loop rests on its list, and on what the rounds rest on."""
        items = self._evaluation.value(loop.items, scope)
        if not isinstance(items, tuple | OpenList):
            return self.of(loop.items, scope)
        rounds = [(answer, loop.body, inner) for answer, inner in self._evaluation.rounds(loop, items, scope)]
        bodies = self._junction(rounds, isinstance(loop, Exists))
        if self._evaluation.truth(loop, scope) is not UNKNOWN:
            return _merged([self.of(loop.items, scope), bodies])
        return _merged([*self._open_parts((loop.items,), scope), bodies])

    def conditional(self, node: Conditional, scope: Scope) -> Because:
        """`a ? b : c` rests on the test, and on the branch that it takes."""
        test = self._evaluation.truth(node.test, scope)
        if test is UNKNOWN:
            return self.of(node.test, scope)
        branch = node.then if test else node.otherwise
        if self._evaluation.value(branch, scope) is UNKNOWN:
            return self.of(branch, scope)
        return _merged([self.of(node.test, scope), self.of(branch, scope)])

    def strict(self, node: Node, scope: Scope) -> Because:
        """All else rests on all its parts; where it is unknown, on those that are."""
        parts = [part for part in children(node) if not _is_literal(part)]
        if len(parts) == 1 and isinstance(parts[0], Var):
            return self.fact(parts[0], scope)
        if self._evaluation.value(node, scope) is UNKNOWN:
            return _merged(self._open_parts(parts, scope))
        return _merged([self.of(part, scope) for part in parts])

    def _junction(self, parts: Sequence[tuple[Truth, Node, Scope]], deciding: bool) -> Because:
        decided = [self.of(part, scope) for answer, part, scope in parts if answer is deciding]
        if decided:
            return min(decided, key=_size)
        unknown = [(part, scope) for answer, part, scope in parts if answer is UNKNOWN]
        if unknown:  # among the rounds of a loop, one for other items may be that whose body is known
            return _merged([self.of(*part) for part in unknown if self._evaluation.value(*part) is UNKNOWN])
        return _merged([self.of(part, scope) for _, part, scope in parts])

    def _open_parts(self, parts: Iterable[Node], scope: Scope) -> Iterator[Because]:
        """What the parts that leave an answer unknown rest on; of `t ? a : b` with an open list, that list alone."""
        for part in parts:
            while isinstance(part, Conditional) and isinstance(self._evaluation.value(part, scope), OpenList):
                part = part.then if self._evaluation.truth(part.test, scope) else part.otherwise
            value = self._evaluation.value(part, scope)
            if value is UNKNOWN or isinstance(value, OpenList):
                yield self.of(part, scope)


def _is_literal(node: Node) -> bool:
    return isinstance(node, Const) or (isinstance(node, ListConst) and node.constants is not None)


def _size(reason: Because) -> int:
    return len(reason.facts)


def _merged(reasons: Iterable[Because]) -> Because:
    some = [reason for reason in reasons if reason is not _NOTHING]
    if len(some) < 2:
        return some[0] if some else _NOTHING
    facts = dict.fromkeys([fact for reason in some for fact in reason.facts])
    steps = dict.fromkeys([step for reason in some for step in reason.steps])
    return Because(tuple(facts), tuple(steps))


_Explained = Callable[[Explanation, Any, Scope], Because]
_EXPLAINED: Final[Mapping[type[Node], _Explained]] = {
    Const: Explanation.nothing,
    LoopVar: Explanation.nothing,
    Var: Explanation.fact,
    DefinitionRef: Explanation.definition,
    Not: Explanation.negation,
    And: Explanation.conjunction,
    Or: Explanation.disjunction,
    Exists: Explanation.loop,
    All: Explanation.loop,
    Conditional: Explanation.conditional,
    **dict.fromkeys((Compare, In, ListConst, Matches, Size, StringTest), Explanation.strict),
}
