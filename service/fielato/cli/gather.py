"""Which documents a call means: files, folders, standard input, and the register that lies beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fielato.cli.options import read_bytes
from fielato.engine import Engine
from fielato.errors import InputError, Problem
from fielato.model.manifest import Manifest, RegisterFile
from fielato.reading.limits import DEFAULT

STANDARD_INPUT: Final = "-"
BESIDE: Final = ("organisation.yaml", "organisation.yml", "organisation.json")
"""The names under which a register is found beside a manifest."""
SUFFIXES: Final = frozenset({".yaml", ".yml", ".json"})
_MARK: Final = b"fielato/v1"


@dataclass(slots=True)
class Gathered:
    """Deployments, each with the register that goes with it."""

    deployments: list[tuple[Manifest, RegisterFile | None]] = field(default_factory=list)


def gather(engine: Engine, paths: tuple[str, ...], register: Path | None) -> Gathered:
    """Read everything that the call names.

    A register comes from `--register`, else from among the files named, else from `organisation.yaml` beside each
    manifest. Raises InputError with the problems of all files; a call that leads to no deployment is one.
    """
    problems: list[Problem] = []
    found: list[tuple[Manifest, Path | None]] = []
    named: list[RegisterFile] = []
    for path, data in _files(paths, problems):
        try:
            imported = engine.read(data, path)
        except InputError as error:
            problems.extend(error.problems)
            continue
        folder = Path(path).parent if path != STANDARD_INPUT else None
        found.extend((manifest, folder) for manifest in imported.manifests)
        named.extend(imported.registers)
    if not found and not problems:
        hint = "name a file with `apiVersion: fielato/v1` and `kind: AIDeployment`"
        problems.append(Problem("there is no deployment here", ", ".join(paths), hint=hint))
    chosen = _register(engine, register, named, problems)
    beside: dict[Path, RegisterFile | None] = {}
    gathered = Gathered()
    for manifest, folder in found:
        own = chosen
        if own is None and folder is not None:
            if folder not in beside:
                beside[folder] = _beside(engine, folder, problems)
            own = beside[folder]
        gathered.deployments.append((manifest, own))
    if problems:
        raise InputError(problems)
    return gathered


def _files(paths: tuple[str, ...], problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    seen: set[Path] = set()
    for written in paths:
        if written == STANDARD_INPUT:
            yield written, sys.stdin.buffer.read(DEFAULT.bytes + 1)
            continue
        path = Path(written)
        if path.is_dir():
            candidates = [file for file in sorted(path.rglob("*")) if file.suffix in SUFFIXES and file.is_file()]
            found = False
            for file in candidates:
                known = file.resolve() in seen
                if not known and (data := _ours(file)) is not None:
                    seen.add(file.resolve())
                    yield str(file), data
                    known = True
                found = found or known
            if not found:
                hint = "a deployment begins with `apiVersion: fielato/v1`"
                problems.append(Problem("no file in this folder is a deployment", written, hint=hint))
        elif path.resolve() not in seen:
            seen.add(path.resolve())
            try:
                yield written, _bounded(path)
            except InputError as error:
                problems.extend(error.problems)


def _bounded(path: Path) -> bytes:
    """The bytes of a file, no more than the reader's limit and one."""
    try:
        with path.open("rb") as file:
            return file.read(DEFAULT.bytes + 1)
    except OSError as error:
        raise InputError(Problem(f"cannot be read: {error.strerror or error}", str(path))) from error


def _ours(file: Path) -> bytes | None:
    """The bytes of a file found in a folder, if it is one of ours; whoever names a file means it."""
    data = _bounded(file)
    return data if _MARK in data[:65536] else None


def _register(
    engine: Engine, path: Path | None, named: list[RegisterFile], problems: list[Problem]
) -> RegisterFile | None:
    if path is not None:
        try:
            registers = list(engine.read(read_bytes(path), str(path)).registers)
        except InputError as error:
            problems.extend(error.problems)
            return None
        if not registers:
            problems.append(Problem("this file holds no register", str(path), hint="it begins with `kind: Register`"))
            return None
        return registers[0]
    if len(named) > 1:
        location = named[1].places.location("")
        hint = "give one, with all its entries"
        problems.append(
            Problem("there is more than one register", location.file, location.line, location.column, hint=hint)
        )
    return named[0] if named else None


def _beside(engine: Engine, folder: Path, problems: list[Problem]) -> RegisterFile | None:
    for name in BESIDE:
        path = folder / name
        if path.is_file():
            return _register(engine, path, [], problems)
    return None
