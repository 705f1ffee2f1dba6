"""`python -m tests.bench`: Fielato's evaluator beside other engines, on packs and manifests made from a seed."""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from . import cases
from .measure import Result
from .ours import OURS
from .peers import PEERS, UnavailableError
from .table import comparison, heading, ratio, say, table
from .timed import ALLOCATIONS, CLOCKS, Effort

PARTS = ("generated", "linearity", "product", "compile", "cold", "infrastructure", "http")


def main() -> None:
    """Run the chosen parts and print their tables."""
    gc.set_threshold(ALLOCATIONS)
    options = _options()
    effort = Effort(options.rounds, options.slice / 1e3, CLOCKS[options.clock])
    start = time.perf_counter()
    say(f"fielato bench: seed {options.seed}, {options.rounds} rounds, {options.clock} clock")
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    say(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}{load}")
    _peers()
    report: dict[str, Any] = {"seed": options.seed, "rounds": options.rounds, "clock": options.clock}
    for part in options.parts.split(","):
        report[part] = RUNNERS[part](options, effort)
    say(f"\n{time.perf_counter() - start:.0f} s")
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="makes packs and manifests; any number (default: 1)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds in which all engines take turns (default: 7)")
    parser.add_argument("--slice", type=float, default=60, help="milliseconds an engine gets in a round (default: 60)")
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="what is measured (default: wall)")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {','.join(PARTS)} (default: all)")
    parser.add_argument("--peers", default="", help="only peers whose name contains one of these words")
    parser.add_argument("--cases", default="", help="only generated cases whose name contains this")
    parser.add_argument("--sizes", default="20,100,500,2000,5000", help="components, for `linearity`")
    parser.add_argument("--runs", type=int, default=20, help="process starts, for `cold` (default: 20)")
    parser.add_argument("--profile", type=int, default=25, help="lines of the profile, for `product` (default: 25)")
    parser.add_argument("--json", default="", help="write the figures to this file too")
    return parser.parse_args()


def _peers() -> None:
    rows = [("peer", "version", "how it is used")]
    for peer in PEERS:
        try:
            rows.append((peer.name, peer.version, peer.note))
        except UnavailableError as error:
            rows.append((peer.name, "–", str(error)))
    heading("Peers")
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    for name, version, note in rows:
        say(f"{name.ljust(widths[0])}  {version.ljust(widths[1])}  {note}")


def _generated(options: argparse.Namespace, effort: Effort) -> Any:
    found: dict[str, list[Result]] = {}
    for case in cases.cases(options.seed, cases.by_name(options.peers)):
        if options.cases not in case.name:
            continue
        found[case.name] = cases.run(case, options.seed, effort)
        heading(case.name)
        comparison(found[case.name], OURS.name)
    _growth(found)
    return {name: [_plain(one) for one in results] for name, results in found.items()}


def _growth(found: dict[str, list[Result]]) -> None:
    """How much longer each engine takes where 1,080 rules that never apply stand beside the 120."""
    small = found.get(f"{cases.FEW_RULES} rules, 20 components")
    large = found.get(f"{cases.MANY_RULES} rules of which the same {cases.FEW_RULES} apply, 20 components")
    if not small or not large:
        return
    heading(f"From {cases.FEW_RULES} to {cases.MANY_RULES} rules of which the same {cases.FEW_RULES} apply")
    rows = [("", "times as long")]
    for few, many in zip(small, large, strict=True):
        if few.timing and many.timing:
            rows.append((few.name, ratio(many.timing.median / few.timing.median)))
    table(rows)


def _linearity(options: argparse.Namespace, effort: Effort) -> Any:
    sizes = tuple(int(size) for size in options.sizes.split(","))
    found = cases.linearity(options.seed, effort, sizes)
    heading(f"{OURS.name}: {cases.FEW_RULES} rules, time for one component")
    rows = [(f"{count:,}", *(f"{seconds * 1e6:.2f}" for seconds in each)) for count, *each in found]
    table([("components", "µs each", "of it reading"), *rows])
    return {str(count): {"all": whole, "reading": reading} for count, whole, reading in found}


def _plain(result: Result) -> dict[str, Any]:
    if result.timing is None:
        return {"engine": result.name, "problem": result.problem}
    return {"engine": result.name, "median": result.timing.median, "least": result.timing.least}


def _module(name: str) -> Callable[[argparse.Namespace, Effort], Any]:
    """A part that is a module of its own, loaded when it is its turn."""
    return lambda options, effort: importlib.import_module(f"tests.bench.{name}").run(options, effort)


RUNNERS: Final[Mapping[str, Callable[[argparse.Namespace, Effort], Any]]] = {
    "generated": _generated,
    "linearity": _linearity,
    "product": _module("product"),
    "compile": _module("compiling"),
    "cold": _module("cold"),
    "infrastructure": _module("infrastructure"),
    "http": _module("http"),
}
"""What each part does; it prints, and returns what goes to the JSON file."""

if __name__ == "__main__":
    sys.exit(main())
