"""Which files make one deployment: those below the nearest `fielato.yaml`, or else what an importer takes as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import msgspec

from fielato.catalogue import Catalogue
from fielato.digest import of_files
from fielato.errors import InputError, Problem
from fielato.importers.detect import recognises
from fielato.importers.files import PROJECT_FILES
from fielato.importers.found import Harvest
from fielato.importers.interface import Around, Context, Importer, Source
from fielato.importers.places import Spot
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest
from fielato.model.origin import Location, Origin
from fielato.model.surroundings import Surroundings

Claimed = tuple[Importer, Source]
"""A file with the importer that reads it."""


class Project(msgspec.Struct, frozen=True, eq=False):
    """A `fielato.yaml`: what it declares, and the folder that it lies in."""

    folder: str
    manifest: Manifest


class Root(msgspec.Struct, frozen=True, eq=False):
    """The files that make one deployment."""

    name: str
    """The folder or file that they are called by."""
    claimed: tuple[Claimed, ...]
    project: Project | None = None
    """What is declared beside them."""


def takes_infrastructure(project: Manifest) -> bool:
    """Whether a declared deployment is made of the files beside it as well; `infrastructure: []` says no."""
    return project.deployment.infrastructure != ()


def roots(claimed: Sequence[Claimed], projects: Mapping[str, Project]) -> list[Root]:
    """The deployments that files make, in order; `projects` gives the project of a file, where it has one."""
    groups: dict[tuple[str, str], list[Claimed]] = {}
    found: dict[tuple[str, str], Project] = {}
    for importer, source in claimed:
        project = projects.get(source.file)
        if project is not None:
            key = ("", project.folder)
            found[key] = project
        else:
            folder = PurePosixPath(source.file).parent.as_posix()
            key = (importer.name, folder if importer.folder else source.file)
        groups.setdefault(key, []).append((importer, source))
    return [Root(key[1], tuple(group), found.get(key)) for key, group in _with_modules(groups).items()]


def _with_modules(groups: Mapping[tuple[str, str], list[Claimed]]) -> Mapping[tuple[str, str], list[Claimed]]:
    """The same, where folders of Terraform that others call are parts of those and none of their own."""
    folders = [key for key in groups if key[0] == "terraform"]
    if len(folders) < 2:
        return groups
    from fielato.importers.terraform.calls import called_folders

    calls = called_folders(source for key in folders for _, source in groups[key])
    parts = {folder for inner in calls.values() for folder in inner}
    whole: dict[tuple[str, str], list[Claimed]] = {}
    for key, group in groups.items():
        if key not in folders:
            whole[key] = group
        elif key[1] not in parts:
            inner = sorted(calls.get(key[1], ()))
            whole[key] = [*group, *(one for folder in inner for one in groups.get(("terraform", folder), ()))]
    return whole


def deployment(
    root: Root,
    catalogue: Catalogue,
    files: Mapping[str, bytes] | None = None,
    around: Surroundings | None = None,
) -> Manifest:
    """Read the files of a deployment; `around` is the caller's word for where they are applied.

    Raises InputError with the problems of all files.
    """
    from fielato.importers.assemble import assemble  # what makes a deployment is loaded where one is made

    declared = root.project.manifest if root.project is not None else None
    context = Context(catalogue, tuple(_around(declared, around)), files)
    harvest = Harvest()
    problems: list[Problem] = []
    by_importer: dict[str, list[Claimed]] = {}
    for importer, source in root.claimed:
        by_importer.setdefault(importer.name, []).append((importer, source))
    for group in by_importer.values():
        try:
            group[0][0].imports([source for _, source in group], harvest, context)
        except InputError as error:
            problems.extend(error.problems)
    if problems := problems or list(_not_of_their_format(root.claimed, harvest)):
        raise InputError(problems)
    digests = {source.file: source.data for _, source in root.claimed}
    if declared is not None:
        digests[PROJECT_FILES[0]] = declared.digest.encode()
    first = root.claimed[0][1].file
    return assemble(harvest, declared, harvest.name or _stem(root.name), Spot(Location(first)), of_files(digests))


def _not_of_their_format(claimed: Sequence[Claimed], harvest: Harvest) -> Iterator[Problem]:
    """The files that were read as a format which is not theirs, and gave nothing: what they hold is not judged."""
    strange = [(importer, source) for importer, source in claimed if not recognises(importer, source)]
    files = {origin.location.file.partition("#")[0] for origin in harvest.origins()} if strange else set()
    for importer, source in strange:
        if source.file not in files:
            hint = "name the format that it is of with --from, or leave the file out"
            yield Problem(f"nothing in this file was understood as `{importer.name}`", source.file, 1, 1, hint=hint)


def _around(project: Manifest | None, flag: Surroundings | None) -> list[Around]:
    found = [] if flag is None else [Around(flag, Origin("declared"))]
    if project is not None and project.deployment.infrastructure is not UNSET:
        for index, one in enumerate(project.deployment.infrastructure):
            found.append(Around(one, Origin("declared", project.places, f"/infrastructure/{index}")))
    return found


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return path.stem if path.suffix else path.name
