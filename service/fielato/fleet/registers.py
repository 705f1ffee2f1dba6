"""Which register governs the manifests of a folder, a file or standard input."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fielato.engine import Engine, only_register, sole_register
from fielato.errors import InputError, Problem
from fielato.fleet.disk import read
from fielato.fleet.items import RegisterDocument, register_document
from fielato.importers.files import BESIDE, is_ours, may_hold_register
from fielato.model.manifest import RegisterFile
from fielato.resolve.references import register_problems

_MEANT: Final = re.compile(rb"\bkind\b[\"']?\s*:\s*[\"']?Register\b")


@dataclass(frozen=True, slots=True)
class Governed:
    """What manifests rest on: a register, none, or one that is not valid, so that they cannot be assessed."""

    register: RegisterDocument | None = None
    problems: tuple[Problem, ...] = ()


def named(engine: Engine, path: Path) -> RegisterDocument:
    """The register in the file that the caller names; raises InputError where it holds none or is not valid."""
    data = read(path)
    register = sole_register(engine.read(data, str(path)).registers, str(path))
    _require_valid(engine, register)
    return register_document(str(path), data)


def beside(engine: Engine, folder: Path) -> Governed:
    """The register under its usual name in a folder."""
    path = next((folder / name for name in BESIDE if (folder / name).is_file()), None)
    if path is None:
        return Governed()
    try:
        return Governed(named(engine, path))
    except InputError as error:
        return Governed(None, error.problems)


@dataclass(frozen=True, slots=True)
class Found:
    """The registers among the files of one folder."""

    governed: Governed | None
    """None where there is none."""
    alone: frozenset[Path]
    """The files that hold a register and no manifest."""


def among(engine: Engine, files: Iterable[Path]) -> Found:
    """The registers in the files of a folder; two of them, or one that is not valid, govern as a problem."""
    documents: list[RegisterDocument] = []
    registers: list[RegisterFile] = []
    problems: list[Problem] = []
    alone: set[Path] = set()
    for path in files:
        try:
            data = read(path)
            if not (may_hold_register(data) and is_ours(data)):
                continue
            imported = engine.read(data, str(path))
        except InputError as error:
            problems.extend(error.problems if _is_meant(path) else ())
            continue
        registers.extend(imported.registers)
        documents.extend(register_document(str(path), data) for _ in imported.registers)
        if imported.registers and not imported.manifests:
            alone.add(path)
    try:
        if (register := only_register(registers)) is not None:
            _require_valid(engine, register)
    except InputError as error:
        problems.extend(error.problems)
    if problems:
        return Found(Governed(None, tuple(problems)), frozenset(alone))
    return Found(Governed(documents[0]) if documents else None, frozenset(alone))


def _is_meant(path: Path) -> bool:
    """Whether a file that cannot be understood is meant as a register."""
    try:
        return path.name in BESIDE or _MEANT.search(read(path).replace(b"\0", b"")) is not None
    except InputError:
        return False


def _require_valid(engine: Engine, register: RegisterFile) -> None:
    if problems := register_problems(register, engine.catalogue):
        raise InputError(problems)
