"""What a fact's value can be once it stands in a row: a scalar, a closed list, or a list that may go on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec

Scalar: TypeAlias = bool | int | str | datetime.date


class OpenList(msgspec.Struct, frozen=True):
    """A list of which some items are known and more may exist."""

    known: tuple[Scalar, ...] = ()
    """The items that are certainly in the list, each once."""


ListValue: TypeAlias = tuple[Scalar, ...] | OpenList
Value: TypeAlias = Scalar | ListValue
Row: TypeAlias = Mapping[str, Value]
"""Facts by qualified name (`territory.code`); an absent name is an unknown fact."""


class FactValues(dict[str, Value]):
    """The facts of one content, not to be changed once shared; equal contents are one object wherever possible."""

    __slots__ = ("memo",)

    def __init__(self, values: Row | None = None) -> None:
        super().__init__(values or ())
        self.memo: dict[object, Any] = {}
        """What an evaluator has worked out from these values alone, by whatever it asked for."""
