"""Which files a call means, and their bytes: files, folders that are walked, standard input, and what lies beside."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fielato.errors import Problem
from fielato.importers.files import SUFFIXES
from fielato.reading.limits import FOREIGN

STANDARD_INPUT: Final = "-"
_PASSED_OVER: Final = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders that hold other people's files; so do those whose names begin with a dot."""


class Opened(msgspec.Struct, frozen=True, eq=False):
    """A file that the call means."""

    path: str
    """As the user would write it."""
    data: bytes
    walked: bool
    """Whether it was found in a folder, and not named."""


class Files:
    """The files of one call, each once; what could not be read is kept as a problem."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._seen: set[Path] = set()

    def named(self, paths: tuple[str, ...]) -> Iterator[Opened]:
        """Every file that these paths mean: a folder means what lies in it, and may hold anything."""
        for written in paths:
            if written == STANDARD_INPUT:
                yield Opened(written, sys.stdin.buffer.read(FOREIGN.bytes + 1), walked=False)
                continue
            path = Path(written)
            try:
                is_folder = path.is_dir()
            except OSError as error:
                self._unreadable(written, error)
                continue
            yield from (self._inside(path) if is_folder else self._once(path, written, walked=False))

    def _inside(self, folder: Path) -> Iterator[Opened]:
        for file in self._walk(folder):
            yield from self._once(file, file.as_posix(), walked=True)

    def _once(self, path: Path, written: str, *, walked: bool) -> Iterator[Opened]:
        try:
            whole = path.resolve()
        except OSError as error:
            self._unreadable(written, error)
            return
        if whole not in self._seen:
            self._seen.add(whole)
            if (data := self.read(path)) is not None:
                yield Opened(written, data, walked)

    def _walk(self, folder: Path) -> list[Path]:
        """The files below a folder that may be read; a subfolder that cannot be read is a problem, not a gap."""

        def told(error: OSError) -> None:
            self._unreadable(str(error.filename), error)

        found: list[Path] = []
        for root, folders, names in os.walk(folder, onerror=told):
            folders[:] = [name for name in folders if not name.startswith(".") and name not in _PASSED_OVER]
            found += [Path(root, name) for name in names]
        return sorted(file for file in found if file.suffix.lower() in SUFFIXES)

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file, no more than a reader's limit and one; None, and a problem, where it cannot be read."""
        try:
            return _bytes(path)
        except OSError as error:
            self._unreadable(str(path), error)
            return None

    def _unreadable(self, path: str, error: OSError) -> None:
        self.problems.append(Problem(f"cannot be read: {error.strerror or error}", path))


def _bytes(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(FOREIGN.bytes + 1)


class Beside(Mapping[str, bytes]):
    """Files by path, read when they are asked for: an importer's look at what lies beside its files.

    Only plain files below the folders given are there; listing them walks the folders once.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        self._folders = tuple(Path(folder) for folder in folders)
        self._read: dict[str, bytes | None] = {}
        self._listed: tuple[str, ...] | None = None

    def __getitem__(self, path: str) -> bytes:
        if path not in self._read:
            self._read[path] = self._data(Path(path))
        data = self._read[path]
        if data is None:
            raise KeyError(path)
        return data

    def _data(self, path: Path) -> bytes | None:
        try:
            inside = any(path.resolve().is_relative_to(folder.resolve()) for folder in self._folders)
            return _bytes(path) if inside and path.is_file() else None
        except (OSError, ValueError):
            return None

    def __iter__(self) -> Iterator[str]:
        if self._listed is None:
            self._listed = tuple(self._list())
        return iter(self._listed)

    def _list(self) -> Iterator[str]:
        for folder in self._folders:
            for root, folders, names in os.walk(folder):
                folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
                yield from (Path(root, name).as_posix() for name in sorted(names))

    def __len__(self) -> int:
        return len(tuple(iter(self)))
