"""A finite list of values that stand for all values of a missing fact, given what a rule compares it with."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from fielato.rules.values import OpenList, Scalar, Type, Value

MAX_VALUES: Final = 256
"""Values listed for one fact; a list fact with more combinations is inexact."""
MAX_LENGTH: Final = 64
"""Items of a list that is made up; a rule that asks for more makes a list fact inexact."""
_INT_RANGE: Final = (-(2**63), 2**63 - 1)
_DAY_RANGE: Final = (datetime.date.min.toordinal(), datetime.date.max.toordinal())


class Domain(msgspec.Struct, frozen=True):
    """The values of one missing fact that a rule can tell apart."""

    values: tuple[Value, ...]
    exact: bool
    """Whether they stand for all values; else there may be more to tell apart."""


def list_domain(items: Domain, held: tuple[Scalar, ...], lengths: set[int]) -> Domain:
    """List the sets of the items that contain those that are held already, each at every length that counts."""
    free = [item for item in items.values if item not in held and not isinstance(item, tuple | OpenList)]
    sets = (held + chosen for size in range(len(free) + 1) for chosen in itertools.combinations(free, size))
    every = (longer for chosen in sets for longer in _lengthened(chosen, lengths))
    values = tuple(itertools.islice(every, MAX_VALUES))
    exact = items.exact and max(lengths, default=0) <= MAX_LENGTH
    return Domain(values, exact and next(every, None) is None)


def _lengthened(items: tuple[Scalar, ...], lengths: set[int]) -> Iterator[tuple[Scalar, ...]]:
    """The list, and the list with its last item repeated up to each length and one past it."""
    yield items
    if items:
        for length in sorted({near for asked in lengths for near in (asked, asked + 1)}):
            if len(items) < length <= MAX_LENGTH + 1:
                yield items + items[-1:] * (length - len(items))


def scalar_domain(
    type_: Type, literals: set[Scalar], tests: set[tuple[str, str]], fresh: int, *, ordered: bool
) -> Domain:
    """List the literals, and up to `fresh` values for each way to answer the tests or to lie between literals."""
    if type_ is Type.BOOL:
        return Domain((False, True), exact=True)
    known = sorted(literals)
    if tests:
        witnesses = _witnesses(tests, known, fresh)
        values = tuple(dict.fromkeys([*known, *itertools.islice(witnesses, MAX_VALUES)]))
        return Domain(values, not ordered and next(witnesses, None) is None)
    gaps = list(_GAPS[type_](known, fresh))
    if ordered:
        return Domain((*known, *itertools.chain.from_iterable(gaps)), exact=True)
    anywhere = itertools.chain.from_iterable(reversed(gaps))
    return Domain((*known, *itertools.islice(anywhere, fresh)), exact=True)


def _between_numbers(known: Sequence[int], fresh: int, bounds: tuple[int, int]) -> Iterator[Sequence[int]]:
    """Up to `fresh` numbers in each gap between the known ones, before the first and after the last."""
    edges = [bounds[0] - 1, *known, bounds[1] + 1]
    for low, high in itertools.pairwise(edges):
        below_all = low < bounds[0]
        yield range(max(high - fresh, low + 1), high) if below_all else range(low + 1, min(low + 1 + fresh, high))


def _between_days(known: Sequence[Any], fresh: int) -> Iterator[list[Scalar]]:
    for numbers in _between_numbers([day.toordinal() for day in known], fresh, _DAY_RANGE):
        yield [datetime.date.fromordinal(number) for number in numbers]


def _between_strings(known: Sequence[Any], fresh: int) -> Iterator[list[Scalar]]:
    """Up to `fresh` strings in each gap: the next string after one is that string and a NUL."""
    for low, high in itertools.pairwise([None, *known, None]):
        nearest = ((low or "") + "\0" * count for count in range(0 if low is None else 1, fresh + 1))
        yield [text for text in itertools.islice(nearest, fresh) if high is None or text < high]


def _witnesses(tests: set[tuple[str, str]], literals: Sequence[Any], fresh: int) -> Iterator[str]:
    """Strings for every combination of answers of the tests: a prefix, some contained texts, a suffix, kept apart."""
    arguments = {relation: sorted(text for kind, text in tests if kind == relation) for relation, _ in tests}
    used = set("".join([*literals, *(text for _, text in tests)]))
    marks = itertools.islice((mark for mark in map(chr, itertools.count(0xE000)) if mark not in used), fresh)
    inner = arguments.get("contains", [])
    sets = (chosen for size in range(len(inner) + 1) for chosen in itertools.combinations(inner, size))
    middles = itertools.islice(sets, MAX_VALUES + 1)  # one more than are listed tells that there are more
    for mark, head, middle, tail in itertools.product(
        marks, ["", *arguments.get("startsWith", [])], middles, ["", *arguments.get("endsWith", [])]
    ):
        yield mark.join([head, *middle, tail])


_GAPS: Final[Mapping[Type, Any]] = {
    Type.INT: lambda known, fresh: _between_numbers(known, fresh, _INT_RANGE),
    Type.DATE: _between_days,
    Type.STRING: _between_strings,
}
