"""Following one rule shows what the evaluation did: atoms, clauses and masks agree with the answer."""

from __future__ import annotations

from itertools import pairwise

import pytest

from fielato.rules.evaluate import evaluate
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.trace import trace
from fielato.rules.values import UNKNOWN, conjunction, disjunction, negation

from .rule_sets import rule_set


@pytest.mark.parametrize("seed", range(12))
def test_every_stage_leads_to_the_same_outcome(seed: int) -> None:
    drawn = rule_set(seed)
    for _, when, require in drawn.compiled():
        for row in drawn.rows:
            found = trace(when.node, require.node, row)
            applies, holds = evaluate(when, row), evaluate(require, row)
            assert found.applies.truth is applies
            assert found.broken.truth is conjunction([applies, negation(holds)])
            assert found.outcome is outcome(applies, holds)
            truths = [one.truth for one in found.atoms]
            for clauses in (found.applies, found.broken, *found.strata):
                expected = [
                    conjunction(truths[one - 1] if one > 0 else negation(truths[-one - 1]) for one in clause)
                    for clause in clauses.clauses
                ]
                assert list(clauses.truths) == expected
                assert clauses.truth is disjunction(expected)


def test_masks_only_lose_bits_fact_by_fact() -> None:
    drawn = rule_set(3)
    _, when, require = drawn.compiled()[0]
    masks = [one.mask for one in trace(when.node, require.node, drawn.rows[0]).masks]
    assert masks[0].bit_length() == trace(when.node, require.node, {}).width
    assert all(after & ~before == 0 for before, after in pairwise(masks))


def test_nothing_known_leaves_a_rule_of_facts_undetermined() -> None:
    drawn = rule_set(5)
    _, when, require = drawn.compiled()[0]
    found = trace(when.node, require.node, {})
    assert found.outcome is outcome(evaluate(when, {}), evaluate(require, {}))
    assert UNKNOWN in {one.truth for one in found.atoms} or found.outcome is not Outcome.UNDETERMINED
