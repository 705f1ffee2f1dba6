"""Processes that work: each has one chunk at a time, replies come in the order of the chunks, and little is held.

A worker is a fresh interpreter and not a fork, which is as safe on macOS as on Linux. It stands in a process group of
its own, so that Ctrl-C reaches only the process that feeds it; when that one ends in whatever way, the channel closes
and the worker ends as well. A chunk is sent to none but an idle worker, so neither side ever waits for the other to
read.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Final

import msgspec

from fielato.fleet.items import Chunk
from fielato.fleet.worker import Orders, Ready, Reply

AHEAD: Final = 8
"""How many chunks per worker may be under way or wait for an earlier one that is slow."""
_GRACE: Final = 5
"""Seconds that a worker is given to end by itself."""


class WorkerDiedError(Exception):
    """A worker process ended in the middle of its work: a defect, or the system's doing."""


@dataclass(frozen=True, slots=True, eq=False)
class _Process:
    process: subprocess.Popen[bytes]
    channel: Connection

    def ended(self, chunk: Chunk | None) -> WorkerDiedError:
        """How and at what the process ended."""
        try:
            code = self.process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            code = 0
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
        advice = "; perhaps the machine ran out of memory: try fewer --workers" if code == -signal.SIGKILL else ""
        at = "while it started" if chunk is None else f"at work on {chunk.places[0]} to {chunk.places[1]}"
        return WorkerDiedError(f"a worker process ended {how}, {at}{advice}")


class Pool:
    """A number of workers under the same orders. Use it in a `with`: its end is theirs."""

    def __init__(self, orders: Orders, expected: Ready, workers: int) -> None:
        self._expected = expected
        self._ahead = AHEAD * workers
        self._processes: list[_Process] = []
        self._idle: deque[_Process] = deque()
        self._busy: dict[Connection, tuple[_Process, int, Chunk | None]] = {}
        try:
            self._start(msgspec.msgpack.encode(orders), workers)
        except BaseException:
            self._end(kill=True)
            raise

    def _start(self, orders: bytes, workers: int) -> None:
        for _ in range(workers):
            one = _start()
            self._processes.append(one)
            self._busy[one.channel] = (one, 0, None)
            self._send(one, orders, None)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._end(kill=kind is not None)

    def _end(self, *, kill: bool) -> None:
        for one in self._processes:
            if kill:
                one.process.kill()
            one.channel.close()
        for one in self._processes:
            try:
                one.process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                one.process.kill()
                one.process.wait()

    @property
    def processes(self) -> tuple[int, ...]:
        """Their process ids."""
        return tuple(one.process.pid for one in self._processes)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, Reply]]:
        """Each chunk with its reply, in order.

        Raises WorkerDiedError when a worker ends too early. No more than `AHEAD` chunks per worker are sent beyond the
        last that was given.
        """
        upcoming = enumerate(chunks)
        ready: dict[int, tuple[Chunk, Reply]] = {}
        following = next(upcoming, None)
        given = 0
        while following is not None or ready or any(chunk for _, _, chunk in self._busy.values()):
            while following is not None and self._idle and following[0] < given + self._ahead:
                self._give(*following)
                following = next(upcoming, None)
            for at, chunk, reply in self._replies():
                ready[at] = chunk, reply
            while given in ready:
                yield ready.pop(given)
                given += 1

    def _give(self, at: int, chunk: Chunk) -> None:
        one = self._idle.popleft()
        self._busy[one.channel] = (one, at, chunk)
        self._send(one, chunk.message, chunk)

    def _send(self, one: _Process, message: bytes, chunk: Chunk | None) -> None:
        try:
            one.channel.send_bytes(message)
        except OSError:
            raise one.ended(chunk) from None

    def _replies(self) -> Iterator[tuple[int, Chunk, Reply]]:
        """What has come from the workers, once anything has."""
        heard = wait(list(self._busy))
        for channel in [channel for channel in self._busy if channel in heard]:
            one, at, chunk = self._busy.pop(channel)
            try:
                message = one.channel.recv_bytes()
            except (EOFError, OSError):
                raise one.ended(chunk) from None
            self._idle.append(one)
            if chunk is None:
                self._require_same(msgspec.msgpack.decode(message, type=Ready))
            else:
                yield at, chunk, _REPLY.decode(message)

    def _require_same(self, loaded: Ready) -> None:
        if loaded != self._expected:
            raise WorkerDiedError("the policies or facts changed while the workers read them; start again")


_REPLY: Final = msgspec.msgpack.Decoder(Reply)


def _start() -> _Process:
    """A worker that can import what this process can, and nothing from the current folder."""
    ours, theirs = Pipe()
    path = os.pathsep.join(entry for entry in sys.path if entry)
    process = subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-P", "-m", "fielato.fleet.worker", str(theirs.fileno())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        pass_fds=[theirs.fileno()],
        process_group=0,
    )
    theirs.close()
    return _Process(process, ours)
