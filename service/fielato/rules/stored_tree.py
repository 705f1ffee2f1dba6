"""How the tree of a condition is written as plain data, and read again: `["Not", ["Var", "data.personal", "bool"]]`.

A definition is written as its name; whoever reads the tree says which tree the name stands for.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, Final

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
)
from fielato.rules.values import Type

if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS: Final[dict[str, type[Node]]] = {
    kind.__name__: kind
    for kind in (
        *(Const, Var, DefinitionRef, LoopVar, ListConst, Not, And, Or, Conditional, Compare, In, Size, Exists, All),
        *(StringTest, Matches),
    )
}
_DERIVED: Final = {DefinitionRef: {"body"}, ListConst: {"constants"}}
"""The attributes of a node that others make up for."""


def to_data(node: Node) -> list[Any]:
    """Write a tree as lists and scalars; days are written as texts."""
    kind = type(node)
    left_out = _DERIVED.get(kind, ())
    return [kind.__name__, *(_written(getattr(node, name)) for name in node.__struct_fields__ if name not in left_out)]


def _written(value: Any) -> Any:
    match value:
        case Node():
            return to_data(value)
        case tuple():
            return [_written(item) for item in value]
        case Type():
            return value.value
        case datetime.date():
            return value.isoformat()
        case None | bool() | int() | str():
            return value
        case _:
            return value.source  # a pattern


def from_data(data: list[Any], definition: Callable[[str], Node]) -> Node:
    """Read a tree again; `definition` gives the tree of a definition by its name.

    Raises ValueError, TypeError or KeyError for what `to_data` does not write.
    """

    def part(value: Any) -> Any:
        if type(value) is not list:
            return value
        return node(value) if value and type(value[0]) is str else tuple(map(node, value))

    def node(data: list[Any]) -> Node:
        name, *values = data
        special = _SPECIAL.get(name)
        if special is not None:
            return special(part, definition, *values)
        return _KINDS[name](*map(part, values))

    return node(data)


def _const(_part: _Part, _definition: _Lookup, value: Any, type_: str) -> Node:
    return Const(datetime.date.fromisoformat(value) if type_ == Type.DATE.value else value, Type(type_))


def _list(part: _Part, _definition: _Lookup, items: list[Any], type_: str | None) -> Node:
    return ListConst(part(items), None if type_ is None else Type(type_))


def _matches(part: _Part, _definition: _Lookup, subject: list[Any], source: str) -> Node:
    from fielato.rules.patterns import compile_pattern  # few rules have a pattern

    return Matches(part(subject), compile_pattern(source))


if TYPE_CHECKING:
    _Part = Callable[[Any], Any]
    _Lookup = Callable[[str], Node]
_SPECIAL: Final[dict[str, Callable[..., Node]]] = {
    "Const": _const,
    "Var": lambda _, __, name, type_: Var(name, Type(type_)),
    "DefinitionRef": lambda _, definition, name: DefinitionRef(name, definition(name)),
    "LoopVar": lambda _, __, level, type_: LoopVar(level, Type(type_)),
    "ListConst": _list,
    "Matches": _matches,
}
"""How the kinds are read that hold more than nodes, texts and numbers."""
