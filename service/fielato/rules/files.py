"""What the files of policy folders say: which file holds what, decoded, each name given once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final, TypeVar

from fielato.errors import InputError, PolicyError, Problem
from fielato.reading import Document, read
from fielato.reading.decode import decode
from fielato.rules.declaration import (
    Case,
    CaseFile,
    Definition,
    Gate,
    GateFile,
    Instrument,
    InstrumentFile,
    Pack,
    Profile,
    Rule,
)
from fielato.rules.pack import CASES

SAME_NAME: Final = "give both the same name"

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule with the document and the bytes that it was read from."""

    rule: Rule
    document: Document
    data: bytes


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """A definition with its pack and with the document and the bytes that it was read from."""

    definition: Definition
    pack: str
    document: Document
    data: bytes


@dataclass(frozen=True, slots=True)
class PolicyFiles:
    """Everything that the files say, by name, before anything is compiled; a rule's name is `pack/rule`."""

    packs: dict[str, Pack] = field(default_factory=dict)
    rules: dict[str, RuleFile] = field(default_factory=dict)
    definitions: dict[str, DefinitionFile] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    gates: dict[str, Gate] = field(default_factory=dict)
    profiles: dict[str, tuple[Profile, Document]] = field(default_factory=dict)


def decoded(files: Mapping[str, bytes]) -> PolicyFiles:
    """Decode the files by path; those of cases are left out.

    Raises PolicyError with the problems of all files at once.
    """
    found = PolicyFiles()
    problems: list[Problem] = []
    for path in sorted(path for path in files if not path.endswith(CASES)):
        try:
            _take(found, PurePosixPath(path), files[path])
        except (InputError, PolicyError) as error:
            problems.extend(error.problems)
    if problems:
        raise PolicyError(problems)
    return found


def cases_in(data: bytes, file: str) -> tuple[Case, ...]:
    """The cases of one file; raises InputError or PolicyError when it is not valid."""
    return decode(only_document(data, file), CaseFile, PolicyError).cases


def _take(found: PolicyFiles, path: PurePosixPath, data: bytes) -> None:
    document = only_document(data, str(path))
    folder = path.parent.name
    if path.name == "instruments.yaml":
        instruments = decode(document, InstrumentFile, PolicyError).instruments
        _add(found.instruments, {one.id: one for one in instruments}, document)
    elif path.name == "gates.yaml":
        _add(found.gates, {gate.id: gate for gate in decode(document, GateFile, PolicyError).gates}, document)
    elif folder == "profiles":
        profile = decode(document, Profile, PolicyError)
        _require_name(profile.id, path.stem, document)
        _add(found.profiles, {profile.id: (profile, document)}, document, "/id")
    elif path.name == "pack.yaml":
        pack = decode(document, Pack, PolicyError)
        _require_name(pack.id, folder, document)
        _add(found.packs, {pack.id: pack}, document)
    elif isinstance(document.value, dict) and document.value.get("kind") == "Definition":
        definition = decode(document, Definition, PolicyError)
        one = DefinitionFile(definition, folder, document, data)
        _add(found.definitions, {definition.name: one}, document, "/name")
    else:
        rule = decode(document, Rule, PolicyError)
        _require_name(rule.id, path.stem, document)
        _add(found.rules, {f"{folder}/{rule.id}": RuleFile(rule, document, data)}, document, "/id")


def only_document(data: bytes, file: str) -> Document:
    """The one document of a file; raises InputError or PolicyError when there is none, or more."""
    documents = read(data, file)
    if len(documents) > 1:
        raise PolicyError(documents[1].problem("", "one file holds one document", "split the file"))
    return documents[0]


def _add(known: dict[str, ItemT], found: Mapping[str, ItemT], document: Document, pointer: str = "") -> None:
    twice = [name for name in found if name in known]
    if twice:
        raise PolicyError(document.problem(pointer, f"`{twice[0]}` exists already", "choose another name"))
    known.update(found)


def _require_name(name: str, expected: str, document: Document) -> None:
    if name != expected:
        raise PolicyError(document.problem("/id", f"`{name}` stands in `{expected}`", SAME_NAME))
