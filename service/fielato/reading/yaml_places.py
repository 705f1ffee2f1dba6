"""Where a value of a YAML document stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from fielato.reading import pointer
from fielato.reading.document import Mark, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fielato.reading.lines import Lines

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


Inside: TypeAlias = dict[str, Spot] | list[Spot] | str | None
"""The spots in a mapping or a list; in a scalar the text that YAML 1.2 reads otherwise than the tool, if it does."""


class YamlPlaces:
    """The places in one YAML document, and how its values were written."""

    def __init__(self, root: Spot, text: str, lines: Lines, tags: Mapping[str, str]) -> None:
        self._root = root
        self._text = text
        self._lines = lines
        self._tags = tags

    def locate(self, tokens: Sequence[str]) -> Place:
        """Give the place of the value at the path, or of its nearest ancestor that exists."""
        spot = self._nearest(tokens)[0]
        return Place(mark(spot.key), mark(spot.value))

    def written(self, tokens: Sequence[str]) -> str:
        """Give the text of a scalar that YAML 1.2 reads otherwise than the tool; empty for others."""
        spot, is_it = self._nearest(tokens)
        return spot.inside if is_it and isinstance(spot.inside, str) else ""

    def all_written(self) -> dict[str, str]:
        """Give those texts by pointer."""
        found: dict[str, str] = {}
        todo: list[tuple[str, Inside]] = [("", self._root.inside)]
        while todo:
            path, inside = todo.pop()
            if isinstance(inside, str):
                found[path] = inside
            elif inside:
                entries = inside.items() if isinstance(inside, dict) else enumerate(inside)
                todo += [(path + pointer.join([name]), spot.inside) for name, spot in entries if spot.inside]
        return found

    def tag(self, path: str) -> str:
        """Give the tag of a value that the tool's loader takes no notice of; empty without one."""
        return self._tags.get(path, "")

    def block(self, tokens: Sequence[str]) -> Mark | None:
        """Give the place of the first character of a literal block scalar's text; None for other values."""
        from fielato.reading.yaml_blocks import block_start  # asked for in files of other tools only

        spot, is_it = self._nearest(tokens)
        return block_start(self._text, self._lines, mark(spot.value)) if is_it and spot.inside is None else None

    def _nearest(self, tokens: Sequence[str]) -> tuple[Spot, bool]:
        """Give the spot at the path, or that of its nearest ancestor that exists, and which of them it is."""
        spot = self._root
        for token in tokens:
            inner = spot.entry(token)
            if inner is None:
                return spot, False
            spot = inner
        return spot, True


def mark(at: LineColumn) -> Mark:
    """Count from 1."""
    return Mark(at[0] + 1, at[1] + 1)
