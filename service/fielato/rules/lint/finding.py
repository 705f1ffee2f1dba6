"""What is told of policies that compile: how grave it is, where it is, what to do."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from fielato.errors import Problem

Severity = Literal["error", "warning", "info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""The gravest first; only errors end the command with 1."""


class Finding(msgspec.Struct, frozen=True):
    """One thing to mend or to know."""

    severity: Severity
    check: str
    """The name of the check."""
    message: str
    file: str
    line: int
    """From 1, as is the column; 0 where the finding is about the whole file."""
    column: int
    hint: str
    """What to do."""


def finding(severity: Severity, check: str, problem: Problem) -> Finding:
    """The finding that a problem at its place makes."""
    return Finding(severity, check, problem.message, problem.file, problem.line, problem.column, problem.hint)
