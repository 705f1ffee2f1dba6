"""Each trap of the field, as a sentence: where the data of one component really go."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from fielato import library
from fielato.importers.native import NativeImporter
from fielato.reading import read
from fielato.resolve.declared import OrganisationPolicy
from fielato.resolve.processing import NOWHERE, ProcessingSet, united
from fielato.resolve.resolve import resolve

FILES = sorted(Path(__file__).parent.glob("*.yaml"))
DAY = datetime.date(2026, 11, 23)
KEYS = {"trap", "component", "components", "purpose", "exactly", "includes", "excludes", "unknown", "because"}


@dataclass(frozen=True)
class Trap:
    """What a component says, and where one of its purposes must come out."""

    name: str
    components: tuple[dict[str, object], ...]
    purpose: str
    exactly: frozenset[str] | None
    includes: frozenset[str]
    excludes: frozenset[str]
    unknown: bool
    because: str


def _trap(row: dict[str, object]) -> Trap:
    assert set(row) <= KEYS, row
    components = row.get("components") or [{"id": "subject", **row["component"]}]
    exactly = row.get("exactly")
    return Trap(
        row["trap"],
        tuple(components),
        row.get("purpose", "inference"),
        None if exactly is None else frozenset(exactly),
        frozenset(row.get("includes", ())),
        frozenset(row.get("excludes", ())),
        row.get("unknown", False),
        row.get("because", ""),
    )


TRAPS = {file.stem: [_trap(row) for row in read(file.read_bytes(), file.name)[0].value] for file in FILES}


def _places(trap: Trap) -> ProcessingSet:
    document = {
        "apiVersion": "fielato/v1",
        "kind": "AIDeployment",
        "name": "trap",
        "controller": {"name": "Ejemplo SL", "country": "ES"},
        "components": trap.components,
    }
    manifest = NativeImporter().imports(json.dumps(document).encode(), "trap.json").manifests[0]
    resolved = resolve(manifest, None, library.catalogue(), DAY, OrganisationPolicy())
    subject = trap.components[0]["id"]
    rows = [one for one in resolved.processing if (one.component, one.purpose) == (subject, trap.purpose)]
    return united(one.places for one in rows) if rows else NOWHERE


@pytest.mark.parametrize("trap", [pytest.param(t, id=f"{name}: {t.name}") for name in TRAPS for t in TRAPS[name]])
def test_the_trap_is_seen(trap: Trap) -> None:
    places = _places(trap)
    territories = frozenset(places.territories)
    reasons = [r.text() for some in (*places.territories.values(), places.unknown, places.absent) for r in some]

    assert bool(places.unknown) == trap.unknown, reasons
    assert trap.exactly is None or territories == trap.exactly
    assert territories >= trap.includes
    assert not territories & trap.excludes
    assert any(trap.because in reason for reason in reasons) or not trap.because, reasons


def test_every_trap_says_something_that_can_fail() -> None:
    for trap in (trap for traps in TRAPS.values() for trap in traps):
        assert trap.unknown or trap.exactly is not None or trap.includes, trap.name


def test_no_trap_has_the_name_of_another() -> None:
    names = [trap.name for traps in TRAPS.values() for trap in traps]
    assert len(set(names)) == len(names)
