"""What is beside the assessment of today: what was supposed, and the phases of the roll-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fielato.assess import Assessment, PhaseAssessment
from fielato.catalogue import Catalogue
from fielato.model.fact import UNSET, UnsetType
from fielato.reports.document import GatePart, PhasePart, ScenarioPart
from fielato.reports.findings import Findings
from fielato.reports.sentences import Sentences
from fielato.reports.words import Language

if TYPE_CHECKING:
    from fielato.reports.shared import Shared


def supposed(one: Assessment, language: Language) -> ScenarioPart | UnsetType:
    """The scenario of an assessment, if it has one."""
    overlay = one.scenario
    if overlay is None:
        return UNSET
    return ScenarioPart(name=overlay.written, title=overlay.title[language], starts=overlay.starts.isoformat())


def phases_of(one: Assessment, common: Shared, catalogue: Catalogue) -> tuple[PhasePart, ...] | UnsetType:
    """The phases of an assessment, if there are any."""
    return tuple([_phase(phase, common, catalogue) for phase in one.phases]) if one.phases else UNSET


def _phase(one: PhaseAssessment, common: Shared, catalogue: Catalogue) -> PhasePart:
    then = one.assessment
    told = Findings(then, common, Sentences(catalogue, then.as_of, common.language))
    return PhasePart(
        id=one.phase.id,
        starts=one.phase.starts.isoformat(),
        standing=one.standing,
        as_of=then.as_of.isoformat(),
        components=tuple([component.id for component in then.manifest.deployment.components]),
        verdict=then.verdict,
        gate=GatePart(name=then.gate.name, state=then.gate.state, reasons=tuple(map(told.reason, then.gate.reasons))),
    )
