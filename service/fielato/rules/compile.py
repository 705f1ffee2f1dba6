"""How a condition's text becomes an `Expression`, and how its mistakes are told, each at its place in the rule's file.

CEL's own compiler parses and checks the types against the declared facts; `subset` turns what it hands over into the
chapter's tree. A date is declared to CEL as a timestamp (midnight, UTC): so `==` and `<` exist for dates, and nothing
else in the subset makes or takes a timestamp.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from cel_expr_python import cel

from fielato.errors import PolicyError, Problem
from fielato.reading.hints import hint_for
from fielato.rules.checked import Checked
from fielato.rules.refusals import SubsetError
from fielato.rules.subset import FUNCTIONS, refuse_presence_tests, starts, translate
from fielato.rules.syntax import DefinitionRef, Expression, Node, Var, depth, walk
from fielato.rules.values import Type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "START", "Compiler", "Expression", "Mark"]

MAX_LENGTH: Final = 10_000
"""Code points of one condition."""
MAX_MISTAKES: Final = 20
"""Mistakes of one condition that are told at once; CEL stops there."""
MAX_DEPTH: Final = 100
"""How deep a condition may nest, the definitions that it uses included."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a condition's text starts in its file; lines and columns count from 1, 0 means unknown."""

    line: int = 1
    column: int = 1
    indent: int = 0
    """Columns cut off in front of the second and later lines, as in a YAML block."""

    def place(self, text: str, offset: int) -> tuple[int, int]:
        """Return the line and column in the file of an offset into the text."""
        before = text[:offset]
        row = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        return self.line + row, column + (self.indent + 1 if row else self.column)


START: Final = Mark()
"""The place of a text that is its own file."""


class Compiler:
    """Compiles conditions over the declared facts and the definitions compiled so far."""

    def __init__(self, variables: Mapping[str, Type], definitions: Mapping[str, Expression] | None = None) -> None:
        self._definitions = dict(definitions or {})
        self._bodies = {name: definition.node for name, definition in self._definitions.items()}
        self._names = [*variables, *self._definitions]
        booleans = dict.fromkeys(self._definitions, Type.BOOL)
        declared = {name: _CEL_TYPES[type_] for name, type_ in {**variables, **booleans}.items()}
        self._env = cel.NewEnv(variables=declared, functions=[_DATE])

    def compile(self, text: str, file: str = "", mark: Mark = START) -> Expression:
        """Compile a text, or raise PolicyError with every mistake that CEL can tell at once."""
        try:
            _refuse_text(text)
            node = self._node(text)
        except SubsetError as refused:
            raise PolicyError(_problem(str(refused), refused.hint, text, refused.offset, file, mark)) from None
        except RuntimeError as error:  # what the CEL compiler raises for every mistake
            raise PolicyError(list(self._problems(str(error), text, file, mark))) from None
        expression = self._expression(text, node)
        if expression.depth > MAX_DEPTH:
            message = f"the condition nests {expression.depth} deep, its definitions included; the limit is {MAX_DEPTH}"
            raise PolicyError(_problem(message, "make it, or its definitions, flatter", text, 0, file, mark))
        return expression

    def starts(self, text: str) -> tuple[int, ...]:
        """Where each part of a valid condition begins (code points from 0), in the order of `syntax.walk`."""
        return starts(Checked(self._env.compile(text).serialize()), self._bodies)

    def _node(self, text: str) -> Node:
        if "has" in text:
            refuse_presence_tests(Checked(self._env.compile(text, disable_check=True).serialize()))
        compiled = self._env.compile(text)
        node = translate(Checked(compiled.serialize()), self._bodies)
        if compiled.return_type() != cel.Type.BOOL:
            raise SubsetError("the condition is not true or false", "compare the value with something", 0)
        return node

    def _expression(self, text: str, node: Node) -> Expression:
        definitions: dict[str, None] = {}
        variables: dict[str, None] = {}
        for part in walk(node):
            if isinstance(part, Var):
                variables[part.name] = None
            elif isinstance(part, DefinitionRef):
                definitions[part.name] = None
                variables |= dict.fromkeys(self._definitions[part.name].variables)
        below = max((self._definitions[name].depth for name in definitions), default=0)
        return Expression(text, node, tuple(definitions), tuple(variables), depth(node) + below)

    def _problems(self, report: str, text: str, file: str, mark: Mark) -> Iterator[Problem]:
        mistakes = [_Mistake(int(line), int(column), message) for line, column, message in _MISTAKE.findall(report)]
        if not mistakes or any(mistake.message.startswith(_TOO_DEEP) for mistake in mistakes):
            yield _problem(
                "the condition nests too deep", "32 levels are the limit: use definitions", text, 0, file, mark
            )
            return
        placed = [mistake for mistake in mistakes if mistake.line > 0] or mistakes
        for mistake in placed[:MAX_MISTAKES]:
            message, hint, start = self._explained(mistake.message, text, mistake.offset(text))
            yield _problem(message, hint, text, start, file, mark)

    def _explained(self, message: str, text: str, offset: int) -> tuple[str, str, int]:
        """Put a mistake in our words: what is wrong, what to do, and where."""
        if undeclared := _UNDECLARED.match(message):
            name = undeclared[1]
            if name in FUNCTIONS:
                return f"`{name}` is not used like this", "the reference page shows how", offset
            start = text.rfind(name.partition(".")[0], 0, offset) if "." in name else offset
            hint = hint_for(name, [*self._names, *FUNCTIONS], "the reference page lists the facts")
            return f"`{name}` is not declared", hint, max(start, 0)
        for pattern, replacement, hint in _WORDINGS:
            if pattern.search(message):
                return pattern.sub(replacement, message).replace("google.protobuf.Timestamp", "date"), hint, offset
        return message, "", offset


