"""What lies around a file: other files by their path from it, and what is declared of where its contents run."""

from __future__ import annotations

import posixpath

from fielato.importers.found import Found
from fielato.importers.interface import Context
from fielato.model.fact import UNSET
from fielato.model.origin import Origin


def path(file: str, written: str) -> str:
    """The path, as the caller would write it, of what a file calls by a path relative to itself."""
    joined = posixpath.join(posixpath.dirname(file), written)
    return posixpath.normpath(joined) if joined else ""


def file_key(file: str) -> str:
    """What is known by a file's path: what is made of it, whoever mounts it."""
    return f"file:{posixpath.normpath(file)}"


def place(found: Found, file: str, context: Context) -> bool:
    """Say of a component what is declared of its surroundings; whether that says where it is."""
    around = context.around(file)
    if around is None:
        return False
    surroundings = around.surroundings
    facts: list[tuple[str, object]] = [("provider", surroundings.provider), ("region", surroundings.region)]
    if surroundings.place is not UNSET:
        inside = surroundings.place
        facts += [("place.kind", inside.kind), ("place.territory", inside.territory), ("place.own", inside.own)]
    origin = around.origin
    for field, value in facts:
        if value is not UNSET:
            pointer = f"{origin.pointer}/{field.replace('.', '/')}"
            found.say(field, value, Origin(origin.how, origin.places, pointer, origin.source, origin.verified))
    return surroundings.region is not UNSET or surroundings.place is not UNSET
