"""What a deployment comes to: its rows judged, then verdict and gate. Pure: no clock, no disk."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, get_args

import msgspec

from fielato.catalogue import Catalogue
from fielato.errors import InputError
from fielato.finding import Finding
from fielato.judge import Judge
from fielato.model.controller import Boundary
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.vocabulary import AREAS, GateState, Layer, Question, Verdict
from fielato.resolve import phases
from fielato.resolve.declared import OrganisationPolicy
from fielato.resolve.references import problems
from fielato.resolve.resolve import Resolved, Subject, resolve
from fielato.rules.outcome import Outcome
from fielato.rules.profile import Choice

if TYPE_CHECKING:
    from fielato.baseline import Baseline
    from fielato.model.deployment import Phase
    from fielato.scenarios import Overlay
    from fielato.waivers import Applicable, Book

Standing = Literal["past", "current", "later"]
"""How a phase stands to the date of an assessment."""
WORST_FIRST: Final[tuple[Verdict, ...]] = get_args(Verdict)
LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)


class GateDecision(msgspec.Struct, frozen=True):
    """Whether a pipeline may go on, and the findings that stop it."""

    name: str
    state: GateState
    reasons: tuple[Finding, ...]

    @property
    def violated(self) -> bool:
        """Whether a violation is among the reasons, and not only something undetermined."""
        return any(finding.outcome is Outcome.VIOLATED for finding in self.reasons)


class SinceBaseline(msgspec.Struct, frozen=True):
    """What is new since a baseline, and the gate over that alone."""

    baseline: Baseline
    gate: GateDecision
    known: frozenset[Finding]
    """The findings that stand in it."""
    new: int
    """How many count and do not."""
    gone: int
    """How many of it are no longer found, or are waived."""


class PhaseAssessment(msgspec.Struct, frozen=True):
    """One phase of a roll-out, with what the deployment comes to when it is in operation."""

    phase: Phase
    standing: Standing
    """Whether it is what the gate of the whole assessment is for, or comes before or after that."""
    assessment: Assessment
    """At the phase's first day; for the current one not before the date of the whole assessment."""


class Assessment(msgspec.Struct, frozen=True):
    """One run over one deployment."""

    manifest: Manifest
    """Of a roll-out, with the components that are in operation on the date."""
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
    phases: tuple[PhaseAssessment, ...] = ()
    """The phases of the roll-out, in order of their first days; none where the manifest speaks of none."""
    scenario: Overlay | None = None
    """What was supposed, if anything was."""
    waivers: Applicable | None = None
    """The waivers that are for the deployment, where there is anything to say of waivers."""
    since_baseline: SinceBaseline | None = None
    """Set where a baseline was given."""

    @property
    def decision(self) -> GateDecision:
        """What a pipeline acts on: the gate over what is new where there is a baseline, else the gate."""
        return self.gate if self.since_baseline is None else self.since_baseline.gate

    @property
    def verdict(self) -> Verdict:
        """The worst of both layers."""
        return min(self.verdicts.values(), key=WORST_FIRST.index)

    @property
    def personal_data(self) -> bool | None:
        """Whether personal data are in scope, as declared; None where nobody says."""
        value = self.resolved.whole.value("deployment.personal_data")
        return value if isinstance(value, bool) else None


def assess(
    manifest: Manifest,
    register: RegisterFile | None,
    judge: Judge,
    catalogue: Catalogue,
    as_of: datetime.date,
    *,
    boundary: Boundary | None = None,
    scenario: Overlay | None = None,
    each_phase: bool = True,
    waivers: Book | None = None,
    baseline: Baseline | None = None,
) -> Assessment:
    """Assess one deployment on a date, with the components that are in operation then, and each phase on its own.

    `boundary` is the caller's, which outranks the profile's; the manifest's can only tighten it. `scenario` says what
    the catalogue was overlaid with. What `waivers` accept does not count; `baseline` changes no verdict. Raises
    InputError when the deployment refers to something that does not exist.
    """
    mistakes = problems(manifest, register, catalogue)
    if mistakes:
        raise InputError(mistakes)

    applicable = waivers.of(manifest) if waivers is not None else None

    def on(day: datetime.date) -> Assessment:
        then = phases.in_operation(manifest, day)
        return _assess(then, register, judge, catalogue, day, boundary, scenario, applicable)

    whole = on(as_of)
    if baseline is not None:
        whole = msgspec.structs.replace(whole, since_baseline=_since(baseline, whole))
    order = phases.in_order(manifest.deployment) if each_phase else ()
    if not order:
        return whole
    now = phases.current(manifest.deployment, as_of)
    found: list[PhaseAssessment] = []
    for phase in order:
        standing = _standing(phase, now, as_of)
        day = max(phase.starts, as_of) if standing == "current" else phase.starts
        found.append(PhaseAssessment(phase, standing, whole if day == as_of else on(day)))
    return msgspec.structs.replace(whole, phases=tuple(found))


