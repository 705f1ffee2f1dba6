"""The tree of a condition: what can be said in a rule, node by node. Two trees are equal when they say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fielato.rules.patterns import Pattern
    from fielato.rules.values import Scalar, Type

Relation: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
StringRelation: TypeAlias = Literal["startsWith", "endsWith", "contains"]


class Node(msgspec.Struct, frozen=True):
    """A part of a condition, of one of the kinds below."""


class Const(Node, frozen=True):
    """A literal, or a folded `date("…")`."""

    value: Scalar
    type: Type


class Var(Node, frozen=True):
    """A fact, by its qualified name."""

    name: str
    type: Type


class DefinitionRef(Node, frozen=True):
    """A definition, used like a boolean fact."""

    name: str
    body: Node
    """The definition's own tree; not compared, since all trees that are held together share their definitions."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DefinitionRef) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"DefinitionRef({self.name!r})"


class LoopVar(Node, frozen=True):
    """The item that an enclosing `exists` or `all` looks at; the outermost loop has level 0."""

    level: int
    type: Type


class ListConst(Node, frozen=True):
    """`[a, b, …]`; unknown as a whole if one item is."""

    items: tuple[Node, ...]
    type: Type | None
    """None for the empty list, which is a list of anything."""
    constants: tuple[Scalar, ...] | None = None
    """The items where all of them are literals; found out from them."""

    def __post_init__(self) -> None:
        literals = tuple(item.value for item in self.items if isinstance(item, Const))
        msgspec.structs.force_setattr(self, "constants", literals if len(literals) == len(self.items) else None)


class Not(Node, frozen=True):
    """`!operand`."""

    operand: Node


class And(Node, frozen=True):
    """`a && b && …`, flat."""

    operands: tuple[Node, ...]


class Or(Node, frozen=True):
    """`a || b || …`, flat."""

    operands: tuple[Node, ...]


class Conditional(Node, frozen=True):
    """`test ? then : otherwise`, of any type; unknown if the test is."""

    test: Node
    then: Node
    otherwise: Node


class Compare(Node, frozen=True):
    """Two scalars of one type; unknown if either is. Strings are ordered by code point."""

    relation: Relation
    left: Node
    right: Node


class In(Node, frozen=True):
    """`item in items`."""

    item: Node
    items: Node


class Size(Node, frozen=True):
    """`size(items)`; unknown over an open list."""

    items: Node


class Exists(Node, frozen=True):
    """`items.exists(x, body)`: the disjunction of the body over the items."""

    items: Node
    level: int
    body: Node


class All(Node, frozen=True):
    """`items.all(x, body)`: the conjunction of the body over the items."""

    items: Node
    level: int
    body: Node


class StringTest(Node, frozen=True):
    """`subject.startsWith(argument)` and its like."""

    relation: StringRelation
    subject: Node
    argument: Node


class Matches(Node, frozen=True):
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


class Expression(msgspec.Struct, frozen=True):
    """A compiled condition."""

    text: str
    """As its author wrote it."""
    node: Node
    """Its tree."""
    definitions: tuple[str, ...]
    """The definitions that it names itself, in order of appearance."""
    variables: tuple[str, ...]
    """The facts that it reads, through definitions too, in order of appearance."""
    depth: int
    """How deep it nests, the definitions included."""
