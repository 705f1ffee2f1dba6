"""Where the values of a text inside a document stand in the outer file: YAML in a string of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fielato.errors import Problem
from fielato.reading import pointer as pointers
from fielato.reading.document import Document, Mark, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fielato.reading.document import Places


class Shift(msgspec.Struct, frozen=True):
    """How a place in the text becomes a place in the outer file."""

    start: Mark
    """Where the text begins."""
    is_block: bool
    """Whether each line of the text is one of the file, at the same indent; all else stands where the text begins."""

    def of(self, mark: Mark) -> Mark:
        """Give the place in the outer file."""
        if not self.is_block:
            return self.start
        return Mark(self.start.line + mark.line - 1, self.start.column + mark.column - 1)


class ShiftedPlaces(msgspec.Struct, frozen=True, eq=False):
    """The places of a document that stands in a text of another."""

    inner: Places
    shift: Shift

    def locate(self, tokens: Sequence[str]) -> Place:
        """Give the place of the value at the path, or of its nearest ancestor that exists, in the outer file."""
        place = self.inner.locate(tokens)
        return Place(self.shift.of(place.key), self.shift.of(place.value))


def inner_text(value: object, pointer: str) -> str:
    """Give the text at a pointer; empty where there is none."""
    for token in pointers.split(pointer):
        if isinstance(value, dict):
            value = value.get(token)
        elif isinstance(value, list) and (position := pointers.index(token, len(value))) is not None:
            value = value[position]
        else:
            return ""
    return value if isinstance(value, str) else ""


def shift_of(document: Document, pointer: str) -> Shift:
    """Say how places in the text at a pointer become places in the document's file."""
    start = document.block(pointer)
    inner = document.places.shift if isinstance(document.places, ShiftedPlaces) else None
    if start is None or (inner is not None and not inner.is_block):
        return Shift(document.mark(pointer), is_block=False)
    return Shift(start if inner is None else inner.of(start), is_block=True)


def shifted(found: Document, file: str, shift: Shift) -> Document:
    """Give the document with its places in the outer file."""
    return msgspec.structs.replace(found, file=file, places=ShiftedPlaces(found.places, shift))


def shifted_problems(problems: Iterable[Problem], document: Document, pointer: str, shift: Shift) -> list[Problem]:
    """Give the problems with their places in the outer file, at the pointer of the text."""
    moved = []
    for problem in problems:
        mark = shift.of(Mark(max(problem.line, 1), max(problem.column, 1)))
        moved.append(Problem(problem.message, document.file, mark.line, mark.column, pointer, problem.hint))
    return moved
