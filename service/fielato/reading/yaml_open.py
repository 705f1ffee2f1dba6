"""What is known of a YAML list or mapping between its start and its end."""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import msgspec

from fielato.reading.yaml_places import Inside, LineColumn, Spot


class Built(msgspec.Struct, frozen=True, eq=False):
    """A finished value, with what an alias to it must know."""

    value: object
    """The value itself; aliases share it."""
    inside: Inside = None
    """The places in it."""
    size: int = 1
    """Values in it, itself included, aliases followed."""
    height: int = 0
    """Lists and mappings inside one another, itself included, aliases followed."""


class Key(Enum):
    """The state of a mapping's key while it is no text."""

    AWAITED = "awaited"
    """The next value is a key."""
    REFUSED = "refused"
    """The key cannot be used; its value is passed over."""
    MERGE = "merge"
    """The key is `<<`; the entries of its value belong to the mapping."""


class OpenList(msgspec.Struct):
    """A list whose end has not been met."""

    at: LineColumn
    anchor: str | None
    tag: str = ""
    value: list[object] = []
    inside: list[Spot] = []
    size: int = 1
    height: int = 1

    @property
    def name(self) -> str | int | None:
        """The reference token of the item that comes next."""
        return len(self.value)

    def put(self, at: LineColumn, built: Built) -> None:
        """Add an item."""
        self.value.append(built.value)
        self.inside.append(Spot(at, at, built.inside))
        self.size += built.size
        self.height = max(self.height, built.height + 1)


class OpenMapping(msgspec.Struct):
    """A mapping whose end has not been met."""

    at: LineColumn
    anchor: str | None
    tag: str = ""
    value: dict[str, object] = {}
    inside: dict[str, Spot] = {}
    below: dict[str, object] = {}
    below_inside: dict[str, Spot] = {}
    has_merged: bool = False
    size: int = 1
    height: int = 1
    key: str | Key = Key.AWAITED
    key_at: LineColumn = (0, 0)

    @property
    def name(self) -> str | int | None:
        """The reference token of the entry that is being read; None where there is no usable key."""
        return self.key if isinstance(self.key, str) else None

    def put(self, at: LineColumn, built: Built) -> None:
        """Add the value that belongs to the key, and await the next key."""
        if isinstance(self.key, str):
            self.value[self.key] = built.value
            self.inside[self.key] = Spot(self.key_at, at, built.inside)
            self.size += built.size
            self.height = max(self.height, built.height + 1)
        self.key = Key.AWAITED

    def merge(self, built: Built, merged: Entries, *, in_order: bool) -> None:
        """Take the entries of a merge key: in order, or below the mapping's own."""
        value, inside = merged
        (self.value if in_order else self.below).update(value)
        (self.inside if in_order else self.below_inside).update(inside)
        self.size += built.size
        self.height = max(self.height, built.height)
        self.has_merged = True

    def close(self) -> None:
        """Lay the own entries over the merged ones."""
        if self.below:
            self.value = {**self.below, **self.value}
            self.inside = {**self.below_inside, **self.inside}


Entries: TypeAlias = tuple[dict[str, object], dict[str, Spot]]
"""Values by key, and their places."""

Open: TypeAlias = OpenList | OpenMapping
"""What the parser is in."""
