"""Where a value of a JSON text stands, worked out only when it is asked for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cached_property
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
_ESCAPED_ASCII = re.compile(r"\\u00[2-7]")
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
"""Values as they are written: a decoder in C finds where they end sooner than an expression does."""


class JsonPlaces:
    """The places in one valid JSON text; each list or object is gone through at most once, as far as is asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = Lines(text)
        self._length = len if text.isascii() else _length
        self._lists: dict[int, array[int]] = {}
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
            at = self._text.find(f'"{key}"', start, end)
            if at < 0 and self._is_verbatim and key.isascii() and key.isidentifier():
                return None
            if (plain := self._at_sight(start, at, key)) is not None:
                return plain
            self._objects[start] = ({}, self._entries(start, end))
        known, rest = self._objects[start]
        if key not in known:
            for name, offsets in rest:
                known[name] = offsets
                if name == key:
                    break
        return known.get(key)

    @cached_property
    def _is_verbatim(self) -> bool:
        """Whether no letter or digit is written as an escape."""
        return _ESCAPED_ASCII.search(self._text) is None

    def _at_sight(self, start: int, at: int, key: str) -> _Offsets | None:
        """The entry at an offset, if it is one of a plain value, and nothing before it in the object is nested.

        Where a quotation mark stands that no backslash precedes, a string begins or ends, and nothing but a key has a
        colon behind it.
        """
        text = self._text
        if at < 0 or text[at - 1] == "\\" or text.find("{", start + 1, at) > 0 or text.find("[", start + 1, at) > 0:
            return None
        found = _PLAIN.match(text, at)
        return (at, *found.span(2)) if found is not None and found[1] == key else None

    def _of_list(self, start: int, end: int, token: str) -> _Offsets | None:
        """Where an item stands."""
        position = pointer.index(token, len(self._text))  # a list has fewer items than its text characters
        if position is None:
            return None
        known = self._lists.get(start)
        if known is None:
            known = self._lists[start] = self._items(start, end)
        at = 2 * position
        return (known[at], known[at], known[at + 1]) if at < len(known) else None

    def _items(self, start: int, end: int) -> array[int]:
        """The offset of each item, and that behind it."""
        found = array("Q")
        text, length = self._text, self._length
        offset = self._past_gap(start + 1)
        for item in _LIST.decode(text[start:end]):
            behind = offset + length(item)
            found.extend((offset, behind))
            offset = self._past_gap(behind)
        return found

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
            behind = value + self._length(values[name])
            yield name, (key, value, behind)
            key = self._past_gap(behind)

    def _past_gap(self, offset: int) -> int:
        found = _GAP.match(self._text, offset)
        return found.end() if found else offset


def _length(value: msgspec.Raw) -> int:
    """How many characters a value takes as it is written."""
    return len(str(value, "utf-8"))
