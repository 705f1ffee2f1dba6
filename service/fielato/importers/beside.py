"""What lies around a file: other files by their path from it, and what is declared of where its contents run."""

from __future__ import annotations

import posixpath
from typing import Final

from fielato.importers.found import Found
from fielato.importers.interface import Context


def path(file: str, written: str) -> str:
    """The path, as the caller would write it, of what a file calls by a path relative to itself."""
    joined = posixpath.join(posixpath.dirname(file), written)
    return posixpath.normpath(joined) if joined else ""


def folder(file: str) -> str:
    """The path of the folder that a file lies in; `.` where that is where the caller stands."""
    return posixpath.normpath(posixpath.dirname(file) or ".")


def file_key(file: str) -> str:
    """What is known by a file's path: what is made of it, whoever mounts it."""
    return f"file:{posixpath.normpath(file)}"


def place(found: Found, file: str, context: Context) -> bool:
    """Say of a component what is declared of its surroundings; whether that says where it is."""
    around = context.around(file)
    said = {} if around is None else {field: one for field in FACTS if (one := around.said(field)) is not None}
    for field, one in said.items():
        found.say(field, one.value, one.origin)
    return len(said.keys() - {"provider"}) > 0


FACTS: Final = ("provider", "region", "place.kind", "place.territory", "place.own")
"""What surroundings say of a component."""
