"""The subjects of findings, each bound to its document once, and the places in it, each looked up once."""

from __future__ import annotations

from fielato.finding import Judgement, pointed_at
from fielato.model.origin import Origin
from fielato.reports.document import PlaceInFile, SubjectId, place_in_file
from fielato.resolve.subjects import Subject


class Row:
    """A subject as its findings tell of it."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.id = SubjectId(kind=subject.kind, id=subject.id)
        self.parts = subject.parts
        self.reasons = subject.reasons


class Rows:
    """The subjects of one assessment, and where its findings point."""

    def __init__(self) -> None:
        self._rows: dict[Subject, Row] = {}
        self._places: dict[tuple[int, str], PlaceInFile] = {}

    def of(self, subject: Subject) -> Row:
        """A subject, bound to its document."""
        found = self._rows.get(subject)
        if found is None:
            found = self._rows[subject] = Row(subject)
        return found

    def location(self, row: Row, judgement: Judgement) -> PlaceInFile:
        """Where the finding of this judgement on this row points."""
        return self.place(pointed_at(row.subject, row.parts, row.reasons, judgement.because.facts))

    def place(self, origin: Origin) -> PlaceInFile:
        """The place that an origin names."""
        key = (id(origin.places), origin.pointer)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = place_in_file(origin.location)
        return found
