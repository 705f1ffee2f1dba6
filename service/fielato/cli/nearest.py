"""Which file of a repository says how to check it: the nearest one, from the first path upward."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from fielato.errors import InputError, Problem, UsageError
from fielato.importers.files import PROJECT_FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from fielato.configuration import Written

GIT: Final = ".git"
"""What stands in the folder that is a repository's root."""
_PYPROJECT: Final = "pyproject.toml"


class Found(msgspec.Struct, frozen=True, eq=False):
    """The file of a repository that says how to check."""

    written: Written
    folder: Path
    """Its own folder, from which its paths count."""
    root: Path
    """The repository's folder, which its paths may not leave."""


def nearest(paths: tuple[str, ...]) -> Found | None:
    """The options of the nearest file, from the first path upward to the repository's root or below the home folder.

    Raises InputError where the file cannot be read or has a mistake, UsageError where two files stand side by side.
    """
    first = Path(paths[0] if paths and paths[0] != "-" else ".").resolve()
    start = first if _is(first.is_dir) else first.parent
    home = _home()
    for folder in (start, *start.parents):
        is_root = _is((folder / GIT).exists)
        if folder == home and folder != start and not is_root:
            return None
        if (written := _in(folder)) is not None:
            root = next((above for above in (folder, *folder.parents) if _is((above / GIT).exists)), folder)
            return Found(written, folder, root)
        if is_root:
            return None
    return None


def _is(question: Callable[[], bool]) -> bool:
    """The answer of the file system; what may not be looked at is not there, and whoever reads it says so."""
    try:
        return question()
    except OSError:
        return False


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except RuntimeError:  # a user whom the system does not know, as in some containers
        return None


def _in(folder: Path) -> Written | None:
    """The options that a folder's files have."""
    candidates = [path for name in (*PROJECT_FILES, _PYPROJECT) if _is((path := folder / name).is_file)]
    found = [one for path in candidates if (one := _written(path)) is not None]
    if len(found) > 1:
        files = " and ".join(one.document.file for one in found)
        raise UsageError(f"{files} stand side by side, each with options of `fielato check`: keep them in one")
    return found[0] if found else None


def _written(path: Path) -> Written | None:
    from fielato.configuration import from_manifest, from_pyproject  # most folders have no such file

    read = from_pyproject if path.name == _PYPROJECT else from_manifest
    return read(_bytes(path), shown(path))


def _bytes(path: Path) -> bytes:
    from fielato.reading import DEFAULT

    try:
        with path.open("rb") as opened:
            return opened.read(DEFAULT.bytes + 1)
    except OSError as error:
        raise InputError(Problem(f"cannot be read: {error.strerror or error}", shown(path))) from None


def shown(path: Path) -> str:
    """A path as the caller can open it from where they are."""
    here = Path.cwd().resolve()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)
