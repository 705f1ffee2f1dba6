"""Where a value of a YAML document stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from fielato.reading import pointer
from fielato.reading.document import Mark, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

LineColumn: TypeAlias = tuple[int, int]
"""A place as the parser counts it, from 0."""


class Spot:
    """The place of one value, and the spots inside it; an alias has its own place and its anchor's inside."""

    __slots__ = ("inside", "key", "value")

    def __init__(self, key: LineColumn, value: LineColumn, inside: Inside) -> None:
        self.key = key
        self.value = value
        self.inside = inside

    def entry(self, token: str) -> Spot | None:
        """Give the spot that a reference token names."""
        match self.inside:
            case dict():
                return self.inside.get(token)
            case list():
                position = pointer.index(token, len(self.inside))
                return None if position is None else self.inside[position]
            case _:
                return None


Inside: TypeAlias = dict[str, Spot] | list[Spot] | None
"""The spots in a mapping or a list; None in a scalar."""


class YamlPlaces:
    """The places in one YAML document."""

    def __init__(self, root: Spot) -> None:
        self._root = root

    def locate(self, tokens: Sequence[str]) -> Place:
        """Give the place of the value at the path, or of its nearest ancestor that exists."""
        spot = self._root
        for token in tokens:
            inner = spot.entry(token)
            if inner is None:
                break
            spot = inner
        return Place(mark(spot.key), mark(spot.value))


def mark(at: LineColumn) -> Mark:
    """Count from 1."""
    return Mark(at[0] + 1, at[1] + 1)
