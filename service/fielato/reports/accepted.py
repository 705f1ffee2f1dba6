"""What an organisation has accepted, as parts of the document: waivers and what became of each, and the baseline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fielato.assess import Assessment
from fielato.finding import Finding
from fielato.model.fact import UNSET, UnsetType
from fielato.model.vocabulary import GateState

if TYPE_CHECKING:
    from fielato.reports.document import WaiverPart, WaiversPart
    from fielato.reports.words import Language

_NONE: Final[frozenset[Finding]] = frozenset()


def known(one: Assessment) -> frozenset[Finding]:
    """The findings of an assessment that its baseline knows."""
    return _NONE if one.since_baseline is None else one.since_baseline.known


def since_baseline(assessments: Sequence[Assessment]) -> GateState | UnsetType:
    """The gate of a run over what is new, if there is a baseline."""
    gates = [one.since_baseline.gate.state for one in assessments if one.since_baseline is not None]
    if not gates:
        return UNSET
    return "closed" if "closed" in gates else "open"


def waiver_of(finding: Finding, language: Language) -> WaiverPart | UnsetType:
    """The waiver that names a finding, if there is one."""
    if finding.waiving is None:
        return UNSET
    from fielato.reports import waivers  # most checks know of none

    return waivers.part(finding.waiving, language)


def waivers_of(assessments: Sequence[Assessment], language: Language) -> WaiversPart | UnsetType:
    """The files of waivers of a run, and the waivers that name nothing, if there is anything to say of them."""
    if all(one.waivers is None for one in assessments):
        return UNSET
    from fielato.reports import waivers

    return waivers.beside(assessments, language)
