"""Where a fact comes from, and how it is known."""

from __future__ import annotations

from typing import Final, Literal, Protocol

import msgspec

from fielato.errors import Problem

How = Literal["observed", "default", "declared", "evidenced", "derived"]
"""Seen in infrastructure; the vendor's default; stated by the manifest's author or the register; answered by a named
person with a date; worked out from other facts."""


class Location(msgspec.Struct, frozen=True):
    """A place in a file. `line` and `column` count from 1 (0: not known); `pointer` is an RFC 6901 JSON pointer.

    `address` is what the file's own tool calls the thing that stands there, such as `aws_s3_bucket.logs`: a file
    without lines, as a Terraform plan is, says no more.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    pointer: str = ""
    address: str = ""

    def problem(self, message: str, hint: str = "") -> Problem:
        """A mistake at this place."""
        return Problem(message, self.file, self.line, self.column, self.pointer, hint)


class Known(msgspec.Struct, frozen=True):
    """How a value of a document is known; `source` and `verified` as in `Origin`."""

    how: How = "declared"
    source: str = ""
    verified: bool = True


DECLARED: Final = Known()
"""How the values of a document are known that a person wrote."""


class Places(Protocol):
    """Whatever can say where a value of a document stands, and how it is known."""

    def location(self, pointer: str) -> Location:
        """The place of the value at this pointer, or of its nearest ancestor that exists."""

    def known(self, pointer: str) -> Known:
        """How the value at this pointer is known."""


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
