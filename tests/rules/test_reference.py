"""The meaning of conditions is that of CEL, with errors as unknown; and knowing more never changes an answer."""

import operator
from collections import Counter
from dataclasses import replace
from random import Random, SystemRandom

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fielato.rules import evaluate as evaluation
from fielato.rules.patterns import compile_pattern

from .expressions import REFERENCE_TYPES, RELATIONS, SCALARS
from .reference import Reference
from .rule_sets import our_answers, poorer, rule_set
from .soak import DifferenceError, compare

pytestmark = pytest.mark.slow

RULE_SETS = 400


@pytest.fixture(scope="module")
def reference():
    child = Reference(REFERENCE_TYPES)
    yield child
    child.close()


def test_answers_are_those_of_the_reference(reference):
    first = SystemRandom().randrange(2**32)
    tally = compare(range(first, first + RULE_SETS), reference)
    assert sum(tally.values()) > 100 * RULE_SETS
    assert all(tally[letter] > sum(tally.values()) / 10 for letter in "TF?")


def test_a_difference_is_found_and_shrunken(reference, monkeypatch):
    monkeypatch.setitem(evaluation.COMPARISONS, "<", operator.le)
    with pytest.raises(DifferenceError, match=r"^seed \d+.*\nr\d: when: .{,40}\nr\d: require: .{,40}\nrow: .{,80}$"):
        compare(range(100), reference)


def test_every_kind_of_part_is_drawn_for_every_type():
    kinds = sum((rule_set(seed, rows=0).kinds() for seed in range(400)), Counter())
    each = [*RELATIONS, "?:", "literal", "loop variable", "fact", "list literal", "size", "size open", "in", "in open"]
    each += [f"{macro}{kind}" for macro in ("exists", "all") for kind in ("", " open")]
    asked = [f"{kind} {type_.value}" for kind in each for type_ in SCALARS]
    asked += [f"{kind} list({type_.value})" for kind in ("fact", "open fact", "?:") for type_ in SCALARS]
    asked += ["definition", "definition in a loop", "empty list", "closed as open", "exists string shadowing"]
    asked += [" && ", " || ", "!", "matches", "startsWith", "endsWith", "contains", "fact bool absolute"]
    assert [kind for kind in asked if kinds[kind] < 5] == []


def test_adding_a_fact_never_changes_a_decided_answer():
    first = SystemRandom().randrange(2**32)
    for seed in range(first, first + RULE_SETS // 4):
        drawn, random = rule_set(seed), Random(seed)  # noqa: S311 - a seed must draw the same again
        less_known = tuple(poorer(row, random) for row in drawn.rows)
        knowing_less = our_answers(replace(drawn, rows=less_known))
        for less, more in zip(knowing_less, our_answers(drawn), strict=True):
            changed = [
                row for row, before, after in zip(drawn.rows, less, more, strict=True) if before not in ("?", after)
            ]
            assert changed == [], f"seed {seed}"


_atoms = st.sampled_from(
    [
        *(
            *"abñ01_ \n-,^$",
            ".",
            "[a-c]",
            "[^a]",
            r"\d",
            r"\W",
            r"\s",
            r"\.",
            "]a]",
            r"[\d_]",
            r"[^\W1]",
            "[a-]",
            "[-a]",
        ),
        *("[^^]", r"[\]a]", r"[\n\t ]", "[a-c-e]", "[ñ-ü_-]", r"\_", r"\-", r"\t", "", "()", "(|a)", "[^ñ]"),
        *("a", "b", "ñ", "^", "$", "[\N{GRINNING FACE}-\N{WINKING FACE}]", "\N{GRINNING FACE}"),
    ]
)
_quantifiers = st.sampled_from(["*", "+", "?", "{2}", "{1,}", "{0,2}", "{0}", "{3,4}"])
_patterns = st.recursive(
    _atoms,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("|".join),
        inner.map("({})".format),
        st.tuples(inner, _quantifiers).map("".join),
        st.tuples(inner.map("(?:{})".format), _quantifiers).map("".join),
    ),
    max_leaves=8,
)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(source=_patterns, texts=st.lists(st.text("abñ01_ \n.-^\N{GRINNING FACE}", max_size=8), min_size=6, max_size=6))
def test_patterns_find_what_the_reference_finds(reference, source, texts):
    try:
        pattern = compile_pattern(source)
    except ValueError:
        return
    theirs = reference.answers("b.text.matches(a.text)", [{"a.text": source, "b.text": text} for text in texts])
    assert "".join("FT"[pattern.found_in(text)] for text in texts) == theirs
