"""Rows as aligned columns of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def table(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Rows under a heading, each column as wide as its widest cell."""
    cells = [list(columns), *([row.get(name, "") for name in columns] for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(columns))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)
    return "".join(f"{line}\n" for line in lines)
