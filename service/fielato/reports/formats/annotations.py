"""What other tools show at a line: the findings that one cause has, told once, with a level and a stable name."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import UNSET

from fielato.reports import phrases
from fielato.reports.document import AssessmentPart, FindingPart, PlaceInFile, Report
from fielato.reports.formats.levels import LEVELS, Level, Levels
from fielato.reports.groups import Grouping, by_cause
from fielato.reports.words import Language, word


class Annotation(msgspec.Struct, frozen=True):
    """The findings of one rule that count alike and are told together, mostly since one line of a file causes them."""

    assessment: AssessmentPart
    findings: tuple[FindingPart, ...]
    level: Level | None
    """None where they are waived."""
    fingerprint: str
    """Names the same annotation from run to run, and no other of the run: 64 hexadecimal digits."""

    @property
    def first(self) -> FindingPart:
        """The finding that speaks for all."""
        return self.findings[0]

    @property
    def at(self) -> PlaceInFile:
        """Where it points."""
        return self.first.location

    def message(self, language: Language) -> str:
        """What was found, of which subjects, and what to do, in one line each."""
        first = self.first
        where = "" if self.at.line else phrases.place(self.at)
        lines = (
            f"{where}: {first.message}" if where else first.message,
            phrases.more(self.findings, language),
            "" if first.waiver is UNSET else first.waiver.message,
            f"{word('remedy', language)}: {first.remediation}",
            f"{word('basis', language)}: {citations(first)}" if first.legal_basis else "",
        )
        return "\n".join(line for line in lines if line)


def annotated(report: Report, grouping: Grouping = by_cause) -> list[Annotation]:
    """The annotations of a run, the loudest first and those of waived findings last."""
    seen: Counter[str] = Counter()
    found = [one for assessment in report.assessments for one in _of(assessment, grouping, seen)]
    return sorted(found, key=lambda one: _ORDER.index(one.level))


def citations(finding: FindingPart) -> str:
    """The legal basis as a lawyer would cite it."""
    return "; ".join(basis.citation for basis in finding.legal_basis)


def fingerprint_of(name: str) -> str:
    """The digest of what names a thing."""
    return hashlib.sha256(name.encode()).hexdigest()


_ORDER: Final[tuple[Level | None, ...]] = (*LEVELS, None)


def _of(assessment: AssessmentPart, grouping: Grouping, seen: Counter[str]) -> Iterator[Annotation]:
    levels = Levels(assessment.gate)
    for group in grouping(assessment.findings):
        first = group[0]
        yield Annotation(assessment, tuple(group), levels.of(first), _fingerprint(assessment, first, seen))


def _fingerprint(assessment: AssessmentPart, finding: FindingPart, seen: Counter[str]) -> str:
    """The first finding's rule and subject; what several deployments of a name have alike is numbered, never a line."""
    deployment = assessment.deployment
    name = msgspec.json.encode([deployment.name, deployment.environment, finding.fingerprint]).decode()
    seen[name] += 1
    return fingerprint_of(f"{name} {seen[name]}")
