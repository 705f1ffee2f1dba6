"""Every pair of answers has its outcome, by the table of the rule language."""

import itertools

import pytest

from fielato.rules.outcome import Outcome, outcome
from fielato.rules.values import UNKNOWN


@pytest.mark.parametrize(
    ("when", "require", "expected"),
    [
        (False, True, "not_applicable"),
        (False, False, "not_applicable"),
        (False, UNKNOWN, "not_applicable"),
        (True, True, "satisfied"),
        (True, False, "violated"),
        (True, UNKNOWN, "undetermined"),
        (UNKNOWN, True, "satisfied"),
        (UNKNOWN, False, "undetermined"),
        (UNKNOWN, UNKNOWN, "undetermined"),
    ],
)
def test_the_outcome_table(when, require, expected):
    assert outcome(when, require) is Outcome(expected)


def test_more_knowledge_turns_no_outcome_into_violated_or_satisfied_but_undetermined():
    def completions(answer):
        return [True, False] if answer is UNKNOWN else [answer]

    for when, require in itertools.product([True, False, UNKNOWN], repeat=2):
        before = outcome(when, require)
        after = {outcome(*both) for both in itertools.product(completions(when), completions(require))}
        if before is Outcome.SATISFIED:
            assert after <= {Outcome.SATISFIED, Outcome.NOT_APPLICABLE}
        elif before is not Outcome.UNDETERMINED:
            assert after == {before}


def test_unknown_cannot_be_taken_for_true_or_false():
    with pytest.raises(TypeError):
        bool(UNKNOWN)
