"""Which row stands where a package and `seeds/curated/` both name a place, and where two sources contradict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from seeds.refresh.region import Region
from seeds.refresh.table import Row


def merge(derived: Iterable[Region], curated: Iterable[Row]) -> list[Row]:
    """Every derived row, except where a curated one has the same provider and region: that one stands."""
    rows: dict[tuple[str, str], Row] = {(region.provider, region.region): region.row() for region in derived}
    rows |= {(row["provider"], row["region"]): row for row in curated}
    return list(rows.values())


def contradictions(
    rows: Iterable[Row], witness: Mapping[tuple[str, str], str], known_wrong: frozenset[tuple[str, str]]
) -> list[str]:
    """Where a second source puts a region into another country, except where the second source is known to be wrong."""
    return [
        f"{row['provider']}/{row['region']}: {row['country'] or 'no one country'}, but the second source says {other}"
        for row in rows
        if (key := (row["provider"], row["region"])) not in known_wrong
        and (other := witness.get(key, row["country"])) != row["country"]
    ]
