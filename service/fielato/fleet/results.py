"""The results of a fleet as NDJSON: a line that says how it was assessed, one for each manifest, and a summary.

A file without the summary is unfinished, and whoever reads it must not take it for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from fielato.assess import Assessment
from fielato.errors import Problem
from fielato.fleet.items import Item, Task
from fielato.model.controller import Boundary
from fielato.model.fact import UNSET as NOT_GIVEN
from fielato.model.vocabulary import GateState, Verdict
from fielato.reports.document import DeploymentPart, Layers
from fielato.rules.outcome import Outcome

FORMAT: Final = "fielato/fleet/v1"
"""The version of these lines."""


class Header(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="fleet"):
    """The first line: everything but the manifests that the results rest on."""

    format: str = FORMAT
    engine: str
    """The version of Fielato."""
    inputs: tuple[str, ...]
    """As they were named."""
    as_of: str
    profile: str
    gate: str
    boundary: Boundary | None
    """The caller's."""
    register: str | None
    """Digest of the caller's register."""
    policies: str
    catalogue: str
    reports: str | None
    """The language of the whole reports in the lines; null where there are none."""


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a manifest stands."""

    file: str
    line: int = 0
    """In an NDJSON file, from 1."""


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that closes the gate, and for which subjects."""

    rule: str
    outcome: Literal["violated", "undetermined"]
    subjects: tuple[str, ...]


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a pipeline may go on."""

    state: GateState
    reasons: tuple[Stop, ...]


class Outcomes(msgspec.Struct, frozen=True, kw_only=True):
    """How many rules came out so, counted once per subject."""

    violated: int
    undetermined: int
    satisfied: int


class Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every line about a manifest says."""

    item: int
    """Which file or line of the run it is, from 1; a file of several documents has several lines."""
    source: Source
    digest: str | None
    """SHA-256 over the file or line; null where it could not be read."""
    register: str | None
    """SHA-256 over the register that governs it."""


class Assessed(Line, frozen=True, kw_only=True, tag="assessed"):
    """A manifest that was assessed."""

    deployment: DeploymentPart
    components: int
    verdict: Verdict
    layers: Layers
    gate: Gate
    outcomes: Outcomes
    report: msgspec.Raw | UnsetType = UNSET
    """The whole report of `fielato check`, where it was asked for."""


class Refused(Line, frozen=True, kw_only=True, tag="refused"):
    """A manifest that is not valid, and so was not assessed."""

    problems: tuple[Problem, ...]


class Failed(Line, frozen=True, kw_only=True, tag="failed"):
    """A manifest on which Fielato itself failed: nothing was decided."""

    error: str


AnyLine = Assessed | Refused | Failed


def line_of(task: Task, register: str | None, one: Assessment, report: msgspec.Raw | UnsetType) -> Assessed:
    """The line about an assessment."""
    deployment = one.manifest.deployment
    environment = None if deployment.environment is NOT_GIVEN else deployment.environment
    outcomes = [finding.outcome for finding in one.findings]
    return Assessed(
        item=task.number,
        source=Source(file=task.file, line=task.line),
        digest=one.manifest.digest,
        register=register,
        deployment=DeploymentPart(name=deployment.name, controller=deployment.controller.name, environment=environment),
        components=len(deployment.components),
        verdict=one.verdict,
        layers=Layers(law=one.verdicts["law"], organisation=one.verdicts["organisation"]),
        gate=Gate(state=one.gate.state, reasons=tuple(_stops(one))),
        outcomes=Outcomes(
            violated=outcomes.count(Outcome.VIOLATED),
            undetermined=outcomes.count(Outcome.UNDETERMINED),
            satisfied=one.satisfied,
        ),
        report=report,
    )


def _stops(one: Assessment) -> Iterator[Stop]:
    """The gate's reasons, those of one rule together."""
    subjects: dict[tuple[str, Outcome], list[str]] = {}
    for finding in one.gate.reasons:
        subjects.setdefault((finding.rule.id, finding.outcome), []).append(finding.subject.id)
    for (rule, outcome), ids in subjects.items():
        yield Stop(rule=rule, outcome=outcome.value, subjects=tuple(ids))  # type: ignore[arg-type]  # no other stops


def is_about(line: AnyLine, number: int, item: Item) -> bool:
    """Whether a line came of this very item: place, content and register."""
    register = item.register.digest if item.register is not None else None
    return (line.item, line.source, line.digest, line.register) == (
        number,
        Source(file=item.file, line=item.line),
        item.digest,
        register,
    )
