"""Advice as a document and as text: what could be changed, what comes of it, what it costs, and what is left."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from fielato.advise import Advice, Alternative, Change, ComponentAdvice, Cost, Ending, Goal, Kind, Reply
from fielato.advise.advice import Step
from fielato.advise.move import Doubt
from fielato.judge import Finding
from fielato.model.variables import declared
from fielato.model.vocabulary import GateState, Verdict
from fielato.reports.advice_words import WORDS as OWN
from fielato.reports.change_words import said
from fielato.reports.changes import StatePart, headline, state
from fielato.reports.document import DeploymentPart, Engine, FindingId, Part
from fielato.reports.inputs import ENGINE, which
from fielato.reports.layout import wrapped
from fielato.reports.words import Language, word

_LISTED: Final = 6
"""The most names of a list that are printed; the document has all."""


class ChangedField(Part, frozen=True, kw_only=True, rename={"before": "from", "after": "to"}):
    """One field of one component with another value."""

    component: str
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
        rules=_rules([finding.rule.id for finding in one.findings]),
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


def _rules(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


# Text


def render(report: AdviceReport, language: Language) -> str:
    """The advice as text."""
    return "\n".join("".join(f"{line}\n" for line in _Page(one, language).lines()) for one in report.advice)


class _Page:
    """The advice for one deployment in lines."""

    def __init__(self, one: AdvicePart, language: Language) -> None:
        self._one = one
        self._language: Language = language

    def lines(self) -> Iterator[str]:
        one = self._one
        environment = f" · {one.deployment.environment}" if one.deployment.environment else ""
        yield f"{one.deployment.name}{environment} · {one.deployment.controller}"
        as_of = f"{word('as-of', self._language)} {one.advice.before.as_of}"
        profile = f"{word('profile', self._language)} {one.profile}"
        yield " · ".join([as_of, profile, self._said("distances", place=one.origin)])
        yield from self._stage(one.advice)
        if one.further is not None:
            yield ""
            yield from wrapped(self._said("further", goal=self._said(f"goal-{one.further.goal}")))
            yield from self._stage(one.further)
        for phase in one.phases:
            yield ""
            yield self._said("phase", id=phase.id, starts=phase.starts)
            yield from self._stage(phase.advice)

    def _stage(self, one: StagePart) -> Iterator[str]:
        yield f"  {headline(one.before, one.together.state, self._language)}"
        yield from wrapped(one.conclusion, "  ")
        if not one.complete:
            yield from wrapped(self._said("incomplete"), "  ")
        for each in one.components:
            yield ""
            yield from self._component(each)
        if one.elsewhere:
            yield ""
            rules = self._listed(_rules([each.rule for each in one.elsewhere]))
            yield from wrapped(self._said("elsewhere", rules=rules), "  ")
        if one.goal is not None:
            yield ""
            yield from self._together(one.together)

    def _component(self, one: ComponentPart) -> Iterator[str]:
        text = self._said("in-the-way", names=self._listed(one.components), rules=self._listed(one.rules))
        yield from wrapped(text, "  ")
        if one.lacking is not None:
            yield from wrapped(self._said("lacking", accelerator=one.lacking), "    ")
        if not one.alternatives:
            yield from wrapped(self._said("no-alternative"), "    ")
        for number, each in enumerate(one.alternatives, 1):
            yield from wrapped(f"{number}. {each.text}", "    ")
            yield from self._changes([change for change in each.changes if change.component == one.components[0]])
            for line in self._outcome(each):
                yield from wrapped(line, "         ")

    def _outcome(self, one: AlternativePart) -> Iterator[str]:
        counts = {"settled": one.settled, "new": len(one.new)}
        if one.gate is not None and one.verdict is not None:
            yield self._said("then", **self._decided(one.gate, one.verdict), **counts)
        else:
            yield self._said("alone", **counts)
        if one.left:
            yield self._said("left-of-it", rules=self._listed(_rules([each.rule for each in one.left])))
        if one.cost is not None:
            yield from self._cost(one.cost)
        if one.confirm:
            yield self._said("confirm", doubts="; ".join(self._said(f"doubt-{doubt}") for doubt in one.confirm))
        if one.sources:
            unverified = "" if one.verified else f" ({word('unverified', self._language)})"
            yield self._said("shown-by", sources="; ".join(one.sources)) + unverified

    def _cost(self, one: CostPart) -> Iterator[str]:
        city = f"{one.city}, " if one.city else ""
        distance, before = self._away(one.distance), self._away(one.distance_before)
        yield self._said(
            "cost-region", region=one.region, city=city, country=one.country, distance=distance, before=before
        )
        if one.missing_services is None and one.missing_accelerators is None:
            yield self._said("no-offers")
        if one.missing_accelerators:
            yield self._said("missing-accelerators", names=", ".join(one.missing_accelerators))
        if one.missing_services:
            yield self._said("missing-services", names=self._listed(one.missing_services))

    def _away(self, kilometres: int | None) -> str:
        return self._said("no-distance") if kilometres is None else self._said("kilometres", count=kilometres)

    def _together(self, one: StepPart) -> Iterator[str]:
        yield from wrapped(self._said("together", **self._decided(one.state.gate, one.state.verdict)), "  ")
        yield from self._changes(one.changes)
        if one.replies:
            yield from wrapped(self._said("if-answered"), "    ")
        for reply in one.replies:
            subject = self._said("about", subject=reply.subject) if reply.subject is not None else ""
            text = self._said("reply", fact=reply.fact, value=self._value(reply.value), subject=subject)
            yield from wrapped(text, "       ")
            yield from wrapped(reply.description, "         ")
        if one.left:
            yield from wrapped(self._said("left", rules=self._listed(_rules([each.rule for each in one.left]))), "    ")

    def _changes(self, changes: Sequence[ChangedField]) -> Iterator[str]:
        for one in changes:
            before, after = (self._value(value) for value in (one.before, one.after))
            text = self._said("change", component=one.component, field=one.field, before=before, after=after)
            yield from wrapped(text, "       ")

    def _decided(self, gate: GateState, verdict: Verdict) -> dict[str, str]:
        return {"gate": word(gate, self._language).upper(), "verdict": word(verdict, self._language)}

    def _value(self, value: Any) -> str:
        if value is None:
            return self._said("absent")
        if isinstance(value, bool):
            return word(str(value).lower(), self._language)
        if isinstance(value, (list, tuple)):
            return ", ".join(map(self._value, value)) or "[]"
        if isinstance(value, dict):
            return ", ".join(f"{name}: {self._value(item)}" for name, item in value.items())
        return str(value)

    def _listed(self, names: Sequence[str]) -> str:
        more = len(names) - _LISTED
        shown = ", ".join(names[:_LISTED])
        return f"{shown}, {self._said('more', count=more)}" if more > 0 else shown

    def _said(self, key: str, **values: object) -> str:
        return said(OWN, key, self._language, **values)
