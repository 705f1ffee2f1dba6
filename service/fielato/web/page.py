"""The assessment as the result page shows it: findings of one rule together, territories by name."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fielato.catalogue import Catalogue
from fielato.reports.document import AssessmentPart, FindingPart
from fielato.reports.words import Language

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


def territory_name(catalogue: Catalogue, code: str, as_of: datetime.date, language: Language) -> str:
    """A territory's name with its code; the code alone where the catalogue has no name."""
    found = catalogue.territory(code, as_of)
    return f"{found.name(language)} ({code})" if found else code
