"""The report for a terminal."""

from __future__ import annotations

from fielato.reports import text
from fielato.reports.document import Report
from fielato.reports.formats.interface import Rendering


def render(report: Report, how: Rendering) -> str:
    """The report as text."""
    return text.render(report, how.language, colour=how.colour)
