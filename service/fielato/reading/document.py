"""What a file that was read is: values, and the place of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from fielato.errors import Problem
from fielato.reading import pointer as pointers

if TYPE_CHECKING:
    from collections.abc import Sequence


class Mark(msgspec.Struct, frozen=True, order=True):
    """A place in a file, in lines and characters (code points), both from 1."""

    line: int
    column: int


class Place(msgspec.Struct, frozen=True):
    """Where an entry stands: its key (for an item of a list, the item) and the first character of its value."""

    key: Mark
    value: Mark


class Places(Protocol):
    """Finds the place of a value; made by the reader of each format."""

    def locate(self, tokens: Sequence[str]) -> Place:
        """Give the place of the value at the path, or of its nearest ancestor that exists."""
        ...


class Document(msgspec.Struct, frozen=True, eq=False):
    """One YAML document or one JSON text. Its value is shared and must not be changed."""

    value: object
    """dict (string keys), list, str, int (64 bits), float (finite), bool or None, where the file says `null`."""
    file: str
    """The name that the caller gave the file."""
    places: Places
    """Finds places; `mark`, `key_mark` and `problem` are the way to ask."""

    def mark(self, pointer: str) -> Mark:
        """Give the place of the value at an RFC 6901 pointer, or of its nearest ancestor that exists."""
        return self.places.locate(pointers.split(pointer)).value

    def problem(self, pointer: str, message: str, hint: str = "") -> Problem:
        """Give a mistake at the place of the value at a pointer."""
        mark = self.mark(pointer)
        return Problem(message, self.file, mark.line, mark.column, pointer, hint)

    def key_mark(self, pointer: str) -> Mark:
        """Give the place of the key that leads to a value; in a list, of the item."""
        return self.places.locate(pointers.split(pointer)).key
