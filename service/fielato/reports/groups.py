"""Which findings are told together: those of one rule that count alike, and that one line of a file causes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from fielato.reports.document import FindingPart


def by_cause(findings: Sequence[FindingPart]) -> list[list[FindingPart]]:
    """The findings by rule, line and what they count as, in the order of the first of each, which is that of weight."""
    groups: dict[tuple[object, ...], list[FindingPart]] = {}
    for finding in findings:
        waiver = None if finding.waiver is UNSET else finding.waiver.message
        place = finding.location
        key = (finding.rule, finding.outcome, place.file, place.line, waiver, finding.baseline)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())
