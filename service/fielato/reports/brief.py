"""An assessment in less detail, made of the assessment itself: what was decided, or also what was found where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import UNSET

from fielato.assess import Assessment
from fielato.catalogue import Catalogue
from fielato.finding import Finding
from fielato.model.vocabulary import GateState
from fielato.reports import accepted
from fielato.reports.inputs import ENGINE, digests, layers, which
from fielato.reports.less import (
    BriefFinding,
    BriefPart,
    BriefReport,
    Counts,
    FindingId,
    GateOfRun,
    GateVerdict,
    VerdictPart,
    VerdictReport,
)
from fielato.reports.phases import supposed
from fielato.reports.rests_on import declarations
from fielato.reports.rows import Rows
from fielato.reports.words import Language
from fielato.rules.outcome import Outcome


def verdicts(assessments: Sequence[Assessment], catalogue: Catalogue, language: Language = "en") -> VerdictReport:
    """What was decided."""
    parts = tuple([VerdictPart(**_decided(one, catalogue, language)) for one in assessments])
    return VerdictReport(assessments=parts, gate=_gate(assessments), waivers=accepted.waivers_of(assessments, language))


def brief(assessments: Sequence[Assessment], catalogue: Catalogue, language: Language = "en") -> BriefReport:
    """What was decided, and what was found where."""
    parts = [BriefPart(**_decided(one, catalogue, language), findings=_found(one, language)) for one in assessments]
    return BriefReport(
        assessments=tuple(parts), gate=_gate(assessments), waivers=accepted.waivers_of(assessments, language)
    )


def _gate(assessments: Sequence[Assessment]) -> GateOfRun:
    state: GateState = "closed" if any(one.gate.state == "closed" for one in assessments) else "open"
    return GateOfRun(state=state, since_baseline=accepted.since_baseline(assessments))


def _decided(one: Assessment, catalogue: Catalogue, language: Language) -> dict[str, Any]:
    """The fields that both details have."""
    outcomes = [finding.judgement.outcome for finding in one.findings]
    return {
        "scenario": supposed(one, language),
        "deployment": which(one),
        "verdict": one.verdict,
        "layers": layers(one),
        "gate": GateVerdict(
            name=one.gate.name,
            state=one.gate.state,
            reasons=tuple(map(_named, one.gate.reasons)),
            since_baseline=one.since_baseline.gate.state if one.since_baseline is not None else UNSET,
        ),
        "as_of": one.as_of.isoformat(),
        "profile": one.choice.profile,
        "boundary": one.boundary,
        "personal_data": one.personal_data,
        "declarations": tuple(declarations(one, language)),
        "counts": Counts(
            violated=outcomes.count(Outcome.VIOLATED),
            undetermined=outcomes.count(Outcome.UNDETERMINED),
            satisfied=one.satisfied,
            waived=outcomes.count(Outcome.WAIVED) or UNSET,
        ),
        "digests": digests(one, catalogue),
        "engine": ENGINE,
    }


def _named(finding: Finding) -> FindingId:
    outcome: Any = finding.judgement.outcome.value
    return FindingId(rule=finding.judgement.rule.id, subject=finding.subject.id, outcome=outcome)


def _found(one: Assessment, language: Language) -> tuple[BriefFinding, ...]:
    rows, known = Rows(), accepted.known(one)
    return tuple([_finding(finding, rows, language, known=finding in known) for finding in one.findings])


def _finding(finding: Finding, rows: Rows, language: Language, *, known: bool) -> BriefFinding:
    judgement, row = finding.judgement, rows.of(finding.subject)
    rule, question = judgement.rule.rule, judgement.question
    outcome: Any = judgement.outcome.value
    return BriefFinding(
        rule=judgement.rule.id,
        layer=rule.layer,
        question=rule.question,
        severity=rule.severity,
        verified=rule.verified,
        outcome=outcome,
        subject=row.id,
        location=rows.location(row, judgement),
        missing=question.missing,
        ask_first=question.ask_first,
        waiver=accepted.waiver_of(finding, language),
        baseline=True if known else UNSET,
    )
