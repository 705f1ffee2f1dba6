"""What a fleet comes to: counts that lines add to, and that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from fielato.fleet.results import AnyLine, Assessed, Failed


class Tally(msgspec.Struct, kw_only=True, tag_field="kind", tag="summary"):
    """Counts over lines; as the last line of the results, over all of them."""

    assessed: int = 0
    """Manifests."""
    refused: int = 0
    """Manifests that are not valid."""
    failed: int = 0
    """Manifests on which Fielato failed."""
    components: int = 0
    gate: dict[str, int] = {}
    """Manifests by `open`, `violated` (closed by a violation) and `undetermined` (closed by nothing worse)."""
    verdict: dict[str, int] = {}
    """Manifests by verdict."""
    law: dict[str, int] = {}
    """The same for the law layer."""
    organisation: dict[str, int] = {}
    """The same for the organisation layer."""
    rules: dict[str, int] = {}
    """Manifests by rule that closes their gate."""
    subjects: dict[str, int] = {}
    """Subjects by the same."""

    @property
    def lines(self) -> int:
        """Manifests, whatever became of them."""
        return self.assessed + self.refused + self.failed

    def add(self, line: AnyLine) -> None:
        """Count one line."""
        if not isinstance(line, Assessed):
            if isinstance(line, Failed):
                self.failed += 1
            else:
                self.refused += 1
            return
        self.assessed += 1
        self.components += line.components
        _count(self.gate, _gate(line))
        _count(self.verdict, line.verdict)
        _count(self.law, line.layers.law)
        _count(self.organisation, line.layers.organisation)
        for rule in {reason.rule for reason in line.gate.reasons}:
            _count(self.rules, rule)
        for reason in line.gate.reasons:
            _count(self.subjects, reason.rule, len(reason.subjects))

    def merge(self, other: Tally) -> None:
        """Count what another has counted."""
        for name in self.__struct_fields__:
            mine, theirs = getattr(self, name), getattr(other, name)
            setattr(self, name, mine + theirs if isinstance(mine, int) else _sum(mine, theirs))

    def in_order(self) -> Tally:
        """The same with every key in order, so that equal counts are equal bytes."""
        return msgspec.structs.replace(
            self, **{name: dict(sorted(counts.items())) for name, counts in self._counts().items()}
        )

    def _counts(self) -> dict[str, dict[str, int]]:
        return {name: value for name in self.__struct_fields__ if isinstance(value := getattr(self, name), dict)}


def _gate(line: Assessed) -> str:
    if line.gate.state == "open":
        return "open"
    return "violated" if any(reason.outcome == "violated" for reason in line.gate.reasons) else "undetermined"


def _count(counts: dict[str, int], key: str, by: int = 1) -> None:
    counts[key] = counts.get(key, 0) + by


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(one) + Counter(other))
