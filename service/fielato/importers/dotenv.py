"""What files of environment variables give, and what `${VAR:-default}` in a Compose file comes to.

Read on 2026-11-23: docs.docker.com, “Set, use, and manage variables in a Compose file with interpolation”, “Environment
variables precedence”, “Syntax for environment files”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

_LINE = re.compile(r"^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.-]*)[ \t]*(?:=|:[ \t])[ \t]*(?P<value>.*)$")
_NAME = re.compile(r"[A-Za-z_]\w*")
_INSIDE = re.compile(r"(?P<name>[A-Za-z_]\w*)(?:(?P<how>:?[-?+])(?P<rest>.*))?", re.DOTALL)
_COMMENT = re.compile(r"\s#.*$")
_QUOTED: Final = {'"': re.compile(r'"((?:[^"\\]|\\.)*)"'), "'": re.compile(r"'((?:[^'\\]|\\.)*)'")}
_DEEPEST: Final = 20
"""How many defaults may stand inside one another; what is deeper stays as it is written."""

Lookup = Callable[[str], str | None]
"""Gives the value of a variable; None where nothing does."""


class Variable(msgspec.Struct, frozen=True):
    """A variable of a file, and where its value stands, counted from 1."""

    value: str
    line: int
    column: int


def variables(data: bytes) -> Mapping[str, Variable]:
    """The variables of a file, the last of each name; a value of several lines gives its first."""
    found: dict[str, Variable] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.match(line)
        if match is not None:
            value = _value(match["value"], lambda name: found[name].value if name in found else None)
            found[match["name"]] = Variable(value, number, match.start("value") + 1)
    return found


def _value(written: str, lookup: Lookup) -> str:
    quote = _QUOTED.get(written[:1])
    match = quote.match(written) if quote is not None else None
    if match is not None and written[0] == "'":
        return match[1].replace("\\'", "'")
    if match is not None:
        return interpolated(match[1].replace('\\"', '"'), lookup)
    return interpolated(_COMMENT.sub("", written).strip(), lookup)


def interpolated(text: str, lookup: Lookup, depth: int = 0) -> str:
    """A text with its variables filled in; one that has no value and no default stays, as `${NAME}`."""
    parts: list[str] = []
    start = 0
    while (dollar := text.find("$", start)) >= 0:
        parts.append(text[start:dollar])
        following = text[dollar + 1 : dollar + 2]
        if following == "$":
            parts.append("$")
            start = dollar + 2
        elif following == "{" and (end := _closing(text, dollar + 2)) >= 0:
            parts.append(_expanded(text[dollar + 2 : end], lookup, depth))
            start = end + 1
        elif match := _NAME.match(text, dollar + 1):
            parts.append(_given(match[0], lookup))
            start = match.end()
        else:
            parts.append("$")
            start = dollar + 1
    return "".join([*parts, text[start:]])


def _closing(text: str, start: int) -> int:
    """Where the brace ends that was opened before `start`; -1 if nowhere."""
    depth = 1
    for match in re.compile(r"\$\{|\}").finditer(text, start):
        depth += 1 if match[0] == "${" else -1
        if not depth:
            return match.start()
    return -1


def _expanded(inside: str, lookup: Lookup, depth: int) -> str:
    match = _INSIDE.fullmatch(inside)
    if match is None or depth >= _DEEPEST:
        return f"${{{inside}}}"
    value, how = lookup(match["name"]), match["how"] or ""
    if how.endswith("-") and (value is None or (how == ":-" and not value)):
        return interpolated(match["rest"], lookup, depth + 1)
    if how.endswith("+") and value is not None:
        return interpolated(match["rest"], lookup, depth + 1) if value or how == "+" else ""
    return _given(match["name"], lookup)


def _given(name: str, lookup: Lookup) -> str:
    value = lookup(name)
    return f"${{{name}}}" if value is None else value
