"""Waivers laid over findings: which finding each names, whether it holds on the day, and what it then counts as."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from fielato import digest
from fielato.finding import Changed, Finding, Waiving
from fielato.model.fact import UNSET
from fielato.model.origin import Location
from fielato.model.vocabulary import WaiverState
from fielato.model.waivers import Waiver
from fielato.waivers import value

if TYPE_CHECKING:
    from fielato.model.deployment import Deployment
    from fielato.model.manifest import Manifest

WARNED: Final = datetime.timedelta(days=30)
"""How long before its last day a waiver is warned of."""
_BEST_FIRST: Final[tuple[WaiverState, ...]] = ("in_force", "expiring", "not_yet", "void", "expired")
_HOLDS: Final = frozenset({"in_force", "expiring"})

Trust = Literal["signature", "trusted"]
"""Why the waivers of a file count: a signature that was verified, or a caller who trusts the file."""


class Entry(msgspec.Struct, frozen=True):
    """A waiver, and where it is written."""

    waiver: Waiver
    location: Location


class Source(msgspec.Struct, frozen=True, eq=False):
    """A file whose waivers count."""

    file: str
    digest: str
    """Of its bytes."""
    trust: Trust
    entries: tuple[Entry, ...]
    key: str = ""
    """The id of the key that signed it."""
    only_for: frozenset[Manifest] | None = None
    """The deployments that it lies beside; None where it was named for all of them."""


class Uncounted(msgspec.Struct, frozen=True):
    """A file of waivers that nobody told us to trust; it is not read."""

    file: str


class Book(msgspec.Struct, frozen=True, eq=False):
    """All waivers of a run."""

    sources: tuple[Source, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()

    def of(self, manifest: Manifest) -> Applicable:
        """Those that are for a deployment."""
        entries = [
            entry
            for source in self.sources
            if source.only_for is None or manifest in source.only_for
            for entry in source.entries
            if _is_for(entry.waiver, manifest.deployment)
        ]
        return Applicable(self, tuple(entries))


class Applicable(msgspec.Struct, frozen=True, eq=False):
    """The waivers that are for one deployment."""

    book: Book
    entries: tuple[Entry, ...]

    @property
    def digest(self) -> str | None:
        """Names what they say; None where there are none."""
        said = sorted(digest.of_value(msgspec.to_builtins(entry.waiver)) for entry in self.entries)
        return digest.of_value(said) if said else None

    def over(self, findings: Sequence[Finding], day: datetime.date) -> tuple[Finding, ...]:
        """The findings as they count on a day, what is waived last; none is left out, and law stays as it is."""
        if not self.entries:
            return tuple(findings)
        named: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            named.setdefault((entry.waiver.rule, entry.waiver.subject), []).append(entry)
        found = [_over(finding, named.get((finding.rule.id, finding.subject.id), ()), day) for finding in findings]
        return tuple(sorted(found, key=lambda one: one.judgement.rank))


def unmatched(applied: Iterable[tuple[Applicable, Iterable[Finding]]]) -> tuple[Entry, ...]:
    """The waivers for the deployments of a run that name no finding of theirs, in the order in which they stand."""
    entries: dict[Entry, None] = {}
    matched: set[tuple[Waiver, Location]] = set()
    for applicable, findings in applied:
        entries |= dict.fromkeys(applicable.entries)
        names = {(finding.rule.id, finding.subject.id) for finding in findings}
        matched |= {
            (entry.waiver, entry.location)
            for entry in applicable.entries
            if (entry.waiver.rule, entry.waiver.subject) in names
        }
    return tuple(entry for entry in entries if (entry.waiver, entry.location) not in matched)


def _is_for(waiver: Waiver, deployment: Deployment) -> bool:
    named = waiver.deployment
    return named is UNSET or (named.controller, named.name, named.environment) == (
        deployment.controller.name,
        deployment.name,
        deployment.environment,
    )


def _over(finding: Finding, entries: Iterable[Entry], day: datetime.date) -> Finding:
    if finding.rule.rule.layer != "organisation":
        return finding
    best = min(_waivings(finding, entries, day), key=_weight, default=None)
    if best is None:
        return finding
    judgement = finding.judgement.waived() if best.state in _HOLDS else finding.judgement
    return Finding(judgement, finding.subject, best)


def _weight(one: Waiving) -> tuple[int, int]:
    """What holds, and of that what holds longest, comes first."""
    return _BEST_FIRST.index(one.state), -one.waiver.expires.toordinal()


def _waivings(finding: Finding, entries: Iterable[Entry], day: datetime.date) -> Iterator[Waiving]:
    facts = value.facts(finding, day) if entries else ()
    current = value.value(facts)
    for entry in entries:
        waiver = entry.waiver
        same = waiver.value == current and waiver.outcome == finding.judgement.yields.value
        changed: tuple[Changed, ...] = ()
        if not same and waiver.facts is not UNSET:
            changed = value.changes(waiver.facts, facts)
        yield Waiving(waiver, entry.location, _state(waiver, day, same=same), changed)


def _state(waiver: Waiver, day: datetime.date, *, same: bool) -> WaiverState:
    if day > waiver.expires:
        return "expired"
    if not same:
        return "void"
    if day < waiver.granted:
        return "not_yet"
    return "expiring" if waiver.expires - day <= WARNED else "in_force"
