"""A value of somebody's document together with its place, and the way to the values inside it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fielato.errors import Problem
from fielato.importers.places import DocumentPlaces, Spot
from fielato.model.origin import Location, Origin
from fielato.reading import Document, pointer


class Node(msgspec.Struct, frozen=True, eq=False):
    """A value and where it stands; one that is not there has the value None, and the pointer it would have."""

    value: object
    document: Document
    places: DocumentPlaces
    pointer: str = ""

    def at(self, *path: str | int) -> Node:
        """The value at a path below this one."""
        value = self.value
        for step in path:
            if isinstance(value, dict):
                value = value.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                value = None
        return Node(value, self.document, self.places, self.pointer + pointer.join(path))

    def entries(self) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping."""
        if isinstance(self.value, dict):
            for name in self.value:
                yield name, self.at(name)

    def items(self) -> Iterator[Node]:
        """The items of a list."""
        if isinstance(self.value, list):
            for index in range(len(self.value)):
                yield self.at(index)

    def each(self) -> Iterator[Node]:
        """The items of a list, or what stands in place of a list of one."""
        if isinstance(self.value, list):
            yield from self.items()
        elif self.value is not None:
            yield self

    def walk(self) -> Iterator[Node]:
        """Every mapping in it, itself included, from the outside in."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            if isinstance(found.value, dict):
                yield found
            waiting += [*(inner for _, inner in found.entries()), *found.items()]

    def has(self, name: str) -> bool:
        """Whether it is a mapping with this entry."""
        return isinstance(self.value, dict) and self.value.get(name) is not None

    @property
    def text(self) -> str:
        """The text of a scalar; empty for all else."""
        return text(self.value)

    @property
    def origin(self) -> Origin:
        """Seen in the file, here."""
        return Origin("observed", self.places, self.pointer)

    def problem(self, message: str, hint: str = "") -> Problem:
        """A mistake here."""
        return self.document.problem(self.pointer, message, hint)

    def within(self, index: int) -> Origin:
        """Seen in the file, at a character of this text: at its own line where the text is a literal block."""
        mark = self.document.block(self.pointer)
        if mark is None or not isinstance(self.value, str):
            return self.origin
        before = self.value[:index]
        line, column = before.count("\n"), index - (before.rfind("\n") + 1)
        return Origin(
            "observed", Spot(Location(self.places.file, mark.line + line, mark.column + column, self.pointer))
        )


def node(document: Document) -> Node:
    """The whole of a document."""
    return Node(document.value, document, DocumentPlaces(document.file, document.places))


def text(value: object) -> str:
    """A scalar as the text that tools write for it; empty for what is no scalar."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""
