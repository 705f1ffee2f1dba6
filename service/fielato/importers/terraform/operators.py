"""What the operators of Terraform make of two values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fielato.importers.resources import Reference, Unknown
from fielato.importers.terraform import notes

LOGIC: Final = {"&&": False, "||": True}
"""By operator, the value of one side that decides the whole."""
_OPERATORS: Final[Mapping[str, Callable[[object, object], object]]] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
}
_ARITHMETIC: Final[Mapping[str, Callable[[float, float], object]]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}


def operated(operator: str, one: object, other: object) -> object:
    """What an operator makes of two values; Unknown where they do not settle it."""
    if operator in _OPERATORS:
        return _OPERATORS[operator](one, other) if _is_known([one, other]) else Unknown(notes.EXPRESSION)
    if operator in _ARITHMETIC and _is_number(one) and _is_number(other):
        return _ARITHMETIC[operator](one, other)  # type: ignore[arg-type]
    return Unknown(notes.EXPRESSION)


def _is_known(value: object) -> bool:
    """Whether no part of a value is unknown."""
    if isinstance(value, Mapping | list):
        return all(_is_known(one) for one in (value.values() if isinstance(value, Mapping) else value))
    return not isinstance(value, Unknown | Reference)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
