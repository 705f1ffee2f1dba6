"""Whether a regular expression is found in a text, in time linear in the text.

The pattern becomes a nondeterministic automaton that is simulated state set by state set, so that no pattern can make
a text slow (backtracking engines can be made to take exponential time).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from fielato.rules.pattern_syntax import (
    Alternatives,
    Anchor,
    Chars,
    PatternError,
    Repeat,
    Sequence,
    Tree,
    parse,
)

MAX_STATES: Final = 1_000
"""States of one automaton; a pattern that needs more is refused."""


class _State(NamedTuple):
    """One state: `kind` is `char`, `split`, `start`, `end` or `found`."""

    kind: str
    edges: tuple[int, ...] = ()
    """Of a `char`: where its code points begin, end, begin again …, ascending."""
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
                if state.kind == "char" and bisect.bisect(state.edges, code) % 2
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
    tree = parse(source)
    states: list[_State] = [_State("found")]
    start = _build(tree, 0, states)
    return Pattern(source, tuple(states), start)


def _build(tree: Tree, then: int, states: list[_State]) -> int:
    """Add the states of the tree that lead to the state `then`; return where they start."""
    match tree:
        case Chars(edges):
            return _add(_State("char", edges, (then,)), states)
        case Anchor(kind):
            return _add(_State(kind, (), (then,)), states)
        case Sequence(()):
            return _add(_State("split", (), (then,)), states)  # so that the states count all the work
        case Sequence(parts):
            for part in reversed(parts):
                then = _build(part, then, states)
            return then
        case Alternatives(branches):
            starts = tuple(_build(branch, then, states) for branch in branches)
            return _add(_State("split", (), starts), states)
        case Repeat():
            return _build_repeat(tree, then, states)


def _build_repeat(repeat: Repeat, then: int, states: list[_State]) -> int:
    then = _add(_State("split", (), (then,)), states)  # so that repeating nothing counts, too
    if repeat.most is None:
        loop = _add(_State("split"), states)
        states[loop] = _State("split", (), (_build(repeat.part, loop, states), then))
        then = loop
    for _ in range((repeat.most or repeat.least) - repeat.least):
        then = _add(_State("split", (), (_build(repeat.part, then, states), then)), states)
    for _ in range(repeat.least):
        then = _build(repeat.part, then, states)
    return then


def _add(state: _State, states: list[_State]) -> int:
    if len(states) >= MAX_STATES:
        raise PatternError(f"the pattern needs more than {MAX_STATES} states: shorten its repetitions", 0)
    states.append(state)
    return len(states) - 1
