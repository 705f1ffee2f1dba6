"""`fielato check` from a cold start, beside a Python that does nothing: time side by side, and memory."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from fielato import library
from fielato.cli import exits

from . import policies
from .table import heading, table
from .timed import Effort

RULES: Final = 500
APPLYING: Final = 25
"""Of these, the rules that the deployment leaves undetermined: findings and their questions cost time of their own."""
NOTHING: Final = (sys.executable, "-c", "pass")
CHECK: Final = (sys.executable, "-c", "from fielato.cli.main import start; start()", "check")


def run(options: argparse.Namespace, effort: Effort) -> dict[str, Any]:
    """Print both tables; what is kept of compiled packs is kept in a folder of this run's own."""
    small = str(library.demo("chatbot.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        silent = policies.write(Path(folder) / "silent", options.seed, RULES, 0)
        shared = policies.write(Path(folder) / "shared", options.seed, RULES, APPLYING)
        open_ = policies.write(Path(folder) / "open", options.seed, RULES)
        own = {"FIELATO_CACHE": f"{folder}/cache", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
        environment = {**os.environ, **own}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode too
        commands: dict[str, Sequence[str]] = {
            "python -c pass": NOTHING,
            "fielato check chatbot.yaml": (*CHECK, small),
            f"… and {RULES} rules more, none applies": (*CHECK, small, "--policies", str(silent)),
            f"… and {RULES} rules more, {APPLYING} apply": (*CHECK, small, "--policies", str(shared)),
            f"… and {RULES} rules more, all apply": (*CHECK, small, "--policies", str(open_)),
        }
        first = {name: once(command, environment) for name, command in commands.items()}
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                taken[name].append(once(command, environment))
        most = {name: memory(command, environment) for name, command in commands.items()}
    heading(f"From cold, {options.runs} starts each, in turn")
    nothing = taken["python -c pass"]
    rows = [("", "median ms", "min ms", "median more", "min more", "first ms", "most memory MiB")]
    for name, seconds in taken.items():
        more = (statistics.median(seconds) - statistics.median(nothing), min(seconds) - min(nothing))
        figures = (statistics.median(seconds), min(seconds), *more, first[name])
        rows.append((name, *(f"{one * 1e3:.1f}" for one in figures), f"{most[name]:.1f}"))
    table(rows)
    return {name: {"first": first[name], "seconds": found, "MiB": most[name]} for name, found in taken.items()}


def once(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from start to end."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in {exits.OPEN, exits.VIOLATED, exits.UNDETERMINED}:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.decode()}")
    return taken


_LAUNCHER: Final = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process counts what its parent had resident when it was made: so it is started by one that has little."""


def memory(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The most memory that the process had resident, in MiB."""
    launcher = [sys.executable, "-S", "-c", _LAUNCHER, *command]
    done = subprocess.run(launcher, env=environment, capture_output=True, check=True, text=True)
    return int(done.stdout) / 1024
