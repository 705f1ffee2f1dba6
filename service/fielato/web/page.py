"""The findings as the result page shows them: those of one cause together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fielato.reports.document import AssessmentPart, FindingPart
from fielato.reports.groups import by_cause

SHOWN: Final = 40
"""How many further findings of one rule are listed."""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule with one outcome and one cause."""

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
    """The findings as they are told together, in order of weight."""
    stopping = {(reason.rule, reason.subject) for reason in part.gate.reasons}
    return [
        Group(same[0], tuple(same[1:]), any((one.rule, one.subject.id) in stopping for one in same))
        for same in by_cause(part.findings)
    ]
