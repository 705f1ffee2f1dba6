"""Workers are processes: replies come in order, little is under way at once, and a worker that dies is told."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import msgspec
import pytest
from tests.fleet.conftest import TERMS
from tests.fleet.manifests import mixed

from fielato.engine import Engine
from fielato.fleet.items import Chunk, Item, chunks
from fielato.fleet.pool import AHEAD, Pool, WorkerDiedError
from fielato.fleet.results import Refused
from fielato.fleet.worker import Orders, Ready

pytestmark = pytest.mark.slow

ORDERS = Orders(TERMS, (), None)


def _ready(fielato: Engine) -> Ready:
    return Ready(fielato.policies.digest, fielato.catalogue.digest)


SLOW = b"[" + b"x," * 50_000 + b"]"
"""No JSON, and as YAML long to read."""


def _chunks(count: int, size: int = 1) -> Iterator[Chunk]:
    """Chunks of items that take no time, after one that takes some."""
    yield from chunks([(1, Item("f", 1, SLOW))])
    for first in range(2, 2 + count * size, size):
        yield from chunks((number, Item("f", number, b"[]")) for number in range(first, first + size))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_replies_come_in_the_order_of_the_chunks_and_few_are_under_way(fielato: Engine, workers: int) -> None:
    taken = given = most = 0

    def counted() -> Iterator[Chunk]:
        nonlocal taken, most
        for chunk in _chunks(100):
            taken += 1
            most = max(most, taken - given)
            yield chunk

    items: list[int] = []
    with Pool(ORDERS, _ready(fielato), workers) as pool:
        for _, reply in pool.run(counted()):
            given += 1
            items.extend(msgspec.json.decode(line, type=Refused).item for line in reply.lines.splitlines())
    assert items == list(range(1, 102))
    assert given == taken
    assert most <= AHEAD * workers + 1


def test_a_worker_that_dies_is_told_with_what_it_was_at(fielato: Engine) -> None:
    told = r"ended by SIGKILL, at work on f:\d+ to f:\d+; perhaps .* fewer --workers"
    with Pool(ORDERS, _ready(fielato), 1) as pool:
        replies = pool.run(_chunks(1_000, 32))
        next(replies)
        os.kill(pool.processes[0], signal.SIGKILL)
        with pytest.raises(WorkerDiedError, match=told):
            list(replies)


def test_a_worker_that_cannot_start_is_told(fielato: Engine) -> None:
    orders = Orders(TERMS, ("/nowhere",), None)
    with Pool(orders, _ready(fielato), 1) as pool, pytest.raises(WorkerDiedError, match="while it started"):
        list(pool.run(_chunks(1)))


def test_a_worker_that_loaded_other_policies_is_not_used(fielato: Engine) -> None:
    with (
        Pool(ORDERS, Ready("sha256:other", fielato.catalogue.digest), 1) as pool,
        pytest.raises(WorkerDiedError, match="the policies or facts changed"),
    ):
        list(pool.run(_chunks(1)))


def test_a_worker_ends_with_the_process_that_feeds_it(fielato: Engine) -> None:
    with Pool(ORDERS, _ready(fielato), 2) as pool:
        list(pool.run(_chunks(1)))
        processes = pool.processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_ctrl_c_of_the_terminal_does_not_reach_the_workers(fielato: Engine) -> None:
    with Pool(ORDERS, _ready(fielato), 2) as pool:
        assert all(os.getpgid(process) != os.getpgid(0) for process in pool.processes)
        list(pool.run(_chunks(1)))
        for process in pool.processes:
            os.kill(process, signal.SIGINT)
        assert len(list(pool.run(_chunks(10)))) > 10


def test_mixed_lines_are_what_the_other_tests_take_them_for() -> None:
    lines = mixed(1, 200).splitlines()
    assert any(not line.strip() for line in lines)
    assert sum(b'"components": [{"id": "model' in line for line in lines) > 10
