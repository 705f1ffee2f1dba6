"""Which findings are told together: those of one rule, with one outcome, that one line of a file causes."""

from __future__ import annotations

from collections.abc import Sequence

from fielato.reports.document import FindingPart


def by_cause(findings: Sequence[FindingPart]) -> list[list[FindingPart]]:
    """The findings by rule, outcome and line, in the order of the first of each, which is that of weight."""
    groups: dict[tuple[str, str, str, int], list[FindingPart]] = {}
    for finding in findings:
        key = (finding.rule, finding.outcome, finding.location.file, finding.location.line)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())
