"""Which file of waivers is taken: read strictly, signed or not, and never one that would waive law."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fielato import digest
from fielato.errors import InputError, Problem
from fielato.model.fact import UNSET
from fielato.model.origin import Location
from fielato.model.waivers import Waiver, Waivers
from fielato.reading import Document, read
from fielato.reading.decode import decode
from fielato.waivers import envelope, value
from fielato.waivers.book import Entry, Source

if TYPE_CHECKING:
    from fielato.model.manifest import Manifest
    from fielato.model.vocabulary import Layer

UNDETERMINED_FOR: Final = datetime.timedelta(days=90)
"""How long something undetermined may be accepted: it is to be answered, not lived with."""

_INSTEAD: Final = "change the deployment, or answer what is undetermined with evidence in the register"

Layers = Mapping[str, "Layer"]
"""The layer of every rule there is, by its id."""


def read_written(data: bytes, file: str, layers: Layers, only_for: frozenset[Manifest] | None = None) -> Source:
    """Read a file that the caller trusts.

    Raises InputError with every mistake at its place; a waiver of a rule of law is one.
    """
    return Source(file, digest.of_bytes(data), "trusted", _entries(data, file, layers), only_for=only_for)


def read_signed(data: bytes, file: str, keys: Sequence[envelope.VerifyKey], layers: Layers) -> Source:
    """Read an envelope that one of the keys has to have signed.

    Raises InputError where none has, or where what was signed is not valid.
    """
    opened = envelope.opened(data, file, keys)
    entries = _entries(opened.payload, file, layers, signed=True)
    return Source(file, digest.of_bytes(data), "signature", entries, opened.key)


def _entries(data: bytes, file: str, layers: Layers, *, signed: bool = False) -> tuple[Entry, ...]:
    found: list[Entry] = []
    problems: list[Problem] = []
    for document in read(data, file):
        try:
            waivers = decode(_ours(document), Waivers).waivers
        except InputError as error:
            problems.extend(error.problems)
            continue
        for number, waiver in enumerate(waivers):
            pointer = f"/waivers/{number}"
            problems.extend(_mistakes(document, pointer, waiver, layers))
            mark = document.mark(pointer)
            found.append(Entry(waiver, Location(file, mark.line, mark.column, pointer)))
    if problems:
        raise InputError([_in_envelope(one) for one in problems] if signed else problems)
    if signed:  # what was signed stands in the file encoded, without lines of its own
        return tuple([Entry(one.waiver, Location(file, pointer=one.location.pointer)) for one in found])
    return tuple(found)


def _ours(document: Document) -> Document:
    """The document, if it is one of waivers."""
    kind = document.value.get("kind") if isinstance(document.value, dict) else None
    if kind == "Determination":
        message = "determinations are not read from files: law is not waived"
        raise InputError(document.problem("/kind", message, _INSTEAD))
    return document


def _in_envelope(problem: Problem) -> Problem:
    return Problem(f"in what was signed, {problem.message}", problem.file, pointer=problem.pointer, hint=problem.hint)


def _mistakes(document: Document, at: str, waiver: Waiver, layers: Layers) -> Iterator[Problem]:
    if layers.get(waiver.rule) == "law":
        yield document.problem(f"{at}/rule", f"`{waiver.rule}` is a rule of law, and law is not waived", _INSTEAD)
    if _person(waiver.approver) == _person(waiver.requester):
        message = f"{waiver.approver} both asked for the waiver and approved it"
        yield document.problem(f"{at}/approver", message, "somebody else has to approve it")
    if waiver.expires < waiver.granted:
        yield document.problem(f"{at}/expires", f"it expires before it is granted ({waiver.granted})", "mend the dates")
    elif waiver.outcome == "undetermined" and waiver.expires - waiver.granted > UNDETERMINED_FOR:
        last = waiver.granted + UNDETERMINED_FOR
        message = f"something undetermined is accepted for {UNDETERMINED_FOR.days} days at most"
        yield document.problem(f"{at}/expires", message, f"until {last} at the latest; by then, find it out")
    if waiver.facts is not UNSET and value.value(waiver.facts) != waiver.value:
        hint = "`fielato waivers new` writes both; neither is to be changed by hand"
        yield document.problem(f"{at}/value", "it is not the digest of the facts beside it", hint)


def _person(name: str) -> str:
    """A name as it is compared: neither capitals nor spaces make another person."""
    return " ".join(name.split()).casefold()
