"""The assessment as a document, declared once: what `--format json` prints and `fielato schema` describes."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, get_args

import msgspec
from msgspec import UNSET, Meta, UnsetType

from fielato.model.origin import How, Location
from fielato.model.variables import SubjectKind
from fielato.model.vocabulary import GateState, Layer, Purpose, Question, RunBy, Severity, Verdict, WaiverState

Detail = Literal["full", "brief", "verdict"]
"""Everything with its reasons; what was found and where; the decision alone."""
DETAILS: Final[tuple[Detail, ...]] = get_args(Detail)


def described(description: str) -> Meta:
    """Describe a field of the document."""
    return Meta(description=description)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every part of the document."""


class PlaceInFile(Part, frozen=True, kw_only=True):
    """A place in a file; line and column count from 1, 0 is not known."""

    file: str
    line: int
    column: int
    pointer: Annotated[str, described("RFC 6901 JSON pointer.")]
    address: Annotated[
        str | UnsetType,
        described("What the file's own tool calls it, such as `aws_s3_bucket.logs`; absent in a document of ours."),
    ] = UNSET


def place_in_file(at: Location) -> PlaceInFile:
    """A location as the document gives it."""
    return PlaceInFile(file=at.file, line=at.line, column=at.column, pointer=at.pointer, address=at.address or UNSET)


class NotePart(Part, frozen=True, kw_only=True):
    """What the reader of the files has to say: what it did not know, and what would settle it."""

    message: str
    location: PlaceInFile


class SubjectId(Part, frozen=True, kw_only=True):
    """What a rule was held against."""

    kind: SubjectKind
    id: Annotated[str, described("For example `location/model/inference/US`.")]


class Basis(Part, frozen=True, kw_only=True):
    """Articles of one instrument."""

    instrument: Annotated[str, described("Its id.")]
    articles: tuple[str, ...]
    citation: Annotated[str, described("As a lawyer would cite it, in the report's language.")]
    name: str
    celex: str | None
    boe: str | None
    eli: str | None
    ecli: str | None


class Because(Part, frozen=True, kw_only=True):
    """A fact that decided the outcome."""

    fact: Annotated[str, described("Its qualified name.")]
    value: Annotated[
        Any, described("Its value; null is unknown; a list that may go on is `{known: [...], open: true}`.")
    ]
    description: Annotated[str, described("What the fact says, in the report's language.")]
    how: Annotated[Literal[How, "unknown"], described("How it is known.")]
    source: Annotated[str | None, described("The catalogue's source and date, or the author of evidence.")]
    verified: Annotated[bool, described("False where it was not seen in a source.")]
    location: PlaceInFile | None


class StepTaken(Part, frozen=True, kw_only=True):
    """A definition on the way to the outcome."""

    definition: str
    title: str
    holds: Annotated[bool | None, described("null is unknown.")]


class ChangedFact(Part, frozen=True, kw_only=True):
    """A fact that is not what it was when a waiver was granted."""

    fact: Annotated[str, described("Its qualified name.")]
    then: Annotated[str | None, described("Its value then; null is unknown, or not among what decided.")]
    now: Annotated[str | None, described("Its value on the date of the assessment; null as above.")]


class WaiverPart(Part, frozen=True, kw_only=True):
    """A waiver: who accepted what, until when, and what became of it."""

    rule: Annotated[str, described("`pack/rule`.")]
    subject: Annotated[str, described("The subject's id.")]
    state: Annotated[
        WaiverState | Literal["unmatched"],
        described(
            "`in_force` and `expiring` (30 days or less are left) hold; `not_yet`, `expired` and `void` (what it was "
            "granted for has changed) do not, and the finding counts; `unmatched` names no finding."
        ),
    ]
    message: Annotated[str, described("What became of it, in one sentence.")]
    reason: str
    owner: str
    requester: str
    approver: str
    granted: Annotated[str, described("Its first day, YYYY-MM-DD.")]
    expires: Annotated[str, described("Its last day, YYYY-MM-DD.")]
    location: PlaceInFile
    changed: Annotated[tuple[ChangedFact, ...], described("What made it void, as far as the waiver keeps the facts.")]


