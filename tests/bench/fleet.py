"""`python -m tests.bench.fleet`: a million components on this machine, end to end and stage by stage."""

from __future__ import annotations

import argparse
import datetime
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import fielato.assess
from fielato.engine import Engine, Terms
from fielato.fleet.items import Task, Work
from fielato.fleet.worker import Orders, Worker
from fielato.judge import Judge

from .deployments import demos, varied
from .table import heading, say, table

DAY = datetime.date(2026, 11, 23)


def main() -> None:
    """Make the fleet, assess it with the command, then once more with a clock around each stage."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.file) if options.file else Path(folder) / "fleet.ndjson"
        if not path.is_file():
            _write(path, options)
        say(f"fleet: seed {options.seed}, {options.manifests:,} manifests of {options.components} components, "
            f"{path.stat().st_size / 1e6:,.0f} MB; {options.workers} workers")  # fmt: skip
        _end_to_end(path, options)
        _stages(path, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fleet", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="makes the manifests; any number (default: 1)")
    parser.add_argument("--manifests", type=int, default=50_000, help="default: 50000")
    parser.add_argument("--components", type=int, default=20, help="of each manifest (default: 20)")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="default: one per core")
    parser.add_argument("--file", default="", help="keep the manifests in this file, and use it if it exists")
    return parser.parse_args()


def _write(path: Path, options: argparse.Namespace) -> None:
    """Manifests in the image of those demos that need no register."""
    rng = random.Random(options.seed)  # noqa: S311
    patterns = [demo for demo in demos() if demo.register is None]
    with path.open("w", encoding="utf-8") as file:
        for _ in range(options.manifests):
            file.write(json.dumps(varied(rng.choice(patterns), rng, options.components)) + "\n")


def _end_to_end(path: Path, options: argparse.Namespace) -> None:
    """The command as a user calls it, from the file to a file of results."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "results.ndjson"
        command = [
            sys.executable, "-m", "fielato", "assess-many", str(path), "--out", str(out), "--as-of", str(DAY),
            "--workers", str(options.workers),
        ]  # fmt: skip
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        wall = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        heading("End to end: bytes of a file to lines of a file")
        say(done.stdout.rstrip())
        components = options.manifests * options.components
        table([
            ("", "wall s", "CPU s", "components/s", "µs a manifest", "largest process MB", "results MB"),
            ("assess-many", f"{wall:.1f}", f"{used.ru_utime + used.ru_stime:.1f}", f"{components / wall:,.0f}",
             f"{wall / options.manifests * 1e6:,.0f}", f"{used.ru_maxrss / 1024:,.0f}",
             f"{out.stat().st_size / 1e6:,.0f}"),
        ])  # fmt: skip


def _stages(path: Path, options: argparse.Namespace) -> None:
    """The same work in as many processes, each with a clock around its stages."""
    shares = [(str(path), at, options.workers) for at in range(options.workers)]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(options.workers, mp_context=context) as pool:
        found = list(pool.map(_share, shares))
    heading("Evaluation alone, and the other stages: CPU seconds of each process")
    stages = ["evaluate", "resolve", "read", "other", "all"]
    rows = [("process", *stages)]
    for at, seconds in enumerate(found, 1):
        rows.append((str(at), *(f"{seconds[stage]:.2f}" for stage in stages)))
    table(rows)
    longest = max(seconds["evaluate"] for seconds in found)
    components = options.manifests * options.components
    say(f"evaluation (rules on resolved rows): {longest:.2f} s for {components:,} components on {options.workers} "
        f"processes, {components / longest:,.0f} components/s")  # fmt: skip


def _share(share: tuple[str, int, int]) -> dict[str, float]:
    """Seconds of each stage over every n-th line."""
    path, first, step = share
    spent: Counter[str] = Counter()  # type: ignore[assignment]  # seconds count as well
    worker = Worker(Orders(Terms(DAY), (), None))
    for owner, name, stage in (
        (Engine, "read", "read"), (fielato.assess, "resolve", "resolve"), (Judge, "findings", "evaluate")
    ):  # fmt: skip
        setattr(owner, name, _clocked(getattr(owner, name), stage, spent))
    for number, line in _lines(path, first, step):
        start = time.process_time()
        worker.reply(Work((Task(number, path, number, line, None, ()),), ()))
        spent["all"] += time.process_time() - start
    spent["other"] = spent["all"] - spent["read"] - spent["resolve"] - spent["evaluate"]
    return dict(spent)


def _lines(path: str, first: int, step: int) -> Iterator[tuple[int, bytes]]:
    with Path(path).open("rb") as file:
        for number, line in enumerate(file, 1):
            if number % step == first:
                yield number, line.strip()


def _clocked(work: Callable[..., Any], stage: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            spent[stage] += time.process_time() - start  # type: ignore[assignment]  # as above

    return timed


if __name__ == "__main__":
    main()
