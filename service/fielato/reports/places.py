"""Where data are for one purpose of a component, told without the component: many components come to the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from fielato.reports.unverified import doubt
from fielato.reports.words import Language, word
from fielato.resolve.processing import ProcessingSet, Reason
from fielato.resolve.provenance import Slot
from fielato.resolve.purposes import Processing


class ProcessingTexts(msgspec.Struct, frozen=True):
    """What the report says of one purpose."""

    territories: Any
    unknown: str | None
    reasons: Any
    verified: bool
    doubts: tuple[str, ...]
    """The reasons that were not seen in a source, each with the purpose and what it rests on."""


def tell(one: Processing, language: Language, formed: Callable[[Any], Any]) -> ProcessingTexts:
    """Tell one purpose in a language; `formed` gives lists the form that was asked for."""
    places = one.places
    known = [reason for reasons in places.territories.values() for reason in reasons]
    doubtful = [reason for reason in (*known, *places.unknown, *places.absent) if not reason.origin.verified]
    purpose = word(one.purpose, language)
    doubts = (doubt(purpose, reason.text(language), reason.origin.source, language) for reason in doubtful)
    return ProcessingTexts(
        territories=formed(tuple(sorted(places.territories))),
        unknown="; ".join(texts(places.unknown, language)) or None,
        reasons=formed(texts((*known, *places.absent), language)),
        verified=not doubtful,
        doubts=tuple(doubts),
    )


def texts(reasons: Iterable[Reason], language: Language) -> tuple[str, ...]:
    """The reasons as sentences, each once."""
    return tuple(dict.fromkeys([reason.text(language) for reason in reasons]))


def names_records(places: ProcessingSet) -> bool:
    """Whether a reason names a record of the document, and so reads otherwise in another document."""
    every = (*places.territories.values(), places.unknown, places.absent)
    return any(isinstance(said, Slot) for reasons in every for reason in reasons for said in reason.words.values())
