"""Where the shipped policies and reference facts lie on disk, and what is in them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from fielato import compiled
from fielato.catalogue import Catalogue
from fielato.compiled import Files, files_in
from fielato.errors import InputError, PolicyError, Problem
from fielato.rules.pack import Policies

_PACKAGE = Path(__file__).parent
_TABLES: Final = ("", "importers/", "vendors/")
"""The folders of `seeds/` that hold tables."""


def bundled(name: str) -> Path:
    """The folder `policies` or `seeds`: the packaged one, or else the checkout's."""
    packaged = _PACKAGE / "_bundled" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / name


@functools.cache
def catalogue() -> Catalogue:
    """The shipped reference facts."""
    root = bundled("seeds")
    places: dict[str, str] = {}
    for folder in _TABLES:
        places |= {f"{folder}{name}": path for name, path in files_in(root / folder, ".csv").items()}
    return Catalogue(dict(Files(places)))


@functools.cache
def policies(extra: tuple[Path, ...] = ()) -> Policies:
    """The shipped packs, profiles and gates, with further policy folders added.

    Raises PolicyError when a rule is not valid or stands in the place of another, InputError when a folder cannot be
    read.
    """
    files = _yaml_below(bundled("policies"))
    for folder in extra:
        own = _yaml_below(folder)
        taken = list(_taken(Files(own), Files(files)))
        if taken:
            hint = "further rules stand beside the shipped ones: give the pack or the file a name of its own"
            raise PolicyError([Problem(f"`{path}` exists already", str(folder), hint=hint) for path in taken])
        files |= own
    try:
        return compiled.policies(Files(files))
    except PolicyError as error:
        raise PolicyError([_with_folder(problem, extra) for problem in error.problems]) from None


def policy_files() -> Mapping[str, bytes]:
    """The files of the shipped policies."""
    return Files(_yaml_below(bundled("policies")))


def _with_folder(problem: Problem, folders: tuple[Path, ...]) -> Problem:
    """The problem with its file as the caller can open it."""
    for folder in folders:
        path = _base(folder) / problem.file
        if path.is_file():
            return Problem(problem.message, str(path), problem.line, problem.column, problem.pointer, problem.hint)
    return problem


def _taken(own: Mapping[str, bytes], files: Mapping[str, bytes]) -> Iterator[str]:
    """The files that would replace one, or slip into a pack, of those that are there."""
    packs = {_folder(path) for path in files if path.rpartition("/")[2] == "pack.yaml"}
    for path in own:
        if (path in files or _folder(path) in packs) and files.get(path) != own[path]:
            yield path


def _folder(path: str) -> str:
    """The name of the folder in which a file stands."""
    return path.rpartition("/")[0].rpartition("/")[2]


def policies_in(folder: Path) -> Policies:
    """A policy folder beside the shipped policies, or on its own where it brings instruments and gates itself."""
    if (folder / "instruments.yaml").is_file() and (folder / "gates.yaml").is_file():
        return compiled.policies(Files(_yaml_below(folder)))
    return policies((folder,))


def packs_in(folder: Path) -> frozenset[str]:
    """The names of the packs below a folder, or of the pack that it is."""
    return frozenset(name for path in _yaml_below(folder) if (name := _folder(path)))


def place_of(file: str, folder: Path | None = None) -> Path | None:
    """Where a policy file lies: in a folder, or else among the shipped ones; None if it is in neither."""
    bases = [bundled("policies")] if folder is None else [_base(folder), bundled("policies")]
    return next((base / file for base in bases if (base / file).is_file()), None)


def _yaml_below(folder: Path) -> dict[str, str]:
    """The policy files below a folder, and where they lie; a folder that is itself a pack keeps its name in front."""
    if not folder.is_dir():
        raise InputError(Problem("there is no such folder", str(folder), hint="give a folder of rules"))
    base = _base(folder)
    found: dict[str, str] = {}
    for root, _, names in os.walk(folder):
        inside = Path(root).relative_to(base).as_posix()
        before = "" if inside == "." else f"{inside}/"
        found |= {f"{before}{name}": f"{root}/{name}" for name in names if name.endswith(".yaml")}
    return dict(sorted(found.items()))


def _base(folder: Path) -> Path:
    return folder.parent if (folder / "pack.yaml").is_file() else folder


def demo(name: str = "") -> Path:
    """The shipped demo deployments, or one of them."""
    return bundled("seeds") / "demo" / name


def demos() -> dict[str, Path]:
    """The shipped demo deployments by name, such as `hospital-triage/regional`; their registers lie beside them.

    Those that are a manifest of ours, and not made of files of other tools.
    """
    root = demo()
    made = [path.parent for path in root.rglob("fielato.yaml")]
    found = (path for path in sorted(root.rglob("*.yaml")) if path.stem != "organisation")
    whole = (path for path in found if not any(path.is_relative_to(folder) for folder in made))
    return {path.relative_to(root).with_suffix("").as_posix(): path for path in whole}


def scenarios() -> dict[str, Path]:
    """The shipped scenarios by name."""
    return {path.stem: path for path in sorted((bundled("seeds") / "scenarios").glob("*.yaml"))}
