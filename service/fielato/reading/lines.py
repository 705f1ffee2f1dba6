"""On which line and column a character of a text stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from fielato.reading.document import Mark

_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of one text, counted when the first place is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        if "\n" not in self._text and "\r" not in self._text:  # as most JSON that a program wrote
            return [0]
        return [0, *(found.end() for found in _BREAK.finditer(self._text))]

    def mark(self, offset: int) -> Mark:
        """Give the place of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return Mark(line, offset - self._starts[line - 1] + 1)

    def offset(self, mark: Mark) -> int:
        """Give the offset of the character at a place in the text; the end for a place behind its last line."""
        if mark.line > len(self._starts):
            return len(self._text)
        return self._starts[mark.line - 1] + mark.column - 1

    def line(self, number: int) -> str:
        """Give the text of a line (from 1) without its break; empty after the end."""
        if number > len(self._starts):
            return ""
        start = self._starts[number - 1]
        found = _BREAK.search(self._text, start)
        return self._text[start : found.start() if found else len(self._text)]
