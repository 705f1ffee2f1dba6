"""The findings of one assessment as parts of the document."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from fielato.assess import Assessment
from fielato.finding import Finding
from fielato.model.values import OpenList, Value
from fielato.reports.accepted import known, waiver_of
from fielato.reports.document import Because, FindingPart, GateReason
from fielato.reports.rows import Row, Rows
from fielato.reports.sentences import Sentences
from fielato.reports.shared import JudgementTexts, Shared
from fielato.resolve.facts import NOTHING, Facts


class Findings:
    """Tells the findings of one assessment; what several of them rest on is told and looked up once."""

    def __init__(self, one: Assessment, shared: Shared, sentences: Sentences) -> None:
        self._deployment = one.manifest.deployment.name
        self._shared = shared
        self._sentences = sentences
        self._known = known(one)
        self._rows = Rows()
        self._told: dict[int, dict[str, Any]] = {}

    def part(self, finding: Finding) -> FindingPart:
        """A finding in full."""
        compiled, subject = finding.rule, finding.subject
        rule, told = compiled.rule, self._shared.judgement(finding.judgement)
        row = self._rows.of(subject)
        return FindingPart(
            rule=compiled.id,
            title=told.rule.title,
            layer=rule.layer,
            question=rule.question,
            severity=rule.severity,
            verified=rule.verified,
            outcome=told.outcome,
            subject=row.id,
            legal_basis=told.rule.legal_basis,
            location=self._rows.location(row, finding.judgement),
            message=self._sentences.message(subject, row.reasons, told),
            rationale=self._sentences.filled(told.rule.rationale, subject),
            remediation=self._sentences.filled(told.rule.remediation, subject),
            because=self._because(row, told),
            steps=told.steps,
            missing=told.missing,
            ask_first=told.ask_first,
            fingerprint=finding.fingerprint,
            waiver=waiver_of(finding, self._shared.language),
            baseline=True if finding in self._known else UNSET,
        )

    def reason(self, finding: Finding) -> GateReason:
        """A finding as a reason for the gate to be closed."""
        told = self._shared.judgement(finding.judgement)
        return GateReason(
            deployment=self._deployment,
            rule=finding.rule.id,
            subject=finding.subject.id,
            outcome=told.outcome,
            message=self._sentences.message(finding.subject, self._rows.of(finding.subject).reasons, told),
        )

    def _because(self, row: Row, told: JudgementTexts) -> tuple[Any, ...]:
        """The deciding facts, each told once for all rows that it is a fact of."""
        found: list[Any] = []
        for root, names in told.facts:
            facts = row.parts.get(root, NOTHING)
            known = self._told.get(id(facts))
            if known is None:
                known = self._told[id(facts)] = {}
            for name in names:
                part = known.get(name)
                if part is None:
                    part = known[name] = self._fact(facts, name)
                found.append(part)
        return tuple(found)

    def _fact(self, facts: Facts, name: str) -> Any:
        value = facts.get(name)
        if value is None and facts.places is None and name not in facts.traces:
            return self._shared.unknown(name, None)
        origin = facts.origin(name)
        place = self._rows.place(origin) if origin.places is not None else None
        if value is None:
            return self._shared.unknown(name, place)
        part = Because(
            fact=name,
            value=_plain(value),
            description=self._shared.description(name),
            how=origin.how,
            source=origin.source or None,
            verified=origin.verified,
            location=place,
        )
        return self._shared.formed(part)


def _plain(value: Value) -> Any:
    if isinstance(value, OpenList):
        return {"known": list(value.known), "open": True}
    return value
