"""How loud a finding is in the formats of other tools: one scale for all of them.

| level     | which findings                                                                             |
|-----------|--------------------------------------------------------------------------------------------|
| `error`   | those that close the gate, violated or undetermined                                        |
| `warning` | other violations of rules that block or ask for a review; what a blocking rule leaves open |
| `note`    | what a rule of review leaves open; everything that is advice                               |

An error is exactly what closes the gate, so that what is red agrees with the exit code: whoever runs with a gate that
only reports, or with a baseline, sees the same findings as warnings. A rule whose basis was not seen in a source counts
as one of review. Waived findings have no level: each format says in its own way that they are accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from msgspec import UNSET

from fielato.model.vocabulary import GateState, Severity
from fielato.reports.document import FindingPart, GatePart, OverallGate

Level = Literal["error", "warning", "note"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""The loudest first."""

_OTHERWISE: Final[Mapping[tuple[Severity, str], Level]] = {
    ("block", "violated"): "warning",
    ("block", "undetermined"): "warning",
    ("review", "violated"): "warning",
    ("review", "undetermined"): "note",
    ("advise", "violated"): "note",
    ("advise", "undetermined"): "note",
}
"""What does not close the gate, by severity and outcome."""


class Levels:
    """The levels of one assessment's findings."""

    def __init__(self, gate: GatePart) -> None:
        in_force = gate if gate.since_baseline is UNSET else gate.since_baseline
        self._stopping = frozenset((reason.rule, reason.subject) for reason in in_force.reasons)

    def of(self, finding: FindingPart) -> Level | None:
        """The level of a finding; None where it is waived."""
        if finding.outcome == "waived":
            return None
        if (finding.rule, finding.subject.id) in self._stopping:
            return "error"
        return _OTHERWISE[severity(finding), finding.outcome]


def effect(finding: FindingPart, level: Level | None) -> str:
    """What the gate makes of a finding of this level, as the key of its words: a severity alone closes nothing."""
    if level == "error":
        return "closes-gate"
    counts = severity(finding)
    if counts != "block":
        return counts
    return "open-question" if finding.outcome == "undetermined" else "closes-not"


def state(gate: GatePart | OverallGate) -> GateState:
    """Whether the gate is open, as the exit code has it: over what is new where a baseline was given."""
    if gate.since_baseline is UNSET:
        return gate.state
    return gate.since_baseline if isinstance(gate.since_baseline, str) else gate.since_baseline.state


def severity(finding: FindingPart) -> Severity:
    """The severity that counts: an unverified rule is one of review at most."""
    return "review" if finding.severity == "block" and not finding.verified else finding.severity
