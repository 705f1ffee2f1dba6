"""How text is laid out for a terminal: rows in aligned columns, and paragraphs within one width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

WIDTH: Final = 110
"""Columns of a line."""


def table(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Rows under a heading, each column as wide as its widest cell."""
    cells = [list(columns), *([row.get(name, "") for name in columns] for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(columns))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)
    return "".join(f"{line}\n" for line in lines)


def wrapped(text: str, indent: str = "") -> list[str]:
    """A paragraph in lines, each indented; one line where there is no text."""
    if text and text.isprintable() and text[-1] != " " and len(indent) + len(text) <= WIDTH:
        return [f"{indent}{text}"]  # as most are, and to find that out with textwrap takes long
    lines = textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [indent]
