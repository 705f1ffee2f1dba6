"""Advice as a document: what could be changed, what comes of it, what it costs, and what is left."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from fielato.advise import Advice, Alternative, Change, ComponentAdvice, Cost, Ending, Goal, Kind, Reply
from fielato.advise.advice import Step
from fielato.advise.move import Doubt
from fielato.advise.papers import GROUNDS
from fielato.finding import Finding
from fielato.model.variables import declared
from fielato.model.vocabulary import GateState, Verdict
from fielato.reports.advice_words import WORDS as OWN
from fielato.reports.change_words import said
from fielato.reports.changes import StatePart, state
from fielato.reports.document import DeploymentPart, Engine, Part
from fielato.reports.inputs import ENGINE, which
from fielato.reports.less import FindingId
from fielato.reports.words import Language


class ChangedField(Part, frozen=True, kw_only=True, rename={"before": "from", "after": "to"}):
    """One field of one component with another value."""

    component: Annotated[str, Meta(description="Empty for a field of the deployment itself.")]
    field: Annotated[str, Meta(description="As in the manifest, with dots below a record.")]
    before: Annotated[Any, Meta(description="null: the manifest does not give it.")]
    after: Annotated[Any, Meta(description="null: leave it out.")]


class ReplyPart(Part, frozen=True, kw_only=True):
    """An answer that would settle something."""

    fact: Annotated[str, Meta(description="By its name in the rules.")]
    description: str
    subject: Annotated[str | None, Meta(description="The record it is about, as evidence names it; null: every one.")]
    value: Any


class CostPart(Part, frozen=True, kw_only=True):
    """What a change of region costs."""

    region: str
    country: str
    city: Annotated[str, Meta(description="Empty where no source says.")]
    distance: Annotated[int | None, Meta(description="Kilometres; null where no source says where it lies.")]
    distance_before: Annotated[int | None, Meta(description="The same of the present region.")]
    missing_services: Annotated[tuple[str, ...] | None, Meta(description="null where no table says.")]
    missing_accelerators: Annotated[tuple[str, ...] | None, Meta(description="null where no table says.")]
    verified: bool


class AlternativePart(Part, frozen=True, kw_only=True):
    """Changes that belong together, assessed."""

    kinds: tuple[Kind, ...]
    text: Annotated[str, Meta(description="What is done, in words.")]
    technical: Annotated[bool, Meta(description="False where the vendor would have to promise or state something.")]
    changes: tuple[ChangedField, ...]
    gate: Annotated[GateState | None, Meta(description="Of the whole with this alone; null: see `together` instead.")]
    verdict: Annotated[Verdict | None, Meta(description="The same.")]
    settled: Annotated[int, Meta(description="How many findings are gone.")]
    new: tuple[FindingId, ...]
    left: Annotated[tuple[FindingId, ...], Meta(description="What of these components still stands in the way.")]
    confirm: Annotated[tuple[Doubt, ...], Meta(description="What the catalogue does not show.")]
    cost: Annotated[CostPart | None, Meta(description="null where no region changes.")]
    sources: tuple[str, ...]
    verified: Annotated[bool, Meta(description="False where a row was not seen in a source.")]


class ComponentPart(Part, frozen=True, kw_only=True):
    """What could be changed of components that say the same."""

    components: tuple[str, ...]
    rules: Annotated[tuple[str, ...], Meta(description="The rules whose findings stand in the way.")]
    findings: Annotated[int, Meta(description="How many findings there are, of the first component.")]
    alternatives: Annotated[tuple[AlternativePart, ...], Meta(description="The smallest first.")]
    lacking: Annotated[str | None, Meta(description="An accelerator that no region of the provider offers.")]


class StepPart(Part, frozen=True, kw_only=True):
    """Changes and answers together, assessed."""

    changes: tuple[ChangedField, ...]
    assumes: Annotated[str, Meta(description="What the changes take for granted; empty where nothing.")]
    replies: tuple[ReplyPart, ...]
    state: StatePart
    left: Annotated[tuple[FindingId, ...], Meta(description="What still stands in the way of the goal.")]


class StagePart(Part, frozen=True, kw_only=True):
    """What could be changed to reach one goal."""

    goal: Goal | None
    ending: Ending
    conclusion: str
    before: StatePart
    components: tuple[ComponentPart, ...]
    together: StepPart
    elsewhere: Annotated[tuple[FindingId, ...], Meta(description="What no component is behind.")]
    evaluations: Annotated[int, Meta(description="How many assessments it took.")]
    complete: Annotated[bool, Meta(description="False where the search ended at its limit.")]


class PhaseAdvicePart(Part, frozen=True, kw_only=True):
    """The advice for a later phase whose gate is closed."""

    id: str
    starts: Annotated[str, Meta(description="YYYY-MM-DD.")]
    advice: StagePart


class AdvicePart(Part, frozen=True, kw_only=True):
    """The advice for one deployment."""

    deployment: DeploymentPart
    profile: str
    origin: Annotated[str, Meta(description="From where distances are counted.")]
    advice: StagePart
    further: Annotated[StagePart | None, Meta(description="Once that is done: what would raise the verdict next.")]
    phases: tuple[PhaseAdvicePart, ...]
    engine: Engine


class AdviceReport(Part, frozen=True, kw_only=True):
    """What one run printed."""

    advice: tuple[AdvicePart, ...]


def build(found: Sequence[Advice], origin: str, language: Language) -> AdviceReport:
    """The document over all deployments of a run; `origin` names the place that distances are counted from."""
    return AdviceReport(advice=tuple([part(one, origin, language) for one in found]))


def part(one: Advice, origin: str, language: Language) -> AdvicePart:
    """The advice for one deployment."""
    return AdvicePart(
        deployment=which(one.before),
        profile=one.before.choice.profile,
        origin=origin,
        advice=_stage(one, language),
        further=None if one.further is None else _stage(one.further, language),
        phases=tuple(
            [
                PhaseAdvicePart(
                    id=each.phase.id, starts=each.phase.starts.isoformat(), advice=_stage(each.advice, language)
                )
                for each in one.phases
            ]
        ),
        engine=ENGINE,
    )


def _stage(one: Advice, language: Language) -> StagePart:
    goal = said(OWN, f"goal-{one.goal}", language) if one.goal is not None else ""
    return StagePart(
        goal=one.goal,
        ending=one.ending,
        conclusion=said(OWN, f"ending-{one.ending}", language, goal=goal),
        before=state(one.before),
        components=tuple([_component(each, language) for each in one.components]),
        together=_step(one.together, language),
        elsewhere=_ids(one.elsewhere),
        evaluations=one.evaluations,
        complete=one.complete,
    )


def _component(one: ComponentAdvice, language: Language) -> ComponentPart:
    return ComponentPart(
        components=one.components,
        rules=rules([finding.rule.id for finding in one.findings]),
        findings=len(one.findings),
        alternatives=tuple([_alternative(each, language) for each in one.alternatives]),
        lacking=one.lacking or None,
    )


def _alternative(one: Alternative, language: Language) -> AlternativePart:
    return AlternativePart(
        kinds=one.kinds,
        text=" + ".join(said(OWN, kind, language) for kind in dict.fromkeys(one.kinds)),
        technical=one.technical,
        changes=tuple(map(_change, one.changes)),
        gate=one.gate,
        verdict=one.verdict,
        settled=len(one.settled),
        new=_ids(one.new),
        left=_ids(one.left),
        confirm=one.confirm,
        cost=None if one.cost is None else _cost(one.cost),
        sources=one.sources,
        verified=one.verified,
    )


def _cost(one: Cost) -> CostPart:
    return msgspec.convert(one, CostPart, from_attributes=True)


def _change(one: Change) -> ChangedField:
    return ChangedField(component=one.component, field=one.field, before=one.before, after=one.after)


def _step(one: Step, language: Language) -> StepPart:
    return StepPart(
        changes=tuple(map(_change, one.changes)),
        assumes=OWN["assumes"][language] if any(change.field == GROUNDS for change in one.changes) else "",
        replies=tuple([reply(each, language) for each in one.replies]),
        state=state(one.after),
        left=_ids(one.left),
    )


def reply(one: Reply, language: Language) -> ReplyPart:
    """An answer with what the fact says."""
    variable = declared().get(one.fact)
    value = one.value.isoformat() if isinstance(one.value, datetime.date) else one.value
    text = variable.description(language) if variable is not None else ""
    return ReplyPart(fact=one.fact, description=text, subject=one.subject, value=value)


def _ids(findings: Sequence[Finding]) -> tuple[FindingId, ...]:
    return tuple(
        [
            FindingId(rule=one.rule.id, subject=one.subject.id, outcome=one.outcome.value)  # type: ignore[arg-type]
            for one in findings
        ]
    )


def rules(ids: Sequence[str]) -> tuple[str, ...]:
    """The ids of rules, each once, in order."""
    return tuple(dict.fromkeys(ids))
