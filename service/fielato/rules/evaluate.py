"""Whether an expression is true, false or unknown on one row of facts.

The meaning is that of CEL with every error read as unknown: `&&`, `||`, `!`, `exists` and `all` are Kleene's, all else
is unknown as soon as a part is. An open list holds its known items and may hold more: what the known ones decide is
decided, the rest is unknown. Adding a fact to a row never changes an answer that was true or false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

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
    Relation,
    Size,
    StringRelation,
    StringTest,
    Var,
)
from fielato.rules.values import (
    UNKNOWN,
    ListValue,
    OpenList,
    Row,
    Scalar,
    Truth,
    Unknown,
    Value,
    conjunction,
    disjunction,
    negation,
)

if TYPE_CHECKING:
    from fielato.rules.compile import Expression

Result: TypeAlias = Value | Unknown
Scope: TypeAlias = tuple[Scalar | Unknown, ...]
"""The items that the enclosing loops look at, the outermost first."""


def evaluate(expression: Expression, row: Row) -> Truth:
    """Return the expression's answer on one row; never raises on facts of the declared types."""
    return Evaluation(row).truth(expression.node)


class Evaluation:
    """One row, with the answers of the conditions that were asked for so far: each is evaluated once.

    All expressions that share an evaluation come from one `Compiler`, so that a definition's name means one thing.
    """

    def __init__(self, row: Row) -> None:
        self.row = row
        """The facts that it is about."""
        self._definitions: dict[str, Truth] = {}
        self._junctions: dict[int, Truth] = {}  # by identity: a search asks for the same parts again and again

    def truth(self, node: Node, scope: Scope = ()) -> Truth:
        """Return the answer of a boolean node; `scope` binds the loop variables that stand in it."""
        value = self.value(node, scope)
        return value if isinstance(value, bool) else UNKNOWN

    def value(self, node: Node, scope: Scope = ()) -> Result:
        """Return the value of any node."""
        return _EVALUATORS[type(node)](self, node, scope)

    def fact(self, name: str) -> Result:
        """Return the value of a fact."""
        return self.row.get(name, UNKNOWN)

    def definition(self, reference: DefinitionRef) -> Truth:
        """Return the answer of a definition."""
        if reference.name not in self._definitions:
            self._definitions[reference.name] = self.truth(reference.body)
        return self._definitions[reference.name]

    def junction(self, node: And | Or, scope: Scope) -> Truth:
        """Return the answer of a conjunction or disjunction."""
        if not scope and id(node) in self._junctions:
            return self._junctions[id(node)]
        join = conjunction if isinstance(node, And) else disjunction
        answer = join(self.truth(part, scope) for part in node.operands)
        if not scope:
            self._junctions[id(node)] = answer
        return answer

    def rounds(self, loop: Exists | All, items: ListValue, scope: Scope) -> Iterator[tuple[Truth, Scope]]:
        """Yield the answer of a loop's body for each item, with the scope that gave it.

        An open list ends with a round for the items that it may hold besides: it can leave the loop unknown, or,
        where the body's answer is the same for every item, change nothing; it never decides the loop.
        """
        for item in items.known if isinstance(items, OpenList) else items:
            inner = (*scope, item)
            yield self.truth(loop.body, inner), inner
        if isinstance(items, OpenList):
            inner = (*scope, UNKNOWN)
            perhaps = conjunction if isinstance(loop, Exists) else disjunction
            yield perhaps((UNKNOWN, self.truth(loop.body, inner))), inner


def _list(evaluation: Evaluation, node: ListConst, scope: Scope) -> Result:
    if node.constants is not None:
        return node.constants
    items = tuple(evaluation.value(item, scope) for item in node.items)
    return UNKNOWN if UNKNOWN in items else cast("ListValue", items)


def _conditional(evaluation: Evaluation, node: Conditional, scope: Scope) -> Result:
    test = evaluation.truth(node.test, scope)
    if test is UNKNOWN:
        return UNKNOWN
    return evaluation.value(node.then if test else node.otherwise, scope)


def _in(evaluation: Evaluation, node: In, scope: Scope) -> Result:
    item, items = evaluation.value(node.item, scope), evaluation.value(node.items, scope)
    if item is UNKNOWN or items is UNKNOWN:
        return UNKNOWN
    if isinstance(items, OpenList):
        return True if item in items.known else UNKNOWN
    return item in cast("tuple[Scalar, ...]", items)


def _size(evaluation: Evaluation, node: Size, scope: Scope) -> Result:
    items = evaluation.value(node.items, scope)
    return len(items) if isinstance(items, tuple) else UNKNOWN


def _exists(evaluation: Evaluation, node: Exists, scope: Scope) -> Truth:
    items = evaluation.value(node.items, scope)
    if items is UNKNOWN:
        return UNKNOWN
    return disjunction(answer for answer, _ in evaluation.rounds(node, cast("ListValue", items), scope))


def _all(evaluation: Evaluation, node: All, scope: Scope) -> Truth:
    items = evaluation.value(node.items, scope)
    if items is UNKNOWN:
        return UNKNOWN
    return conjunction(answer for answer, _ in evaluation.rounds(node, cast("ListValue", items), scope))


def _strict(function: Callable[[Any, Any], bool], left: Result, right: Result) -> Truth:
    return UNKNOWN if left is UNKNOWN or right is UNKNOWN else function(left, right)


COMPARISONS: Final[dict[Relation | StringRelation, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": operator.contains,
}
"""What each relation between two known values means; strings are ordered by code point."""
_Evaluator: TypeAlias = Callable[[Evaluation, Any, Scope], Result]
_EVALUATORS: Final[dict[type[Node], _Evaluator]] = {
    Const: lambda _, node, __: node.value,
    Var: lambda evaluation, node, _: evaluation.fact(node.name),
    DefinitionRef: lambda evaluation, node, _: evaluation.definition(node),
    LoopVar: lambda _, node, scope: scope[node.level],
    ListConst: _list,
    Not: lambda evaluation, node, scope: negation(evaluation.truth(node.operand, scope)),
    And: Evaluation.junction,
    Or: Evaluation.junction,
    Conditional: _conditional,
    Compare: lambda evaluation, node, scope: _strict(
        COMPARISONS[node.relation], evaluation.value(node.left, scope), evaluation.value(node.right, scope)
    ),
    In: _in,
    Size: _size,
    Exists: _exists,
    All: _all,
    StringTest: lambda evaluation, node, scope: _strict(
        COMPARISONS[node.relation], evaluation.value(node.subject, scope), evaluation.value(node.argument, scope)
    ),
    Matches: lambda evaluation, node, scope: _strict(
        lambda subject, pattern: pattern.found_in(subject), evaluation.value(node.subject, scope), node.pattern
    ),
}
