"""What a fact's value can be, what unknown is, and how and, or, not treat it (Kleene's strong logic).

A row of facts maps a qualified name (`location.country`) to a value; an absent name is an unknown fact.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Final, Literal, NoReturn, TypeAlias

from fielato.model.values import ListValue, OpenList, Row, Scalar, Value

__all__ = [
    "LIST_OF",
    "UNKNOWN",
    "ListValue",
    "OpenList",
    "Row",
    "Scalar",
    "Truth",
    "Type",
    "Unknown",
    "Value",
    "conjunction",
    "disjunction",
    "negation",
]


class Unknown(enum.Enum):
    """The type of `UNKNOWN`, the value of whatever the facts do not decide."""

    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("unknown is neither true nor false: compare with `is`")


UNKNOWN: Final = Unknown.UNKNOWN
Truth: TypeAlias = bool | Literal[Unknown.UNKNOWN]


class Type(enum.Enum):
    """The type of a fact or of a part of an expression; the value is how CEL and people write it."""

    BOOL = "bool"
    INT = "int"
    STRING = "string"
    DATE = "date"
    BOOL_LIST = "list(bool)"
    INT_LIST = "list(int)"
    STRING_LIST = "list(string)"
    DATE_LIST = "list(date)"

    __hash__ = object.__hash__  # trees are hashed often, and an enumeration's own way is slow

    @property
    def element(self) -> Type | None:
        """The type of a list's items; None for a type that is no list."""
        return _ELEMENTS.get(self)


_ELEMENTS: Final = {
    Type.BOOL_LIST: Type.BOOL,
    Type.INT_LIST: Type.INT,
    Type.STRING_LIST: Type.STRING,
    Type.DATE_LIST: Type.DATE,
}
LIST_OF: Final = {element: of for of, element in _ELEMENTS.items()}
"""The list type for each item type."""


def conjunction(operands: Iterable[Truth]) -> Truth:
    """Kleene's and: false if any operand is, else unknown if any is, else true."""
    answer: Truth = True
    for operand in operands:
        if operand is False:
            return False
        if operand is UNKNOWN:
            answer = UNKNOWN
    return answer


def disjunction(operands: Iterable[Truth]) -> Truth:
    """Kleene's or: true if any operand is, else unknown if any is, else false."""
    answer: Truth = False
    for operand in operands:
        if operand is True:
            return True
        if operand is UNKNOWN:
            answer = UNKNOWN
    return answer


def negation(operand: Truth) -> Truth:
    """Kleene's not: unknown stays unknown."""
    return UNKNOWN if operand is UNKNOWN else not operand
