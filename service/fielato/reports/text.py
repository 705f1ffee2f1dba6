"""The report as text for a terminal: gate and verdicts first, then findings by weight, then where the data go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from msgspec import UNSET

from fielato.reports import phrases
from fielato.reports.document import (
    AssessmentPart,
    FindingPart,
    NotePart,
    PhasePart,
    ProcessingPart,
    Report,
    ScenarioPart,
    WaiversPart,
)
from fielato.reports.formats.levels import Levels, effect
from fielato.reports.groups import by_question
from fielato.reports.layout import table, wrapped
from fielato.reports.unverified import together
from fielato.reports.values import told
from fielato.reports.words import Language, word

_RESET: Final = "\x1b[0m"
_COLOURS: Final = {
    "closed": "\x1b[1;31m",
    "open": "\x1b[1;32m",
    "non_compliant": "\x1b[31m",
    "undetermined": "\x1b[33m",
    "needs_review": "\x1b[33m",
    "compliant": "\x1b[32m",
    "violated": "\x1b[31m",
    "quiet": "\x1b[2m",
    "strong": "\x1b[1m",
}


def render(report: Report, language: Language, *, colour: bool = False) -> str:
    """All assessments of the run, and the gate over all of them where there are several."""
    page = _Page(language, colour)
    blocks = ["\n".join(page.assessment(one)) for one in report.assessments]
    if len(report.assessments) > 1:
        closed = [one.deployment.name for one in report.assessments if one.gate.state == "closed"]
        line = f"{page.word('gate')}: {page.painted(report.gate.state)}"
        blocks.append(f"{line} ({', '.join(closed)})" if closed else line)
    if report.waivers is not UNSET:
        blocks.append("\n".join(page.waivers(report.waivers)))
    return "\n\n".join(blocks) + "\n"


class _Page(msgspec.Struct, frozen=True):
    """Lines of text in one language, with or without colours."""

    language: Language
    colour: bool

    def word(self, key: str, **values: object) -> str:
        return word(key, self.language, **values)

    def paint(self, style: str, text: str) -> str:
        return f"{_COLOURS[style]}{text}{_RESET}" if self.colour and style in _COLOURS else text

    def painted(self, key: str) -> str:
        return self.paint(key, self.word(key).upper() if key in {"open", "closed"} else self.word(key))

    def assessment(self, one: AssessmentPart) -> Iterator[str]:
        if one.scenario is not UNSET:
            yield from self._supposed(one.scenario)
        environment = f" · {one.deployment.environment}" if one.deployment.environment else ""
        yield self.paint("strong", f"{one.deployment.name}{environment} · {one.deployment.controller}")
        yield (
            f"{self.word('gate')}: {self.painted(one.gate.state)}    "
            f"{self.word('verdict')}: {self.painted(one.verdict)}    "
            f"({self.word('law')}: {self.painted(one.layers.law)}; "
            f"{self.word('organisation')}: {self.painted(one.layers.organisation)})"
        )
        if one.gate.since_baseline is not UNSET:
            yield from wrapped(one.gate.since_baseline.message)
        boundary = one.boundary if isinstance(one.boundary, str) else ", ".join(one.boundary)
        yield self.paint(
            "quiet",
            f"{one.summary} · {self.word('as-of')} {one.as_of} · {self.word('profile')} {one.profile} · "
            f"{self.word('boundary')} {told(boundary, self.language)}",
        )
        yield from self._accepted(one.findings)
        if one.phases is not UNSET:
            yield from self._phases(one.phases)
        yield from self._rests_on(one)
        levels = Levels(one.gate)
        for group in by_question(one.findings):
            yield ""
            yield from self._finding(group, effect(group[0], levels.of(group[0])))
        if not one.findings:
            yield ""
            yield self.word("no-findings")
        yield ""
        if one.notes is not UNSET:
            yield from self._notes(one.notes)
            yield ""
        yield from self._processing(one.processing)
        yield from self._unverified(one.rests_on.unverified)

    def _accepted(self, findings: Iterable[FindingPart]) -> Iterator[str]:
        """The waivers of a deployment that somebody has to look after, before all that is found."""
        told = [
            (one.rule, one.waiver) for one in findings if one.waiver is not UNSET and one.waiver.state != "in_force"
        ]
        for rule, waiver in told:
            line = f"! {rule} · {waiver.subject}: {waiver.message}"
            yield from (self.paint("violated", part) for part in wrapped(line))

    def waivers(self, part: WaiversPart) -> Iterator[str]:
        """The files of waivers, and the waivers that name nothing."""
        yield self.paint("strong", self.word("waivers"))
        for file in part.files:
            yield from wrapped(file.message, "  ")
        for one in part.unmatched:
            yield from wrapped(f"! {phrases.place(one.location)}: {one.message}", "  ")

    def _supposed(self, scenario: ScenarioPart) -> Iterator[str]:
        line = self.word("what-if", title=scenario.title, name=scenario.name, starts=scenario.starts)
        yield from (self.paint("undetermined", one) for one in wrapped(line))

    def _phases(self, phases: Sequence[PhasePart]) -> Iterator[str]:
        """A line for each phase, and a warning where a later one would be stopped."""
        for one in phases:
            gate = f"{self.word('gate')}: {self.painted(one.gate.state)}"
            line = f"{self.word('phase')} {one.id} · {one.starts} · {gate} · {self.painted(one.verdict)}"
            yield f"  {line} · {self.word(f'phase-{one.standing}')}"
        closed = [
            f"{one.id} ({one.starts})" for one in phases if one.standing == "later" and one.gate.state == "closed"
        ]
        if closed:
            yield from wrapped(self.word("phases-closed", phases=", ".join(closed)), "  ")

    def _rests_on(self, one: AssessmentPart) -> Iterator[str]:
        if one.rests_on.declarations:
            yield from wrapped(f"{self.word('rests-on')}: {'; '.join(one.rests_on.declarations)}.")
        if one.rests_on.unverified:
            yield self.paint("quiet", self.word("unverified-count", count=len(one.rests_on.unverified)))

    def _unverified(self, statements: Sequence[str]) -> Iterator[str]:
        if statements:
            yield ""
            yield self.paint("strong", self.word("unverified-facts"))
            for one in together(statements):
                yield from wrapped(str(one), "  ")

    def _finding(self, group: Sequence[FindingPart], effect: str) -> Iterator[str]:
        first = group[0]
        mark = phrases.MARKS[first.outcome]
        head = f"{mark} {self.painted(first.outcome)} · {self.word(effect)} · {first.rule} · {first.title}"
        head = head if first.baseline is UNSET else f"{head} · {self.word('known')}"
        yield head if first.verified else f"{head} ({self.word('unverified-rule')})"
        if first.location.file:
            yield from (self.paint("quiet", line) for line in wrapped(phrases.places(group, self.language), "  "))
        yield from wrapped(first.message, "  ")
        if first.waiver is not UNSET:
            yield from wrapped(phrases.waiver(first.waiver), "  ")
        if len(group) > 1:
            yield from wrapped(phrases.more(group, self.language), "  ")
        if first.legal_basis:
            yield from self._labelled("basis", "; ".join(basis.citation for basis in first.legal_basis))
        facts = "; ".join(phrases.fact(one, self.language) for one in first.because[:6])
        if facts and first.outcome == "violated":
            yield from self._labelled("because", facts)
        if first.missing:
            facts_missing, left = phrases.missing(group)
            further = f" {self.word('and-more', count=left)}" if left else ""
            yield from self._labelled("missing", f"{', '.join(facts_missing)}{further}")
        if first.ask_first and len(first.missing) > 1:
            yield from self._labelled("ask", first.ask_first)
        yield from self._labelled("remedy", first.remediation)

    def _labelled(self, key: str, text: str) -> Iterator[str]:
        lines = list(wrapped(f"{self.word(key)}: {text}", "    "))
        yield lines[0][2:]
        yield from lines[1:]

    def _notes(self, notes: Sequence[NotePart]) -> Iterator[str]:
        yield self.paint("strong", self.word("not-understood"))
        for note in notes:
            yield from wrapped(f"{phrases.place(note.location)}: {note.message}", "  ")

    def _processing(self, processing: Iterable[ProcessingPart]) -> Iterator[str]:
        yield self.paint("strong", self.word("where-data-goes"))
        columns = [self.word(key) for key in ("component", "purpose", "territories")]
        rows = []
        for one in processing:
            cells = one.component, phrases.purpose(one, self.language), phrases.territories(one, self.language)
            rows.append(dict(zip(columns, cells, strict=True)))
        yield from (f"  {line}" for line in table(rows, columns).splitlines())
