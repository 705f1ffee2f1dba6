"""The difference between two assessments of a deployment: two dates, with and without a scenario, two policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from fielato.catalogue import Catalogue
from fielato.changes import Difference
from fielato.reports.change_words import WORDS as OWN
from fielato.reports.change_words import said
from fielato.reports.changes import ChangePart, Changes, StatePart, headline, lines, state
from fielato.reports.document import DeploymentPart, Digests, Engine, Part, ScenarioPart
from fielato.reports.inputs import ENGINE, digests, which
from fielato.reports.layout import wrapped
from fielato.reports.phases import supposed
from fielato.reports.words import Language, word


class SidePart(Part, frozen=True, kw_only=True):
    """One side of the comparison."""

    scenario: Annotated[ScenarioPart | UnsetType, Meta(description="Absent where nothing is supposed.")] = UNSET
    state: StatePart
    digests: Digests


class DifferencePart(Part, frozen=True, kw_only=True):
    """One deployment, assessed twice."""

    deployment: DeploymentPart
    profile: str
    before: SidePart
    after: SidePart
    worse: Annotated[
        Literal["violated", "undetermined"] | None,
        Meta(description="What closes the gate that did not close it before; null where nothing does."),
    ]
    changes: tuple[ChangePart, ...]
    engine: Engine


class DifferenceReport(Part, frozen=True, kw_only=True):
    """What one run printed."""

    differences: tuple[DifferencePart, ...]


def build(found: Sequence[Difference], catalogues: tuple[Catalogue, Catalogue], language: Language) -> DifferenceReport:
    """The document over all deployments of a run; the catalogues are those of before and after."""
    return DifferenceReport(differences=tuple([_difference(one, catalogues, language) for one in found]))


def _difference(one: Difference, catalogues: tuple[Catalogue, Catalogue], language: Language) -> DifferencePart:
    before, after = (
        SidePart(scenario=supposed(side, language), state=state(side), digests=digests(side, catalogue))
        for side, catalogue in zip((one.before, one.after), catalogues, strict=True)
    )
    return DifferencePart(
        deployment=which(one.after),
        profile=one.after.choice.profile,
        before=before,
        after=after,
        worse=one.worse,
        changes=Changes(one, catalogues, language).parts(),
        engine=ENGINE,
    )


def render(report: DifferenceReport, language: Language) -> str:
    """The differences as text."""
    return "\n".join("".join(f"{line}\n" for line in _page(one, language)) for one in report.differences)


def _page(one: DifferencePart, language: Language) -> Iterator[str]:
    if one.after.scenario is not UNSET:
        supposed_ = one.after.scenario
        yield from wrapped(
            word("what-if", language, title=supposed_.title, name=supposed_.name, starts=supposed_.starts)
        )
    environment = f" · {one.deployment.environment}" if one.deployment.environment else ""
    yield f"{one.deployment.name}{environment} · {one.deployment.controller}"
    yield " · ".join(
        [
            f"{said(OWN, 'before', language)} {one.before.state.as_of}",
            f"{said(OWN, 'after', language)} {one.after.state.as_of}",
            f"{word('profile', language)} {one.profile}",
        ]
    )
    yield f"  {headline(one.before.state, one.after.state, language)}"
    yield said(OWN, f"worse-{one.worse}" if one.worse else "no-worse", language)
    yield ""
    yield from lines(one.changes, language)
    if not one.changes:
        yield said(OWN, "same-findings", language)
