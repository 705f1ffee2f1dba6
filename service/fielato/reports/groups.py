"""Which findings are told together: those of one rule that count alike, and that have one cause or ask one question."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from msgspec import UNSET

from fielato.reports.document import FindingPart

Grouping = Callable[[Sequence[FindingPart]], list[list[FindingPart]]]
"""Puts findings together, in the order of the first of each group, which is that of weight."""


def by_cause(findings: Sequence[FindingPart]) -> list[list[FindingPart]]:
    """The findings by rule, line and what they count as: for tools that show them at a line."""
    return _grouped(findings, _cause)


def by_question(findings: Sequence[FindingPart]) -> list[list[FindingPart]]:
    """The same for people: what is undetermined goes by the fact to ask for first, wherever the lines are."""
    return _grouped(findings, _question)


def _grouped(findings: Sequence[FindingPart], key: Callable[[FindingPart], Hashable]) -> list[list[FindingPart]]:
    groups: dict[Hashable, list[FindingPart]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.values())


def _cause(finding: FindingPart) -> Hashable:
    return (*_alike(finding), finding.location.file, finding.location.line)


def _question(finding: FindingPart) -> Hashable:
    return (*_alike(finding), finding.ask_first) if finding.outcome == "undetermined" else _cause(finding)


def _alike(finding: FindingPart) -> tuple[Hashable, ...]:
    """What findings have in common that count alike."""
    waiver = None if finding.waiver is UNSET else finding.waiver.message
    return finding.rule, finding.outcome, waiver, finding.baseline
