"""What CEL has and a rule may not use: what it is called in a message, and why or what to write instead."""

from __future__ import annotations

from typing import Final


class SubsetError(Exception):
    """Something outside the subset: what it is, why or what to write instead, and where (code points from 0)."""

    def __init__(self, message: str, hint: str, offset: int) -> None:
        super().__init__(message)
        self.hint = hint
        self.offset = offset


_TOTAL: Final = "a rule must have an answer for all facts"
_ARITHMETIC: Final = "rules compare facts and do not calculate: let resolve provide the fact"
_CONVERSION: Final = "facts have one type: write the literal in that type"
CALLS: Final = {
    "_/_": ("division", _TOTAL),
    "_%_": ("modulo", _TOTAL),
    "_+_": ("addition", _ARITHMETIC),
    "_-_": ("subtraction", _ARITHMETIC),
    "_*_": ("multiplication", _ARITHMETIC),
    "-_": ("negation of a number", _ARITHMETIC),
    "_[_]": ("indexing", "an item may be missing: use `exists` or `in`"),
    "timestamp": ("timestamp()", 'write a day: date("2025-12-31")'),
    "duration": ("duration()", "compare with a date"),
    "dyn": ("dyn()", "types are checked when the rule is compiled"),
    "type": ("type()", "facts have one declared type"),
    "int": ("int()", _CONVERSION),
    "uint": ("uint()", _CONVERSION),
    "double": ("double()", _CONVERSION),
    "string": ("string()", _CONVERSION),
    "bool": ("bool()", _CONVERSION),
    "bytes": ("bytes()", _CONVERSION),
}
"""Functions and operators, by CEL's name of the function."""
LITERALS: Final = {
    "null": ("null", "an unknown fact is absent, and a rule never asks for that"),
    "uint": ("an unsigned number", "write it without the u"),
    "double": ("a number with a fraction", "facts are whole numbers: choose a smaller unit"),
    "bytes": ("a bytes literal", "write a string, without the b"),
}
"""Literals, by their kind."""
