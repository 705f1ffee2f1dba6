"""Which documents a call means: files, folders, standard input, and the register that lies beside them."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fielato.engine import Engine, only_register, sole_register
from fielato.errors import InputError, Problem
from fielato.importers.files import BESIDE, SUFFIXES, is_ours
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.vocabulary import API_VERSION
from fielato.reading import DEFAULT

STANDARD_INPUT: Final = "-"


def gather(engine: Engine, paths: tuple[str, ...], register: Path | None) -> list[tuple[Manifest, RegisterFile | None]]:
    """Read everything that the call names: deployments, each with the register that goes with it.

    A register comes from `--register`, else from among the files named, else from the manifest's own folder: one found
    there or above it by walking, or `organisation.yaml` beside it. Raises InputError with the problems of all files; a
    call that leads to no deployment is one.
    """
    return _Gathering(engine).run(paths, register)


class _Gathering:
    """One call: what was read so far, and what was wrong with it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._problems: list[Problem] = []
        self._seen: set[Path] = set()
        self._walked: dict[Path, list[RegisterFile]] = defaultdict(list)
        self._beside: dict[Path, RegisterFile | None] = {}

    def run(self, paths: tuple[str, ...], register: Path | None) -> list[tuple[Manifest, RegisterFile | None]]:
        found: list[tuple[Manifest, str]] = []
        named: list[RegisterFile] = []
        for path, data, walked in self._files(paths):
            try:
                imported = self._engine.read(data, path)
            except InputError as error:
                self._problems.extend(error.problems)
                continue
            found.extend((manifest, path) for manifest in imported.manifests)
            if walked:
                self._walked[Path(path).parent].extend(imported.registers)
            else:
                named.extend(imported.registers)
        if not found and not self._problems:
            hint = f"name a file with `apiVersion: {API_VERSION}` and `kind: AIDeployment`"
            self._problems.append(Problem("there is no deployment here", ", ".join(paths), hint=hint))
        chosen = self._only(named) if register is None else self._register_in(register)
        gathered = [(manifest, chosen or self._register_near(path)) for manifest, path in found]
        if self._problems:
            raise InputError(self._problems)
        return gathered

    # Files

    def _files(self, paths: tuple[str, ...]) -> Iterator[tuple[str, bytes, bool]]:
        """Every file that the call means, once, with its bytes, and whether it was found by walking a folder."""
        for written in paths:
            if written == STANDARD_INPUT:
                yield written, sys.stdin.buffer.read(DEFAULT.bytes + 1), False
                continue
            path = Path(written)
            try:
                is_folder, whole = path.is_dir(), path.resolve()
            except OSError as error:
                self._unreadable(written, error)
                continue
            if is_folder:
                yield from self._in_folder(path)
            elif whole not in self._seen:
                self._seen.add(whole)
                if (data := self._bytes(path)) is not None:
                    yield written, data, False

    def _in_folder(self, folder: Path) -> Iterator[tuple[str, bytes, bool]]:
        """The documents of ours in a folder; whoever names a file means it, but a folder may hold anything."""
        ours = False
        before = len(self._problems)
        for file in self._walk(folder):
            if file.resolve() in self._seen:
                ours = True
            elif (data := self._bytes(file)) is not None and is_ours(data):
                ours = True
                self._seen.add(file.resolve())
                yield str(file), data, True
        if not ours and len(self._problems) == before:
            hint = f"a deployment begins with `apiVersion: {API_VERSION}`"
            self._problems.append(Problem("no file in this folder is a deployment", str(folder), hint=hint))

    def _walk(self, folder: Path) -> list[Path]:
        """The files below a folder that may be ours; a subfolder that cannot be read is a problem, not a gap."""

        def told(error: OSError) -> None:
            self._unreadable(str(error.filename), error)

        found = [Path(root, name) for root, _, names in os.walk(folder, onerror=told) for name in names]
        return sorted(file for file in found if file.suffix.lower() in SUFFIXES)

    def _unreadable(self, path: str, error: OSError) -> None:
        self._problems.append(Problem(f"cannot be read: {error.strerror or error}", path))

    def _bytes(self, file: Path) -> bytes | None:
        """The bytes of a file, no more than the reader's limit and one; None where it cannot be read."""
        try:
            with file.open("rb") as opened:
                return opened.read(DEFAULT.bytes + 1)
        except OSError as error:
            self._unreadable(str(file), error)
            return None

    # Registers

    def _only(self, named: list[RegisterFile]) -> RegisterFile | None:
        try:
            return only_register(named)
        except InputError as error:
            self._problems.extend(error.problems)
            return None

    def _register_in(self, path: Path) -> RegisterFile | None:
        data = self._bytes(path)
        if data is None:
            return None
        try:
            return sole_register(self._engine.read(data, str(path)).registers, str(path))
        except InputError as error:
            self._problems.extend(error.problems)
            return None

    def _register_near(self, manifest: str) -> RegisterFile | None:
        """The register of the manifest's own folder, or of the nearest folder above it that was walked as well."""
        if manifest == STANDARD_INPUT:
            return None
        folder = Path(manifest).parent
        near = next((above for above in (folder, *folder.parents) if self._walked.get(above)), None)
        if near is not None:
            return self._only(self._walked[near])
        if folder not in self._beside:
            path = next((folder / name for name in BESIDE if (folder / name).is_file()), None)
            self._beside[folder] = self._register_in(path) if path is not None else None
        return self._beside[folder]
