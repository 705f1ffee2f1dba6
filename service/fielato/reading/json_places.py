"""Where a value of a JSON text stands, worked out only when it is asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from fielato.reading import pointer
from fielato.reading.document import Place
from fielato.reading.json_tokens import STRING, unquote
from fielato.reading.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_Offsets: TypeAlias = tuple[int, int, int]  # of the key, of the value, and behind it
_SPACE = r"[ \t\r\n]*+"
_GAP = re.compile(rf"{_SPACE}(?:,{_SPACE})?")
"""What stands before a value, or between one and the next."""
_KEY = re.compile(rf"({STRING}){_SPACE}:{_SPACE}", re.DOTALL)
_PLAIN = re.compile(rf'"([^"\\]*+)"{_SPACE}:{_SPACE}("[^"\\]*+"|[^\s"{{}}\[\]:,]++){_SPACE}(?:,{_SPACE})?')
"""A whole entry whose key and value are written without brackets or escapes: most of them."""
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
"""Values as they are written: a decoder in C finds where they end sooner than an expression does."""


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
        key, value, _ = found
        mark = self._lines.mark(value)
        return Place(mark if key == value else self._lines.mark(key), mark)

    def _found(self, path: tuple[str, ...]) -> _Offsets | None:
        """Where a path leads: remembered, since paths that are asked for share their beginnings."""
        if path not in self._known:
            if path:
                above = self._found(path[:-1])
                self._known[path] = None if above is None else self._entry(above, path[-1])
            else:
                start = self._past_gap(0)
                self._known[path] = start, start, len(self._text)
        return self._known[path]

    def _entry(self, container: _Offsets, token: str) -> _Offsets | None:
        _, start, end = container
        match self._text[start]:
            case "{":
                return self._of_object(start, end, token)
            case "[":
                return self._of_list(start, end, token)
            case _:
                return None

    def _of_object(self, start: int, end: int, key: str) -> _Offsets | None:
        """Where the entry of a key stands; the object is gone through no further than to it."""
        if start not in self._objects:
            self._objects[start] = ({}, self._entries(start, end))
        known, rest = self._objects[start]
        if key not in known:
            for name, offsets in rest:
                known[name] = offsets
                if name == key:
                    break
        return known.get(key)

    def _of_list(self, start: int, end: int, token: str) -> _Offsets | None:
        """Where an item stands; the list is gone through no further than to it."""
        if start not in self._lists:
            self._lists[start] = (array("Q"), self._items(start, end))
        known, rest = self._lists[start]
        position = pointer.index(token, len(self._text))  # a list has fewer items than its text characters
        if position is None:
            return None
        at = 2 * position
        known.extend(islice(rest, max(0, at + 2 - len(known))))
        return (known[at], known[at], known[at + 1]) if at < len(known) else None

    def _items(self, start: int, end: int) -> Iterator[int]:
        """The offset of each item, and that behind it."""
        offset = self._past_gap(start + 1)
        for item in _LIST.decode(self._text[start:end]):
            yield offset
            offset += _length(item)
            yield offset
            offset = self._past_gap(offset)

    def _entries(self, start: int, end: int) -> Iterator[tuple[str, _Offsets]]:
        text, key = self._text, self._past_gap(start + 1)
        values: dict[str, msgspec.Raw] | None = None
        while text[key] != "}":
            if (plain := _PLAIN.match(text, key)) is not None:
                yield plain[1], (key, *plain.span(2))
                key = plain.end()
                continue
            word = _KEY.match(text, key)
            if word is None:
                return
            values = _OBJECT.decode(text[start:end]) if values is None else values
            name, value = unquote(word[1]), word.end()
            behind = value + _length(values[name])
            yield name, (key, value, behind)
            key = self._past_gap(behind)

    def _past_gap(self, offset: int) -> int:
        found = _GAP.match(self._text, offset)
        return found.end() if found else offset


def _length(value: msgspec.Raw) -> int:
    """How many characters a value takes as it is written."""
    return len(str(value, "utf-8"))
