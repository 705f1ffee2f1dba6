"""GitHub workflow commands: an annotation at the line that is the cause, within what one step may show."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from fielato.reports.document import PlaceInFile, Report
from fielato.reports.formats.annotations import Annotation, annotated
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import Level
from fielato.reports.formats.paths import in_repository
from fielato.reports.formats.remarks import remarks
from fielato.reports.formats.words import told

MAX_PER_STEP: Final = 10
"""Annotations of each kind that GitHub keeps of one step."""
_COMMANDS: Final[Mapping[Level, str]] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class Command(msgspec.Struct, frozen=True):
    """One workflow command."""

    name: str
    message: str
    properties: Mapping[str, str] = {}

    def __str__(self) -> str:
        given = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in self.properties.items() if value)
        return f"::{self.name}{f' {given}' if given else ''}::{self.message.translate(_DATA)}"


def render(report: Report, how: Rendering) -> str:
    """One command a line: errors, warnings, then notices, of each no more than are shown."""
    commands = sorted(_commands(report, how), key=lambda one: list(_COMMANDS.values()).index(one.name))
    kept = (_shown(_spread(list(same)), how) for _, same in itertools.groupby(commands, key=lambda one: one.name))
    return "".join(f"{command}\n" for command in itertools.chain.from_iterable(kept))


def _commands(report: Report, how: Rendering) -> Iterator[Command]:
    """A summary of each deployment, what was found, and what was not understood; waived findings say nothing."""
    for one in report.assessments:
        yield Command("notice", one.summary, {"title": f"Fielato: {one.deployment.name}"})
    for annotation in annotated(report):
        if annotation.level is not None:
            yield _command(annotation, annotation.level, how)
    for remark in remarks(report):
        title = {"title": told(remark.topic, how.language)}
        yield Command("notice", remark.placed, {**_place(remark.at, how), **title})


def _command(annotation: Annotation, level: Level, how: Rendering) -> Command:
    first = annotation.first
    title = f"{first.title} ({first.rule})"
    return Command(_COMMANDS[level], annotation.message(how.language), {**_place(annotation.at, how), "title": title})


def _place(at: PlaceInFile, how: Rendering) -> dict[str, str]:
    """The place, or the first line of a file that has none; nothing where there is no file."""
    if not at.file:
        return {}
    place = {"file": in_repository(at.file, how), "line": str(at.line or 1)}
    return {**place, "endLine": str(at.line), "col": str(at.column)} if at.line and at.column else place


def _spread(commands: list[Command]) -> list[Command]:
    """As many as are shown so that rules and files differ as much as they can, in the order given, then the rest."""
    left, seen = list(commands), Counter[str]()
    first = []
    for _ in range(min(MAX_PER_STEP, len(left))):
        one = min(left, key=lambda one: sum(seen[value] for value in _told_apart(one)))
        left.remove(one)
        seen.update(_told_apart(one))
        first.append(one)
    return [*first, *left]


def _told_apart(command: Command) -> tuple[str, str]:
    """The rule or topic, and the file."""
    return f"title {command.properties.get('title', '')}", f"file {command.properties.get('file', '')}"


def _shown(commands: list[Command], how: Rendering) -> Iterable[Command]:
    """Those that GitHub keeps; where there are more, the last one says how many."""
    if len(commands) <= MAX_PER_STEP:
        return commands
    left = len(commands) - MAX_PER_STEP + 1
    return [*commands[: MAX_PER_STEP - 1], Command(commands[0].name, told("github-more", how.language, count=left))]
