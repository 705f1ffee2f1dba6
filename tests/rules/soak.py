"""Comparing drawn rule sets with the reference, a given number of them or for a given time."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from .reference import Reference
from .rule_sets import RuleSet, Side, judged, our_answers, outcomes, rule_set, send, shrunken, their_answers


class DifferenceError(AssertionError):
    """What differs, as small as it can be made, with the seed that draws it again."""


def compare(seeds: Iterable[int], reference: Reference) -> Counter[str]:
    """Return how often each answer (T, F, ?) was the same; raise DifferenceError at the first that was not.

    The tree walk is held against the reference, condition by condition; then one program for all rules against both,
    outcome by outcome.
    """
    tally: Counter[str] = Counter()
    for seed in seeds:
        drawn = rule_set(seed)
        send(drawn, reference)
        ours, theirs = our_answers(drawn), reference.receive()
        if ours != theirs:
            raise _difference(seed, drawn, our_answers, lambda less: their_answers(less, reference))
        if judged(drawn) != outcomes(theirs):
            raise _difference(seed, drawn, judged, lambda less: outcomes(our_answers(less)))
        tally.update("".join(theirs))
    return tally


def _difference(seed: int, drawn: RuleSet, ours: Side, theirs: Side) -> DifferenceError:
    small = shrunken(drawn, ours, theirs)
    return DifferenceError(f"seed {seed}: {ours(small)} and not {theirs(small)}\n{small}")


def soak(
    seconds: float, work: Callable[[Iterable[int]], Counter[str]], first: int, *, interval: float = 60, batch: int = 100
) -> Iterator[str]:
    """Work through batches of seeds until the time is over or Ctrl-C; yield a line at each interval, and at the end."""
    tally: Counter[str] = Counter()
    start = told = time.monotonic()
    try:
        for seed in itertools.count(first, batch):
            if (now := time.monotonic()) - start >= seconds:
                break
            tally += work(range(seed, seed + batch))
            if now - told >= interval:
                told = now
                yield _line(tally, now - start)
    except KeyboardInterrupt:
        yield "stopped by Ctrl-C"
    yield _line(tally, time.monotonic() - start)


def _line(tally: Counter[str], seconds: float) -> str:
    compared = sum(tally.values())
    unknown = 100 * tally["?"] / max(compared, 1)
    return f"{compared:,} answers compared in {seconds:,.0f} s ({unknown:.0f} % unknown): no difference"
