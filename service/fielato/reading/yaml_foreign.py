"""What a plain scalar means to the loaders of other tools: YAML 1.1 as PyYAML and as go-yaml read it.

A date stays text, and so does a number that is infinite or too large: nothing here is refused.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from fielato.reading.limits import INTEGER_MAX, INTEGER_MIN
from fielato.reading.yaml_scalars import CORE, ScalarError, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fielato.reading.yaml_scalars import Scalar

_TRUE_OR_NULL: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WORDS: Final[Mapping[str, bool | None]] = {
    **_TRUE_OR_NULL,
    **dict.fromkeys(("yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("no", "No", "NO", "off", "Off", "OFF"), False),
}
_LETTERS: Final[Mapping[str, bool | None]] = {**_WORDS, "y": True, "Y": True, "n": False, "N": False}

_NUMBER_STARTS: Final = frozenset("+-.0123456789")
_MOST_DIGITS: Final = 64  # 64 bits in base 2
_SEXAGESIMAL: Final = 60

_PYTHON_INTEGERS: Final = (
    (re.compile(r"[-+]?0b([01_]+)"), 2),
    (re.compile(r"[-+]?0([0-7_]+)"), 8),
    (re.compile(r"[-+]?(0|[1-9][0-9_]*)"), 10),
    (re.compile(r"[-+]?0x([0-9a-fA-F_]+)"), 16),
    (re.compile(r"[-+]?([1-9][0-9_]*(?::[0-5]?[0-9])+)"), _SEXAGESIMAL),
)
_PYTHON_FLOAT: Final = re.compile(r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?")
_PYTHON_SEXAGESIMAL_FLOAT: Final = re.compile(r"[-+]?([0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)")

_GO_INTEGERS: Final = (
    (re.compile(r"[-+]?0[bB]([01]+)"), 2),
    (re.compile(r"[-+]?0[oO]?([0-7]+)"), 8),
    (re.compile(r"[-+]?(0|[1-9][0-9]*)"), 10),
    (re.compile(r"[-+]?0[xX]([0-9a-fA-F]+)"), 16),
)
_GO_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def pyyaml(text: str) -> Scalar:
    """Give the value that PyYAML's `safe_load` makes of a plain scalar (`yaml/resolver.py`, 6.0)."""
    return _resolve(text, _WORDS, _python_number)


def go_yaml_2(text: str) -> Scalar:
    """Give the value that go-yaml v2 makes of a plain scalar; `sigs.k8s.io/yaml` is built on it (`resolve.go`)."""
    return _resolve(text, _LETTERS, _go_number)


def go_yaml_3(text: str) -> Scalar:
    """Give the value that go-yaml v3 makes of a plain scalar: octals of YAML 1.1, booleans of 1.2 (`resolve.go`)."""
    return _resolve(text, _TRUE_OR_NULL, _go_number)


def reads_otherwise(text: str, value: Scalar) -> bool:
    """Whether YAML 1.2 makes another value of a plain scalar than the tool did: `NO`, `on`, `010`, `22:22`."""
    try:
        return resolve(text) != value
    except ScalarError:
        return True


def tagged(plain: Callable[[str], Scalar]) -> Mapping[str, Callable[[str], Scalar]]:
    """Give what each scalar tag that a loader knows makes of a text; a text that does not fit its tag stays text."""

    def as_float(text: str) -> Scalar:
        value = plain(text)
        return float(value) if type(value) is int else value

    texts = dict.fromkeys(("!", *(CORE + name for name in ("str", "binary", "timestamp"))), str)
    return {**texts, **dict.fromkeys((CORE + "int", CORE + "bool", CORE + "null"), plain), CORE + "float": as_float}


def _resolve(text: str, constants: Mapping[str, bool | None], number: Callable[[str], int | float | None]) -> Scalar:
    if text in constants:
        return constants[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    value = number(text)
    return text if value is None else value


def _python_number(text: str) -> int | float | None:
    for form, base in _PYTHON_INTEGERS:
        if found := form.fullmatch(text):
            return _integer(text, found[1].replace("_", ""), base)
    if _PYTHON_FLOAT.fullmatch(text):
        return _finite(text.replace("_", ""))
    if found := _PYTHON_SEXAGESIMAL_FLOAT.fullmatch(text):
        return _base_60_float(text, found[1].replace("_", ""))
    return None


def _go_number(text: str) -> int | float | None:
    # go-yaml takes the underscores out before it looks, but not where the text begins with a point.
    plain = text if text[0] == "." else text.replace("_", "")
    for form, base in _GO_INTEGERS:
        if found := form.fullmatch(plain):
            return _integer(plain, found[1], base)
    return _finite(plain) if _GO_FLOAT.fullmatch(plain) else None


def _integer(text: str, digits: str, base: int) -> int | None:
    """Give the integer, or None where it is too large; digits that are all underscores are zero after a zero."""
    if not digits:
        return 0 if base == 8 else None
    if len(digits := digits.lstrip("0") or "0") > _MOST_DIGITS:
        return None
    value = _base_60(digits) if base == _SEXAGESIMAL else int(digits, base)
    value = -value if text[0] == "-" else value
    return value if INTEGER_MIN <= value <= INTEGER_MAX else None


def _base_60(digits: str) -> int:
    value = 0
    for part in digits.split(":"):
        value = value * _SEXAGESIMAL + int(part)
    return value


def _base_60_float(text: str, digits: str) -> float | None:
    if len(digits) > _MOST_DIGITS:
        return None
    value = 0.0
    for place, part in enumerate(reversed(digits.split(":"))):
        value += float(part) * _SEXAGESIMAL**place
    return -value if text[0] == "-" else value


def _finite(text: str) -> float | None:
    return None if math.isinf(value := float(text)) else value
