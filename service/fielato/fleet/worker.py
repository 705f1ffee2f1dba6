"""A worker: a process that loads policies and facts once, then turns work into lines until its channel closes."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import msgspec
from msgspec import UNSET, UnsetType

from fielato.assess import Assessment
from fielato.digest import of_bytes
from fielato.engine import Engine, Terms, engine, sole_register
from fielato.errors import InputError, Problem
from fielato.fleet.items import RegisterDocument, Task, Work
from fielato.fleet.results import AnyLine, Failed, Refused, Source, line_of
from fielato.fleet.tally import Tally
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Known, Location, Places
from fielato.reports.words import Language

_REGISTERS: Final = 16
"""How many registers a worker keeps decoded: those of the folders around the one at work."""


class Orders(msgspec.Struct, frozen=True):
    """How to assess: the first message to a worker."""

    terms: Terms
    policy_folders: tuple[str, ...]
    reports: Language | None
    """The language of the whole report in each line; None for no reports."""


class Ready(msgspec.Struct, frozen=True):
    """A worker's first message: what it has loaded, so that it can be compared."""

    policies: str
    catalogue: str


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """What became of some work."""

    lines: bytes
    """The lines as NDJSON."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class LinePlaces:
    """The places of a document that is one line of a file."""

    places: Places
    line: int

    def location(self, pointer: str) -> Location:
        """The place in the file, not in the line."""
        found = self.places.location(pointer)
        return Location(found.file, self.line, found.column, found.pointer) if found.line else found

    def known(self, pointer: str) -> Known:
        """As the line's document knows it."""
        return self.places.known(pointer)


class Worker:
    """Assesses work by its orders."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self.engine: Engine = engine(Path(folder) for folder in orders.policy_folders)
        """Policies and catalogue."""
        self._registers: dict[RegisterDocument, RegisterFile] = {}
        self._encoder = msgspec.json.Encoder()

    def reply(self, work: Work) -> Reply:
        """The lines of some work, in its order."""
        tally = Tally()
        text = bytearray()
        for task in work.tasks:
            for line in self._lines(task, work):
                tally.add(line)
                text += self._encoder.encode(line)
                text += b"\n"
        return Reply(bytes(text), tally)

    def _lines(self, task: Task, work: Work) -> list[AnyLine]:
        document = None if task.register is None else work.registers[task.register]
        register = document.digest if document is not None else None
        try:
            return list(self._assessed(task, document, register))
        except InputError as error:
            return [_refused(task, register, error.problems)]
        except Exception:  # one manifest that Fielato fails on must not take a million others with it
            text = traceback.format_exc()
            return [Failed(item=task.number, source=_source(task), digest=_digest(task), register=register, error=text)]

    def _assessed(self, task: Task, document: RegisterDocument | None, register: str | None) -> Iterator[AnyLine]:
        if task.problems:
            raise InputError(task.problems)
        governing = self._register(document) if document is not None else None
        for manifest in self._manifests(task):
            (one,) = self.engine.assess([(manifest, governing)], self._orders.terms)
            yield line_of(task, register, one, self._report(one))

    def _manifests(self, task: Task) -> tuple[Manifest, ...]:
        """The deployments of a file or line, their places those of the file."""
        try:
            imported = self.engine.read(task.data, task.file)
        except InputError as error:
            raise InputError([_in_file(problem, task.line) for problem in error.problems]) from None
        if not task.line:
            return imported.manifests
        if imported.registers:
            hint = "give it with --register, or put it as organisation.yaml beside the file"
            raise InputError(Problem("a register is no deployment", task.file, task.line, 1, hint=hint))
        return tuple(
            Manifest(one.deployment, LinePlaces(one.places, task.line), one.digest, one.notes)
            for one in imported.manifests
        )

    def _register(self, document: RegisterDocument) -> RegisterFile:
        if document not in self._registers:
            while len(self._registers) >= _REGISTERS:
                del self._registers[next(iter(self._registers))]
            registers = self.engine.read(document.data, document.file).registers
            self._registers[document] = sole_register(registers, document.file)
        return self._registers[document]

    def _report(self, one: Assessment) -> msgspec.Raw | UnsetType:
        if self._orders.reports is None:
            return UNSET
        report = self.engine.report([one], self._orders.reports)
        return msgspec.Raw(self._encoder.encode(report.assessments[0]))


def _in_file(problem: Problem, line: int) -> Problem:
    """The problem at its place in the file, where the document is one line of it."""
    if not line:
        return problem
    return Problem(problem.message, problem.file, line, problem.column, problem.pointer, problem.hint)


def _refused(task: Task, register: str | None, problems: tuple[Problem, ...]) -> Refused:
    return Refused(item=task.number, source=_source(task), digest=_digest(task), register=register, problems=problems)


def _source(task: Task) -> Source:
    return Source(file=task.file, line=task.line)


def _digest(task: Task) -> str | None:
    return of_bytes(task.data) if task.data else None


def main() -> None:
    """Serve the channel whose descriptor is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that feeds it decides when to stop
    channel = Connection(int(sys.argv[1]))
    try:
        worker = Worker(msgspec.msgpack.decode(channel.recv_bytes(), type=Orders))
        ready = Ready(worker.engine.policies.digest, worker.engine.catalogue.digest)
        channel.send_bytes(msgspec.msgpack.encode(ready))
        decoder = msgspec.msgpack.Decoder(Work)
        while True:
            channel.send_bytes(msgspec.msgpack.encode(worker.reply(decoder.decode(channel.recv_bytes()))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody listens any more


if __name__ == "__main__":
    main()
