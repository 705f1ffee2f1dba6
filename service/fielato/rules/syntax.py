"""The tree of a condition: what can be said in a rule, node by node.

Two trees are equal when they say the same; `offset`, the place in the text (code points from 0), is not compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fielato.rules.patterns import Pattern
    from fielato.rules.values import Scalar, Type

Relation: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
StringRelation: TypeAlias = Literal["startsWith", "endsWith", "contains"]


@dataclass(frozen=True, slots=True)
class Node:
    """What every node has."""

    offset: int = field(compare=False, kw_only=True, default=0)
    """Where the node stands in the text, in code points from 0."""


@dataclass(frozen=True, slots=True)
class Const(Node):
    """A literal, or a folded `date("…")`."""

    value: Scalar
    type: Type


@dataclass(frozen=True, slots=True)
class Var(Node):
    """A fact, by its qualified name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class DefinitionRef(Node):
    """A definition, used like a boolean fact."""

    name: str
    body: Node = field(compare=False, repr=False)
    """The definition's own tree."""


@dataclass(frozen=True, slots=True)
class LoopVar(Node):
    """The item that an enclosing `exists` or `all` looks at; the outermost loop has level 0."""

    level: int
    type: Type


@dataclass(frozen=True, slots=True)
class ListConst(Node):
    """`[a, b, …]`; unknown as a whole if one item is."""

    items: tuple[Node, ...]
    type: Type | None
    """None for the empty list, which is a list of anything."""
    constants: tuple[Scalar, ...] | None = field(compare=False, repr=False, init=False)
    """The items where all of them are literals."""

    def __post_init__(self) -> None:
        literals = tuple(item.value for item in self.items if isinstance(item, Const))
        object.__setattr__(self, "constants", literals if len(literals) == len(self.items) else None)


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`!operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class And(Node):
    """`a && b && …`, flat."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`a || b || …`, flat."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`test ? then : otherwise`, of any type; unknown if the test is."""

    test: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Two scalars of one type; unknown if either is. Strings are ordered by code point."""

    relation: Relation
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`item in items`."""

    item: Node
    items: Node


@dataclass(frozen=True, slots=True)
class Size(Node):
    """`size(items)`; unknown over an open list."""

    items: Node


@dataclass(frozen=True, slots=True)
class Exists(Node):
    """`items.exists(x, body)`: the disjunction of the body over the items."""

    items: Node
    level: int
    body: Node


@dataclass(frozen=True, slots=True)
class All(Node):
    """`items.all(x, body)`: the conjunction of the body over the items."""

    items: Node
    level: int
    body: Node


@dataclass(frozen=True, slots=True)
class StringTest(Node):
    """`subject.startsWith(argument)` and its like."""

    relation: StringRelation
    subject: Node
    argument: Node


@dataclass(frozen=True, slots=True)
class Matches(Node):
    """`subject.matches("pattern")`: the pattern is found somewhere in the subject."""

    subject: Node
    pattern: Pattern


_CHILDREN: Final[dict[type[Node], Callable[[Any], tuple[Node, ...]]]] = {
    Const: lambda _: (),
    Var: lambda _: (),
    DefinitionRef: lambda _: (),
    LoopVar: lambda _: (),
    ListConst: lambda node: node.items,
    Not: lambda node: (node.operand,),
    And: lambda node: node.operands,
    Or: lambda node: node.operands,
    Conditional: lambda node: (node.test, node.then, node.otherwise),
    Compare: lambda node: (node.left, node.right),
    In: lambda node: (node.item, node.items),
    Size: lambda node: (node.items,),
    Exists: lambda node: (node.items, node.body),
    All: lambda node: (node.items, node.body),
    StringTest: lambda node: (node.subject, node.argument),
    Matches: lambda node: (node.subject,),
}


def children(node: Node) -> tuple[Node, ...]:
    """Return the parts of a node, in the order of the text; a definition's tree is not a part of what refers to it."""
    return _CHILDREN[type(node)](node)


def walk(node: Node) -> Iterator[Node]:
    """Yield the node and everything below it, in the order of the text."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(children(node)))


def depth(node: Node) -> int:
    """Return how many nodes stand above one another at most."""
    return 1 + max(map(depth, children(node)), default=0)
