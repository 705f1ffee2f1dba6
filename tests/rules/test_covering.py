"""What a case would have to say covers the branch; where it is said that none can, none does."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielato.rules.conditions import Conditions
from fielato.rules.coverage import Branch, branches, covers
from fielato.rules.covering import No, Witness, witness
from fielato.rules.declaration import ALWAYS, Period
from fielato.rules.rewrite import distinct
from fielato.rules.values import Row

from .test_coverage import COMPILER, E, P, asked

U = "territory.union"
CODE = "territory.code"
LOOP = 'data.categories.exists(c, c == "a")'


def branch(found: Conditions, number: int) -> Branch:
    return branches(found)[number]


@pytest.mark.parametrize(
    ("require", "number", "rows", "expected"),
    [
        pytest.param(E, 1, [{P: True, E: True}], Witness(0, {E: False}), id="one fact of a case changed"),
        pytest.param(f"{P} || {E}", 0, [{E: True}], Witness(-1, {P: True}), id="fewer facts alone"),
        pytest.param(f'{CODE} == "ES"', 1, [{}], Witness(0, {CODE: "other"}), id="any other text"),
        pytest.param(f"{P} && {E} && {U}", 3, [{P: True, E: True, U: True}], Witness(0, {E: False}), id="the middle"),
        pytest.param(LOOP, 0, [{}], Witness(0, {"data.categories": ("a",)}), id="a loop"),
    ],
)  # fmt: skip
def test_the_least_change_is_found(require: str, number: int, rows: list[Row], expected: Witness) -> None:
    found = asked(require=require)
    assert witness(found, branch(found, number), rows) == expected


@pytest.mark.parametrize(
    ("require", "number"),
    [
        pytest.param(f"{E} || !{E} && {P}", 2, id="a guard that is there already"),
        pytest.param(
            'location.run_by == "customer" || location.run_by == "vendor" && territory.eea', 3, id="a whole vocabulary"
        ),
    ],
)
def test_it_is_said_where_no_known_facts_can_cover_a_branch(require: str, number: int) -> None:
    found = asked(require=require)
    assert witness(found, branch(found, number), []) is No.NEVER


def test_it_is_said_where_that_cannot_be_told() -> None:
    found = asked(require=f'{CODE}.matches("^[A-Z]+$") && {E}')
    assert witness(found, branch(found, 0), []) is No.CANNOT_TELL


def test_a_witness_is_of_a_day_in_force() -> None:
    day = datetime.date(2031, 1, 1)
    found = asked(require='deployment.as_of < date("2030-01-01")', in_force=Period(since=datetime.date(2028, 1, 1)))
    assert witness(found, branch(found, 0), [{"deployment.as_of": day}]) == Witness(
        0, {"deployment.as_of": datetime.date(2028, 1, 1)}
    )
    assert witness(found, branch(found, 1), [None]) == Witness(-1, {"deployment.as_of": datetime.date(2030, 1, 1)})


NAMES = (P, E, U, "controller.in_eea")
CONDITIONS = st.recursive(
    st.sampled_from([*NAMES, f'{CODE} == "ES"', f'{CODE} in ["ES", "FR"]', 'data.categories.all(c, c != "a")']),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(lambda two: f"({two[0]} && {two[1]})"),
        st.tuples(parts, parts).map(lambda two: f"({two[0]} || {two[1]})"),
        parts.map(lambda part: f"!({part})"),
    ),
    max_leaves=6,
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(NAMES, st.booleans()),
        CODE: st.sampled_from(["ES", "FR", "US"]),
        "data.categories": st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
    },
)
COMPLETE = st.fixed_dictionaries(
    {
        **dict.fromkeys(NAMES, st.booleans()),
        CODE: st.sampled_from(["ES", "FR", "US"]),
        "data.categories": st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
    }
)


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, CONDITIONS, st.lists(ROWS, max_size=2), st.lists(COMPLETE, min_size=20, max_size=20))
def test_a_witness_covers_its_branch_and_where_there_can_be_none_no_row_does(
    when: str, require: str, rows: list[Row], others: list[Row]
) -> None:
    found = asked(when, require)
    for one in branches(found):
        advice = witness(found, one, rows)
        if isinstance(advice, Witness):
            kept = rows[advice.case] if advice.case >= 0 else {}
            row = {**{name: value for name, value in kept.items() if name not in advice.without}, **advice.facts}
            assert covers(found, row, one)
        elif advice is No.NEVER:
            assert not any(covers(found, row, one) for row in others)


def test_a_definition_is_asked_alike() -> None:
    trees = {"holds": distinct(COMPILER.compile(f"{P} && {E}").node)}
    found = Conditions("data.safe", "location", ALWAYS, trees)
    assert witness(found, branch(found, 1), [{P: True, E: True}]) == Witness(0, {P: False})