class FindingPart(Part, frozen=True, kw_only=True):
    """An outcome that a person must see."""

    rule: Annotated[str, described("`pack/rule`.")]
    title: str
    layer: Layer
    question: Question
    severity: Severity
    verified: Annotated[
        bool, described("False: the rule's basis was not seen in a source, it counts as review at most.")
    ]
    outcome: Literal["violated", "undetermined", "waived"]
    subject: SubjectId
    legal_basis: tuple[Basis, ...]
    location: PlaceInFile
    message: str
    rationale: str
    remediation: str
    because: tuple[Because, ...]
    steps: tuple[StepTaken, ...]
    missing: Annotated[tuple[str, ...], described("The unknown facts that can still change the outcome.")]
    ask_first: Annotated[str | None, described("The one of them that settles it most often.")]
    fingerprint: str
    waiver: Annotated[
        WaiverPart | UnsetType,
        described("The waiver that names it, whether or not that holds; absent where none does."),
    ] = UNSET
    baseline: Annotated[
        Literal[True] | UnsetType,
        described("The finding was known when the baseline was written; absent where it is new."),
    ] = UNSET


class ProcessingPart(Part, frozen=True, kw_only=True):
    """Where one component's data are for one purpose."""

    component: str
    purpose: Purpose
    run_by: Annotated[RunBy, described("Who chose that it takes place.")]
    territories: Annotated[tuple[str, ...], described("ISO 3166-1 alpha-2 codes, sorted.")]
    unknown: Annotated[str | None, described("Why there can be further territories; null when there cannot.")]
    reasons: Annotated[tuple[str, ...], described("Why these territories, or why none.")]
    verified: Annotated[bool, described("False where a reason was not seen in a source.")]


class TransferPart(Part, frozen=True, kw_only=True):
    """Personal data made available to an importer in a third country."""

    id: str
    importer: str
    entity: Annotated[str | None, described("The importer's legal name; null is unknown.")]
    purpose: Purpose
    territory: Annotated[str | None, described("ISO code; null is unknown.")]
    data: str
    run_by: RunBy
    components: tuple[str, ...]
    reasons: tuple[str, ...]


class GateReason(Part, frozen=True, kw_only=True):
    """A finding that stops the pipeline."""

    deployment: str
    rule: str
    subject: str
    outcome: Literal["violated", "undetermined"]
    message: str


class GateSinceBaseline(Part, frozen=True, kw_only=True):
    """The gate over what is new since a baseline: what the exit code goes by where one was given."""

    state: GateState
    reasons: tuple[GateReason, ...]
    new: Annotated[int, described("How many findings do not stand in the baseline.")]
    known: Annotated[int, described("How many do; they count in the verdict all the same.")]
    gone: Annotated[
        int, described("How many stand in it and are no longer found: it can be written again without them.")
    ]
    digest: Annotated[str, described("SHA-256 of the baseline.")]
    message: Annotated[str, described("The same in one sentence.")]


class GatePart(Part, frozen=True, kw_only=True):
    """What a pipeline acts on."""

    name: str
    state: Annotated[GateState, described("That of the profile's gate, over all findings.")]
    reasons: tuple[GateReason, ...]
    since_baseline: Annotated[GateSinceBaseline | UnsetType, described("Absent where no baseline was given.")] = UNSET


class DeploymentPart(Part, frozen=True, kw_only=True):
    """Which deployment was assessed."""

    name: str
    controller: str
    environment: str | None


class Layers(Part, frozen=True, kw_only=True):
    """The verdict of each layer."""

    law: Verdict
    organisation: Verdict


class RestsOn(Part, frozen=True, kw_only=True):
    """What the assessment takes somebody's word for."""

    declarations: Annotated[tuple[str, ...], described("Statements that decide whether rules apply at all.")]
    unverified: Annotated[tuple[str, ...], described("Facts that were not seen in a source.")]


