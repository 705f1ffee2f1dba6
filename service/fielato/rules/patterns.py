r"""Which regular expressions `matches` takes, and whether one is found in a text, in time linear in the text.

The subset is what RE2, the engine of the CEL specification, and every reader understand alike: literals, `.`,
`[…]`, `\\d \\w \\s` and their negations (ASCII), groups, `|`, `* + ? {m,n}`, `^` and `$` (start and end of the whole
text). The pattern becomes a nondeterministic automaton that is simulated state set by state set, so that no pattern
can make a text slow (backtracking engines can be made to take exponential time).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_STATES: Final = 2_000
"""States of one automaton; a pattern that needs more is refused."""
MAX_GROUPS: Final = 30
"""Groups inside one another."""

_Ranges: TypeAlias = tuple[tuple[int, int], ...]
_LAST: Final = sys.maxunicode


class PatternError(ValueError):
    """The pattern is outside the subset; `offset` counts code points of the pattern from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class _State(NamedTuple):
    """One state: `kind` is `char`, `split`, `start`, `end` or `found`."""

    kind: str
    ranges: _Ranges = ()
    next: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; equal to any other of the same source."""

    source: str
    _states: tuple[_State, ...] = field(compare=False, repr=False)
    _start: int = field(compare=False, repr=False)

    def found_in(self, text: str) -> bool:
        """Whether some part of the text matches."""
        current: set[int] = set()
        for position, char in enumerate(text):
            self._enter([self._start], current, at_start=position == 0, at_end=False)
            if 0 in current:
                return True
            code = ord(char)
            after = [
                state.next[0]
                for state in map(self._states.__getitem__, current)
                if state.kind == "char" and any(low <= code <= high for low, high in state.ranges)
            ]
            current = set()
            self._enter(after, current, at_start=False, at_end=position == len(text) - 1)
        self._enter([self._start], current, at_start=not text, at_end=True)
        return 0 in current

    def _enter(self, indexes: Iterable[int], reached: set[int], *, at_start: bool, at_end: bool) -> None:
        """Add the states and all that can be reached from them without reading a character."""
        open_kinds = {"split", *(["start"] if at_start else []), *(["end"] if at_end else [])}
        pending = list(indexes)
        while pending:
            index = pending.pop()
            if index not in reached:
                reached.add(index)
                if self._states[index].kind in open_kinds:
                    pending.extend(self._states[index].next)


def compile_pattern(source: str) -> Pattern:
    """Compile a pattern, or raise PatternError with what is outside the subset and where."""
    tree = _Parser(source).parse()
    states: list[_State] = [_State("found")]
    start = _build(tree, 0, states)
    return Pattern(source, tuple(states), start)


# The tree of a pattern: a range set or an anchor, a sequence, alternatives, or a repetition.


@dataclass(frozen=True, slots=True)
class _Chars:
    ranges: _Ranges


@dataclass(frozen=True, slots=True)
class _Anchor:
    kind: str


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Tree, ...]


@dataclass(frozen=True, slots=True)
class _Alternatives:
    branches: tuple[_Tree, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Tree
    least: int
    most: int | None


_Tree: TypeAlias = _Chars | _Anchor | _Sequence | _Alternatives | _Repeat


def _build(tree: _Tree, then: int, states: list[_State]) -> int:
    """Add the states of the tree that lead to the state `then`; return where they start."""

    def add(state: _State) -> int:
        if len(states) >= MAX_STATES:
            raise PatternError(f"the pattern needs more than {MAX_STATES} states: shorten its repetitions", 0)
        states.append(state)
        return len(states) - 1

    match tree:
        case _Chars(ranges):
            return add(_State("char", ranges, (then,)))
        case _Anchor(kind):
            return add(_State(kind, (), (then,)))
        case _Sequence(parts):
            for part in reversed(parts):
                then = _build(part, then, states)
            return then
        case _Alternatives(branches):
            return add(_State("split", (), tuple(_build(branch, then, states) for branch in branches)))
        case _Repeat(part, least, most):
            if most is None:
                loop = add(_State("split"))
                states[loop] = _State("split", (), (_build(part, loop, states), then))
                then = loop
            for _ in range((most or least) - least):
                then = add(_State("split", (), (_build(part, then, states), then)))
            for _ in range(least):
                then = _build(part, then, states)
            return then


_CLASSES: Final[dict[str, _Ranges]] = {
    "d": ((48, 57),),
    "w": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "s": ((9, 10), (12, 13), (32, 32)),
}
_CONTROLS: Final = {"t": 9, "n": 10, "f": 12, "r": 13}
_QUANTIFIERS: Final[dict[str, tuple[int, int | None]]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_ANCHORS: Final = {"^": "start", "$": "end"}
_ANY: Final[_Ranges] = ((0, 9), (11, _LAST))


def _complement(ranges: _Ranges) -> _Ranges:
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

    def parse(self) -> _Tree:
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

    def _alternatives(self) -> _Tree:
        branches = [self._sequence()]
        while self._accept("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _Alternatives(tuple(branches))

    def _sequence(self) -> _Tree:
        parts: list[_Tree] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return _Sequence(tuple(parts))

    def _repeated(self, part: _Tree) -> _Tree:
        start = self._at
        if self._peek() in _QUANTIFIERS and self._peek():
            least, most = _QUANTIFIERS[self._take("a quantifier")]
        elif self._accept("{"):
            least, most = self._counts(start)
        else:
            return part
        if isinstance(part, _Anchor):
            raise PatternError("a quantifier after `^` or `$` repeats nothing", start)
        if self._peek() in ("*", "+", "?", "{") and self._peek():
            raise PatternError("one quantifier after another is outside the subset", self._at)
        return _Repeat(part, least, most)

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

    def _atom(self) -> _Tree:
        start = self._at
        char = self._take("a character")
        if char == "(":
            return self._group(start)
        if char == "[":
            return _Chars(self._set(start))
        if char == "\\":
            return _Chars(self._escape())
        if char == ".":
            return _Chars(_ANY)
        if char in _ANCHORS:
            return _Anchor(_ANCHORS[char])
        if char in "*+?{":
            raise PatternError(f"nothing stands before `{char}` that it could repeat", start)
        if char in "]}":
            raise PatternError(f"a `{char}` of its own is written \\{char}", start)
        return _Chars(((ord(char), ord(char)),))

    def _group(self, start: int) -> _Tree:
        if not self._accept("?:") and self._peek() == "?":
            raise PatternError("flags, named groups and look-around are outside the subset", start)
        self._groups += 1
        if self._groups > MAX_GROUPS:
            raise PatternError(f"more than {MAX_GROUPS} groups inside one another", start)
        tree = self._alternatives()
        if not self._accept(")"):
            raise PatternError("`(` without `)`", start)
        self._groups -= 1
        return _Sequence((tree,))

    def _escape(self) -> _Ranges:
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

    def _set(self, start: int) -> _Ranges:
        negated = self._accept("^")
        ranges: list[tuple[int, int]] = []
        while not self._accept("]"):
            if not self._peek():
                raise PatternError("`[` without `]`", start)
            ranges.extend(self._set_item())
        if not ranges:
            raise PatternError("an empty [] matches nothing", start)
        return _complement(tuple(ranges)) if negated else tuple(ranges)

    def _set_item(self) -> _Ranges:
        start = self._at
        low = self._set_char()
        if self._peek() != "-" or self._source.startswith("-]", self._at):
            return low
        self._at += 1
        high = self._set_char()
        if not _is_one(low) or not _is_one(high) or high[0][0] < low[0][0]:
            raise PatternError("a range goes from one character to a later one, as in [a-z]", start)
        return ((low[0][0], high[0][0]),)

    def _set_char(self) -> _Ranges:
        start = self._at
        char = self._take("a character")
        if char == "\\":
            return self._escape()
        if char == "[":
            raise PatternError("a `[` inside […] is written \\[", start)
        return ((ord(char), ord(char)),)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def _is_one(ranges: _Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]
