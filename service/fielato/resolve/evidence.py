"""Whether an answer fits the fact that it answers: there is such a fact, and the value is of its type."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from fielato.errors import Problem
from fielato.model.manifest import RegisterFile
from fielato.model.register import Evidence
from fielato.model.values import Value
from fielato.model.variables import ROOTS, Variable, VariableType, of_root
from fielato.reading import did_you_mean


def _date(given: object) -> Value | None:
    try:
        return datetime.date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None


_READ: Final[Mapping[VariableType, Callable[[object], Value | None]]] = {
    "bool": lambda given: given if isinstance(given, bool) else None,
    "int": lambda given: given if isinstance(given, int) and not isinstance(given, bool) else None,
    "string": lambda given: given if isinstance(given, str) else None,
    "date": _date,
    "list(string)": lambda given: given if isinstance(given, tuple) else None,
}
_WANTED: Final[Mapping[VariableType, str]] = {
    "bool": "true or false",
    "int": "a whole number",
    "string": "text",
    "date": "a date such as 2026-01-31",
    "list(string)": "a list",
}


def value(answer: Evidence) -> Value | None:
    """The answer as a value of its fact, or None where it is not of the fact's type."""
    variable = _variable(answer)
    return None if variable is None else _READ[variable.type](answer.value)


def problems(register: RegisterFile) -> Iterator[Problem]:
    """The answers of a register to facts that do not exist, and those that their fact cannot have."""
    given = register.register.evidence
    for index, answer in enumerate(given if isinstance(given, tuple) else ()):
        variable = _variable(answer)
        if variable is None:
            guess = did_you_mean(answer.answers, _names())
            hint = f"did you mean `{guess}`?" if guess else "`fielato reference` lists them"
            yield _problem(register, f"/evidence/{index}/fact", f"there is no fact `{answer.answers}`", hint)
        elif (found := value(answer)) is None:
            message = f"the answer to `{variable.name}` is not {_WANTED[variable.type]}"
            yield _problem(register, f"/evidence/{index}/value", message, f"write {_WANTED[variable.type]}")
        elif odd := [one for one in (found if isinstance(found, tuple) else (found,)) if not _allowed(variable, one)]:
            message = f"`{odd[0]}` is no answer to `{variable.name}`"
            yield _problem(register, f"/evidence/{index}/value", message, f"allowed: {', '.join(variable.values)}")


def _variable(answer: Evidence) -> Variable | None:
    root = answer.answers.partition(".")[0]
    return of_root(root).get(answer.answers) if root in ROOTS else None


def _names() -> list[str]:
    return [name for root in ROOTS for name in of_root(root)]


def _allowed(variable: Variable, one: object) -> bool:
    return not variable.values or one in variable.values


def _problem(register: RegisterFile, pointer: str, message: str, hint: str) -> Problem:
    location = register.places.location(pointer)
    return Problem(message, location.file, location.line, location.column, location.pointer, hint)
