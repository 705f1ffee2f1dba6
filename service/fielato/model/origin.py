"""Where a fact comes from, and how it is known."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

from fielato.errors import Problem

How = Literal["observed", "default", "declared", "evidenced", "derived"]
"""Seen in infrastructure; the vendor's default; stated by the manifest's author or the register; answered by a named
person with a date; worked out from other facts."""


class Location(msgspec.Struct, frozen=True):
    """A place in a file. `line` and `column` count from 1 (0: not known); `pointer` is an RFC 6901 JSON pointer."""

    file: str = ""
    line: int = 0
    column: int = 0
    pointer: str = ""

    def problem(self, message: str, hint: str = "") -> Problem:
        """A mistake at this place."""
        return Problem(message, self.file, self.line, self.column, self.pointer, hint)


class Places(Protocol):
    """Whatever can say where a value of a document stands."""

    def location(self, pointer: str) -> Location:
        """The place of the value at this pointer, or of its nearest ancestor that exists."""


class Origin(msgspec.Struct, frozen=True):
    """How one fact is known, and from where.

    `source` names the catalogue's source and the date it was read, or the author of evidence. `verified` is false
    where the fact rests on something that nobody has seen in a source.
    """

    how: How
    places: Places | None = None
    pointer: str = ""
    source: str = ""
    verified: bool = True

    @property
    def location(self) -> Location:
        """The fact's place in a file; empty for facts that stand in none."""
        return self.places.location(self.pointer) if self.places is not None else Location(pointer=self.pointer)
