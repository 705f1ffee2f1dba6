"""Where the keys of `[tool.fielato]` stand in a pyproject.toml: the parser of TOML gives no places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fielato.reading import Mark, Place

_HEADER: Final = re.compile(r"""^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*["']?fielato["']?[ \t]*\]""", re.MULTILINE)


class TomlPlaces:
    """The places of the table's keys, as people lay one out: a key begins a line below the table's header."""

    def __init__(self, text: str) -> None:
        self._text = text
        header = _HEADER.search(text)
        self._start, self._end = (header.start(), len(text)) if header else (0, 0)
        self._keys_from = header.end() if header else 0

    def locate(self, tokens: Sequence[str]) -> Place:
        """The place of a key of the table, or of the table where the key is not found."""
        key = re.escape(tokens[0]) if tokens else "(?!)"
        found = re.compile(rf"""^[ \t]*(["']?{key}["']?)[ \t]*=[ \t]*""", re.MULTILINE).search(
            self._text, self._keys_from, self._end
        )
        if found is None:
            start = self._mark(self._start)
            return Place(start, start)
        return Place(self._mark(found.start(1)), self._mark(found.end()))

    def _mark(self, at: int) -> Mark:
        line = self._text.count("\n", 0, at) + 1
        return Mark(line, at - self._text.rfind("\n", 0, at))
