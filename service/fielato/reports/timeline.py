"""The timeline of a deployment: each day on which its assessment changes, with what is behind it, as JSON and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from fielato.catalogue import Catalogue
from fielato.changes import Cause, Step, Timeline
from fielato.changes.causes import Kind
from fielato.reports.change_words import CAUSES, said
from fielato.reports.change_words import WORDS as OWN
from fielato.reports.changes import ChangePart, Changes, StatePart, headline, lines, state
from fielato.reports.citations import citation
from fielato.reports.document import DeploymentPart, Digests, Engine, Part, PlaceInFile, ScenarioPart, place_in_file
from fielato.reports.inputs import ENGINE, digests, which
from fielato.reports.layout import wrapped
from fielato.reports.phases import supposed
from fielato.reports.sentences import territory_name
from fielato.reports.words import Language, word
from fielato.rules.pack import Policies


class CausePart(Part, frozen=True, kw_only=True):
    """Something dated: a row of the catalogue, a rule, an entry of a document, or an age."""

    kind: Kind
    text: str
    source: Annotated[
        str | None, Meta(description="The catalogue's source with the date it was read, or the rule's basis.")
    ]
    verified: Annotated[bool, Meta(description="False where it was not seen in a source.")]
    location: Annotated[PlaceInFile | None, Meta(description="Where it stands in a document.")]


class StepPart(Part, frozen=True, kw_only=True):
    """A day on which the assessment is not as it was the day before."""

    date: Annotated[str, Meta(description="YYYY-MM-DD.")]
    before: StatePart
    after: StatePart
    causes: tuple[CausePart, ...]
    changes: tuple[ChangePart, ...]


class TimelinePart(Part, frozen=True, kw_only=True):
    """One deployment over time."""

    scenario: Annotated[ScenarioPart | UnsetType, Meta(description="Absent where nothing is supposed.")] = UNSET
    deployment: DeploymentPart
    profile: str
    since: Annotated[str, Meta(description="The first day that was looked at, YYYY-MM-DD.")]
    until: Annotated[str, Meta(description="The last one.")]
    start: StatePart
    steps: tuple[StepPart, ...]
    digests: Digests
    engine: Engine


class TimelineReport(Part, frozen=True, kw_only=True):
    """What one run printed."""

    timelines: tuple[TimelinePart, ...]


def build(found: Sequence[Timeline], catalogue: Catalogue, language: Language) -> TimelineReport:
    """The document over all timelines of a run."""
    return TimelineReport(timelines=tuple([_timeline(one, catalogue, language) for one in found]))


def _timeline(one: Timeline, catalogue: Catalogue, language: Language) -> TimelinePart:
    start = one.start
    return TimelinePart(
        scenario=supposed(start, language),
        deployment=which(start),
        profile=start.choice.profile,
        since=start.as_of.isoformat(),
        until=one.until.isoformat(),
        start=state(start),
        steps=tuple([_step(step, catalogue, language) for step in one.steps]),
        digests=digests(start, catalogue),
        engine=ENGINE,
    )


def _step(one: Step, catalogue: Catalogue, language: Language) -> StepPart:
    found = one.difference
    return StepPart(
        date=one.day.isoformat(),
        before=state(found.before),
        after=state(found.after),
        causes=tuple([_cause(cause, found.after.choice.policies, catalogue, language) for cause in one.causes]),
        changes=Changes(found, (catalogue, catalogue), language).parts(),
    )


def _cause(one: Cause, policies: Policies, catalogue: Catalogue, language: Language) -> CausePart:
    words = dict(one.words)
    if "territory" in words:
        words["territory"] = territory_name(catalogue, words["territory"], one.day, language)
    at = one.location
    return CausePart(
        kind=one.kind,
        text=said(CAUSES, one.kind, language, **words),
        source=one.source or _basis(one.about("rule"), policies, language),
        verified=one.verified,
        location=None if at is None else place_in_file(at),
    )


def _basis(name: str, policies: Policies, language: Language) -> str | None:
    """What a rule or definition of this name rests on, as a lawyer would cite it."""
    if name in policies.rules:
        basis = policies.rules[name].rule.legal_basis
    elif name in policies.definitions:
        basis = policies.definitions[name].definition.legal_basis
    else:
        return None
    return "; ".join(citation(policies, one, language) for one in basis) or None


def render(report: TimelineReport, language: Language) -> str:
    """The timelines as text."""
    return "\n".join("".join(f"{line}\n" for line in _page(one, language)) for one in report.timelines)


def _page(one: TimelinePart, language: Language) -> Iterator[str]:
    if one.scenario is not UNSET:
        supposed_ = one.scenario
        yield from wrapped(
            word("what-if", language, title=supposed_.title, name=supposed_.name, starts=supposed_.starts)
        )
    environment = f" · {one.deployment.environment}" if one.deployment.environment else ""
    yield f"{one.deployment.name}{environment} · {one.deployment.controller}"
    window = said(OWN, "timeline", language, since=one.since, until=one.until)
    yield f"{window} · {word('profile', language)} {one.profile}"
    yield ""
    yield one.since
    yield f"  {headline(one.start, one.start, language)}"
    if not one.steps:
        yield said(OWN, "stays", language, until=one.until)
    for step in one.steps:
        yield ""
        yield step.date
        yield f"  {headline(step.before, step.after, language)}"
        for cause in step.causes:
            yield from wrapped(f"{said(OWN, 'behind', language)}: {_told(cause, language)}", "  ")
        yield from lines(step.changes, language)


def _told(cause: CausePart, language: Language) -> str:
    at = cause.location
    place = f" [{at.file}:{at.line}:{at.column}]" if at is not None and at.file else ""
    source = f" [{cause.source}]" if cause.source else ""
    text = f"{cause.text}{place}{source}"
    return text if cause.verified else said(OWN, "unverified", language, text=text)