class _Mistake(NamedTuple):
    """One line of CEL's report; line and column count from 1, or are negative where it knows no place."""

    line: int
    column: int
    message: str

    def offset(self, text: str) -> int:
        """Return the place in the text, in code points from 0."""
        if self.line < 1:
            return 0
        return sum(len(line) + 1 for line in text.split("\n")[: self.line - 1]) + self.column - 1


_MISTAKE: Final = re.compile(
    r"^(?:\w+: )?ERROR: <input>:(-?\d+):(-?\d+): (.*?)(?: \[INVALID_ARGUMENT\])?$", re.MULTILINE
)
_TOO_DEEP: Final = "Exceeded max recursion depth"
_UNDECLARED: Final = re.compile(r"undeclared reference to '([^']*)'")
_LOOP_HINT: Final = "facts are flat; a loop variable hides the facts whose name begins like it: rename the variable"
_WRITING: Final = "the language page shows how conditions are written"
_WORDINGS: Final = (
    (
        re.compile(r"^found .* '_\?_:_' applied to '\((.*)\)'$"),
        r"`?:` does not take (\1)",
        "both branches have one type",
    ),
    (
        re.compile(r"^found no matching overload for '[_@]?(\W[^']*?|\w+?)_?' applied to '(.*)'$"),
        r"`\1` does not take \2",
        "the language page says what each operator and function takes",
    ),
    (re.compile(r"^expression of type '(\w+)' cannot be .* a select operation$"), r"a \1 has no fields", _LOOP_HINT),
    (re.compile(r"^Syntax error: (.*?)(?: expecting .*)?$"), r"this is not CEL: \1", _WRITING),
    (re.compile(r"^<<nil>> parsetree$"), "this is not CEL: something is missing", _WRITING),
    (re.compile(r"^(invalid (?:hex )?int literal)$"), r"\1", "from -9223372036854775808 to 9223372036854775807"),
    (re.compile(r"^reserved identifier: (\w+)$"), r"`\1` is a reserved word", "choose another name"),
    (re.compile(r"^unsupported syntax '(.*)'$"), r"`\1` is outside the rule language", "facts have no optional parts"),
    (re.compile(r"^((?:exists|all)\(\) variable name .*)$"), r"\1", "write it like `list.exists(item, …)`"),
)
"""CEL's wording, ours, and what to do about it."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_TIMESTAMP: Final = cel.Type.TIMESTAMP
_CEL_TYPES: Final = {
    Type.BOOL: cel.Type.BOOL,
    Type.INT: cel.Type.INT,
    Type.STRING: cel.Type.STRING,
    Type.DATE: _TIMESTAMP,
    Type.BOOL_LIST: cel.Type.List(cel.Type.BOOL),
    Type.INT_LIST: cel.Type.List(cel.Type.INT),
    Type.STRING_LIST: cel.Type.List(cel.Type.STRING),
    Type.DATE_LIST: cel.Type.List(_TIMESTAMP),
}
_DATE: Final = cel.FunctionDecl(
    "date", [cel.Overload("date_string", return_type=_TIMESTAMP, parameters=[cel.Type.STRING])]
)


def _refuse_text(text: str) -> None:
    if len(text) > MAX_LENGTH:
        message = f"the condition has {len(text)} characters; the limit is {MAX_LENGTH}"
        raise SubsetError(message, "split it into definitions", 0)
    if half := _SURROGATE.search(text):
        raise SubsetError("half a character (a lone surrogate)", "write the whole character", half.start())


def _problem(message: str, hint: str, text: str, offset: int, file: str, mark: Mark) -> Problem:
    line, column = mark.place(text, offset)
    return Problem(message, file, line, column, hint=hint)
