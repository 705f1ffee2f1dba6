"""Which parts of a condition are its tests: what is true or false by itself, and so has to be seen both ways.

`&&`, `||`, `!`, `?:` and loops only join tests. A definition that a condition names is one test of it: what the
definition is made of is tested by the definition's own cases. `list.exists(x, true)` asks whether the list has items,
and so is a test as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fielato.rules.propositions import truths
from fielato.rules.syntax import All, Conditional, DefinitionRef, Exists, LoopVar, Node, Var, walk


class Leaf(msgspec.Struct, frozen=True):
    """A test of a condition."""

    node: Node
    index: int
    """Its place among the parts of the condition, in the order of `syntax.walk`."""
    loops: tuple[Exists | All, ...] = ()
    """The loops that ask it of each item, the outermost first."""


def leaves(condition: Node) -> tuple[Leaf, ...]:
    """The tests of a condition in the order of its text; none that look at nothing.

    No two parts of the condition may be one object: `rewrite.distinct` sees to that.
    """
    return tuple(leaf for leaf in _all(condition) if not is_constant(leaf.node))


def constants(condition: Node) -> tuple[Leaf, ...]:
    """The tests that come to the same whatever the facts are; a condition that is one as a whole is meant so."""
    return tuple(leaf for leaf in _all(condition) if is_constant(leaf.node) and leaf.node is not condition)


def is_constant(node: Node) -> bool:
    """Whether a test looks at no fact, no item and no definition."""
    return not any(isinstance(part, Var | LoopVar | DefinitionRef) for part in walk(node))


def _all(condition: Node) -> list[Leaf]:
    order = {id(node): index for index, node in enumerate(walk(condition))}
    found = [Leaf(node, order[id(node)], loops) for node, loops in _below(condition, ())]
    return sorted(found, key=lambda leaf: leaf.index)


def _below(node: Node, loops: tuple[Exists | All, ...]) -> Iterator[tuple[Node, tuple[Exists | All, ...]]]:
    if isinstance(node, Exists | All) and not is_constant(node.body):
        yield from _below(node.body, (*loops, node))
        return
    parts = None if isinstance(node, DefinitionRef) else truths(node)
    if parts is not None:
        for part in parts:
            yield from _below(part, loops)
        return
    yield node, loops
    for part in walk(node):
        if isinstance(part, Conditional):
            yield from _below(part.test, loops)
