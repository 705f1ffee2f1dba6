"""How long a large pack takes to compile from its files, and to load once it is compiled."""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Final

from fielato import library
from fielato.judge import Judge
from fielato.rules import stored
from fielato.rules.pack import Policies, load
from fielato.rules.profile import choose

from . import policies
from .table import heading, table
from .timed import Effort

RULES: Final = 5_000
_KEY: Final = "bench"


def run(options: argparse.Namespace, effort: Effort) -> dict[str, float]:
    """Print how long compiling, keeping, loading, and getting ready to judge take."""
    shipped = library.bundled("policies")
    files = {path.relative_to(shipped).as_posix(): path.read_bytes() for path in sorted(shipped.rglob("*.yaml"))}
    files |= {name: text.encode() for name, text in policies.files(options.seed, RULES).items()}
    figures: dict[str, float] = {}
    start = time.perf_counter()
    compiled = load(files)
    figures["files to policies"] = time.perf_counter() - start
    start = time.perf_counter()
    data = stored.to_bytes(compiled, _KEY)
    figures["policies to one compiled file"] = time.perf_counter() - start
    figures["compiled file to policies"] = statistics.median(_loading(data, files) for _ in range(effort.rounds))
    kept = stored.from_bytes(data, _KEY, files)
    assert kept is not None
    start = time.perf_counter()
    Judge(choose(kept))
    figures["policies to a judge"] = time.perf_counter() - start
    heading(f"A pack of {RULES:,} generated rules beside the shipped ones ({len(data) / 1e6:.1f} MB compiled)")
    table([("", "ms"), *((name, f"{seconds * 1e3:,.1f}") for name, seconds in figures.items())])
    return figures


def _loading(data: bytes, files: dict[str, bytes]) -> float:
    start = time.perf_counter()
    found: Policies | None = stored.from_bytes(data, _KEY, files)
    taken = time.perf_counter() - start
    assert found is not None
    return taken
