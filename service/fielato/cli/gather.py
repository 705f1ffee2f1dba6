"""Which documents a call means: files, folders, standard input, and the register that lies beside them."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from fielato.cli.files import STANDARD_INPUT, Beside, Files, Opened
from fielato.cli.steps import Steps, telling
from fielato.engine import Engine, only_register, sole_register
from fielato.errors import InputError, Problem
from fielato.importers.files import BESIDE, PROJECT_FILES, is_ours
from fielato.importers.interface import NothingFoundError, Source
from fielato.importers.project import Claimed, Project, Root, roots, takes_infrastructure
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.surroundings import Surroundings
from fielato.model.vocabulary import API_VERSION

Gathered = list[tuple[Manifest, RegisterFile | None]]


def gather(
    engine: Engine,
    paths: tuple[str, ...],
    register: Path | None,
    format_: str | None = None,
    around: Surroundings | None = None,
) -> Gathered:
    """Read everything that the call names: deployments, each with the register that goes with it.

    Files of other tools belong to the nearest `fielato.yaml` at or above them, up to the repository's root. `format_`
    is the one that they are read as, whatever they look like; `around` says where they are applied. A register comes
    from `--register`, else from among the files named, else from the manifest's own folder: one found there or above
    it by walking, or `organisation.yaml` beside it. Raises InputError with the problems of all files; a call that leads
    to no deployment is one.
    """
    with telling(sys.stderr) as steps:
        return _Gathering(engine, format_, around, steps).run(paths, register)


class _Gathering:
    """One call: what was read so far, and what was wrong with it."""

    def __init__(self, engine: Engine, format_: str | None, around: Surroundings | None, steps: Steps) -> None:
        self._engine = engine
        self._format = format_
        self._around = around
        self._steps = steps
        self._written: set[str] = set()
        self._empty: list[Problem] = []
        self._files = Files()
        self._problems = self._files.problems
        self._found: list[tuple[Manifest, str]] = []
        self._claimed: list[Claimed] = []
        self._projects: dict[Path, Project] = {}
        self._looked: set[Path] = set()
        self._named: list[RegisterFile] = []
        self._walked: dict[Path, list[RegisterFile]] = defaultdict(list)
        self._beside: dict[Path, RegisterFile | None] = {}

    def run(self, paths: tuple[str, ...], register: Path | None) -> Gathered:
        self._steps.at("looking for deployments")
        self._written.update(paths)
        for opened in self._files.named(paths):
            self._take(opened)
        for written in paths:
            self._whole_project(Path(written))
        self._import()
        if not self._found and not self._problems:
            self._problems.extend(self._empty or [_nothing(paths)])
        chosen = self._only(self._named) if register is None else self._register_in(register)
        gathered = [(manifest, chosen or self._register_near(path)) for manifest, path in self._found]
        if self._problems:
            raise InputError(self._problems)
        return gathered

    # Documents

    def _take(self, opened: Opened) -> None:
        """A file that is ours, or another tool's; whoever names a file means it, but a folder may hold anything."""
        if self._format is None and is_ours(opened.data):
            self._native(opened)
            return
        source = Source(opened.path, opened.data)
        importer = self._engine.importer(source, self._format if not opened.walked else None)
        if importer is not None:
            self._claimed.append((importer, source))
        elif not opened.walked:
            self._native(opened)

    def _native(self, opened: Opened) -> None:
        try:
            imported = self._engine.read(opened.data, opened.path)
        except InputError as error:
            self._problems.extend(error.problems)
            return
        path = PurePosixPath(opened.path)
        if path.name in PROJECT_FILES and len(imported.manifests) == 1 and takes_infrastructure(imported.manifests[0]):
            folder = path.parent.as_posix()
            self._projects[Path(folder).resolve()] = Project(folder, imported.manifests[0])
        else:
            self._found.extend((manifest, opened.path) for manifest in imported.manifests)
        if opened.walked:
            self._walked[Path(opened.path).parent].extend(imported.registers)
        else:
            self._named.extend(imported.registers)

    # Projects

    def _whole_project(self, named: Path) -> None:
        """Whoever names a `fielato.yaml` means the files that it is beside."""
        if named.name in PROJECT_FILES and named.parent.resolve() in self._projects:
            for opened in self._files.named((str(named.parent),)):
                self._take(opened)

    def _project_of(self, file: str) -> Project | None:
        """The nearest `fielato.yaml` at or above a file of another tool, up to the repository's root."""
        if file == STANDARD_INPUT:
            return None
        start = Path(file).resolve().parent
        for folder in (start, *start.parents):
            if folder not in self._looked:
                self._looked.add(folder)
                self._look_in(folder)
            if folder in self._projects or (folder / ".git").exists():
                return self._projects.get(folder)
        return None

    def _look_in(self, folder: Path) -> None:
        path = next((folder / name for name in PROJECT_FILES if (folder / name).is_file()), None)
        if path is not None and folder not in self._projects:
            for opened in self._files.named((os.path.relpath(path),)):
                if is_ours(opened.data):
                    self._native(Opened(opened.path, opened.data, walked=True))

    def _import(self) -> None:
        homes = {source.file: self._project_of(source.file) for _, source in self._claimed}
        made = roots(self._claimed, {file: home for file, home in homes.items() if home is not None})
        used = {id(root.project) for root in made}
        for project in self._projects.values():
            if id(project) not in used:
                self._found.append((project.manifest, f"{project.folder}/{PROJECT_FILES[0]}"))
        for done, root in enumerate(made):
            self._steps.at(f"reading {root.name}", done, len(made))
            try:
                manifest = self._engine.assembled(root, _beside(root), self._around)
            except NothingFoundError as error:
                named = any(source.file in self._written for _, source in root.claimed)
                (self._problems if named or not error.whole else self._empty).extend(error.problems)
            except InputError as error:
                self._problems.extend(error.problems)
            else:
                at = f"{root.name}/{PROJECT_FILES[0]}" if root.project is not None else root.claimed[0][1].file
                self._found.append((manifest, at))

    # Registers

    def _only(self, named: list[RegisterFile]) -> RegisterFile | None:
        try:
            return only_register(named)
        except InputError as error:
            self._problems.extend(error.problems)
            return None

    def _register_in(self, path: Path) -> RegisterFile | None:
        data = self._files.read(path)
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


def _beside(root: Root) -> Beside:
    """The files that an importer may look up: those below the deployment's root, or beside its files."""
    folders: Iterable[str] = (str(PurePosixPath(source.file).parent) for _, source in root.claimed)
    return Beside(tuple(dict.fromkeys([*([root.name] if root.project is not None else []), *folders])))


def _nothing(paths: tuple[str, ...]) -> Problem:
    hint = (
        f"name a file with `apiVersion: {API_VERSION}` and `kind: AIDeployment`, or infrastructure files: Terraform, "
        "CloudFormation, ARM, Kubernetes, Helm values, SkyPilot, LiteLLM, Compose"
    )
    where = ", ".join(paths)
    if len(paths) == 1 and Path(paths[0]).is_dir():
        return Problem("no file in this folder is a deployment", where, hint=hint)
    return Problem("there is no deployment here", where, hint=hint)
