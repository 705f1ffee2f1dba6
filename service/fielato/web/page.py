"""The findings as the result page shows them: those of one rule together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fielato.reports.document import AssessmentPart, FindingPart

SHOWN: Final = 40
"""How many further findings of one rule are listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule with one outcome."""

    first: FindingPart
    others: tuple[FindingPart, ...]
    stops: bool
    """Whether one of them is a reason for the gate to be closed."""

    @property
    def shown(self) -> tuple[FindingPart, ...]:
        """The others that are listed."""
        return self.others[:SHOWN]

    @property
    def hidden(self) -> int:
        """How many are not."""
        return max(0, len(self.others) - SHOWN)


def groups(part: AssessmentPart) -> Sequence[Group]:
    """The findings by rule and outcome, in the order of the first of each, which is that of weight."""
    stopping = {(reason.rule, reason.subject) for reason in part.gate.reasons}
    found: dict[tuple[str, str], list[FindingPart]] = {}
    for finding in part.findings:
        found.setdefault((finding.rule, finding.outcome), []).append(finding)
    return [
        Group(same[0], tuple(same[1:]), any((one.rule, one.subject.id) in stopping for one in same))
        for same in found.values()
    ]
