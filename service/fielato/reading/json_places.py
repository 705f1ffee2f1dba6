"""Where a value of a JSON text stands, worked out only when it is asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from fielato.reading import pointer
from fielato.reading.document import Place
from fielato.reading.json_tokens import TOKEN, end_of_value, unquote
from fielato.reading.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_Offsets: TypeAlias = tuple[int, int]  # of the key and of the value
_SPACE = re.compile(r"[ \t\r\n]*+")
_PLAIN = re.compile(r'"([^"\\]*+)"[ \t\r\n]*+:[ \t\r\n]*+("[^"\\]*+"|[^\s"{}\[\]:,]++)[ \t\r\n]*+(?:,[ \t\r\n]*+)?')
"""A whole entry whose key and value are written without brackets or escapes: most of them."""


class JsonPlaces:
    """The places in one valid JSON text; each list or object is gone through at most once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._lists: dict[int, array[int]] = {}
        self._objects: dict[int, dict[str, _Offsets]] = {}

    def locate(self, tokens: Sequence[str]) -> Place:
        """Give the place of the value at the path, or of its nearest ancestor that exists."""
        root = self._next(0)
        key, value = root, root
        for token in tokens:
            found = self._entry(value, token)
            if found is None:
                break
            key, value = found
        return Place(self._lines.mark(key), self._lines.mark(value))

    def _entry(self, container: int, token: str) -> _Offsets | None:
        match self._text[container]:
            case "{":
                if container not in self._objects:
                    self._objects[container] = dict(self._entries(container))
                return self._objects[container].get(token)
            case "[":
                if container not in self._lists:
                    self._lists[container] = array("Q", self._items(container))
                items = self._lists[container]
                position = pointer.index(token, len(items))
                return None if position is None else (items[position], items[position])
            case _:
                return None

    def _items(self, container: int) -> Iterator[int]:
        offset = self._next(container + 1)
        while self._text[offset] != "]":
            yield offset
            offset = self._after_comma(end_of_value(self._text, offset))

    def _entries(self, container: int) -> Iterator[tuple[str, _Offsets]]:
        key = self._next(container + 1)
        while self._text[key] != "}":
            plain = _PLAIN.match(self._text, key)
            if plain is not None:
                yield plain[1], (key, plain.start(2))
                key = plain.end()
                continue
            word = TOKEN.match(self._text, key)
            if word is None:
                return
            value = self._next(self._next(word.end()) + 1)
            yield unquote(word[0]), (key, value)
            key = self._after_comma(end_of_value(self._text, value))

    def _after_comma(self, offset: int) -> int:
        offset = self._next(offset)
        return self._next(offset + 1) if self._text[offset] == "," else offset

    def _next(self, offset: int) -> int:
        found = _SPACE.match(self._text, offset)
        return found.end() if found else offset
