r"""How the regular expressions of `matches` are written, and what is outside the subset.

The subset is what RE2, the engine of the CEL specification, and every reader understand alike: literals, `.`,
`[…]`, `\d \w \s` and their negations (ASCII), groups, `|`, `* + ? {m,n}`, `^` and `$` (start and end of the whole
text).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final, TypeAlias

MAX_GROUPS: Final = 30
"""Groups inside one another."""

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Code points, as inclusive ranges."""
_LAST: Final = sys.maxunicode


class PatternError(ValueError):
    """The pattern is outside the subset; `offset` counts code points of the pattern from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of a set of code points."""

    edges: tuple[int, ...]
    """Where the set begins, ends (exclusive), begins again …, ascending."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The `start` or the `end` of the whole text."""

    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One part after another."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One branch or another."""

    branches: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part at least and at most so many times; None is without end."""

    part: Tree
    least: int
    most: int | None


Tree: TypeAlias = Chars | Anchor | Sequence | Alternatives | Repeat


def parse(source: str) -> Tree:
    """Return the tree of a pattern, or raise PatternError with what is outside the subset and where."""
    return _Parser(source).parse()


_CLASSES: Final[dict[str, Ranges]] = {
    "d": ((48, 57),),
    "w": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "s": ((9, 10), (12, 13), (32, 32)),
}
_CONTROLS: Final = {"t": 9, "n": 10, "f": 12, "r": 13}
_QUANTIFIERS: Final[dict[str, tuple[int, int | None]]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_ANCHORS: Final = {"^": "start", "$": "end"}
_ANY: Final[Ranges] = ((0, 9), (11, _LAST))


def _complement(ranges: Ranges) -> Ranges:
    gaps, low = [], 0
    for first, last in sorted(ranges):
        if first > low:
            gaps.append((low, first - 1))
        low = max(low, last + 1)
    return tuple([*gaps, (low, _LAST)] if low <= _LAST else gaps)


class _Parser:
    """Recursive descent over one pattern."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._groups = 0

    def parse(self) -> Tree:
        tree = self._alternatives()
        if self._at < len(self._source):
            raise PatternError("`)` without `(`", self._at)
        return tree

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self, what: str) -> str:
        char = self._peek()
        if not char:
            raise PatternError(f"the pattern ends where {what} is missing", self._at)
        self._at += 1
        return char

    def _accept(self, text: str) -> bool:
        found = self._source.startswith(text, self._at)
        self._at += len(text) * found
        return found

    def _alternatives(self) -> Tree:
        branches = [self._sequence()]
        while self._accept("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else Alternatives(tuple(branches))

    def _sequence(self) -> Tree:
        parts: list[Tree] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return Sequence(tuple(parts))

    def _repeated(self, part: Tree) -> Tree:
        start = self._at
        if self._peek() in _QUANTIFIERS and self._peek():
            least, most = _QUANTIFIERS[self._take("a quantifier")]
        elif self._accept("{"):
            least, most = self._counts(start)
        else:
            return part
        if isinstance(part, Anchor):
            raise PatternError("a quantifier after `^` or `$` repeats nothing", start)
        if self._peek() in ("*", "+", "?", "{") and self._peek():
            raise PatternError("one quantifier after another is outside the subset", self._at)
        return Repeat(part, least, most)

    def _counts(self, start: int) -> tuple[int, int | None]:
        text, closed, _ = self._source[self._at :].partition("}")
        low, comma, high = text.partition(",")
        if not closed or not _is_count(low) or not (high == "" or _is_count(high)):
            raise PatternError("a repetition is written {2}, {2,} or {2,5}; a brace itself \\{", start)
        self._at += len(text) + 1
        least = int(low)
        most = None if comma and not high else int(high or low)
        if most is not None and most < least:
            raise PatternError(f"the repetition {{{text}}} ends before it starts", start)
        return least, most

    def _atom(self) -> Tree:
        start = self._at
        char = self._take("a character")
        if char == "(":
            return self._group(start)
        if char == "[":
            return _chars(self._set(start))
        if char == "\\":
            return _chars(self._escape())
        if char == ".":
            return _chars(_ANY)
        if char in _ANCHORS:
            return Anchor(_ANCHORS[char])
        if char in "*+?{":
            raise PatternError(f"nothing stands before `{char}` that it could repeat", start)
        if char in "]}":
            raise PatternError(f"a `{char}` of its own is written \\{char}", start)
        return _chars(((ord(char), ord(char)),))

    def _group(self, start: int) -> Tree:
        if not self._accept("?:") and self._peek() == "?":
            raise PatternError("flags, named groups and look-around are outside the subset", start)
        self._groups += 1
        if self._groups > MAX_GROUPS:
            raise PatternError(f"more than {MAX_GROUPS} groups inside one another", start)
        tree = self._alternatives()
        if not self._accept(")"):
            raise PatternError("`(` without `)`", start)
        self._groups -= 1
        return Sequence((tree,))

    def _escape(self) -> Ranges:
        start = self._at - 1
        char = self._take("the escaped character")
        if char.lower() in _CLASSES:
            ranges = _CLASSES[char.lower()]
            return ranges if char.islower() else _complement(ranges)
        if char in _CONTROLS:
            return ((_CONTROLS[char], _CONTROLS[char]),)
        if char.isalnum() or not char.isascii():
            raise PatternError(f"\\{char} is outside the subset (back-references and \\b are, too)", start)
        return ((ord(char), ord(char)),)

    def _set(self, start: int) -> Ranges:
        negated = self._accept("^")
        ranges: list[tuple[int, int]] = []
        while not self._accept("]"):
            if not self._peek():
                raise PatternError("`[` without `]`", start)
            ranges.extend(self._set_item())
        if not ranges:
            raise PatternError("an empty [] matches nothing", start)
        return _complement(tuple(ranges)) if negated else tuple(ranges)

    def _set_item(self) -> Ranges:
        start = self._at
        low = self._set_char()
        if self._peek() != "-" or self._source.startswith("-]", self._at):
            return low
        self._at += 1
        high = self._set_char()
        if not _is_one(low) or not _is_one(high) or high[0][0] < low[0][0]:
            raise PatternError("a range goes from one character to a later one, as in [a-z]", start)
        return ((low[0][0], high[0][0]),)

    def _set_char(self) -> Ranges:
        start = self._at
        char = self._take("a character")
        if char == "\\":
            return self._escape()
        if char == "[":
            raise PatternError("a `[` inside […] is written \\[", start)
        return ((ord(char), ord(char)),)


def _chars(ranges: Ranges) -> Chars:
    edges: list[int] = []
    for low, high in sorted(ranges):
        if edges and low <= edges[-1]:
            edges[-1] = max(edges[-1], high + 1)
        else:
            edges += [low, high + 1]
    return Chars(tuple(edges))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _is_one(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]
