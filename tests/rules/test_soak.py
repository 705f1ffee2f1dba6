"""`make soak` compares drawn rule sets with the reference for as long as it is told (see the Makefile)."""

import os
from collections import Counter
from random import SystemRandom

import pytest

from .expressions import REFERENCE_TYPES
from .reference import Reference
from .soak import compare, soak


@pytest.mark.soak
def test_answers_are_those_of_the_reference_for_as_long_as_it_is_told(capsys):
    minutes = float(os.environ.get("FIELATO_SOAK_MINUTES") or 60)
    first = int(os.environ.get("FIELATO_SOAK_SEED") or SystemRandom().randrange(2**32))
    reference = Reference(REFERENCE_TYPES)
    lines = soak(minutes * 60, lambda seeds: compare(seeds, reference), first)
    with capsys.disabled():
        print(f"\nsoak: {minutes:g} minutes from seed {first}", flush=True)  # noqa: T201
        for line in lines:
            print(f"soak: {line}", flush=True)  # noqa: T201
    reference.close()


def test_a_soak_tells_its_count_at_intervals_and_at_the_end():
    lines = list(soak(0.05, lambda seeds: Counter({"T": 3 * len(seeds), "?": len(seeds)}), 7, interval=0, batch=1))
    assert len(lines) > 2
    assert all("(25 % unknown): no difference" in line for line in lines)


def test_a_soak_that_is_stopped_tells_what_it_has_compared():
    def work(seeds):
        if seeds[0] > 7:
            raise KeyboardInterrupt
        return Counter("T" * len(seeds))

    stopped, count = soak(60, work, 7, batch=5)
    assert (stopped, count) == ("stopped by Ctrl-C", "5 answers compared in 0 s (0 % unknown): no difference")
