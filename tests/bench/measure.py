"""How long each engine takes: verdicts compared first, then all of them in turn, round after round, on fresh inputs."""

from __future__ import annotations

import contextlib
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .generate import Pack
from .isolated import Isolated, ProcessEndedError
from .peers.interface import Judge, Peer, UnavailableError, words
from .timed import Effort, Timed

CHECKS: Final = 2
"""How many manifests of a case are for the comparison of verdicts."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds a manifest: each round gives one mean, and these are taken over the rounds."""

    median: float
    least: float


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one engine in one case; `problem` says why there is no timing."""

    name: str
    timing: Timing | None = None
    problem: str = ""


def compare(
    reference: Judge, peers: Sequence[Peer], pack: Pack, inputs: Sequence[bytes], effort: Effort
) -> list[Result]:
    """Hold the verdicts of engines against the reference, and time those that agree with it.

    The manifests of each round are other ones, and every engine sees the same; a slow one sees fewer.
    """
    expected = [words(reference(data)) for data in inputs[:CHECKS]]
    ready: dict[str, Timed] = {}
    problems: dict[str, str] = {}
    with contextlib.ExitStack() as processes:
        for peer in peers:
            try:
                engine = processes.enter_context(Isolated(peer, pack, inputs, effort))
                difference = engine.difference(expected)
            except (UnavailableError, ProcessEndedError) as error:
                problems[peer.name] = str(error)
                continue
            if difference:
                problems[peer.name] = f"other verdicts: {difference}"
            else:
                ready[peer.name] = engine
        timings = alternate(ready, range(CHECKS, len(inputs)), effort)
    return [Result(peer.name, timings.get(peer.name), problems.get(peer.name, "")) for peer in peers]


def alternate(engines: Mapping[str, Timed], inputs: range, effort: Effort) -> dict[str, Timing]:
    """Time the engines in turn, each on its share of every round's inputs; the first share warms them up."""
    each = max(1, len(inputs) // (effort.rounds + 1))
    counts = {name: engine.count(inputs.start, inputs.start + each) for name, engine in engines.items()}
    means: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(effort.rounds):
        start = inputs.start + each * (number + 1)
        for name, engine in engines.items():
            means[name].append(engine.mean(start, start + counts[name]))
    return {name: Timing(statistics.median(found), min(found)) for name, found in means.items()}
