"""What a format is: the report over a run in, text out."""

from __future__ import annotations

from typing import Protocol

import msgspec

from fielato.reports.document import Report
from fielato.reports.words import Language


class Rendering(msgspec.Struct, frozen=True):
    """How to print a report."""

    language: Language = "en"
    """The report's own: its texts are in it already."""
    colour: bool = False
    """Whether text for a terminal is coloured."""
    folder: str = ""
    """The folder, absolute and with `/`, that the report's relative paths start from; empty: not known."""
    repository: str = ""
    """The folder, absolute and with `/`, that other tools want paths told from; empty: as the report has them."""


class Format(Protocol):
    """Writes reports in one format."""

    def __call__(self, report: Report, how: Rendering) -> str:
        """The report as text that ends in a line break, or empty text; the same input gives the same text."""
