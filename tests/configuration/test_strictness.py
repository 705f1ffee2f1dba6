"""Whether one way to assess asks for less than another."""

from __future__ import annotations

import datetime
import itertools
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato import library
from fielato.configuration.strictness import STRICTER, THRESHOLDS, Demands, demands, looser
from fielato.model.vocabulary import AREAS, Question
from fielato.rules.declaration import Parameters, Threshold
from fielato.rules.profile import choose

DAY = datetime.date(2026, 11, 23)
QUESTIONS = get_args(Question)
RULES = {f"pack/{question}-{number}": question for question in QUESTIONS for number in range(2)}
STOPS = {"never": set(), "violated": {"violated"}, "undetermined": {"violated", "undetermined"}}

any_demands = st.builds(
    Demands,
    rules=st.frozensets(st.sampled_from(sorted(RULES))),
    gate=st.fixed_dictionaries({question: st.sampled_from(THRESHOLDS) for question in QUESTIONS}),
    boundary=st.none() | st.frozensets(st.sampled_from(["ES", "FR", "US"])),
    no_third_country_control=st.booleans(),
    parameters=st.dictionaries(st.sampled_from(sorted(STRICTER)), st.integers(0, 3)),
)
outcomes = st.fixed_dictionaries({rule: st.sampled_from(["satisfied", "undetermined", "violated"]) for rule in RULES})


def is_closed(asked: Demands, outcome: dict[str, str]) -> bool:
    return any(outcome[rule] in STOPS[asked.gate[RULES[rule]]] for rule in asked.rules)


@given(any_demands)
def test_nothing_asks_for_less_than_itself(one: Demands) -> None:
    assert looser(one, one) == ()


@given(any_demands, any_demands, any_demands)
def test_what_is_no_looser_than_something_no_looser_than_a_third_is_no_looser_than_it(
    one: Demands, second: Demands, third: Demands
) -> None:
    if not looser(one, second) and not looser(second, third):
        assert not looser(one, third)


@given(any_demands, any_demands)
def test_two_that_are_no_looser_than_each_other_ask_for_the_same(one: Demands, other: Demands) -> None:
    if not looser(one, other) and not looser(other, one):
        assert one == other


@given(any_demands, any_demands, outcomes)
def test_a_gate_that_is_closed_stays_closed_under_what_is_no_looser(
    one: Demands, base: Demands, outcome: dict[str, str]
) -> None:
    if is_closed(base, outcome) and not looser(one, base):
        assert is_closed(one, outcome)


@given(any_demands, st.sampled_from(sorted(RULES)))
def test_one_rule_less_is_looser_and_one_more_is_not(one: Demands, rule: str) -> None:
    more, less = (msgspec.structs.replace(one, rules=rules) for rules in (one.rules | {rule}, one.rules - {rule}))
    assert not looser(more, less)
    assert [loosened.aspect for loosened in looser(less, more)] == ["profile"]


@given(any_demands, st.sampled_from(QUESTIONS), st.sampled_from(THRESHOLDS), st.sampled_from(THRESHOLDS))
def test_a_gate_that_lets_more_pass_is_looser(
    one: Demands, question: Question, low: Threshold, high: Threshold
) -> None:
    passes, stops = (msgspec.structs.replace(one, gate={**one.gate, question: each}) for each in (low, high))
    assert bool(looser(passes, stops)) == (THRESHOLDS.index(low) < THRESHOLDS.index(high))


def test_every_number_and_threshold_that_there_is_has_its_place_in_the_order() -> None:
    assert set(STRICTER) == set(Parameters.__struct_fields__)
    assert set(THRESHOLDS) == set(get_args(Threshold))


@pytest.mark.parametrize("day", [datetime.date(2018, 5, 25), DAY, datetime.date(2035, 1, 1)])
def test_each_named_boundary_lies_within_the_next(day: datetime.date) -> None:
    choice = choose(library.policies())
    sizes = [demands(choice, area, library.catalogue(), day) for area in ("ES", "EU", "EEA", "EEA+adequate")]
    assert {"ES", "EU", "EEA", "EEA+adequate"} == set(AREAS)
    for inner, outer in itertools.pairwise(sizes):
        assert looser(inner, outer) == ()
        assert [one.aspect for one in looser(outer, inner)] == ["boundary"]


@pytest.mark.parametrize(
    ("inner", "outer", "said"),
    [
        (("ES", "FR"), "EU", ""),
        (("ES", "US"), "EEA", "it lets personal data be in US as well"),
        (("UK",), ("GB",), ""),
        (None, "EU", "it has no boundary"),
        (("US",), None, ""),
    ],
)
def test_lists_of_countries_are_compared_with_areas_and_each_other(inner: object, outer: object, said: str) -> None:
    choice = choose(library.policies())
    one, base = (demands(choice, each, library.catalogue(), DAY) for each in (inner, outer))  # type: ignore[arg-type]
    assert [loosened.reason for loosened in looser(one, base)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("profile", "aspects"),
    [
        ("default", set()),
        ("es-public-sector", set()),
        ("es-public-health", set()),
        ("sovereign", set()),
        ("es-private", {"profile"}),
        ("eu-private", {"profile"}),
        ("es-bank", {"profile"}),
        ("automotive", {"profile"}),
        ("sme-pilot", {"profile", "gate"}),
    ],
)
def test_the_shipped_profiles_beside_the_default_one(profile: str, aspects: set[str]) -> None:
    shipped, catalogue = library.policies(), library.catalogue()
    default, other = (demands(choose(shipped, name), None, catalogue, DAY) for name in ("default", profile))
    assert {one.aspect for one in looser(other, default)} == aspects
