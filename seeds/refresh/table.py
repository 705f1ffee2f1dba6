"""How a table of `seeds/` is written, so that the same facts always give the same bytes, and how two differ."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

Row = Mapping[str, str]

PROVENANCE = frozenset({"source", "read"})
"""Columns that say where a fact comes from; they are no part of the fact."""


@dataclass(frozen=True, slots=True)
class Table:
    """The shape of one CSV file."""

    name: str
    """File name, relative to `seeds/`."""
    columns: tuple[str, ...]
    key: tuple[str, ...]
    """Columns that identify a row; rows are sorted by them."""

    def key_of(self, row: Row) -> tuple[str, ...]:
        """What identifies `row` in this table."""
        return tuple(row[column] for column in self.key)


def parse(table: Table, text: str) -> list[dict[str, str]]:
    """The rows of a file; raises ValueError if its header is not the table's."""
    reader = csv.DictReader(io.StringIO(text))
    if text and tuple(reader.fieldnames or ()) != table.columns:
        raise ValueError(f"{table.name}:1: the columns are {reader.fieldnames}, expected {list(table.columns)}")
    return list(reader)


def render(table: Table, rows: Iterable[Row]) -> str:
    """The file: header, then the rows in the order of their keys; raises ValueError if a key stands twice."""
    ordered = sorted(rows, key=table.key_of)
    for before, after in pairwise(ordered):
        if table.key_of(before) == table.key_of(after):
            raise ValueError(f"{table.name}: two rows for {'/'.join(table.key_of(after))}; remove one")
    out = io.StringIO()
    writer = csv.DictWriter(out, table.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    return out.getvalue()


def keep_provenance(table: Table, old: Iterable[Row], new: Iterable[Row], today: str) -> list[Row]:
    """`new`, where a row that states the same fact as before keeps its former source and date.

    Any other row that has no date of its own was read today.
    """
    before = {table.key_of(row): row for row in old}
    return [_dated(before.get(table.key_of(row)), row, today) for row in new]


def _dated(old: Row | None, new: Row, today: str) -> Row:
    if old is not None and _fact(old) == _fact(new):
        return old
    return new if new.get("read", today) else {**new, "read": today}


def _fact(row: Row) -> dict[str, str]:
    return {column: value for column, value in row.items() if column not in PROVENANCE}


def differences(table: Table, old: Iterable[Row], new: Iterable[Row]) -> list[str]:
    """One line per row that was added (`+`), removed (`-`) or changed (`~`), in the order of the keys."""
    before = {table.key_of(row): row for row in old}
    after = {table.key_of(row): row for row in new}
    return [
        _difference("/".join(key), before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]


def _difference(name: str, old: Row | None, new: Row | None) -> str:
    if old is None:
        return f"+ {name}"
    if new is None:
        return f"- {name}"
    changed = [f"{column}: {old[column]!r} -> {new[column]!r}" for column in new if old[column] != new[column]]
    return f"~ {name}: {', '.join(changed)}"
