"""How a mistake in YAML's syntax is told: in plain words, at its place, with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

import yaml

from fielato.reading.document import Mark
from fielato.reading.problems import shown

if TYPE_CHECKING:
    from fielato.reading.lines import Lines

_INDENT = re.compile(r"[ \t]*")


class Explained(NamedTuple):
    """A mistake in the syntax."""

    mark: Mark
    message: str
    hint: str


class _HasPlace(Protocol):
    line: int
    column: int


# The parser's words, and ours. These mistakes are told where the text or key begins that they stand in.
_AT_START = (
    ("found unexpected end of stream", "this text has no closing quote", ""),
    ("found unexpected document indicator", "this text has no closing quote", ""),
    ("could not find expected ':'", "a colon is missing after this key", "write “key: value”"),
)
# These are told where the parser stopped; {start} is where the list or mapping begins.
_AT_STOP = (
    ("mapping values are not allowed", "a colon is not allowed here", "quote text that holds “: ”, or mend the indent"),
    ("did not find expected key", "a key is missing here", "mend the indentation of this line"),
    ("did not find expected '-'", "an item that begins with “- ” is missing here", "mend the indentation of this line"),
    ("did not find expected ',' or ']'", "the list that opens at {start} is not closed", "add a comma or “]”"),
    ("did not find expected ',' or '}'", "the mapping that opens at {start} is not closed", "add a comma or “}”"),
    ("did not find expected node content", "a value is missing here", "no comma without a value before it"),
    ("block sequence entries are not allowed", "a list item may not begin here", "begin the list on a line of its own"),
    ("mapping keys are not allowed", "a key may not begin here", "begin the mapping on a line of its own"),
    ("found character that cannot start", "a value may not begin with this character", "put the value in quotes"),
    ("found unknown escape character", "this escape does not exist", r"write a backslash as \\, or use single quotes"),
    ("found invalid Unicode character escape", "this escape is no character", ""),
    ("found undefined tag handle", "the tag here is not allowed", "remove it"),
    ("found incompatible YAML", "this file declares a version of YAML that is not 1.2", "remove the %YAML line"),
    ("did not find expected <document start>", "a second document begins without “---”", "mend the indentation"),
)


def explain(error: yaml.YAMLError, lines: Lines) -> Explained:
    """Say what the parser stumbled over."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Explained(Mark(1, 1), f"this is not YAML: {shown(' '.join(str(error).split()))}", "")
    stop = _counted(error.problem_mark)
    if (indent := _INDENT.match(lines.line(stop.line))) and "\t" in indent[0]:
        message = f"a tab indents line {stop.line}; YAML wants spaces"
        return Explained(Mark(stop.line, indent[0].index("\t") + 1), message, "replace it by spaces")
    problem, start = error.problem or "", _counted(error.context_mark or error.problem_mark)
    for words, message, hint in _AT_START:
        if problem.startswith(words):
            return Explained(start, message, hint)
    for words, message, hint in _AT_STOP:
        if problem.startswith(words):
            return Explained(stop, message.format(start=f"{start.line}:{start.column}"), hint)
    return Explained(stop, f"this is not YAML: {shown(problem)}", "")


def _counted(mark: _HasPlace) -> Mark:
    """Count from 1."""
    return Mark(mark.line + 1, mark.column + 1)
