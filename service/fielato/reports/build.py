"""An assessment turned into the document that every format prints from."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from fielato import __version__, digest
from fielato.assess import Assessment, DecidingFact, Finding
from fielato.catalogue import Catalogue
from fielato.model.fact import UNSET
from fielato.model.origin import Location
from fielato.model.values import OpenList, Value
from fielato.model.variables import Variable, visible
from fielato.reports.document import (
    AssessmentPart,
    Basis,
    Because,
    DeploymentPart,
    Digests,
    Engine,
    FindingPart,
    GatePart,
    GateReason,
    Layers,
    OverallGate,
    PlaceInFile,
    ProcessingPart,
    Report,
    RestsOn,
    StepTaken,
    SubjectId,
    TransferPart,
)
from fielato.reports.rests_on import declarations, unverified
from fielato.reports.rules import citation
from fielato.reports.sentences import Sentences
from fielato.reports.words import Language, word
from fielato.resolve.purposes import Processing
from fielato.resolve.transfers import UNKNOWN
from fielato.rules.declaration import LegalBasis
from fielato.rules.pack import Policies
from fielato.rules.values import UNKNOWN as UNKNOWN_TRUTH


def build(
    assessments: Sequence[Assessment], policies: Policies, catalogue: Catalogue, language: Language = "en"
) -> Report:
    """The report over all assessments of a run, in a language; the same input gives the same document."""
    builder = _Builder(policies, catalogue, language)
    parts = tuple(builder.assessment(one) for one in assessments)
    reasons = tuple(reason for part in parts for reason in part.gate.reasons)
    closed = any(part.gate.state == "closed" for part in parts)
    return Report(assessments=parts, gate=OverallGate(state="closed" if closed else "open", reasons=reasons))


class _Builder:
    """Turns parts of one run into parts of the document."""

    def __init__(self, policies: Policies, catalogue: Catalogue, language: Language) -> None:
        self._policies = policies
        self._catalogue = catalogue
        self._language: Language = language
        self._sentences = Sentences(catalogue, language)

    def assessment(self, one: Assessment) -> AssessmentPart:
        deployment = one.manifest.deployment
        findings = tuple(self._finding(finding, one.as_of) for finding in one.findings)
        return AssessmentPart(
            deployment=DeploymentPart(
                name=deployment.name,
                controller=deployment.controller.name,
                environment=deployment.environment if deployment.environment is not UNSET else None,
            ),
            verdict=one.verdict,
            layers=Layers(law=one.verdicts["law"], organisation=one.verdicts["organisation"]),
            gate=GatePart(name=one.gate.name, state=one.gate.state, reasons=tuple(self._gate_reasons(one))),
            as_of=one.as_of.isoformat(),
            profile=one.choice.profile,
            boundary=one.boundary,
            personal_data=one.personal_data,
            summary=self._summary(one),
            rests_on=RestsOn(
                declarations=tuple(declarations(one, self._language)),
                unverified=tuple(dict.fromkeys(unverified(one, self._language))),
            ),
            findings=findings,
            satisfied=one.satisfied,
            processing=tuple(self._processing(part) for part in one.resolved.processing),
            transfers=tuple(self._transfers(one)),
            digests=self._digests(one),
            engine=Engine(name="fielato", version=__version__),
        )

    # Findings

    def _finding(self, finding: Finding, as_of: datetime.date) -> FindingPart:
        rule = finding.rule.rule
        known = visible(finding.subject.kind)
        return FindingPart(
            rule=finding.rule.id,
            title=rule.title[self._language],
            layer=rule.layer,
            question=rule.question,
            severity=rule.severity,
            verified=rule.verified,
            outcome=finding.outcome.value,  # type: ignore[arg-type]  # the others are no findings
            subject=SubjectId(kind=finding.subject.kind, id=finding.subject.id),
            legal_basis=tuple(self._basis(basis) for basis in rule.legal_basis),
            location=_place(finding.location),
            message=self._sentences.message(finding, as_of),
            rationale=self._sentences.filled(rule.rationale[self._language], finding, as_of),
            remediation=self._sentences.filled(rule.remediation[self._language], finding, as_of),
            because=tuple(self._because(fact, known[fact.name]) for fact in finding.because),
            steps=tuple(
                StepTaken(
                    definition=step.name,
                    title=self._policies.definitions[step.name].definition.title[self._language],
                    holds=None if step.answer is UNKNOWN_TRUTH else bool(step.answer),
                )
                for step in finding.steps
            ),
            missing=finding.missing,
            ask_first=finding.ask_first,
            fingerprint=finding.fingerprint,
        )

    def _because(self, fact: DecidingFact, variable: Variable) -> Because:
        known = fact.value is not None
        location = fact.origin.location if fact.origin.places is not None else None
        return Because(
            fact=fact.name,
            value=_plain(fact.value),
            description=variable.description(self._language),
            how=fact.origin.how if known else "unknown",
            source=fact.origin.source or None if known else None,
            verified=fact.origin.verified if known else True,
            location=_place(location) if location is not None else None,
        )

    def _basis(self, basis: LegalBasis) -> Basis:
        instrument = self._policies.instruments[basis.instrument]
        return Basis(
            instrument=basis.instrument,
            articles=basis.articles,
            citation=citation(self._policies, basis, self._language),
            name=instrument.name[self._language],
            celex=_or_none(instrument.celex),
            boe=_or_none(instrument.boe),
            eli=_or_none(instrument.eli),
            ecli=_or_none(instrument.ecli),
        )

    def _gate_reasons(self, one: Assessment) -> Iterator[GateReason]:
        for finding in one.gate.reasons:
            yield GateReason(
                deployment=one.manifest.deployment.name,
                rule=finding.rule.id,
                subject=finding.subject.id,
                outcome=finding.outcome.value,  # type: ignore[arg-type]  # the others do not stop
                message=self._sentences.message(finding, one.as_of),
            )

    def _summary(self, one: Assessment) -> str:
        asked = {name for finding in one.findings for name in finding.missing}
        questions = ""
        if asked:
            key = "summary-question" if len(asked) == 1 else "summary-questions"
            questions = word(key, self._language, count=len(asked))
        line = word(
            "summary-gate",
            self._language,
            state=word(one.gate.state, self._language),
            verdict=word(one.verdict, self._language),
            questions=questions,
        )
        if one.personal_data is False:
            line = f"{line}. {word('no-personal-data', self._language)}"
        return line

    # Places and transfers

    def _processing(self, one: Processing) -> ProcessingPart:
        places = one.places
        known = [reason for reasons in places.territories.values() for reason in reasons]
        texts = dict.fromkeys(reason.text(self._language) for reason in (*known, *places.absent))
        why_open = "; ".join(dict.fromkeys(reason.text(self._language) for reason in places.unknown))
        return ProcessingPart(
            component=one.component,
            purpose=one.purpose,
            run_by=one.run_by,
            territories=tuple(sorted(places.territories)),
            unknown=why_open or None,
            reasons=tuple(texts),
            verified=all(reason.origin.verified for reason in (*known, *places.unknown, *places.absent)),
        )

    def _transfers(self, one: Assessment) -> Iterator[TransferPart]:
        rows = {subject.id for subject in one.resolved.subjects if subject.kind == "transfer"}
        for candidate in one.resolved.candidates:
            if candidate.id not in rows:
                continue
            entity = candidate.party.values.get("party.entity")
            yield TransferPart(
                id=candidate.id,
                importer=candidate.importer,
                entity=entity if isinstance(entity, str) else None,
                purpose=candidate.purpose,
                territory=None if candidate.territory == UNKNOWN else candidate.territory,
                data=candidate.data,
                run_by=candidate.run_by,
                components=candidate.components,
                reasons=tuple(dict.fromkeys(reason.text(self._language) for reason in candidate.reasons)),
            )

    def _digests(self, one: Assessment) -> Digests:
        choice = one.choice
        profile = {
            "profile": choice.profile,
            "rules": [rule.id for rule in choice.rules],
            "gate": choice.gate,
            "boundary": choice.boundary,
            "no_third_country_control": choice.no_third_country_control,
            "parameters": dict(choice.parameters),
        }
        return Digests(
            inputs=one.manifest.digest,
            register=one.register.digest if one.register is not None else None,
            policies=self._policies.digest,
            profile=digest.of_value(profile),
            scenario=None,
            waivers=None,
            catalogue=self._catalogue.digest,
        )


def _place(location: Location) -> PlaceInFile:
    return PlaceInFile(file=location.file, line=location.line, column=location.column, pointer=location.pointer)


def _plain(value: Value | None) -> Any:
    if isinstance(value, OpenList):
        return {"known": list(value.known), "open": True}
    return value


def _or_none(value: Any) -> str | None:
    return None if value is UNSET else str(value)
