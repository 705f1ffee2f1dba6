"""The `fielato` program: a process of its own, set up before anything is imported that takes long."""

from __future__ import annotations

import atexit
import gc
import sys

_ALLOCATIONS = 100_000
"""Objects that are made before garbage is looked for; Python's own 700 is reached hundreds of times in a start."""


def start() -> None:
    """Be the `fielato` program: most often a short one, that looks for garbage seldom."""
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)  # what is left goes with the process: to look through it takes longer than most commands
    run()


def run(arguments: list[str] | None = None) -> None:
    """Run the command line; ends the process with one of `exits`."""
    from fielato.cli.call import call  # a fourth of a start, for which the process is to be set up already

    sys.exit(call(arguments))
