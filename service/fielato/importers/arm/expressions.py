"""How an expression of an ARM template is written: `[function(arguments).property[index]]` to a small tree."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, TypeAlias

import msgspec

_LONGEST: Final = 24_576
"""Characters of one expression; Resource Manager's own limit (learn.microsoft.com, template best practices)."""
_DEEPEST: Final = 60
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w]*)|(?P<mark>\.\?|\[\?|[().,\[\]]))"
)


class Literal(msgspec.Struct, frozen=True):
    """A text or a number."""

    value: str | int | float


class Call(msgspec.Struct, frozen=True):
    """A function with its arguments; its name in lower case, as names of functions have no case."""

    name: str
    arguments: tuple[Expression, ...]


class Entry(msgspec.Struct, frozen=True):
    """A property or an item of a value: `.x` or `[x]`."""

    of: Expression
    key: Expression


Expression: TypeAlias = Literal | Call | Entry


class NotAnExpressionError(ValueError):
    """The text is not written as an expression, or is too long or too deep."""


def is_expression(text: str) -> bool:
    """Whether a text is evaluated rather than taken as it stands."""
    return len(text) > 2 and text[0] == "[" and text[-1] == "]" and text[1] != "["


def plain(text: str) -> str:
    """What a text that is no expression says: `[[x]` is written for `[x]`."""
    return text[1:] if text.startswith("[[") else text


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Give the tree of an expression with its outer brackets; raises NotAnExpressionError."""
    if len(text) > _LONGEST:
        raise NotAnExpressionError
    reader = _Reader(text[1:-1])
    tree = reader.expression(0)
    if not reader.at_end:
        raise NotAnExpressionError
    return tree


class _Reader:
    """One pass over the tokens of an expression."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at == len(self._tokens)

    def expression(self, depth: int) -> Expression:
        if depth > _DEEPEST:
            raise NotAnExpressionError
        tree = self._start(depth)
        links = 0
        while (mark := self._peek()) in {".", ".?", "[", "[?"}:
            links += 1
            if links > _DEEPEST:
                raise NotAnExpressionError
            self._at += 1
            if mark.startswith("."):
                kind, name = self._next()
                if kind != "name":
                    raise NotAnExpressionError
                tree = Entry(tree, Literal(name))
            else:
                tree = Entry(tree, self.expression(depth + 1))
                self._expect("]")
        return tree

    def _start(self, depth: int) -> Expression:
        kind, text = self._next()
        if kind == "text":
            return Literal(text[1:-1].replace("''", "'"))
        if kind == "number":
            return Literal(float(text) if "." in text else int(text[:20]))
        if kind != "name":
            raise NotAnExpressionError
        self._expect("(")
        return Call(text.lower(), tuple(self._arguments(depth)))

    def _arguments(self, depth: int) -> list[Expression]:
        arguments: list[Expression] = []
        if self._peek() == ")":
            self._at += 1
            return arguments
        while True:
            arguments.append(self.expression(depth + 1))
            _, mark = self._next()
            if mark == ")":
                return arguments
            if mark != ",":
                raise NotAnExpressionError

    def _peek(self) -> str:
        return self._tokens[self._at][1] if not self.at_end and self._tokens[self._at][0] == "mark" else ""

    def _next(self) -> tuple[str, str]:
        if self.at_end:
            raise NotAnExpressionError
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, mark: str) -> None:
        if self._next() != ("mark", mark):
            raise NotAnExpressionError


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise NotAnExpressionError
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found
