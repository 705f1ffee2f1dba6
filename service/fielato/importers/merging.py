"""Which of the things that importers found are one and the same, and which of the facts said of it count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fielato.importers.found import Found, Said
from fielato.model.origin import How

PLACING: Final = ("provider", "service", "region", "place.territory", "model", "sku", "endpoint")
"""The fields that decide where data are: two values of one are both true until somebody settles it."""
_DISPUTED: Final = frozenset({"region", "place.territory", "sku"})
"""Those of which two files that speak of one thing can say different things; the others have several spellings."""
_STRENGTH: Final[dict[How, int]] = {"observed": 0, "evidenced": 0, "derived": 0, "declared": 1, "default": 2}
"""What outranks what: a claim fills a hole, and a default the rest."""


def outranks(one: How, other: How) -> bool:
    """Whether a fact that is known so stands against one that is known otherwise."""
    return _STRENGTH[one] < _STRENGTH[other]


def merged(found: Sequence[Found]) -> list[Found]:
    """The same things once, in order: those that share a key, taken together.

    What a file describes outranks what another only points to; of facts that are known equally well, the first counts,
    and another value of a disputed field is kept against it.
    """
    whole = [_joined(group) for group in _groups(found)]
    by_key = dict(keys_of(whole))
    for one in whole:
        for key in one.within:
            if (other := by_key.get(key)) is not None and other is not one:
                one.stand_where(other)
    return whole


def _groups(found: Sequence[Found]) -> list[list[Found]]:
    """Those that share keys, directly or through others, in order of the first of each."""
    group_of: dict[str, list[int]] = {}
    for position, one in enumerate(found):
        whole = [position]
        for key in one.keys:
            other = group_of.get(key, whole)
            if other is not whole:
                whole += other
                group_of.update((each, whole) for index in other for each in found[index].keys)
            group_of[key] = whole
    groups = {id(whole): sorted(whole) for whole in group_of.values()}
    return [[found[index] for index in whole] for whole in sorted(groups.values())]


def _joined(group: list[Found]) -> Found:
    if len(group) == 1:
        return group[0]
    ordered = sorted(group, key=lambda one: one.external)
    whole = Found(ordered[0].key, ordered[0].name, ordered[0].origin)
    whole.external = ordered[0].external
    for one in ordered:
        whole.known_by(*one.keys)
        for field, values in one.lists.items():
            for said in values:
                whole.say(field, said.value, said.origin)
        for field, said in one.facts.items():
            if field != "data" or whole.external or not one.external:  # what is fetched from a place of ours is not all
                _say(whole, field, said)
        whole.against += one.against
        whole.lies_in(*one.within)
    return whole


def _say(whole: Found, field: str, said: Said) -> None:
    before = whole.facts.get(field)
    if before is None or outranks(said.origin.how, before.origin.how):
        whole.facts[field] = said
        said, before = (before, said) if before is not None else (said, None)
    if before is not None and field in _DISPUTED and not _equal(before, said) and said.origin.how != "default":
        whole.against.append((field, said))


def _equal(one: Said, other: Said) -> bool:
    return str(one.value).replace(" ", "").lower() == str(other.value).replace(" ", "").lower()


def keys_of(found: Iterable[Found]) -> Iterator[tuple[str, Found]]:
    """Every key with what it leads to."""
    for one in found:
        for key in one.keys:
            yield key, one
