"""Markdown for a comment in a pull request: what closes the gate first, the rest folded, all of it within a comment.

GitHub takes no more than 65,536 characters of a comment; what does not fit is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import UNSET

from fielato.reports import phrases
from fielato.reports.document import AssessmentPart, PlaceInFile, Report
from fielato.reports.formats.annotations import Annotation, annotated, citations
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import LEVELS, state
from fielato.reports.formats.markup import code, escaped, inert
from fielato.reports.formats.paths import in_repository
from fielato.reports.formats.remarks import TOPICS, remarks
from fielato.reports.formats.words import told
from fielato.reports.inputs import ENGINE
from fielato.reports.values import told as in_words
from fielato.reports.words import word

MAX_LENGTH: Final = 60_000
"""Characters, a little less than GitHub takes, for what is said of the cut itself."""
MAX_OPEN: Final = 3
"""Findings that are read without a click: those that come first of what closes the gate."""
_STATES: Final = {"closed": "🛑", "open": "✅"}
_SECTIONS: Final = (*LEVELS, None)


def render(report: Report, how: Rendering) -> str:
    """The comment."""
    return "\n\n".join(_fitting(_Comment(report, how).blocks(), how)) + "\n"


def _fitting(blocks: Iterable[str], how: Rendering) -> Iterator[str]:
    """The blocks that fit, each whole, and how many do not."""
    length, left = 0, 0
    for block in blocks:
        length += len(block) + 2
        if length > MAX_LENGTH:
            left += 1
        else:
            yield block
    if left:
        yield escaped(told("markdown-cut", how.language, count=left)).replace("\\`", "`")


class _Comment:
    """The blocks of a comment, the most important first."""

    def __init__(self, report: Report, how: Rendering) -> None:
        self._report = report
        self._how = how
        self._found = annotated(report)

    def blocks(self) -> Iterator[str]:
        found = state(self._report.gate)
        yield f"## {_STATES[found]} Fielato: {self._told(f'gate-{found}')}"
        yield from map(self._summary, self._report.assessments)
        for level in _SECTIONS:
            yield from self._section(level, [one for one in self._found if one.level == level])
        if not self._found:
            yield self._told("nothing")
        yield from self._remarks()
        yield from map(self._where, self._report.assessments)
        yield from self._rests_on()
        yield f"<sub>{inert(self._told('made-by', version=ENGINE.version))} {self._told('not-advice')}</sub>"

    def _told(self, key: str, **values: object) -> str:
        return told(key, self._how.language, **values)

    def _word(self, key: str, **values: object) -> str:
        return word(key, self._how.language, **values)

    def _summary(self, one: AssessmentPart) -> str:
        name = " · ".join(filter(None, (one.deployment.environment, one.deployment.controller)))
        boundary = one.boundary if isinstance(one.boundary, str) else ", ".join(one.boundary)
        lines = [f"**{inert(one.deployment.name)}** · {inert(name)}"]
        if one.scenario is not UNSET:
            supposed = one.scenario
            what_if = self._word("what-if", title=supposed.title, name=supposed.name, starts=supposed.starts)
            lines.append(f"**{inert(what_if)}**")
        terms = (
            f"{self._word('as-of')} {one.as_of}",
            f"{self._word('profile')} {one.profile}",
            f"{self._word('boundary')} {in_words(boundary, self._how.language)}",
        )
        lines.append(inert(one.summary))
        if one.gate.since_baseline is not UNSET:
            lines.append(inert(one.gate.since_baseline.message))
        lines.append(inert(" · ".join(terms)))
        for phase in () if one.phases is UNSET else one.phases:
            gate = f"{self._word('gate')}: {self._word(phase.gate.state)}"
            standing = self._word(f"phase-{phase.standing}")
            lines.append(inert(f"{self._word('phase')} {phase.id} ({phase.starts}): {gate}; {standing}"))
        return "  \n".join(lines)

    def _rests_on(self) -> Iterator[str]:
        """What the assessments take somebody's word for, folded."""
        for one in self._report.assessments:
            rests = ("rests-on", one.rests_on.declarations), ("rests-on-unverified", one.rests_on.unverified)
            for key, statements in rests:
                if statements:
                    said = self._word(key)
                    title = f"{said[:1].upper()}{said[1:]}: {inert(one.deployment.name)}"
                    yield self._folded(title, "\n".join(f"- {inert(statement)}" for statement in statements))

    @staticmethod
    def _folded(title: str, body: str, *, opened: bool = False) -> str:
        return f"<details{' open' if opened else ''}><summary>{title}</summary>\n\n{body}\n\n</details>"

    def _section(self, level: str | None, found: Sequence[Annotation]) -> Iterator[str]:
        if found:
            yield f"### {self._told(level or 'waived')} ({len(found)})"
            for number, one in enumerate(found):
                yield self._finding(one, opened=level == "error" and number < MAX_OPEN)

    def _finding(self, one: Annotation, *, opened: bool) -> str:
        """Under its title, folded or not."""
        first = one.first
        title = f"{phrases.MARKS[first.outcome]} <strong>{inert(first.title)}</strong> · {self._place(one.at)}"
        body = "\n\n".join(self._body(one))
        return self._folded(title, body, opened=opened)

    def _body(self, one: Annotation) -> Iterator[str]:
        first = one.first
        yield inert(first.message)
        if len(one.findings) > 1:
            yield inert(phrases.more(one.findings, self._how.language))
        if first.waiver is not UNSET:
            yield inert(first.waiver.message)
        yield f"**{self._word('remedy')}:** {inert(first.remediation)}"
        doubt = "" if first.verified else f" · {inert(self._word('unverified-rule'))}"
        outcome = f"{self._word(first.outcome)} · {self._word(first.severity)}"
        rows = [f"{inert(outcome)} · {code(first.rule)}{doubt}"]
        if first.legal_basis:
            rows.append(f"{self._word('basis')}: {inert(citations(first))}")
        if first.outcome == "violated" and first.because:
            facts = "; ".join(phrases.fact(fact, self._how.language) for fact in first.because[:6])
            rows.append(f"{self._word('because')}: {inert(facts)}")
        if first.missing:
            rows.append(f"{self._word('missing')}: {', '.join(map(code, first.missing))}")
        if len(self._report.assessments) > 1:
            rows.append(inert(one.assessment.deployment.name))
        yield "<sub>" + "<br>".join(rows) + "</sub>"

    def _place(self, at: PlaceInFile) -> str:
        file = in_repository(at.file, self._how)
        if at.line:
            return code(f"{file}:{at.line}")
        return code(f"{file}: {at.address}" if at.address is not UNSET else file)

    def _remarks(self) -> Iterator[str]:
        for topic in TOPICS:
            said = [one for one in remarks(self._report) if one.topic == topic]
            if said:
                lines = "\n".join(f"- {self._place(one.at)} {inert(one.text)}" for one in said)
                title = f"{self._told(topic)} ({len(said)})"
                yield self._folded(title, lines)

    def _where(self, one: AssessmentPart) -> str:
        head = " | ".join(self._word(key) for key in ("component", "purpose", "territories"))
        rows = [
            " | ".join(
                (
                    code(part.component),
                    inert(phrases.purpose(part, self._how.language)),
                    inert(phrases.territories(part, self._how.language)),
                )
            )
            for part in one.processing
        ]
        title = f"{self._word('where-data-goes')}: {inert(one.deployment.name)}"
        lines = "\n".join(f"| {row} |" for row in (head, "--- | --- | ---", *rows))
        return self._folded(title, lines)
