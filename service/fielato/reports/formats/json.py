"""The report as the JSON document that `fielato schema assessment` describes."""

from __future__ import annotations

from fielato.reports import json
from fielato.reports.document import Report
from fielato.reports.formats.interface import Rendering


def render(report: Report, how: Rendering) -> str:
    """The report as JSON."""
    del how
    return json.render(report)
