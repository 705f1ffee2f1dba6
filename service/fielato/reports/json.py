"""The report as JSON: indented, with every fact where the published schema says."""

from __future__ import annotations

import msgspec

from fielato.reports.document import Part


def render(document: Part) -> str:
    """The document as JSON text that ends in a line break."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