class Digests(Part, frozen=True, kw_only=True):
    """SHA-256 of everything that went in; null where nothing did."""

    inputs: str
    register: str | None
    policies: str
    profile: str
    scenario: str | None
    waivers: str | None
    catalogue: str


class Engine(Part, frozen=True, kw_only=True):
    """What produced the document."""

    name: str
    version: str


class ScenarioPart(Part, frozen=True, kw_only=True):
    """What was supposed: the assessment is a “what if”."""

    name: Annotated[str, described("What to write to suppose it again, without its date.")]
    title: str
    starts: Annotated[str, described("The first day on which anything differs, YYYY-MM-DD.")]


class PhasePart(Part, frozen=True, kw_only=True):
    """One phase of a roll-out, with what the deployment comes to when its components are in operation."""

    id: str
    starts: Annotated[str, described("Its first day, YYYY-MM-DD.")]
    standing: Annotated[
        Literal["past", "current", "later"],
        described("`current` is what the gate of the assessment is for; the gate of a later phase closes nothing yet."),
    ]
    as_of: Annotated[str, described("The date it was assessed by, YYYY-MM-DD.")]
    components: Annotated[tuple[str, ...], described("The components in operation then, fallbacks included.")]
    verdict: Verdict
    gate: GatePart


class AssessmentPart(Part, frozen=True, kw_only=True):
    """One deployment, assessed."""

    scenario: Annotated[ScenarioPart | UnsetType, described("Absent where nothing is supposed.")] = UNSET
    deployment: DeploymentPart
    verdict: Verdict
    layers: Layers
    gate: GatePart
    as_of: Annotated[str, described("The date of the assessment, YYYY-MM-DD.")]
    profile: str
    boundary: Annotated[str | tuple[str, ...], described("The organisation's boundary in force, or `none`.")]
    personal_data: Annotated[bool | None, described("Whether personal data are in scope, as declared.")]
    summary: Annotated[str, described("The result in one sentence.")]
    rests_on: RestsOn
    notes: Annotated[
        tuple[NotePart, ...] | UnsetType,
        described("What was not understood in files of other tools; absent where there is nothing to say."),
    ] = UNSET
    findings: tuple[FindingPart, ...]
    satisfied: Annotated[int, described("How many rules held, counted once per subject.")]
    processing: tuple[ProcessingPart, ...]
    transfers: tuple[TransferPart, ...]
    phases: Annotated[
        tuple[PhasePart, ...] | UnsetType, described("Absent where the manifest speaks of no phases.")
    ] = UNSET
    digests: Digests
    engine: Engine
    advice: Annotated[Any, described("As in `fielato schema advice`; absent unless it was asked for.")] = UNSET


class OverallGate(Part, frozen=True, kw_only=True):
    """The gate over all deployments of the run: closed if any is."""

    state: GateState
    reasons: tuple[GateReason, ...]
    since_baseline: Annotated[
        GateState | UnsetType, described("The same over what is new since the baseline; absent where none was given.")
    ] = UNSET


class WaiverFile(Part, frozen=True, kw_only=True):
    """A file of waivers, and whether they count."""

    file: str
    trust: Annotated[
        Literal["signature", "trusted", "none"],
        described("A key that was given has signed it; the caller trusts it; or neither, and it was not read."),
    ]
    digest: Annotated[str | None, described("SHA-256 of the file; null where it was not read.")]
    key: Annotated[str | None, described("The SHA-256 of the public key that verified it.")]
    message: Annotated[str, described("What became of it, in one sentence.")]


class WaiversPart(Part, frozen=True, kw_only=True):
    """What there is to say of waivers beside the findings that they name."""

    files: tuple[WaiverFile, ...]
    unmatched: Annotated[
        tuple[WaiverPart, ...], described("Waivers for these deployments that name no finding of theirs.")
    ]


class Report(Part, frozen=True, kw_only=True):
    """What one run printed."""

    assessments: tuple[AssessmentPart, ...]
    gate: OverallGate
    waivers: Annotated[WaiversPart | UnsetType, described("Absent where there were no files of waivers.")] = UNSET
