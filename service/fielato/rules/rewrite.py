"""Trees made from trees: the same with every part an object of its own, or with one part replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fielato.rules.syntax import DefinitionRef, Node


def distinct(node: Node) -> Node:
    """The same tree in which no two parts are one object, so that a part can be told by its identity."""
    return _rebuilt(node, {})


def replaced(node: Node, part: Node, by: Node) -> Node:
    """The tree with one part, told by its identity, replaced."""
    return _rebuilt(node, {id(part): by})


def _rebuilt(node: Node, instead: Mapping[int, Node]) -> Node:
    if id(node) in instead:
        return instead[id(node)]
    if isinstance(node, DefinitionRef):
        return DefinitionRef(node.name, node.body)
    fields = (getattr(node, name) for name in node.__struct_fields__)
    return type(node)(*[_field(value, instead) for value in fields])


def _field(value: Any, instead: Mapping[int, Node]) -> Any:
    if isinstance(value, Node):
        return _rebuilt(value, instead)
    if isinstance(value, tuple) and value and isinstance(value[0], Node):
        return tuple(_rebuilt(part, instead) for part in value)
    return value
