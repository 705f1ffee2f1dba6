"""What lint found as text and JSON, and how much cases cover."""

from __future__ import annotations

import json

import pytest

from fielato.errors import Problem
from fielato.reports.lint import coverage, render, untested
from fielato.rules.gaps import Measured
from fielato.rules.lint.finding import Finding, Severity

FOUND = [
    Finding("error", "to-write", "to be written", "a.yaml", 2, 3, "write it"),
    Finding("warning", "not-researched", "nobody looked", "b.yaml", 1, 1, "look"),
    Finding("info", "unread-fact", "no rule reads `x.y`", "FACTS.md", 0, 0, ""),
]
ERROR = "error[to-write] in/a.yaml:2:3: to be written (write it)\n"
WARNING = "warning[not-researched] in/b.yaml:1:1: nobody looked (look)\n"
INFO = "info[unread-fact] in/FACTS.md: no rule reads `x.y`\n"


def below(file: str) -> str:
    return f"in/{file}"


@pytest.mark.parametrize(
    ("shown", "lines"), [("error", ERROR), ("warning", ERROR + WARNING), ("info", ERROR + WARNING + INFO)]
)
def test_text_shows_what_is_grave_enough_and_counts_all(shown: Severity, lines: str) -> None:
    assert render(FOUND, "text", shown, below) == f"{lines}1 error, 1 warning, 1 info\n"


def test_nothing_is_counted_too() -> None:
    assert render([], "text", "info", below) == "0 errors, 0 warnings, 0 info\n"


def test_json_has_every_finding_with_its_parts() -> None:
    rows = json.loads(render(FOUND, "json", "error", below))
    assert rows[0] == {
        "severity": "error",
        "check": "to-write",
        "message": "to be written",
        "file": "in/a.yaml",
        "line": 2,
        "column": 3,
        "hint": "write it",
    }
    assert [row["check"] for row in rows] == [one.check for one in FOUND]


def test_coverage_is_summed_and_each_gap_has_a_line() -> None:
    gap = Problem("`x` is never true", "a.yaml", 4, 5, "/when", "add a case")
    measured = [Measured("a", 4, 3, (gap,), ()), Measured("b", 2, 2, (), ())]
    assert coverage(measured) == "5 of 6 branches covered"
    assert list(untested(measured, below)) == ["in/a.yaml:4:5: `x` is never true (add a case)"]
