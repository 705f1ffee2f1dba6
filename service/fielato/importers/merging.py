"""Which of the things that importers found are one and the same, and which of the facts said of it count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse
from typing import Final

from fielato.importers.found import Found, Said
from fielato.importers.scopes import Scopes, is_local, within
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

    A host that several things have in scopes of their own, such as `redis`, is a key within each of the scopes. What a
    file describes outranks what another only points to; of facts that are known equally well, the first counts, and
    another value of a disputed field is kept against it.
    """
    scopes = Scopes(found)
    groups = _groups([list(filterfalse(is_local, one.keys)) for one in found])
    keys = _apart(found, groups, scopes)
    whole = [
        _joined([found[at] for at in group], [key for at in group for key in keys[at]], scopes)
        for group in _groups(keys)
    ]
    index = Index(whole)
    for one in whole:
        for key in one.within:
            if (other := index.get(key, one)) is not None and other is not one:
                one.stand_where(other)
    return whole


class Index:
    """What a key leads to, of things that were merged."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._by_key = dict(keys_of(found))

    def get(self, key: str, user: Found | None = None) -> Found | None:
        """The thing that has the key; by a local host, the one in a scope of who uses it. None where there is none."""
        keys = [key, *(within(scope, key) for scope in (user.scopes if user is not None else ()))]
        return next((self._by_key[one] for one in keys if one in self._by_key), None)


def _groups(keys: Sequence[Sequence[str]]) -> list[list[int]]:
    """The positions of what shares keys, directly or through others, in order of the first of each."""
    whole_of: list[list[int]] = []
    first: dict[str, int] = {}
    for position, own in enumerate(keys):
        whole_of.append([position])
        for key in own:
            mine, other = whole_of[position], whole_of[first.setdefault(key, position)]
            if mine is not other:
                mine += other
                for each in other:
                    whole_of[each] = mine
    return [sorted(whole) for position, whole in enumerate(whole_of) if min(whole) == position]


def _apart(found: Sequence[Found], groups: Sequence[Sequence[int]], scopes: Scopes) -> list[list[str]]:
    """The keys of each; a local host that several things have is one within the scopes of each."""
    holders: dict[str, list[list[Found]]] = {}
    group_of = {}
    for group in groups:
        members = [found[at] for at in group]
        group_of.update(dict.fromkeys(group, members))
        for key in dict.fromkeys(key for one in members for key in one.keys if is_local(key)):
            holders.setdefault(key, []).append(members)
    known_as = {(id(members), key): new for key, of in holders.items() for members, new in _known_as(key, of, scopes)}
    return [
        [new for key in one.keys for new in known_as.get((id(group_of[at]), key), [key])]
        for at, one in enumerate(found)
    ]


def _known_as(host: str, holders: Sequence[list[Found]], scopes: Scopes) -> Iterator[tuple[list[Found], list[str]]]:
    """What each thing that has a local host is known by in its place."""
    described: dict[str, set[int]] = {}
    for at, of in enumerate(holders):
        for scope in scopes.of(of) if any(not one.external for one in of) else ():
            described.setdefault(scope, set()).add(at)
    if len(set().union(*described.values())) < 2:
        return
    for of in holders:
        own = scopes.of(of)
        rivals = set().union(*(described.get(scope, set()) for scope in own))
        yield of, [within(scope, host) for scope in sorted(own)] if len(rivals) <= 1 else [within(of[0].key, host)]


def _joined(group: Sequence[Found], keys: Iterable[str], scopes: Scopes) -> Found:
    ordered = sorted(group, key=lambda one: one.external)
    whole = Found(ordered[0].key, ordered[0].name, ordered[0].origin)
    whole.external = ordered[0].external
    whole.keys = list(dict.fromkeys(keys))
    whole.scopes = sorted(scopes.of(group))
    for one in ordered:
        for field, values in one.lists.items():
            for said in values:
                whole.say(field, said.value, said.origin)
        for field, said in one.facts.items():
            if whole.external or not one.external or not _is_of_who_points(field, one):
                _say(whole, field, said)
        whole.against += one.against
        whole.lies_in(*one.within)
    return whole


def _is_of_who_points(field: str, one: Found) -> bool:
    """Whether a fact tells how something is used, and not what it is: what is fetched there, a host of nobody known."""
    return field == "data" or (field == "endpoint" and "provider" not in one.facts)


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
