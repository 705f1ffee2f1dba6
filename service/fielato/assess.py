"""What a deployment comes to: every rule held against every row, then verdict and gate. Pure: no clock, no disk."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from fielato.catalogue import Catalogue
from fielato.errors import InputError
from fielato.model.controller import Boundary
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Location, Origin
from fielato.model.values import Row, Value
from fielato.model.variables import SubjectKind
from fielato.model.vocabulary import AREAS, GateState, Layer, Question, Verdict
from fielato.resolve.declared import OrganisationPolicy
from fielato.resolve.references import problems
from fielato.resolve.resolve import Resolved, Subject, resolve
from fielato.rules.because import Step, because
from fielato.rules.evaluate import evaluate
from fielato.rules.matter import Questions
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.pack import CompiledRule
from fielato.rules.profile import Choice

WORST_FIRST: Final[tuple[Verdict, ...]] = get_args(Verdict)
LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)


@dataclass(frozen=True, slots=True)
class DecidingFact:
    """A fact that decided a finding, with its value and where it comes from."""

    name: str
    value: Value | None
    """None where the fact is unknown."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule on one subject, with an outcome that a person must see."""

    rule: CompiledRule
    subject: Subject
    outcome: Outcome
    because: tuple[DecidingFact, ...]
    steps: tuple[Step, ...]
    """The definitions on the way, each with its answer."""
    missing: tuple[str, ...]
    ask_first: str | None
    location: Location

    @property
    def blocks(self) -> bool:
        """Whether it counts as a block: an unverified rule never does."""
        return self.rule.rule.severity == "block" and self.rule.rule.verified

    @property
    def fingerprint(self) -> str:
        """Names the same finding from run to run: rule and subject, never a line."""
        return f"{self.rule.id} {self.subject.id}"


@dataclass(frozen=True, slots=True)
class GateDecision:
    """Whether a pipeline may go on, and the findings that stop it."""

    name: str
    state: GateState
    reasons: tuple[Finding, ...]

    @property
    def violated(self) -> bool:
        """Whether a violation is among the reasons, and not only something undetermined."""
        return any(finding.outcome is Outcome.VIOLATED for finding in self.reasons)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One run over one deployment."""

    manifest: Manifest
    register: RegisterFile | None
    as_of: datetime.date
    choice: Choice
    findings: tuple[Finding, ...]
    """In order of weight."""
    satisfied: int
    """How many rules were satisfied, counted once per subject."""
    verdicts: Mapping[Layer, Verdict]
    gate: GateDecision
    resolved: Resolved
    boundary: Boundary | Literal["none"]

    @property
    def verdict(self) -> Verdict:
        """The worst of both layers."""
        return min(self.verdicts.values(), key=WORST_FIRST.index)

    @property
    def personal_data(self) -> bool | None:
        """Whether personal data are in scope, as declared; None where nobody says."""
        value = self.resolved.subjects[0].row.get("deployment.personal_data")
        return value if isinstance(value, bool) else None


def assess(
    manifest: Manifest,
    register: RegisterFile | None,
    choice: Choice,
    catalogue: Catalogue,
    as_of: datetime.date,
    *,
    boundary: Boundary | None = None,
) -> Assessment:
    """Assess one deployment on a date.

    `boundary` is the caller's, which outranks the profile's; the manifest's can only tighten it. Raises InputError
    when the deployment refers to something that does not exist.
    """
    mistakes = problems(manifest, register, catalogue)
    if mistakes:
        raise InputError(mistakes)
    policy = OrganisationPolicy(
        boundary if boundary is not None else choice.boundary,
        choice.no_third_country_control,
        dict(choice.parameters),
    )
    resolved = resolve(manifest, register, catalogue, as_of, policy)
    findings, satisfied = judge(choice.rules, resolved.subjects, as_of)
    verdicts = {
        layer: verdict_of(finding for finding in findings if finding.rule.rule.layer == layer) for layer in LAYERS
    }
    return Assessment(
        manifest=manifest,
        register=register,
        as_of=as_of,
        choice=choice,
        findings=findings,
        satisfied=satisfied,
        verdicts=verdicts,
        gate=decide(choice, findings),
        resolved=resolved,
        boundary=_boundary(resolved.subjects[0].row),
    )


def _boundary(row: Row) -> Boundary | Literal["none"]:
    """The organisation's boundary in force, from the facts of the deployment."""
    listed = row["organisation.boundary_territories"]
    if row["organisation.boundary"] == "list" and isinstance(listed, tuple):
        return tuple(str(code) for code in listed)
    return next((area for area in AREAS if area == row["organisation.boundary"]), "none")


