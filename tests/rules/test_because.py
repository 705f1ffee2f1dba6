"""What an answer rests on: enough to give the same answer alone, and no more than the evaluation needs."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielato.rules.because import Because, Step, because
from fielato.rules.evaluate import evaluate
from fielato.rules.values import UNKNOWN, OpenList

from .rule_sets import rule_set

PARTY, LIST = "party.country", "data.categories"


@pytest.mark.parametrize(
    ("text", "row", "facts"),
    [
        ("flag && data.personal", {"flag": True, "data.personal": False}, ("data.personal",)),
        ("flag && data.personal", {"flag": False, "data.personal": False}, ("flag",)),
        ("flag && data.personal", {"flag": True, "data.personal": True}, ("flag", "data.personal")),
        ("flag && data.personal && data.special", {"flag": True}, ("data.personal", "data.special")),
        ("flag || data.personal", {"data.personal": True}, ("data.personal",)),
        ("data.personal == data.special || flag", {"flag": True, "data.personal": True}, ("flag",)),
        ("!(flag || data.personal)", {"flag": False, "data.personal": False}, ("flag", "data.personal")),
        ("location.country == party.country", {"location.country": "ES"}, ("party.country",)),
        ("flag ? data.personal : data.special", {"flag": True, "data.personal": False}, ("flag", "data.personal")),
        ("flag ? data.personal : data.special", {"flag": True}, ("data.personal",)),
        ("flag ? data.personal : data.special", {}, ("flag",)),
        ("party.country in data.categories", {"party.country": "ES", "data.categories": ()}, (PARTY, LIST)),
        ("party.country in data.categories", {"party.country": "ES", "data.categories": OpenList()}, (LIST,)),
        ("data.categories.exists(c, c == location.country)", {"data.categories": ("ES",)}, ("location.country",)),
        ("data.categories.exists(c, c == location.country)", {}, ("data.categories",)),
        ("data.categories.all(c, c == 'ES' || flag)", {"data.categories": ("ES",)}, ("data.categories",)),
        ("data.categories.all(c, c == 'ES' && flag)", {"data.categories": ("FR",), "flag": True}, ("data.categories",)),
        ("'ES' in (flag ? data.categories : [])", {"flag": True, LIST: OpenList(("ES",))}, ("flag", LIST)),
        ("'FR' in (flag ? data.categories : [])", {"flag": True, LIST: OpenList(("ES",))}, (LIST,)),
        ("(flag ? data.categories : []).exists(c, c == 'ES')", {"flag": True, LIST: OpenList(("ES",))}, ("flag", LIST)),
        ("(flag ? data.categories : []).exists(c, c == 'FR')", {"flag": True, LIST: OpenList(("ES",))}, (LIST,)),
        ("true", {}, ()),
    ],
)  # fmt: skip
def test_the_facts_that_decided(condition, text, row, facts):
    assert because(condition(text), row) == Because(facts)


@pytest.mark.parametrize(
    ("text", "row", "reason"),
    [
        (
            "flag && ground.valid",
            {"flag": False, "location.country": "US"},
            Because(("flag",)),
        ),
        (
            "data.personal && ground.valid",
            {"data.personal": True, "flag": False, "location.country": "US"},
            Because(
                ("location.country", "flag"),
                (Step("ground.valid", False), Step("ground.adequate", False), Step("ground.safeguarded", False)),
            ),
        ),
        (
            "ground.valid || ground.adequate",
            {"location.country": "US", "flag": True},
            Because(("data.subjects",), (Step("ground.valid", UNKNOWN), Step("ground.safeguarded", UNKNOWN))),
        ),
        (
            "ground.valid",
            {"location.country": "JP"},
            Because(("location.country",), (Step("ground.valid", True), Step("ground.adequate", True))),
        ),
    ],
)
def test_the_definitions_that_led_to_the_answer(condition, text, row, reason):
    assert because(condition(text), row) == reason


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**64))
def test_the_facts_that_decided_give_the_same_answer_alone(seed):
    drawn = rule_set(seed)
    for expression, row in product((part for _, *parts in drawn.compiled() for part in parts), drawn.rows):
        answer = evaluate(expression, row)
        facts = because(expression, row).facts
        if answer is UNKNOWN:
            assert facts
            assert all(isinstance(row.get(name, UNKNOWN), OpenList | type(UNKNOWN)) for name in facts)
        else:
            assert evaluate(expression, {name: row[name] for name in facts if name in row}) is answer
