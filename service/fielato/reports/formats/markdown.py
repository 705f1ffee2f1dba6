"""Markdown for a comment in a pull request: what closes the gate, where the data go, then the rest folded.

GitHub takes no more than 65,536 characters of a comment; what does not fit is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import UNSET

from fielato.reports import phrases
from fielato.reports.document import AssessmentPart, FindingPart, PlaceInFile, Report
from fielato.reports.formats.annotations import Annotation, annotated, citations
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.levels import Level, effect, state
from fielato.reports.formats.markup import code, escaped, inert
from fielato.reports.formats.paths import in_repository
from fielato.reports.formats.remarks import TOPICS, remarks
from fielato.reports.formats.words import told
from fielato.reports.groups import by_question
from fielato.reports.inputs import ENGINE
from fielato.reports.unverified import together
from fielato.reports.values import told as in_words
from fielato.reports.words import word

MAX_LENGTH: Final = 60_000
"""Characters, a little less than GitHub takes, for what is said of the cut itself."""
MAX_OPEN: Final = 3
"""Findings that are read without a click: those that come first of what closes the gate."""
_STATES: Final = {"closed": "🛑", "open": "✅"}
MAX_PLACES: Final = 12
"""Places of one rule that are told, further ones by number."""


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
        self._found = annotated(report, by_question)
        self._open = [one for one in self._found if one.first.outcome == "undetermined"]

    def blocks(self) -> Iterator[str]:
        found = state(self._report.gate)
        yield f"## {_STATES[found]} Fielato: {self._told(f'gate-{found}')}"
        yield from map(self._summary, self._report.assessments)
        yield from self._declarations()
        yield from self._section("error")
        yield from self._questions("questions-closing", [one for one in self._open if one.level == "error"])
        if not self._found:
            yield self._told("nothing")
        yield from map(self._where, self._report.assessments)
        yield from self._remarks()
        yield from self._section("warning")
        yield from self._section("note")
        yield from self._questions("open-questions", [one for one in self._open if one.level != "error"])
        yield from self._section(None)
        yield from self._unverified()
        yield f"<sub>{inert(self._told('made-by', version=ENGINE.version))}. {self._told('not-advice')}</sub>"

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

    def _declarations(self) -> Iterator[str]:
        """What the verdicts take somebody's word for."""
        for one in self._report.assessments:
            yield from self._listed("rests-on", one, one.rests_on.declarations)

    def _unverified(self) -> Iterator[str]:
        for one in self._report.assessments:
            yield from self._listed("unverified-facts", one, [str(same) for same in together(one.rests_on.unverified)])

    def _listed(self, key: str, one: AssessmentPart, statements: Sequence[str]) -> Iterator[str]:
        if statements:
            title = f"{self._word(key)}: {inert(one.deployment.name)}"
            yield self._folded(title, "\n".join(f"- {inert(statement)}" for statement in statements))

    @staticmethod
    def _folded(title: str, body: str, *, opened: bool = False) -> str:
        return f"<details{' open' if opened else ''}><summary>{title}</summary>\n\n{body}\n\n</details>"

    def _section(self, level: Level | None) -> Iterator[str]:
        """What is decided at a level, each rule under its title; the first that close the gate are read at once."""
        found = [one for one in self._found if one.level == level and one.first.outcome != "undetermined"]
        rules = list(_by_rule(found))
        if rules:
            yield f"### {self._told(level or 'waived')} ({len(rules)})"
            for number, same in enumerate(rules):
                yield self._rule(same, opened=level == "error" and number < MAX_OPEN)

    def _rule(self, same: Sequence[Annotation], *, opened: bool) -> str:
        """What one rule has found, under its title, folded or not."""
        first = same[0].first
        place = self._place(same[0].at) if len(same) == 1 else self._told("places", count=len(same))
        title = f"{phrases.MARKS[first.outcome]} <strong>{inert(first.title)}</strong> · {place}"
        return self._folded(title, "\n\n".join(self._body(same)), opened=opened)

    def _body(self, same: Sequence[Annotation]) -> Iterator[str]:
        first = same[0].first
        if len(same) == 1:
            yield from self._said(same[0])
        else:
            yield "\n".join(f"- {self._place(one.at)} {' '.join(self._said(one))}" for one in same[:MAX_PLACES])
            if len(same) > MAX_PLACES:
                yield inert(self._word("and-more", count=len(same) - MAX_PLACES))
        yield f"**{self._word('remedy')}:** {inert(first.remediation)}"
        yield "<sub>" + "<br>".join(self._small(same[0])) + "</sub>"

    def _said(self, one: Annotation) -> Iterator[str]:
        yield inert(one.first.message)
        if len(one.findings) > 1:
            yield inert(phrases.more(one.findings, self._how.language))
        if one.first.waiver is not UNSET:
            yield inert(one.first.waiver.message)

    def _small(self, one: Annotation) -> Iterator[str]:
        first = one.first
        doubt = "" if first.verified else f" · {inert(self._word('unverified-rule'))}"
        outcome = f"{self._word(first.outcome)} · {self._word(effect(first, one.level))}"
        yield f"{inert(outcome)} · {code(first.rule)}{doubt}"
        if first.legal_basis:
            yield f"{self._word('basis')}: {inert(citations(first))}"
        if first.outcome == "violated" and first.because:
            facts = "; ".join(phrases.fact(fact, self._how.language) for fact in first.because[:6])
            yield f"{self._word('because')}: {inert(facts)}"
        if len(self._report.assessments) > 1:
            yield inert(one.assessment.deployment.name)

    def _questions(self, key: str, found: Sequence[Annotation]) -> Iterator[str]:
        """What is not decided: a line for each rule."""
        rules = list(_by_rule(found))
        if rules:
            lines = "\n".join(map(self._question, rules))
            yield self._folded(f"{self._told(key)} ({len(rules)})", lines, opened=key == "questions-closing")

    def _question(self, same: Sequence[Annotation]) -> str:
        first = same[0].first
        count = len({finding.subject.id for one in same for finding in one.findings})
        waivers = {one.first.waiver.message: None for one in same if one.first.waiver is not UNSET}
        several = f" ({self._told('subjects', count=count)})" if count > 1 else ""
        whose = f"{same[0].assessment.deployment.name}: " if len(self._report.assessments) > 1 else ""
        return f"- {inert(' '.join([f'{whose}{first.title}{several}:', _asked(first), *waivers]))}"

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
            " | ".join((", ".join(map(code, components)), inert(purposes), inert(where)))
            for (purposes, where), components in self._rows(one)
        ]
        title = f"{self._word('where-data-goes')}: {inert(one.deployment.name)}"
        lines = "\n".join(f"| {row} |" for row in (head, "--- | --- | ---", *rows))
        return self._folded(title, lines)

    def _rows(self, one: AssessmentPart) -> Iterator[tuple[tuple[str, str], list[str]]]:
        """Purposes and territories with the components that have them alike, what takes place nowhere at the end."""
        told: dict[tuple[str, str, str], list[str]] = {}
        for part in one.processing:
            where = phrases.territories(part, self._how.language)
            told.setdefault((part.component, part.run_by, where), []).append(self._word(part.purpose))
        nowhere = self._word("nowhere")
        rows: dict[tuple[str, str], list[str]] = {}
        for (component, run_by, where), purposes in sorted(told.items(), key=lambda row: row[0][2] == nowhere):
            vendor = f" ({self._word('vendor')})" if run_by == "vendor" else ""
            rows.setdefault((f"{', '.join(sorted(purposes))}{vendor}", where), []).append(component)
        yield from rows.items()


def _by_rule(found: Iterable[Annotation]) -> Iterator[list[Annotation]]:
    """The annotations of each rule, deployment and outcome, in the order of the first of each."""
    groups: dict[tuple[int, str, str], list[Annotation]] = {}
    for one in found:
        groups.setdefault((id(one.assessment), one.first.rule, one.first.outcome), []).append(one)
    return iter(groups.values())


def _asked(finding: FindingPart) -> str:
    """What to find out first, in words; the name of the fact where the document does not describe it."""
    fact = finding.ask_first or next(iter(finding.missing), "")
    described = (one.description for one in finding.because if one.fact == fact)
    told = next(described, fact).rstrip(".")
    return f"{told[:1].lower()}{told[1:]}"
