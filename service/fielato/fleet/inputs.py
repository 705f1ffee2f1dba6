"""What a call names, and the items in it: NDJSON files, folder trees, standard input."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from fielato.engine import Engine
from fielato.errors import InputError, Problem, UsageError
from fielato.fleet import ndjson
from fielato.fleet.disk import unreadable
from fielato.fleet.items import Item
from fielato.fleet.registers import Governed, beside, named
from fielato.fleet.tree import Tree
from fielato.importers.files import SUFFIXES
from fielato.model.vocabulary import API_VERSION

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the call names, in its order."""

    engine: Engine
    paths: tuple[str, ...]
    governed: Governed | None
    """The caller's register, if there is one."""
    standard_input: BinaryIO

    def items(self) -> Iterator[Item]:
        """Every item of every input; an input without one is itself an item with a problem."""
        for path in self.paths:
            empty = True
            for item in self._of(path):
                empty = False
                yield item
            if empty:
                hint = f"a deployment begins with `apiVersion: {API_VERSION}`"
                yield Item(path, problems=(Problem("there is no deployment here", path, hint=hint),))

    def _of(self, path: str) -> Iterator[Item]:
        if path == STANDARD_INPUT:
            yield from ndjson.items(self.standard_input, path, self.governed or Governed())
        elif Path(path).is_dir():
            yield from Tree(self.engine, Path(path), self.governed).items()
        else:
            governed = self.governed or beside(self.engine, Path(path).parent)
            with _opened(path) as stream:
                yield from ndjson.items(stream, path, governed)

    def size(self) -> int | None:
        """The bytes of all inputs; None where one is a stream, whose end nobody knows."""
        if any(path == STANDARD_INPUT or not (Path(path).is_dir() or Path(path).is_file()) for path in self.paths):
            return None
        return sum(_size(Path(path)) for path in self.paths)


def inputs(engine: Engine, paths: Sequence[str], register: Path | None, standard_input: BinaryIO) -> Inputs:
    """What a call names; raises InputError or UsageError at once where an input or the register is none."""
    _require_distinct(paths)
    problems = [problem for path in paths if path != STANDARD_INPUT and (problem := _mistake(Path(path))) is not None]
    if problems:
        raise InputError(problems)
    governed = Governed(named(engine, register)) if register is not None else None
    return Inputs(engine, tuple(paths), governed, standard_input)


def _require_distinct(paths: Sequence[str]) -> None:
    if paths.count(STANDARD_INPUT) > 1:
        raise UsageError("standard input (-) is named twice")
    whole = [(path, Path(path).resolve()) for path in paths if path != STANDARD_INPUT]
    for (one, first), (other, second) in itertools.combinations(whole, 2):
        if first.is_relative_to(second) or second.is_relative_to(first):
            raise UsageError(f"`{other}` would be assessed twice: `{one}` is the same, holds it or lies in it")


def _mistake(path: Path) -> Problem | None:
    if path.is_dir() or (path.exists() and not path.is_file()):  # a pipe can be opened only once
        return None
    if path.suffix.lower() in SUFFIXES:
        hint = "name its folder, or assess it with `fielato check`; a file of lines ends in .ndjson or .jsonl"
        return Problem("a single document is no fleet", str(path), hint=hint)
    try:
        with path.open("rb"):
            return None
    except OSError as error:
        return unreadable(str(path), error)


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(unreadable(path, error)) from None


def _size(path: Path) -> int:
    """The bytes below a path that may be read; what cannot be looked at counts nothing."""
    if not path.is_dir():
        return path.stat().st_size
    size = 0
    for folder, _, names in os.walk(path):
        for name in names:
            if Path(name).suffix.lower() in SUFFIXES:
                try:
                    size += (Path(folder) / name).stat().st_size
                except OSError:
                    continue
    return size
