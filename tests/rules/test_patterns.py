"""Which patterns `matches` takes, and that none can be made slow."""

import pytest

from fielato.rules.pattern_syntax import PatternError
from fielato.rules.patterns import compile_pattern


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("", "", True),
        ("a", "xay", True),
        ("^a$", "xay", False),
        ("^$", "", True),
        ("^$", "\n", False),
        ("a|b|", "c", True),
        ("^(ab|cd)+$", "abcdab", True),
        ("^(ab|cd)+$", "abc", False),
        ("^a{2,3}$", "aa", True),
        ("^a{2,3}$", "aaaa", False),
        ("^a{2,}$", "aaaaa", True),
        ("^a{0}$", "", True),
        ("^.$", "\n", False),
        ("^.$", "\N{GRINNING FACE}", True),
        (r"^\w$", "ñ", False),
        (r"^\W$", "ñ", True),
        (r"^[\d.-]+$", "1.5-", True),
        (r"^[^\]a]$", "b", True),
        (r"^[^\]a]$", "]", False),
        ("^[a-]$", "-", True),
        (r"arn:aws:bedrock:[a-z0-9-]+::", "arn:aws:bedrock:eu-west-1::foundation-model/x", True),
        ("a$b", "ab", False),
        ("(^a|b$)c?", "xb", True),
    ],
)
def test_a_pattern_is_found_anywhere_in_the_text(source, text, found):
    assert compile_pattern(source).found_in(text) is found


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        (r"(a)\1", 3),
        (r"\bword", 0),
        (r"\pL", 0),
        ("a**", 2),
        ("a+?", 2),
        ("*a", 0),
        ("(?i)a", 0),
        ("(?=a)", 0),
        ("(?P<name>a)", 0),
        ("(a", 0),
        ("a)", 1),
        ("[a", 0),
        ("[]", 0),
        ("[z-a]", 1),
        (r"[\d-z]", 1),
        ("[[:alpha:]]", 1),
        ("a{", 1),
        ("a{x}", 1),
        ("a{3,2}", 1),
        ("a{1000}", 1),
        ("a}", 1),
        ("^*", 1),
        ("a\\", 2),
        ("(" * 31 + ")" * 31, 30),
        ("((a{99}){99}){99}", 0),
        ("(((((){999}){999}){999}){999}){999}", 0),
        ("((((a{0}){999}){999}){999}){999}", 0),
    ],
)
def test_what_is_outside_the_subset_is_refused_at_its_place(source, offset):
    with pytest.raises(PatternError) as error:
        compile_pattern(source)
    assert error.value.offset == offset


@pytest.mark.parametrize(
    ("source", "found"), [("(a+)+$", False), ("(a|a)*$", True), ("(a*)*(a*)*(a*)*$", True), ("(.*)(.*)(.*)[^a]", True)]
)
def test_a_pattern_that_would_keep_a_backtracking_engine_for_years_comes_to_an_end(source, found):
    assert compile_pattern(source).found_in("a" * 5_000 + "!") is found
