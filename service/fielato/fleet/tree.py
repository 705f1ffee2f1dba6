"""Which files of a folder tree are assessed, in what order, and which register governs each."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fielato.engine import Engine
from fielato.errors import InputError
from fielato.fleet.disk import read, unreadable
from fielato.fleet.items import Item
from fielato.fleet.registers import Found, Governed, among, beside
from fielato.importers.files import SUFFIXES, is_ours


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that is being walked."""

    path: Path
    names: Iterator[str]
    found: Found
    governed: Governed


@dataclass(frozen=True, slots=True)
class Tree:
    """The documents below a folder, read when they are asked for.

    A register governs the folder that it stands in and those below. A symbolic link is passed over where it leads to a
    file that the walk meets anyway; links to folders are not followed.
    """

    engine: Engine
    root: Path
    given: Governed | None = None
    """What the caller says, which outranks the registers of the tree."""
    _linked: set[Path] = field(default_factory=set)

    def items(self) -> Iterator[Item]:
        """Every document of ours, in the order of the paths."""
        open_folders: list[_Folder] = []
        yield from self._enter(open_folders, self.root, Governed())
        while open_folders:
            folder = open_folders[-1]
            name = next(folder.names, None)
            if name is None:
                open_folders.pop()
                continue
            path = folder.path / name
            if path.is_dir():
                if not path.is_symlink():
                    yield from self._enter(open_folders, path, folder.governed)
            elif path.suffix.lower() in SUFFIXES and path not in folder.found.alone:
                yield from self._item(path, self.given or folder.governed)

    def _enter(self, open_folders: list[_Folder], path: Path, above: Governed) -> Iterator[Item]:
        """Open a folder; an item with a problem where that cannot be done."""
        try:
            names = sorted(os.listdir(path))  # noqa: PTH208  # names alone: a folder may hold a million
        except OSError as error:
            yield Item(str(path), problems=(unreadable(str(path), error),))
            return
        files = (path / name for name in names)
        found = among(self.engine, (file for file in files if file.suffix.lower() in SUFFIXES and file.is_file()))
        governed = found.governed or (above if above != Governed() else beside(self.engine, path))
        open_folders.append(_Folder(path, iter(names), found, governed))

    def _item(self, path: Path, governed: Governed) -> Iterator[Item]:
        """The document in a file, if it is one of ours."""
        if path.is_symlink() and self._is_met(path.resolve()):
            return
        try:
            data = read(path)
        except InputError as error:
            yield Item(str(path), problems=error.problems)
            return
        if is_ours(data):
            yield Item(str(path), 0, data, governed.register, governed.problems)

    def _is_met(self, target: Path) -> bool:
        """Whether the walk meets the target of a link by its own name, or has met it through another link."""
        if target.suffix.lower() in SUFFIXES and target.is_relative_to(self.root.resolve()):
            return True
        known = target in self._linked
        self._linked.add(target)
        return known
