"""What a scalar means: the core schema of YAML 1.2, in which `NO` is a string and `017` is seventeen."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, TypeAlias

from fielato.reading.limits import INTEGER_MAX, INTEGER_MIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Scalar: TypeAlias = str | int | float | bool | None

CORE = "tag:yaml.org,2002:"
"""What `!!` stands for."""

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_BASES = (
    (re.compile(r"[-+]?[0-9]+"), 10),
    (re.compile(r"0o[0-7]+"), 8),
    (re.compile(r"0x[0-9a-fA-F]+"), 16),
)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_FLOAT = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMBER_STARTS = frozenset("+-.0123456789")
_MOST_DIGITS = 22  # 64 bits in base 8


class ScalarError(ValueError):
    """The scalar cannot be taken; its text says why."""


def resolve(text: str) -> Scalar:
    """Give the value of a plain scalar without a tag.

    Raises:
        ScalarError: it is infinite, not a number, or too large.

    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if (integer := _integer(text)) is not None:
        return integer
    if (number := _float(text)) is not None:
        return number
    return text


def _integer(text: str) -> int | None:
    for form, base in _BASES:
        if form.fullmatch(text):
            digits = text.lstrip("+-") if base == 10 else text[2:]
            digits = digits.lstrip("0") or "0"
            sign = -1 if text[0] == "-" else 1
            if len(digits) > _MOST_DIGITS or not INTEGER_MIN <= (value := sign * int(digits, base)) <= INTEGER_MAX:
                raise ScalarError("this number is too large")
            return value
    return None


def _float(text: str) -> float | None:
    if _NO_FLOAT.fullmatch(text):
        raise ScalarError(f"{text} is not a number that can be used")
    if not _FLOAT.fullmatch(text):
        return None
    if math.isinf(value := float(text)):
        raise ScalarError("this number is too large")
    return value


def _as_integer(text: str) -> int:
    if (value := _integer(text)) is None:
        raise ScalarError("this is not an integer")
    return value


def _as_float(text: str) -> float:
    if (value := _float(text)) is None:
        raise ScalarError("this is not a number")
    return value


def _as_constant(text: str, kind: type, name: str) -> bool | None:
    if text not in _CONSTANTS or not isinstance(value := _CONSTANTS[text], kind):
        raise ScalarError(f"this is not {name}")
    return value


SCALAR_TAGS: Mapping[str, Callable[[str], Scalar]] = {
    "!": str,
    CORE + "str": str,
    CORE + "int": _as_integer,
    CORE + "float": _as_float,
    CORE + "bool": lambda text: _as_constant(text, bool, "true or false"),
    CORE + "null": lambda text: _as_constant(text, type(None), "null"),
}
"""What each tag that a scalar may carry makes of its text."""
