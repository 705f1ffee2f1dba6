"""What a fact's value can be once it stands in a row: a scalar, a closed list, or a list that may go on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = bool | int | str | datetime.date


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list of which some items are known and more may exist."""

    known: tuple[Scalar, ...] = ()
    """The items that are certainly in the list, each once."""


ListValue: TypeAlias = tuple[Scalar, ...] | OpenList
Value: TypeAlias = Scalar | ListValue
Row: TypeAlias = Mapping[str, Value]
"""Facts by qualified name (`territory.code`); an absent name is an unknown fact."""
