"""Each operator at each edge, on facts that are known, unknown and partly known."""

import datetime
import sys

import pytest

from fielato.rules.compile import MAX_DEPTH
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.evaluate import Evaluation, evaluate
from fielato.rules.values import UNKNOWN, OpenList, Type

day = datetime.date.fromisoformat
LIST = "data.categories"
T, F, U = True, False, UNKNOWN


@pytest.mark.parametrize(
    ("text", "row", "answer"),
    [
        ("flag", {"flag": True}, T),
        ("flag", {}, U),
        ("!flag", {}, U),
        ("!flag", {"flag": True}, F),
        ("flag && data.personal", {"flag": False}, F),
        ("data.personal && flag", {"flag": False}, F),
        ("flag && data.personal", {"flag": True}, U),
        ("flag || data.personal", {"data.personal": True}, T),
        ("data.personal || flag", {"data.personal": False}, U),
        ("flag && !flag", {}, U),
        ("flag ? true : true", {}, U),
        ("flag ? data.personal : true", {"flag": False}, T),
        ("flag ? data.personal : true", {"flag": True}, U),
        ("flag == data.personal", {"flag": True, "data.personal": True}, T),
        ("flag != data.personal", {"flag": True}, U),
        ("flag == flag", {}, U),
        ("false < flag", {"flag": True}, T),
    ],
)
def test_truth_follows_kleene_and_the_rest_is_strict(condition, text, row, answer):
    assert evaluate(condition(text), row) is answer


@pytest.mark.parametrize(
    ("text", "row", "answer"),
    [
        ("data.subjects == 9223372036854775807", {"data.subjects": 2**63 - 1}, T),
        ("data.subjects > -9223372036854775808", {"data.subjects": -(2**63)}, F),
        ("data.subjects >= 0x10", {"data.subjects": 16}, T),
        ("data.subjects <= 15", {"data.subjects": 16}, F),
        ('location.country == "España"', {"location.country": "España"}, T),
        ('location.country == "Espa\\u00f1a"', {"location.country": "España"}, T),
        ('location.country == "\\U0001F600"', {"location.country": "\N{GRINNING FACE}"}, T),
        # Strings are ordered by code point, also above the basic plane.
        ('location.country < "\\U0001F600"', {"location.country": "\uffee"}, T),
        ('location.country < "Z"', {"location.country": "a"}, F),
        ('location.country.startsWith("")', {"location.country": ""}, T),
        ('location.country.endsWith("ña")', {"location.country": "España"}, T),
        ('location.country.contains("pañ")', {"location.country": "España"}, T),
        ('location.country.contains("pan")', {"location.country": "España"}, F),
        ('location.country.contains("pan")', {}, U),
        ("location.country.startsWith(party.country)", {"location.country": "ES"}, U),
        ('location.country.matches("^E[A-Z]$")', {"location.country": "ES"}, T),
        ('location.country.matches("^E[A-Z]$")', {"location.country": "ES\n"}, F),
        ('location.country.matches("S")', {}, U),
        ('contract.signed < date("2024-02-29")', {"contract.signed": day("2024-02-28")}, T),
        ('contract.signed == date("0001-01-01")', {"contract.signed": day("0001-01-01")}, T),
        ('date("9999-12-31") >= contract.signed', {"contract.signed": day("9999-12-31")}, T),
        ("contract.signed <= contract.ends", {"contract.signed": day("2024-01-01")}, U),
        ('date("2024-01-01") in contract.reviews', {"contract.reviews": (day("2024-01-01"),)}, T),
    ],
)
def test_scalars_are_compared_by_value(condition, text, row, answer):
    assert evaluate(condition(text), row) is answer


