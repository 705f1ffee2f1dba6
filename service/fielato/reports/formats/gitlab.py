"""GitLab Code Quality: a bare array of findings at lines of files in the repository.

Waived findings are left out: the format has no word for what is accepted, and would count them as degradations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fielato.reports import json
from fielato.reports.document import PlaceInFile, Report
from fielato.reports.formats.annotations import annotated, fingerprint_of
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import Level
from fielato.reports.formats.paths import in_repository
from fielato.reports.formats.remarks import remarks

SEVERITIES: Final[Mapping[Level, str]] = {"error": "blocker", "warning": "major", "note": "minor"}
"""GitLab's word for each level; `info` is what was not understood in a file."""


def render(report: Report, how: Rendering) -> str:
    """The array, the loudest first."""
    return json.render([*_findings(report, how), *_remarks(report, how)])


def _findings(report: Report, how: Rendering) -> Iterator[dict[str, Any]]:
    for one in annotated(report):
        if one.level is not None:
            said = f"{one.first.title}. {one.message(how.language)}"
            yield _entry(said, one.first.rule, one.fingerprint, SEVERITIES[one.level], one.at, how)


def _remarks(report: Report, how: Rendering) -> Iterator[dict[str, Any]]:
    for remark in remarks(report):
        name = f"{remark.topic} {remark.at.file} {remark.at.pointer} {remark.text}"
        yield _entry(remark.placed, f"fielato/{remark.topic}", fingerprint_of(name), "info", remark.at, how)


def _entry(said: str, rule: str, fingerprint: str, severity: str, at: PlaceInFile, how: Rendering) -> dict[str, Any]:
    return {
        "description": " ".join(said.split()),
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": in_repository(at.file, how), "lines": {"begin": at.line or 1}},
    }
