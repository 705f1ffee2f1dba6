"""Every format of the report over a run: one small module each, found by name and loaded when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fielato.reports.document import Report
    from fielato.reports.formats.interface import Format, Rendering

FORMATS: Final[Mapping[str, str]] = {
    "text": "for a terminal",
    "json": "the whole document, as `fielato schema assessment` describes it",
    "sarif": "SARIF 2.1.0, for GitHub code scanning and editors",
    "junit": "JUnit XML, for the test reports of CI systems",
    "gitlab": "GitLab Code Quality",
    "github": "GitHub workflow commands: annotations in a pull request",
    "markdown": "a comment for a pull request",
    "html": "a page in one file, to keep or print",
    "oscal": "OSCAL 1.2.2 assessment results",
}
"""Each format, the module of that name, and what it is for."""


def named(name: str) -> Format:
    """The format of this name; raises KeyError when there is none."""
    if name not in FORMATS:
        raise KeyError(name)
    found: Format = importlib.import_module(f"{__name__}.{name}").render
    return found


def render(name: str, report: Report, how: Rendering) -> str:
    """The report in a format; the same input gives the same text. Raises KeyError when there is no such format."""
    return named(name)(report, how)
