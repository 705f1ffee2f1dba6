"""Where a value of a JSON text stands, worked out only when it is asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import islice
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
    """The places in one valid JSON text; each list or object is gone through at most once, as far as is asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._lists: dict[int, tuple[array[int], Iterator[int]]] = {}
        self._objects: dict[int, tuple[dict[str, _Offsets], Iterator[tuple[str, _Offsets]]]] = {}
        self._known: dict[tuple[str, ...], _Offsets | None] = {}

    def locate(self, tokens: Sequence[str]) -> Place:
        """Give the place of the value at the path, or of its nearest ancestor that exists."""
        path = tuple(tokens)
        while (found := self._found(path)) is None:
            path = path[:-1]
        key, value = found
        return Place(self._lines.mark(key), self._lines.mark(value))

    def _found(self, path: tuple[str, ...]) -> _Offsets | None:
        """Where a path leads: remembered, since paths that are asked for share their beginnings."""
        if path not in self._known:
            if path:
                above = self._found(path[:-1])
                self._known[path] = None if above is None else self._entry(above[1], path[-1])
            else:
                self._known[path] = (self._next(0),) * 2
        return self._known[path]

    def _entry(self, container: int, token: str) -> _Offsets | None:
        match self._text[container]:
            case "{":
                return self._of_object(container, token)
            case "[":
                return self._of_list(container, token)
            case _:
                return None

    def _of_object(self, container: int, key: str) -> _Offsets | None:
        """Where the entry of a key stands; the object is gone through no further than to it."""
        if container not in self._objects:
            self._objects[container] = ({}, self._entries(container))
        known, rest = self._objects[container]
        if key not in known:
            for name, offsets in rest:
                known[name] = offsets
                if name == key:
                    break
        return known.get(key)

    def _of_list(self, container: int, token: str) -> _Offsets | None:
        """Where an item stands; the list is gone through no further than to it."""
        if container not in self._lists:
            self._lists[container] = (array("Q"), self._items(container))
        known, rest = self._lists[container]
        position = pointer.index(token, len(self._text))  # a list has fewer items than its text characters
        if position is None:
            return None
        known.extend(islice(rest, max(0, position + 1 - len(known))))
        return (known[position],) * 2 if position < len(known) else None

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
