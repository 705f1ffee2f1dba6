"""Where the tokens of a JSON text stand; only used once the text is known to be JSON up to the place looked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec

STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
TOKEN = re.compile(STRING + r'|[{}\[\]:,]|[^\s"{}\[\]:,]++', re.DOTALL)


class Token(msgspec.Struct, frozen=True):
    """One token, and what it means where it stands."""

    offset: int
    """Of its first character."""
    text: str
    """As written."""
    is_key: bool
    """Whether it is the key of an entry."""
    path: tuple[Level, ...]
    """The lists and objects around it, the outermost first."""


class Level(msgspec.Struct):
    """A list or object that is open while tokens are read."""

    is_object: bool
    """Whether keys are expected in it."""
    expects_key: bool
    """Whether the next string is a key."""
    index: int = 0
    """How many commas were read: the position of the current item."""
    key: str = ""
    """The current key."""
    keys: dict[str, int] = msgspec.field(default_factory=dict)
    """Offset of the first entry of each key so far; the reader of the tokens fills it."""

    @property
    def name(self) -> str | int:
        """The reference token of the current entry."""
        return self.key if self.is_object else self.index


def tokens(text: str) -> Iterator[Token]:
    """Go through the strings, numbers, literals and opening brackets of a JSON text, without recursion."""
    path: tuple[Level, ...] = ()
    for found in TOKEN.finditer(text):
        word = found[0]
        match word[0]:
            case "{" | "[":
                path = (*path, Level(is_object=word == "{", expects_key=word == "{"))
                yield Token(found.start(), word, is_key=False, path=path)
            case "}" | "]":
                path = path[:-1]
            case ",":
                path[-1].index += 1
                path[-1].expects_key = path[-1].is_object
            case ":":
                path[-1].expects_key = False
            case _:
                is_key = bool(path) and path[-1].expects_key
                if is_key:
                    path[-1].key = unquote(word)
                yield Token(found.start(), word, is_key=is_key, path=path)


def unquote(word: str) -> str:
    """Give the text that a JSON string stands for."""
    return str(json.loads(word)) if "\\" in word else word[1:-1]
