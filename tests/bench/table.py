"""How results are printed: one table a case, times in milliseconds, ratios to Fielato's own time in the same run."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterable, Sequence

from .measure import Result

_HEAD = ("", "median ms", "min ms", "× median", "× min")


def say(text: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def heading(text: str) -> None:
    """Print a heading."""
    say(f"\n{text}\n{'─' * len(text)}")


def comparison(results: Sequence[Result], ours: str) -> None:
    """Print one case; a ratio says how many times as long an engine takes as we do."""
    own = next((one.timing for one in results if one.name == ours), None)
    rows: list[Sequence[str]] = [_HEAD]
    for one in results:
        if one.timing is None:
            rows.append((one.name, one.problem))
            continue
        times = (one.timing.median, one.timing.least)
        ratios = (one.timing.median / own.median, one.timing.least / own.least) if own else (0.0, 0.0)
        rows.append((one.name, *(f"{value * 1e3:.3f}" for value in times), *map(ratio, ratios)))
    table(rows)


def ratio(value: float) -> str:
    """A ratio with as many digits as mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"


def table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns: the first to the left, the others to the right; a row of two spans the rest."""
    found = [list(row) for row in rows]
    width = max(len(row) for row in found)
    full = [row for row in found if len(row) == width]
    columns = [max(len(row[at]) for row in full) for at in range(width)]
    columns[0] = max(len(row[0]) for row in found)
    for row in found:
        cells = [cell.rjust(columns[at]) for at, cell in enumerate(row[1:], 1)] if len(row) == width else row[1:]
        say("  ".join([row[0].ljust(columns[0]), *cells]).rstrip())


def milliseconds(seconds: Sequence[float]) -> tuple[str, str]:
    """The median and the least of some times."""
    return f"{statistics.median(seconds) * 1e3:.3f}", f"{min(seconds) * 1e3:.3f}"
