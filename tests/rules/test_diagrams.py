"""Equal functions are one node, and what a diagram says of its levels is what trying all choices finds."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato.rules.diagrams import FALSE, MAX_LEVELS, NEITHER, TRUE, Diagrams, TooLargeError

CHOICES = (2, 3, 2, 4)
"""How many choices there are on each level."""
ROWS = list(itertools.product(*map(range, CHOICES)))


def built(diagrams, function, chosen=()):
    """The diagram of a function of one choice per level, by trying all choices."""
    level = len(chosen)
    if level == len(CHOICES):
        return function[chosen]
    return diagrams.node(level, tuple(built(diagrams, function, (*chosen, one)) for one in range(CHOICES[level])))


def functions(leaves):
    one = st.lists(st.sampled_from(leaves), min_size=len(ROWS), max_size=len(ROWS))
    return one.map(lambda values: dict(zip(ROWS, values, strict=True))) | st.builds(
        lambda level, choice, leaf, rest: {row: leaf if row[level] == choice else rest[row[level]] for row in ROWS},
        st.sampled_from(range(len(CHOICES))),
        st.integers(0, 3),
        st.sampled_from(leaves),
        st.lists(st.sampled_from(leaves), min_size=4, max_size=4),
    )


truths, outcomes = functions((FALSE, TRUE)), functions((FALSE, TRUE, NEITHER))


@given(test=truths, then=outcomes, otherwise=outcomes)
def test_a_join_is_the_diagram_of_the_joined_function(test, then, otherwise):
    diagrams = Diagrams(10_000)
    joined = diagrams.join(*(built(diagrams, function) for function in (test, then, otherwise)))
    assert joined == built(diagrams, {row: then[row] if test[row] == TRUE else otherwise[row] for row in ROWS})


@given(function=outcomes)
def test_the_levels_of_a_diagram_are_those_its_function_depends_on_and_a_choice_settles_if_one_leaf_is_left(function):
    diagrams = Diagrams(10_000)
    settling = {}
    for level, choices in enumerate(CHOICES):
        left = [[leaf for row, leaf in function.items() if row[level] == choice] for choice in range(choices)]
        if any(one != left[0] for one in left):
            settling[level] = tuple(len(set(one)) == 1 for one in left)
    assert diagrams.settling(built(diagrams, function)) == settling


def parity(diagrams, levels):
    """Whether an odd number of choices is the second: two nodes on each level."""
    even, odd = FALSE, TRUE
    for level in reversed(range(levels)):
        even, odd = diagrams.node(level, (even, odd)), diagrams.node(level, (odd, even))
    return even


@pytest.mark.parametrize(("limit", "levels"), [(40, 40), (10_000, MAX_LEVELS + 1)])
def test_diagrams_that_grow_too_large_are_given_up(limit, levels):
    assert parity(Diagrams(10_000), 40) != parity(Diagrams(10_000), 39)
    with pytest.raises(TooLargeError):
        parity(Diagrams(limit), levels)


def test_joins_count_as_nodes_do():
    needed = Diagrams(10_000)
    needed.join(parity(needed, 20), parity(needed, 19), TRUE)
    parities = Diagrams(2 * 20 + 50)
    one, other = parity(parities, 20), parity(parities, 19)
    assert len(needed) > 2 * 20 + 50
    with pytest.raises(TooLargeError):
        parities.join(one, other, TRUE)


def test_the_recursion_is_as_deep_as_there_are_levels():
    diagrams = Diagrams(10_000)
    odd = parity(diagrams, MAX_LEVELS)
    even = diagrams.join(odd, FALSE, TRUE)
    assert diagrams.join(even, FALSE, TRUE) == odd
    assert diagrams.join(even, odd, FALSE) == FALSE
