"""How the paths of a report are told to tools that want them relative to the repository."""

from __future__ import annotations

import posixpath
from typing import Final

from fielato.reports.formats.interface import Rendering

_NOWHERE: Final = frozenset({"", "-"})
"""No file, and standard input."""


def in_repository(file: str, how: Rendering) -> str:
    """The path of a file from the repository's root, without a leading `./`; as it is where it lies outside."""
    if file in _NOWHERE:
        return file
    whole = posixpath.normpath(posixpath.join(how.folder, file))
    inside = how.repository and whole.startswith(f"{how.repository.rstrip('/')}/")
    return posixpath.relpath(whole, how.repository) if inside else posixpath.normpath(file)
