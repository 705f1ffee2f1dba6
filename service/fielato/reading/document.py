"""What a file that was read is: values, and the place of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from fielato.errors import Problem
from fielato.reading import pointer as pointers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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


class Spelling(Protocol):
    """How the values of a document were written, where their tool's reading of it is worth a look."""

    def written(self, tokens: Sequence[str]) -> str:
        """Give the text of a scalar that YAML 1.2 reads otherwise than the tool; empty for others."""
        ...

    def all_written(self) -> Mapping[str, str]:
        """Give those texts by pointer."""
        ...

    def tag(self, pointer: str) -> str:
        """Give the tag of a value that the tool's loader takes no notice of; empty without one."""
        ...

    def block(self, tokens: Sequence[str]) -> Mark | None:
        """Give the place of the first character of a literal block scalar's text; None for other values."""
        ...


class Document(msgspec.Struct, frozen=True, eq=False):
    """One YAML document or one JSON text. Its value is shared and must not be changed."""

    value: object
    """dict (string keys), list, str, int (64 bits), float (finite), bool or None, where the file says `null`."""
    file: str
    """The name that the caller gave the file."""
    places: Places
    """Finds places; `mark`, `key_mark` and `problem` are the way to ask."""
    spelling: Spelling | None = None
    """How values were written in YAML; `written`, `worded`, `tag` and `block` are the way to ask."""

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

    def written(self, pointer: str) -> str:
        """Give the text of a scalar that YAML 1.2 reads otherwise than the tool (`NO`, `010`, `22:22`), or nothing."""
        return self.spelling.written(pointers.split(pointer)) if self.spelling else ""

    @property
    def worded(self) -> Mapping[str, str]:
        """Those texts by pointer, gathered anew each time."""
        return self.spelling.all_written() if self.spelling else {}

    def tag(self, pointer: str) -> str:
        """Give the tag of a value that the tool's loader takes no notice of (`!reset`, `!override`), or nothing."""
        return self.spelling.tag(pointer) if self.spelling else ""

    def block(self, pointer: str) -> Mark | None:
        """Give the place of the first character of a literal block (`|`) at a pointer; None for other values."""
        return self.spelling.block(pointers.split(pointer)) if self.spelling else None
