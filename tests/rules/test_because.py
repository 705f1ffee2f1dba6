"""What an answer rests on: enough to give the same answer alone, and no more than the evaluation needs."""

import pytest
from hypothesis import HealthCheck, given, settings

from fielato.rules.because import Because, Step, because
from fielato.rules.compile import Compiler
from fielato.rules.definitions import compile_definitions
from fielato.rules.evaluate import evaluate
from fielato.rules.values import UNKNOWN, OpenList

from .expressions import DEFINITIONS, FACTS, booleans, rows

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


COMPILER = Compiler(FACTS, compile_definitions(FACTS, DEFINITIONS))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(pair=booleans(), row=rows)
def test_the_facts_that_decided_give_the_same_answer_alone(pair, row):
    expression = COMPILER.compile(pair[0])
    answer = evaluate(expression, row)
    facts = because(expression, row).facts
    if answer is UNKNOWN:
        assert facts
        assert all(isinstance(row.get(name, UNKNOWN), OpenList | type(UNKNOWN)) for name in facts)
    else:
        assert evaluate(expression, {name: row[name] for name in facts if name in row}) is answer
