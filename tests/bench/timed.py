"""How a task is timed: on slices of inputs that were made before, as many as fit into its share of a round."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from .generate import Pack
from .peers.interface import Peer, words

Clock = Callable[[], float]
Task = Callable[[bytes], object]
Verdicts = set[tuple[str, str, str]]
"""Rule, component and outcome, as words."""
CLOCKS: Final[Mapping[str, Clock]] = {"wall": time.perf_counter, "cpu": time.process_time}
"""Wall time, or the processor time of all threads of the process."""


ALLOCATIONS: Final = 20_000
"""New objects between two looks for garbage, in every process that is measured: as the service has it."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    rounds: int
    slice: float
    """Seconds that one engine gets in one round; it judges one manifest at least."""
    clock: Clock


class Timed(Protocol):
    """Something that is timed on slices of the same inputs."""

    def count(self, start: int, stop: int) -> int:
        """How many of these inputs fit into its slice of time; this warms it up too."""

    def mean(self, start: int, stop: int) -> float:
        """The mean seconds over these inputs."""


class Here:
    """A task timed in this process."""

    def __init__(self, task: Task, inputs: Sequence[bytes], effort: Effort) -> None:
        self._task = task
        self._inputs = inputs
        self._effort = effort

    def count(self, start: int, stop: int) -> int:
        """As `Timed` has it."""
        begun = time.perf_counter()
        for count, data in enumerate(self._inputs[start:stop], 1):
            self._task(data)
            if time.perf_counter() - begun > self._effort.slice:
                return count
        return stop - start

    def mean(self, start: int, stop: int) -> float:
        """As `Timed` has it."""
        inputs, task, clock = self._inputs[start:stop], self._task, self._effort.clock
        gc.collect()
        begun = clock()
        for data in inputs:
            task(data)
        return (clock() - begun) / len(inputs)


class Engine(Here):
    """An engine made ready for a pack, and timed in this process; the first inputs are for comparing verdicts."""

    def __init__(self, peer: Peer, pack: Pack, inputs: Sequence[bytes], effort: Effort) -> None:
        self.judge = peer.ready(pack)
        super().__init__(self.judge, inputs, effort)

    def difference(self, expected: Sequence[Verdicts]) -> str:
        """What it makes of the first inputs otherwise than expected, in short; nothing where all is equal."""
        for verdicts, data in zip(expected, self._inputs, strict=False):
            found = words(self.judge(data))
            if verdicts != found:
                missing, extra = sorted(verdicts - found), sorted(found - verdicts)
                return f"{len(missing)} missing, {len(extra)} too many, such as {(missing or extra)[0]}"
        return ""