def judge(
    rules: Iterable[CompiledRule], subjects: Sequence[Subject], as_of: datetime.date
) -> tuple[tuple[Finding, ...], int]:
    """Hold every rule in force against every subject of its kind: the findings by weight, and how many held."""
    by_kind: dict[SubjectKind, list[Subject]] = {}
    for subject in subjects:
        by_kind.setdefault(subject.kind, []).append(subject)
    findings: list[Finding] = []
    satisfied = 0
    for rule in rules:
        if not rule.rule.in_force.contains(as_of):
            continue
        judged = Judged(rule)
        for subject in by_kind.get(rule.rule.subject, ()):
            judgement = judged.on(subject.row)
            if judgement.outcome is Outcome.SATISFIED:
                satisfied += 1
            elif judgement.outcome is not Outcome.NOT_APPLICABLE:
                findings.append(_finding(rule, subject, judgement))
    return tuple(sorted(findings, key=_weight)), satisfied


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule comes to on rows that look the same to it."""

    outcome: Outcome
    facts: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    missing: tuple[str, ...] = ()
    ask_first: str | None = None


class Judged:
    """One rule, judged once for each combination of the facts that it reads: a world-wide endpoint has many rows."""

    def __init__(self, rule: CompiledRule) -> None:
        self._when, self._require = rule.when, rule.require
        self._questions = Questions(rule.when, rule.require)
        self._names = tuple(dict.fromkeys((*rule.when.variables, *rule.require.variables)))
        self._known: dict[tuple[Value | None, ...], Judgement] = {}

    def on(self, row: Row) -> Judgement:
        """What the rule comes to on a row."""
        seen = tuple(row.get(name) for name in self._names)
        if seen not in self._known:
            self._known[seen] = self._judge(row)
        return self._known[seen]

    def _judge(self, row: Row) -> Judgement:
        result = outcome(evaluate(self._when, row), evaluate(self._require, row))
        if result in {Outcome.SATISFIED, Outcome.NOT_APPLICABLE}:
            return Judgement(result)
        applies, holds = because(self._when, row), because(self._require, row)
        names = tuple(dict.fromkeys((*holds.facts, *applies.facts)))
        if result is not Outcome.UNDETERMINED:
            return Judgement(result, names, holds.steps)
        question = self._questions.about(row)
        return Judgement(result, names, holds.steps, question.missing, question.ask_first)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The verdict of one layer from its findings."""
    found = {_counts_as(finding) for finding in findings}
    return min(found, key=WORST_FIRST.index, default="compliant")


def _counts_as(finding: Finding) -> Verdict:
    if finding.rule.rule.severity == "advise":
        return "compliant"
    if not finding.blocks:
        return "needs_review"
    return "non_compliant" if finding.outcome is Outcome.VIOLATED else "undetermined"


_STOPS: Final[Mapping[str, frozenset[Outcome]]] = {
    "violated": frozenset({Outcome.VIOLATED}),
    "undetermined": frozenset({Outcome.VIOLATED, Outcome.UNDETERMINED}),
    "never": frozenset(),
}
"""The outcomes that each threshold of a gate stops on."""


def decide(choice: Choice, findings: Sequence[Finding]) -> GateDecision:
    """Open or closed, by the gate's threshold for each question."""
    thresholds: dict[Question, str] = {
        "where": choice.gate.where,
        "ground": choice.gate.ground,
        "duty": choice.gate.duty,
    }
    reasons = tuple(
        finding
        for finding in findings
        if finding.blocks and finding.outcome in _STOPS[thresholds[finding.rule.rule.question]]
    )
    return GateDecision(choice.gate.id, "closed" if reasons else "open", reasons)


def _finding(rule: CompiledRule, subject: Subject, judgement: Judgement) -> Finding:
    facts = tuple(DecidingFact(name, subject.row.get(name), subject.origin(name)) for name in judgement.facts)
    return Finding(
        rule=rule,
        subject=subject,
        outcome=judgement.outcome,
        because=facts,
        steps=judgement.steps,
        missing=judgement.missing,
        ask_first=judgement.ask_first,
        location=_location(subject, facts),
    )


def _location(subject: Subject, facts: Iterable[DecidingFact]) -> Location:
    """Where to point: at what put the data there, else at the first deciding fact that stands in a file."""
    about = subject.parts[subject.kind].given.values()
    for origin in (*(reason.origin for reason in subject.reasons), *(fact.origin for fact in facts), *about):
        if origin.places is not None:
            return origin.location
    parts = [part for part in subject.parts.values() if part.places is not None]
    return parts[0].places.location(subject.pointer) if parts and parts[0].places else Location(pointer=subject.pointer)


_OUTCOMES: Final = (Outcome.VIOLATED, Outcome.UNDETERMINED)
_SEVERITIES: Final = ("block", "review", "advise")
_QUESTIONS: Final[tuple[Question, ...]] = ("where", "ground", "duty")


def _weight(finding: Finding) -> tuple[int, ...]:
    rule = finding.rule.rule
    return (
        _SEVERITIES.index(rule.severity),
        _OUTCOMES.index(finding.outcome),
        _QUESTIONS.index(rule.question),
        LAYERS.index(rule.layer),
    )
