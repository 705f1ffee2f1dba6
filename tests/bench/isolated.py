"""An engine in a process of its own, so that no engine's memory, threads or crash touches another's figures."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Final

from .generate import Pack
from .peers.interface import Peer, UnavailableError
from .timed import ALLOCATIONS, Effort, Engine, Verdicts

_CONTEXT: Final = multiprocessing.get_context("fork")
"""The child has pack and inputs as they are; this process never loads an engine that has threads."""


class ProcessEndedError(Exception):
    """The engine's process ended, or raised what nobody expected."""


class Isolated:
    """The engine, from the side of the process that asks."""

    def __init__(self, peer: Peer, pack: Pack, inputs: Sequence[bytes], effort: Effort) -> None:
        self._given = (peer, pack, inputs, effort)

    def __enter__(self) -> Isolated:
        self._connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, self._connection, *self._given), daemon=True)
        self._process.start()
        theirs.close()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._connection.send(None)
        self._connection.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()

    def difference(self, expected: Sequence[Verdicts]) -> str:
        """As `Engine` has it; raises UnavailableError where it cannot be had, ProcessEndedError where it fails."""
        return str(self._ask("difference", expected))

    def count(self, start: int, stop: int) -> int:
        """As `Timed` has it."""
        return int(self._ask("count", start, stop))

    def mean(self, start: int, stop: int) -> float:
        """As `Timed` has it."""
        return float(self._ask("mean", start, stop))

    def _ask(self, name: str, *arguments: Any) -> Any:
        try:
            self._connection.send((name, arguments))
            answer = self._connection.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError):
            self._process.join(5)
            raise ProcessEndedError(f"its process ended with {self._process.exitcode}") from None
        if isinstance(answer, Exception):
            raise answer
        return answer


def _serve(
    asked: Connection, asking: Connection, peer: Peer, pack: Pack, inputs: Sequence[bytes], effort: Effort
) -> None:
    asking.close()
    gc.freeze()  # what was made before is not looked at again, whoever is measured
    gc.set_threshold(ALLOCATIONS)
    engine: Engine | None = None
    while True:
        try:
            request = asked.recv()
        except EOFError:
            return
        if request is None:
            return
        name, arguments = request
        try:
            engine = engine or Engine(peer, pack, inputs, effort)
            asked.send(getattr(engine, name)(*arguments))
        except UnavailableError as error:
            asked.send(UnavailableError(str(error)))
        except Exception as error:
            asked.send(ProcessEndedError(f"{type(error).__name__}: {error}"))
