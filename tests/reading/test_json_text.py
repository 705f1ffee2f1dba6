import json

import pytest

from fielato.errors import InputError, Problem
from fielato.reading import Limits, read


def told(text, **limits):
    with pytest.raises(InputError) as caught:
        read(text.encode("utf-8", "surrogatepass"), "f.json", Limits(**limits))
    return [(problem.line, problem.column, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ('{"a": , ]', 1, 7, "a value is missing here"),
        ('{"a" 1}', 1, 6, "a colon is missing after the key"),
        ('{"ñ": 1\n "b": 2}', 2, 2, "a comma or a closing bracket is missing here"),
        ('["a', 1, 2, "this text has no closing quote"),
        ('["a\tb"', 1, 4, "a line break or control character stands inside a text"),
        ('{"a": "\\x"', 1, 8, "this escape is not JSON"),
        ('{"a": 1} x', 1, 10, "text follows after the end of the JSON value"),
    ],
)
def test_a_mistake_in_the_grammar_is_told_at_its_place(text, line, column, message):
    assert told(text) == [(line, column, message)]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("NaN", "NaN is not a JSON number"),
        ("-Infinity", "-Infinity is not a JSON number"),
        ("9223372036854775808", "the number 9223372036854775808 is too large"),
        ("-9223372036854775809", "the number -9223372036854775809 is too large"),
        ("1e400", "the number 1e400 is too large"),
        ("1" * 100_000, f"the number {'1' * 59}… is too large"),
        ('"\\ud800"', "this text holds half of a surrogate pair, which is no character"),
        ('"\\udc00\\ud800"', "this text holds half of a surrogate pair, which is no character"),
    ],
)
def test_a_value_that_json_or_64_bits_cannot_hold_is_refused(word, message):
    assert told(f'{{"a": [1,\n  {word}]}}') == [(2, 3, message)]


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63), 1e308, 0.0, "\\ud800 is no escape here", "NaN", "😀"])
def test_the_last_value_that_fits_is_accepted(value):
    assert read(json.dumps([value]).encode(), "f.json")[0].value == [value]


def test_every_duplicate_key_is_told_with_the_place_of_the_first():
    text = '{"a": 1,\n "b": {"c": 1, "\\u0063": 2},\n "a": [{"d": 1, "d": 2}]}'
    with pytest.raises(InputError) as caught:
        read(text.encode(), "f.json")
    hint = "keep one of them"
    assert caught.value.problems == (
        Problem("the key “c” appears twice; the first is at 2:8", "f.json", 2, 16, "/b/c", hint),
        Problem("the key “a” appears twice; the first is at 1:2", "f.json", 3, 2, "/a", hint),
        Problem("the key “d” appears twice; the first is at 3:9", "f.json", 3, 17, "/a/0/d", hint),
    )


@pytest.mark.parametrize("text", ['{"a": ":", "b": ":\\":"}', '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 1}]}'])
def test_what_only_looks_like_a_duplicate_is_accepted(text):
    assert read(text.encode(), "f.json")


def test_nesting_is_accepted_up_to_the_limit():
    assert read(b"[" * 64 + b"]" * 64, "f.json")


@pytest.mark.parametrize("depth", [65, 5_000, 1_000_000])
@pytest.mark.parametrize("closed", [True, False])
def test_deeper_nesting_is_refused_at_its_place(depth, closed):
    text = "[" * depth + "]" * depth if closed else '{"a":' * 70 + "[" * depth
    column = 65 if closed else 64 * 5 + 1
    if closed or depth > 1_000:
        assert told(text) == [(1, column, "lists and objects are nested deeper than 64 levels")]
    else:
        assert told(text) == [(1, len(text) + 1, "a value is missing here")]


def test_more_values_than_the_limit_are_refused():
    assert read(b"[1, 2, [3]]", "f.json", Limits(nodes=5))
    assert told("[1, 2, [3]]", nodes=4) == [(1, 1, "the file holds more than 4 values")]


def test_the_list_of_problems_ends():
    found = told("[" + "NaN," * 500 + "1]", problems=3)
    assert len(found) == 4
    assert found[-1][2] == "more mistakes follow; only the first 3 are listed"


def test_a_terminal_gets_no_control_characters_from_a_key():
    key = '"\\u001b[2J"'
    assert told(f"{{{key}: 1, {key}: 2}}")[0][2] == "the key “�[2J” appears twice; the first is at 1:2"
