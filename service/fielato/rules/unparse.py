"""A tree written as CEL again, with no more brackets than it needs: for people who follow a rule through its stages."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Final

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

if TYPE_CHECKING:
    from fielato.rules.values import Scalar

_CONDITIONAL: Final = 0
_OR: Final = 1
_AND: Final = 2
_RELATION: Final = 3
_UNARY: Final = 4
_NAMES: Final = ("x", "y", "z")
"""What loop variables are called, the outermost first."""


def unparse(node: Node) -> str:
    """The condition as CEL; it means what the tree means, loop variables have names of their own."""
    return _text(node, _CONDITIONAL)


def _text(node: Node, binding: int) -> str:
    text, own = _written(node)
    return f"({text})" if own < binding else text


def _written(node: Node) -> tuple[str, int]:
    """The text of a node, and how tightly it binds."""
    match node:
        case Const(value):
            return literal(value), _UNARY
        case Var(name) | DefinitionRef(name):
            return name, _UNARY
        case LoopVar(level):
            return _name(level), _UNARY
        case ListConst(items):
            return f"[{', '.join(_text(item, _CONDITIONAL) for item in items)}]", _UNARY
        case Not(operand):
            return f"!{_text(operand, _UNARY)}", _UNARY
        case And(operands):
            return " && ".join(_text(part, _RELATION) for part in operands), _AND
        case Or(operands):
            return " || ".join(_text(part, _AND) for part in operands), _OR
        case Conditional(test, then, otherwise):
            return f"{_text(test, _OR)} ? {_text(then, _OR)} : {_text(otherwise, _CONDITIONAL)}", _CONDITIONAL
        case Compare(relation, left, right):
            return f"{_text(left, _UNARY)} {relation} {_text(right, _UNARY)}", _RELATION
        case In(item, items):
            return f"{_text(item, _UNARY)} in {_text(items, _UNARY)}", _RELATION
        case _:
            return _called(node), _UNARY


def _called(node: Node) -> str:
    match node:
        case Size(items):
            return f"size({_text(items, _CONDITIONAL)})"
        case Exists(items, level, body):
            return f"{_text(items, _UNARY)}.exists({_name(level)}, {_text(body, _CONDITIONAL)})"
        case All(items, level, body):
            return f"{_text(items, _UNARY)}.all({_name(level)}, {_text(body, _CONDITIONAL)})"
        case StringTest(relation, subject, argument):
            return f"{_text(subject, _UNARY)}.{relation}({_text(argument, _CONDITIONAL)})"
        case Matches(subject, pattern):
            return f"{_text(subject, _UNARY)}.matches({literal(pattern.source)})"
        case _:
            raise TypeError(f"{type(node).__name__} is no part of a condition")


def _name(level: int) -> str:
    return _NAMES[level] if level < len(_NAMES) else f"x{level}"


def literal(value: Scalar) -> str:
    """A constant as CEL writes it."""
    if isinstance(value, datetime.date):
        return f'date("{value}")'
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)
