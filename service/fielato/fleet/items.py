"""What a fleet is made of: items, each a file or a line with the register that governs it, grouped into chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from fielato.digest import of_bytes
from fielato.errors import Problem

ITEMS: Final = 32
"""The most items of one chunk: enough to make its way to a worker and back cheap, few enough to share evenly."""
BYTES: Final = 256 * 1024
"""The size from which a chunk takes no further item."""


@dataclass(frozen=True, slots=True)
class RegisterDocument:
    """A register as it travels to the workers: the bytes of a file that holds exactly one."""

    file: str
    data: bytes
    digest: str
    """SHA-256 over the bytes."""


def register_document(file: str, data: bytes) -> RegisterDocument:
    """The register in these bytes."""
    return RegisterDocument(file, data, of_bytes(data))


@dataclass(frozen=True, slots=True)
class Item:
    """One file, or one line of an NDJSON file."""

    file: str
    line: int = 0
    """Its line, from 1; 0 for a file of its own."""
    data: bytes = b""
    register: RegisterDocument | None = None
    problems: tuple[Problem, ...] = ()
    """Why it cannot be assessed, where that is known before it is read."""

    @property
    def digest(self) -> str | None:
        """SHA-256 over its bytes; None where there are none."""
        return of_bytes(self.data) if self.data else None

    @property
    def place(self) -> str:
        """`file:line`, or the file."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Task(msgspec.Struct, frozen=True, array_like=True):
    """An item on its way to a worker."""

    number: int
    """Its place among the items of the run, from 1."""
    file: str
    line: int
    data: bytes
    register: int | None
    """Which of the chunk's registers governs it."""
    problems: tuple[Problem, ...]


class Work(msgspec.Struct, frozen=True, array_like=True):
    """What a worker is given at once."""

    tasks: tuple[Task, ...]
    registers: tuple[RegisterDocument, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some items in a row, ready to be sent."""

    message: bytes
    """A `Work` as MessagePack."""
    size: int
    """The bytes of its items."""
    places: tuple[str, str]
    """Where its first and its last item stand."""


def chunks(items: Iterable[tuple[int, Item]]) -> Iterator[Chunk]:
    """Numbered items in chunks, each as soon as it is full."""
    held: list[tuple[int, Item]] = []
    size = 0
    for numbered in items:
        held.append(numbered)
        size += len(numbered[1].data)
        if len(held) == ITEMS or size >= BYTES:
            yield _chunk(held, size)
            held, size = [], 0
    if held:
        yield _chunk(held, size)


def _chunk(held: Sequence[tuple[int, Item]], size: int) -> Chunk:
    registers = {item.register: 0 for _, item in held if item.register is not None}
    places = {register: at for at, register in enumerate(registers)}
    tasks = tuple(
        Task(
            number,
            item.file,
            item.line,
            item.data,
            None if item.register is None else places[item.register],
            item.problems,
        )
        for number, item in held
    )
    message = msgspec.msgpack.encode(Work(tasks, tuple(registers)))
    return Chunk(message, size, (held[0][1].place, held[-1][1].place))
