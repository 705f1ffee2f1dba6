"""Processing sets: the territories in which data can be, each with its reasons, and what stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from fielato.model.origin import Origin
from fielato.resolve.provenance import Anchor, Slot, bound
from fielato.resolve.texts import TEXTS

Words = Mapping[str, str | Slot]


class Reason(msgspec.Struct, frozen=True):
    """Why a territory is in a processing set, or why the set is not fully known."""

    code: str
    """A key of `texts.TEXTS`."""
    words: Words
    """What its text is filled in with; a slot stands for the name that a record will have."""
    origin: Origin
    """The fact that decides, and the catalogue's source."""

    def text(self, language: str = "en") -> str:
        """The reason as a sentence, in `en` or `es`."""
        return TEXTS[self.code][language].format_map(self.words)

    def bound(self, anchors: Sequence[Anchor]) -> Reason:
        """The same reason, given in one document."""
        return Reason(self.code, self.words_in(anchors), bound(self.origin, anchors))

    def words_in(self, anchors: Sequence[Anchor]) -> Words:
        """Its words in one document."""
        return {key: anchors[word.index].name if isinstance(word, Slot) else word for key, word in self.words.items()}


class ProcessingSet(msgspec.Struct, frozen=True):
    """Where data can be. With neither territory nor unknown reason, the purpose does not take place."""

    territories: Mapping[str, tuple[Reason, ...]] = {}
    """Every territory by ISO code, with the reasons for it."""
    unknown: tuple[Reason, ...] = ()
    """Why there can be territories beyond these; empty when there cannot."""
    absent: tuple[Reason, ...] = ()
    """Why the purpose does not take place, if somebody says so."""

    def __or__(self, other: ProcessingSet) -> ProcessingSet:
        if not (self.territories or self.unknown or self.absent):
            return other
        territories = dict(self.territories)
        for code, reasons in other.territories.items():
            territories[code] = joined(territories.get(code, ()), reasons)
        absent = () if territories or self.unknown or other.unknown else joined(self.absent, other.absent)
        return ProcessingSet(territories, joined(self.unknown, other.unknown), absent)

    def __bool__(self) -> bool:
        return bool(self.territories or self.unknown)

    def because(self, reason: Reason) -> ProcessingSet:
        """The same places, with this reason in front of each."""
        return ProcessingSet(
            {code: joined((reason,), reasons) for code, reasons in self.territories.items()},
            joined((reason,), self.unknown) if self.unknown else (),
        )

    def explained(self, reason: Reason) -> ProcessingSet:
        """The same places, with this reason behind those that put data there."""
        return ProcessingSet(
            {code: joined(reasons, (reason,)) for code, reasons in self.territories.items()},
            joined(self.unknown, (reason,)) if self.unknown else (),
        )

    def bound(self, anchors: Sequence[Anchor]) -> ProcessingSet:
        """The same places, with the reasons given in one document."""
        return ProcessingSet(
            {code: all_bound(reasons, anchors) for code, reasons in self.territories.items()},
            all_bound(self.unknown, anchors),
            all_bound(self.absent, anchors),
        )


NOWHERE = ProcessingSet()


def united(sets: Iterable[ProcessingSet]) -> ProcessingSet:
    """All places of several sets."""
    whole = NOWHERE
    for one in sets:
        whole |= one
    return whole


def at(codes: Iterable[str], reason: Reason) -> ProcessingSet:
    """These territories, for one reason."""
    return ProcessingSet(dict.fromkeys(codes, (reason,)))


def unknown(reason: Reason) -> ProcessingSet:
    """No territory is known, for this reason."""
    return ProcessingSet(unknown=(reason,))


def absent(reason: Reason) -> ProcessingSet:
    """The purpose does not take place, for this reason."""
    return ProcessingSet(absent=(reason,))


def joined(first: tuple[Reason, ...], second: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons of both in order; of those that say the same, the first."""
    if not first or not second:
        return first or second
    found: dict[object, Reason] = {}
    for reason in (*first, *second):
        found.setdefault((reason.code, tuple(reason.words.items())), reason)
    return tuple(found.values())


def all_bound(reasons: tuple[Reason, ...], anchors: Sequence[Anchor]) -> tuple[Reason, ...]:
    """The same reasons, given in one document."""
    return tuple(reason.bound(anchors) for reason in reasons)
