"""The assessment as a document in less detail, and the schema of each detail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from fielato.model.schema import DOCUMENTS, published
from fielato.model.vocabulary import GateState, Layer, Question, Severity, Verdict
from fielato.reports.document import (
    DeploymentPart,
    Digests,
    Engine,
    Layers,
    Part,
    PlaceInFile,
    Report,
    ScenarioPart,
    SubjectId,
    WaiverPart,
    WaiversPart,
    described,
)


class FindingId(Part, frozen=True, kw_only=True):
    """A finding by its name."""

    rule: Annotated[str, described("`pack/rule`.")]
    subject: Annotated[str, described("For example `location/model/inference/US`.")]
    outcome: Literal["violated", "undetermined"]


class GateVerdict(Part, frozen=True, kw_only=True):
    """What a pipeline acts on, and which findings stop it."""

    name: str
    state: GateState
    reasons: tuple[FindingId, ...]
    since_baseline: Annotated[
        GateState | UnsetType, described("The same over what is new since the baseline; absent where none was given.")
    ] = UNSET


class Counts(Part, frozen=True, kw_only=True):
    """How many rules came to each outcome, counted once per subject."""

    violated: int
    undetermined: int
    satisfied: int
    waived: Annotated[int | UnsetType, described("Absent where nothing is.")] = UNSET


class VerdictPart(Part, frozen=True, kw_only=True):
    """What was decided about one deployment, and on what; the full assessment has the reasons."""

    scenario: Annotated[ScenarioPart | UnsetType, described("Absent where nothing is supposed.")] = UNSET
    deployment: DeploymentPart
    verdict: Verdict
    layers: Layers
    gate: GateVerdict
    as_of: Annotated[str, described("The date of the assessment, YYYY-MM-DD.")]
    profile: str
    boundary: Annotated[str | tuple[str, ...], described("The organisation's boundary in force, or `none`.")]
    personal_data: Annotated[bool | None, described("Whether personal data are in scope, as declared.")]
    declarations: Annotated[tuple[str, ...], described("Statements that decide whether rules apply at all.")]
    counts: Counts
    digests: Digests
    engine: Engine


class BriefFinding(Part, frozen=True, kw_only=True):
    """An outcome that a person must see, without its texts and reasons."""

    rule: Annotated[str, described("`pack/rule`.")]
    layer: Layer
    question: Question
    severity: Severity
    verified: Annotated[
        bool, described("False: the rule's basis was not seen in a source, it counts as review at most.")
    ]
    outcome: Literal["violated", "undetermined", "waived"]
    subject: SubjectId
    location: PlaceInFile
    missing: Annotated[tuple[str, ...], described("The unknown facts that can still change the outcome.")]
    ask_first: Annotated[str | None, described("The one of them that settles it most often.")]
    waiver: Annotated[
        WaiverPart | UnsetType,
        described("The waiver that names it, whether or not that holds; absent where none does."),
    ] = UNSET
    baseline: Annotated[
        Literal[True] | UnsetType,
        described("The finding was known when the baseline was written; absent where it is new."),
    ] = UNSET


class BriefPart(VerdictPart, frozen=True, kw_only=True):
    """What was decided about one deployment, and what was found where."""

    findings: tuple[BriefFinding, ...]


class GateOfRun(Part, frozen=True, kw_only=True):
    """The gate over all deployments of the run: closed if any is."""

    state: GateState
    since_baseline: Annotated[
        GateState | UnsetType, described("The same over what is new since the baseline; absent where none was given.")
    ] = UNSET


class BriefReport(Part, frozen=True, kw_only=True):
    """What one run printed in brief."""

    assessments: tuple[BriefPart, ...]
    gate: GateOfRun
    waivers: Annotated[WaiversPart | UnsetType, described("Absent where there were no files of waivers.")] = UNSET


class VerdictReport(Part, frozen=True, kw_only=True):
    """What one run decided."""

    assessments: tuple[VerdictPart, ...]
    gate: GateOfRun
    waivers: Annotated[WaiversPart | UnsetType, described("Absent where there were no files of waivers.")] = UNSET


SCHEMAS: Final[Mapping[str, type[msgspec.Struct]]] = {
    **DOCUMENTS,
    "assessment": Report,
    "brief": BriefReport,
    "verdict": VerdictReport,
}
"""Every document with a published schema, by the name it is published under."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document; raises KeyError when there is no such document."""
    return published(SCHEMAS[name], name)
