"""Where the shipped policies and reference facts lie on disk, and what is in them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from fielato.catalogue import Catalogue
from fielato.errors import InputError, PolicyError, Problem
from fielato.rules.pack import Policies, load

_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The folder `policies` or `seeds`: the packaged one, or else the checkout's."""
    packaged = _PACKAGE / "_bundled" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / name


@functools.cache
def catalogue() -> Catalogue:
    """The shipped reference facts."""
    root = bundled("seeds")
    tables = [*root.glob("*.csv"), *(root / "vendors").glob("*.csv")]
    return Catalogue({path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(tables)})


@functools.cache
def policies(extra: tuple[Path, ...] = ()) -> Policies:
    """The shipped packs, profiles and gates, with further policy folders added.

    Raises PolicyError when a rule is not valid or stands in the place of another, InputError when a folder cannot be
    read.
    """
    files = dict(_yaml_below(bundled("policies")))
    for folder in extra:
        own = _yaml_below(folder)
        taken = list(_taken(own, files))
        if taken:
            hint = "further rules stand beside the shipped ones: give the pack or the file a name of its own"
            raise PolicyError([Problem(f"`{path}` exists already", str(folder), hint=hint) for path in taken])
        files |= own
    try:
        return load(files)
    except PolicyError as error:
        raise PolicyError([_with_folder(problem, extra) for problem in error.problems]) from None


def _with_folder(problem: Problem, folders: tuple[Path, ...]) -> Problem:
    """The problem with its file as the caller can open it."""
    for folder in folders:
        path = _base(folder) / problem.file
        if path.is_file():
            return dataclasses.replace(problem, file=str(path))
    return problem


def _taken(own: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[str]:
    """The files that would replace one, or slip into a pack, of those that are there."""
    packs = {path.parent.name for path in map(PurePosixPath, files) if path.name == "pack.yaml"}
    for path, data in own.items():
        if files.get(path) != data and (path in files or PurePosixPath(path).parent.name in packs):
            yield path


def policies_in(folder: Path) -> Policies:
    """A policy folder beside the shipped policies, or on its own where it brings instruments and gates itself."""
    if (folder / "instruments.yaml").is_file() and (folder / "gates.yaml").is_file():
        return load(_yaml_below(folder))
    return policies((folder,))


def _yaml_below(folder: Path) -> Mapping[str, bytes]:
    """The policy files below a folder; a folder that is itself a pack keeps its own name in front."""
    if not folder.is_dir():
        raise InputError(Problem("there is no such folder", str(folder), hint="give a folder of rules"))
    base = _base(folder)
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def _base(folder: Path) -> Path:
    return folder.parent if (folder / "pack.yaml").is_file() else folder


def demo(name: str = "") -> Path:
    """The shipped demo deployments, or one of them."""
    return bundled("seeds") / "demo" / name


def demos() -> dict[str, Path]:
    """The shipped demo deployments by name, such as `hospital-triage/regional`; their registers lie beside them."""
    root = demo()
    found = (path for path in sorted(root.rglob("*.yaml")) if path.stem != "organisation")
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in found}
