"""What is wrong with policies, as text and JSON; and how much of them their cases cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from fielato.errors import Problem
from fielato.reports import json
from fielato.rules.gaps import Measured
from fielato.rules.lint.finding import SEVERITIES, Finding, Severity


def render(findings: Sequence[Finding], format_: str, shown: Severity, path: Callable[[str], str]) -> str:
    """The findings in a format: JSON with all of them, text with those that are at least as grave as `shown`.

    `path` turns the name of a policy file into one that the reader can open.
    """
    if format_ == "json":
        return json.render([{**_row(one), "file": path(one.file)} for one in findings])
    grave = SEVERITIES[: SEVERITIES.index(shown) + 1]
    lines = [f"{_line(one, path)}\n" for one in findings if one.severity in grave]
    return "".join(lines) + _counted(findings) + "\n"


def coverage(measured: Sequence[Measured]) -> str:
    """In one line, how many branches cases cover."""
    every, covered = sum(one.branches for one in measured), sum(one.covered for one in measured)
    return f"{covered} of {every} branches covered"


def untested(measured: Sequence[Measured], path: Callable[[str], str]) -> Iterator[str]:
    """A line for each branch that no case covers."""
    for one in measured:
        for problem in one.untested:
            yield str(Problem(problem.message, path(problem.file), problem.line, problem.column, hint=problem.hint))


def _line(one: Finding, path: Callable[[str], str]) -> str:
    problem = Problem(one.message, path(one.file), one.line, one.column, hint=one.hint)
    return f"{one.severity}[{one.check}] {problem}"


def _row(one: Finding) -> dict[str, object]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _counted(findings: Sequence[Finding]) -> str:
    found = Counter(one.severity for one in findings)
    words = (f"{found[one]} {one if one == 'info' or found[one] == 1 else f'{one}s'}" for one in SEVERITIES)
    return ", ".join(words)
