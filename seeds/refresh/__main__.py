"""`python -m seeds.refresh`: derives the tables of `seeds/` again, prints what changed, and writes them.

Exit codes: 0 written or unchanged; 1 `--check` found a difference, or two sources contradict each other; 2 wrong call.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from seeds.refresh import accelerators, cities, pairs, places
from seeds.refresh.merge import contradictions, merge
from seeds.refresh.packages import PackageMissingError
from seeds.refresh.providers import SOURCES, azure, sparecores
from seeds.refresh.region import COLUMNS
from seeds.refresh.table import Row, Table, differences, keep_provenance, parse, render

SEEDS = Path(__file__).parent.parent
REGIONS = Table("regions.csv", COLUMNS, ("provider", "region"))
CURATED = Table("curated/regions.csv", COLUMNS, ("provider", "region"))


def _rows(table: Table) -> list[dict[str, str]]:
    path = SEEDS / table.name
    return parse(table, path.read_text(encoding="utf-8") if path.exists() else "")


def _regions() -> list[Row]:
    derived = [region for read in SOURCES.values() for region in read()]
    return merge(derived, _rows(CURATED))


def _paired_regions() -> list[Row]:
    # A pair may lead to a region that Azure's list does not show, such as swedensouth: it stands in the curated rows.
    countries = {row["region"]: row["country"] for row in _regions() if row["provider"] == "azure"}
    return list(pairs.paired_regions(_rows(azure.LOCATIONS), countries))


def _region_places() -> list[Row]:
    points = {**sparecores.points(), **azure.points()}
    return list(places.region_places(_regions(), points, cities.read()))


def _cities() -> list[Row]:
    members = csv.DictReader((SEEDS / "territories.csv").read_text(encoding="utf-8").splitlines())
    inside = {row["code"] for row in members if row["eea_since"] and not row["eea_until"]}
    return list(cities.read().rows(frozenset(inside | {"CH", "GB"})))


TABLES: Mapping[str, tuple[Table, Callable[[], list[Row]]]] = MappingProxyType(
    {
        "regions": (REGIONS, _regions),
        "paired_regions": (pairs.PAIRED_REGIONS, _paired_regions),
        "accelerators": (accelerators.ACCELERATORS, accelerators.read),
        "region_places": (places.REGION_PLACES, _region_places),
        "cities": (cities.CITIES, _cities),
    }
)
"""Table by name: its shape, and what derives its rows."""


def _refresh(table: Table, derived: Sequence[Row], *, check: bool) -> bool:
    path = SEEDS / table.name
    old = _rows(table)
    rows = keep_provenance(table, old, derived, datetime.date.today().isoformat())
    text = render(table, rows)
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    for line in differences(table, old, rows):
        print(f"{table.name}: {line}")
    if changed and not check:
        path.write_text(text, encoding="utf-8")
    return changed


def _contradictions() -> list[str]:
    return contradictions(_rows(REGIONS), sparecores.witness(), sparecores.KNOWN_WRONG)


def main(arguments: Sequence[str]) -> int:
    """Run with the arguments after the program's name; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m seeds.refresh", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a table would change")
    parser.add_argument("--only", choices=TABLES, help="this table alone")
    parser.add_argument(
        "--azure-locations", type=Path, metavar="FILE", help="distil a newer copy of Azure's list first"
    )
    options = parser.parse_args(arguments)
    if options.azure_locations:
        _refresh(azure.LOCATIONS, azure.load(options.azure_locations), check=options.check)
    names = [options.only] if options.only else list(TABLES)
    try:
        changed = [name for name in names if _refresh(TABLES[name][0], TABLES[name][1](), check=options.check)]
        wrong = _contradictions()
    except PackageMissingError as error:
        parser.error(str(error))
    if not changed:
        print(f"no difference: {', '.join(names)}")
    for line in wrong:
        print(f"contradiction: {line}", file=sys.stderr)
    return 1 if wrong or (options.check and changed) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
