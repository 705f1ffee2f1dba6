"""The places that a service names, which sees one document of JSON, told as places of the caller's own files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import UNSET

from fielato.errors import Problem
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Places
from fielato.reports.document import AssessmentPart, Because, NotePart, PlaceInFile, place_in_file
from fielato.reports.less import BriefPart, VerdictPart

PartT = TypeVar("PartT", bound=AssessmentPart | BriefPart | VerdictPart)


class Home(msgspec.Struct, frozen=True):
    """The caller's own files."""

    places: Mapping[str, Places]
    """By the key under which the document was sent."""

    def of(self, pointer: str) -> tuple[Places, str] | None:
        """The document that a pointer into what was sent leads to, and the pointer into it."""
        key, slash, rest = pointer.removeprefix("/").partition("/")
        return (self.places[key], f"{slash}{rest}") if key in self.places else None

    def place(self, place: PlaceInFile) -> PlaceInFile:
        """The same place in the caller's file."""
        found = self.of(place.pointer)
        return place if found is None else place_in_file(found[0].location(found[1]))

    def problem(self, problem: Problem) -> Problem:
        """The same mistake in the caller's file."""
        found = self.of(problem.pointer)
        return problem if found is None else found[0].location(found[1]).problem(problem.message, problem.hint)

    def because(self, fact: Because) -> Because:
        """The same fact, as the caller's file knows it: to the service all is declared."""
        found = None if fact.location is None else self.of(fact.location.pointer)
        if fact.location is None or found is None:
            return fact
        moved = msgspec.structs.replace(fact, location=self.place(fact.location))
        known = found[0].known(found[1])
        if fact.how != "declared" or known.how == "declared":
            return moved
        return msgspec.structs.replace(
            moved, how=known.how, source=fact.source or known.source, verified=fact.verified and known.verified
        )


def home(manifest: Manifest, register: RegisterFile | None) -> Home:
    """The files that a job is made of."""
    places = {"deployment": manifest.places}
    return Home(places if register is None else {**places, "register": register.places})


def brought_home(part: PartT, manifest: Manifest, home: Home, language: str) -> PartT:
    """The answer about one deployment, with the caller's places and with what the reader of the files had to say."""
    if isinstance(part, AssessmentPart):
        findings = tuple(
            msgspec.structs.replace(
                one, location=home.place(one.location), because=tuple(home.because(fact) for fact in one.because)
            )
            for one in part.findings
        )
        notes = tuple(
            NotePart(message=note.text[language], location=place_in_file(note.origin.location))
            for note in manifest.notes
        )
        return msgspec.structs.replace(part, findings=findings, notes=notes or UNSET)
    if isinstance(part, BriefPart):
        brief = tuple(msgspec.structs.replace(one, location=home.place(one.location)) for one in part.findings)
        return msgspec.structs.replace(part, findings=brief)
    return part
