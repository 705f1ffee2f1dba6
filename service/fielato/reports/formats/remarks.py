"""What a report says beside its findings: what was not understood in files, and what became of waivers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import msgspec
from msgspec import UNSET

from fielato.reports import phrases
from fielato.reports.document import AssessmentPart, PlaceInFile, Report

Topic = Literal["not-understood", "waivers"]
TOPICS: Final[tuple[Topic, ...]] = ("not-understood", "waivers")


class Remark(msgspec.Struct, frozen=True):
    """One thing that is said, at its place."""

    topic: Topic
    text: str
    at: PlaceInFile

    @property
    def placed(self) -> str:
        """The text, with its place where that has no line to point at."""
        return self.text if self.at.line or not self.at.file else f"{phrases.place(self.at)}: {self.text}"


def remarks(report: Report) -> list[Remark]:
    """The remarks of a run, each once."""
    return list(dict.fromkeys(remark for one in report.assessments for remark in of_one(one, report)))


def of_one(one: AssessmentPart, report: Report) -> Iterator[Remark]:
    """The remarks of one deployment; those on the whole run stand with the first."""
    for note in () if one.notes is UNSET else one.notes:
        yield Remark("not-understood", note.message, note.location)
    if report.waivers is UNSET or one is not report.assessments[0]:
        return
    for file in report.waivers.files:
        yield Remark("waivers", file.message, PlaceInFile(file=file.file, line=0, column=0, pointer=""))
    for waiver in report.waivers.unmatched:
        yield Remark("waivers", waiver.message, waiver.location)