@pytest.mark.parametrize(
    ("text", "items", "answer"),
    [
        ('"a" in data.categories', (), F),
        ('"a" in data.categories', ("b", "a"), T),
        ('"a" in data.categories', OpenList(("a",)), T),
        ('"a" in data.categories', OpenList(("b",)), U),
        ('"a" in data.categories', None, U),
        ("location.country in data.categories", (), U),
        ('data.categories.exists(c, c == "a")', (), F),
        ('data.categories.exists(c, c == "a")', ("a",), T),
        ('data.categories.exists(c, c == "a")', OpenList(), U),
        ('data.categories.exists(c, c == "a")', OpenList(("a",)), T),
        ('data.categories.exists(c, c == "a")', None, U),
        ("data.categories.exists(c, true)", OpenList(), U),
        ("data.categories.exists(c, false)", OpenList(("a",)), F),
        ('data.categories.exists(c, c == "a" && flag)', ("b",), F),
        ('data.categories.exists(c, c == "a" && flag)', ("a", "b"), U),
        ('data.categories.all(c, c == "a")', (), T),
        ('data.categories.all(c, c == "a")', ("a", "b"), F),
        ('data.categories.all(c, c == "a")', OpenList(("b",)), F),
        ('data.categories.all(c, c == "a")', OpenList(("a",)), U),
        ("data.categories.all(c, true)", OpenList(("a",)), T),
        ("data.categories.all(c, false)", OpenList(), U),
        ("data.categories.all(c, true)", None, U),
        ("size(data.categories) == 2", ("a", "a"), T),
        ("data.categories.size() > 0", (), F),
        ("size(data.categories) > 0", OpenList(("a",)), U),
        ("size(data.categories) > 0", None, U),
        # Inner loop variables hide outer ones; a leading dot reaches the fact behind a variable.
        ('data.categories.exists(c, data.categories.exists(c, c == "b") && c == "a")', ("a", "b"), T),
        ("data.categories.all(c, data.categories.exists(d, c < d))", ("a", "b"), F),
        ('data.categories.exists(flag, .flag && flag == "a")', ("a",), U),
        ("data.categories.exists(data, data == 'a')", ("a",), T),
        ('(flag ? data.categories : ["a"]).exists(c, c == "a")', ("a",), U),
    ],
)
def test_lists_closed_open_and_unknown(condition, text, items, answer):
    assert evaluate(condition(text), {} if items is None else {LIST: items}) is answer


@pytest.mark.parametrize(
    ("text", "row", "answer"),
    [
        ('"k" in [location.country, "k"]', {}, U),
        ('"k" in [location.country, "k"]', {"location.country": "x"}, T),
        ("location.country in []", {}, U),
        ("location.country in []", {"location.country": "x"}, F),
        ("[flag, true].exists(b, b)", {}, U),
        ("[1, 2].all(n, n < data.subjects)", {"data.subjects": 2}, F),
        ("[].all(n, n == 1)", {}, T),
        ("size([]) == 0", {}, T),
    ],
)
def test_a_list_literal_is_unknown_if_an_item_is(condition, text, row, answer):
    assert evaluate(condition(text), row) is answer


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"location.country": "JP"}, T),
        ({"location.country": "US", "flag": False}, F),
        ({"location.country": "US", "flag": True}, U),
        ({}, U),
    ],
)
def test_definitions_pass_unknown_facts_through(condition, row, answer):
    assert evaluate(condition("ground.valid"), row) is answer


def test_a_definition_is_evaluated_once_for_all_expressions_of_an_evaluation(condition):
    class CountingRow(dict):
        reads = 0

        def get(self, key, default=None):
            self.reads += 1
            return super().get(key, default)

    row = CountingRow({"location.country": "JP"})
    evaluation = Evaluation(row)
    answers = [evaluation.truth(condition(text).node) for text in ("ground.adequate", "!ground.adequate")]
    assert (answers, row.reads) == ([True, False], 1)


def test_the_deepest_conditions_that_compile_are_evaluated_within_the_recursion_limit():
    chain = {"d0": Source("flag")}
    for n in range(1, (MAX_DEPTH - 1) // 4 + 1):
        chain[f"d{n}"] = Source(f"flag && [true].all(i, d{n - 1} && i)" if n % 2 else f"!(flag && !d{n - 1})")
    compiled = compile_definitions({"flag": Type.BOOL}, {name: chain[name] for name in reversed(chain)})
    deepest = compiled[f"d{len(chain) - 1}"]
    assert deepest.depth > MAX_DEPTH - 4
    frames_left = sys.getrecursionlimit() / 4
    assert sys.getrecursionlimit() - frames_left > deepest.depth * 6
    assert evaluate(deepest, {"flag": True}) is True