def _standing(phase: Phase, now: Phase | None, as_of: datetime.date) -> Standing:
    if phase is now:
        return "current"
    return "past" if phase.starts <= as_of else "later"


def _assess(
    manifest: Manifest,
    register: RegisterFile | None,
    judge: Judge,
    catalogue: Catalogue,
    as_of: datetime.date,
    boundary: Boundary | None,
    scenario: Overlay | None,
    waivers: Applicable | None,
) -> Assessment:
    """Assess the components that a manifest has."""
    choice = judge.choice
    policy = OrganisationPolicy(
        boundary if boundary is not None else choice.boundary,
        choice.no_third_country_control,
        dict(choice.parameters),
    )
    resolved = resolve(manifest, register, catalogue, as_of, policy)
    findings, satisfied = judge.findings(resolved.rows, as_of)
    if waivers is not None:
        findings = waivers.over(findings, as_of)
    return Assessment(
        manifest=manifest,
        register=register,
        as_of=as_of,
        choice=choice,
        findings=findings,
        satisfied=satisfied,
        verdicts=verdicts_of(findings),
        gate=decide(choice, findings),
        resolved=resolved,
        boundary=_boundary(resolved.whole),
        scenario=scenario,
        waivers=waivers,
    )


def _since(baseline: Baseline, one: Assessment) -> SinceBaseline:
    deployment = one.manifest.deployment
    known = frozenset(finding for finding in one.findings if baseline.knows(deployment, finding))
    counting = [finding for finding in one.findings if finding.outcome is not Outcome.WAIVED]
    return SinceBaseline(
        baseline=baseline,
        gate=decide(one.choice, [finding for finding in one.findings if finding not in known]),
        known=known,
        new=len(counting) - len(known),
        gone=len(baseline.names(deployment) - {(finding.rule.id, finding.subject.id) for finding in counting}),
    )


def _boundary(whole: Subject) -> Boundary | Literal["none"]:
    """The organisation's boundary in force, from the facts of the deployment."""
    boundary, listed = map(whole.value, ("organisation.boundary", "organisation.boundary_territories"))
    if boundary == "list" and isinstance(listed, tuple):
        return tuple(str(code) for code in listed)
    return next((area for area in AREAS if area == boundary), "none")


def verdicts_of(findings: Iterable[Finding]) -> dict[Layer, Verdict]:
    """The verdict of each layer: the worst that anything found in it counts as."""
    found = {(one.rule.rule.layer, one.counts_as) for one in {finding.judgement for finding in findings}}
    return {
        layer: next((verdict for verdict in WORST_FIRST if (layer, verdict) in found), "compliant") for layer in LAYERS
    }


_STOPS: Final[Mapping[str, frozenset[Outcome]]] = {
    "violated": frozenset({Outcome.VIOLATED}),
    "undetermined": frozenset({Outcome.VIOLATED, Outcome.UNDETERMINED}),
    "never": frozenset(),
}
"""The outcomes that each threshold of a gate stops on."""


def decide(choice: Choice, findings: Sequence[Finding]) -> GateDecision:
    """Open or closed, by the gate's threshold for each question."""
    gate = choice.gate
    thresholds: dict[Question, str] = {"where": gate.where, "ground": gate.ground, "duty": gate.duty}
    stopping = {
        one
        for one in {finding.judgement for finding in findings}
        if one.blocks and one.outcome in _STOPS[thresholds[one.rule.rule.question]]
    }
    reasons = tuple([finding for finding in findings if finding.judgement in stopping]) if stopping else ()
    return GateDecision(gate.id, "closed" if reasons else "open", reasons)
