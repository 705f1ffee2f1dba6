"""Whether what a document names exists: ids are unique, references lead somewhere, territories are real."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from fielato.catalogue import Catalogue
from fielato.errors import Problem
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Places
from fielato.reading import hint_for
from fielato.resolve import evidence
from fielato.resolve.names import CONTROLLER
from fielato.resolve.sound import REFERENCES, TERRITORIES, is_sound, parties

REGISTER_REFERENCES: Final = frozenset({"party", "importer"})
"""The keys whose text names another record of the same register."""


def problems(manifest: Manifest, register: RegisterFile | None, catalogue: Catalogue) -> list[Problem]:
    """Every reference of the deployment that leads nowhere, and every id that is given twice, in order of place."""
    if is_sound(manifest.deployment, register, catalogue):
        return []
    return _problems(manifest, register, catalogue)


def _problems(manifest: Manifest, register: RegisterFile | None, catalogue: Catalogue) -> list[Problem]:
    deployment, places = manifest.deployment, manifest.places
    found: list[Problem] = []
    if not deployment.components:
        hint = "list at least one under `components:`; nothing can be assessed without"
        found.append(places.location("").problem("the deployment has no components", hint))
    known = {
        "component": [one.id for one in deployment.components],
        "data set": [one.id for one in deployment.data] if deployment.data is not UNSET else [],
        "party": parties(deployment, register, catalogue),
    }
    seen: set[tuple[str, str]] = set()
    for pointer, key, text in _texts("", deployment):
        if key == "id":
            found.extend(_twice(places, pointer, text, seen))
        elif key in REFERENCES and text not in known[REFERENCES[key]]:
            found.append(_missing(places, pointer, REFERENCES[key], text, known[REFERENCES[key]]))
        elif key in TERRITORIES:
            found.extend(_unreal(places, pointer, key, text, catalogue))
    return sorted(found, key=lambda problem: (problem.line, problem.column))


def register_problems(register: RegisterFile, catalogue: Catalogue) -> list[Problem]:
    """The parties, territories and answered facts of a register that do not exist, and the ids that it gives twice.

    Its data sets are those of the deployments, which it does not know.
    """
    found: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    declared = register.register.parties
    known = [*(one.id for one in (declared if declared is not UNSET else ())), *catalogue.providers, CONTROLLER]
    for pointer, key, text in _texts("", register.register):
        if key == "id":
            found.extend(_twice(register.places, pointer, text, seen))
        elif key in REGISTER_REFERENCES and text not in known:
            found.append(_missing(register.places, pointer, "party", text, known))
        elif key in TERRITORIES:
            found.extend(_unreal(register.places, pointer, key, text, catalogue))
    found.extend(evidence.problems(register))
    return found


def _texts(pointer: str, record: msgspec.Struct) -> Iterator[tuple[str, str, str]]:
    """Every text of a record and those below it: its pointer, the key it stands under, and the text."""
    for attribute, key in zip(record.__struct_fields__, record.__struct_encode_fields__, strict=True):
        value = getattr(record, attribute)
        if isinstance(value, msgspec.Struct):
            yield from _texts(f"{pointer}/{key}", value)
        elif isinstance(value, str):
            yield f"{pointer}/{key}", key, value
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, msgspec.Struct):
                    yield from _texts(f"{pointer}/{key}/{index}", item)
                elif isinstance(item, str):
                    yield f"{pointer}/{key}/{index}", key, item


def _twice(places: Places, pointer: str, name: str, seen: set[tuple[str, str]]) -> Iterator[Problem]:
    kind = pointer.split("/")[1]
    if (kind, name) in seen:
        yield places.location(pointer).problem(f"{kind}: `{name}` is given twice", "give each its own id")
    seen.add((kind, name))


def _missing(places: Places, pointer: str, kind: str, name: str, known: Sequence[str]) -> Problem:
    hint = hint_for(name, known, f"known: {', '.join(dict.fromkeys(known)) or 'none'}")
    return places.location(pointer).problem(f"there is no {kind} `{name}`", hint)


def _unreal(places: Places, pointer: str, key: str, code: str, catalogue: Catalogue) -> Iterator[Problem]:
    if code not in TERRITORIES[key] and not catalogue.has_territory(code):
        hint = "write an ISO 3166-1 alpha-2 code; `fielato facts territory CODE` knows them"
        yield places.location(pointer).problem(f"there is no territory `{code}`", hint)
