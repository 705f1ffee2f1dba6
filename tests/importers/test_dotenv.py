"""What files of variables give, and what interpolation makes of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato.importers.dotenv import Variable, interpolated, variables

KNOWN = {"SET": "yes", "EMPTY": ""}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("plain", "plain"),
        ("$SET-${SET}", "yes-yes"),
        ("${UNSET:-auto}", "auto"),
        ("${UNSET-auto}", "auto"),
        ("${EMPTY:-auto}", "auto"),
        ("${EMPTY-auto}", ""),
        ("${SET:-auto}", "yes"),
        ("${UNSET:-}", ""),
        ("${UNSET:-${OTHER:-https://x}}/v1", "https://x/v1"),
        ("${SET:?must be set}", "yes"),
        ("${UNSET:?must be set}", "${UNSET}"),
        ("${UNSET}", "${UNSET}"),
        ("$UNSET", "${UNSET}"),
        ("${SET:+other}", "other"),
        ("${EMPTY:+other}", ""),
        ("${EMPTY+other}", "other"),
        ("${UNSET:+other}", "${UNSET}"),
        ("$$SET costs 5$", "$SET costs 5$"),
        ("${open", "${open"),
        ("${9}", "${9}"),
    ],
)
def test_a_default_is_what_counts_where_nothing_is_set(text: str, filled: str) -> None:
    assert interpolated(text, KNOWN.get) == filled


@given(st.text(alphabet="${}:-+?Aa $"))
def test_any_text_comes_to_some_text(text: str) -> None:
    assert "A" not in interpolated(text, {"A": "", "a": ""}.get) or "A" in text


def test_defaults_inside_one_another_end_somewhere() -> None:
    assert interpolated("${A:-" * 5000 + "}" * 5000, KNOWN.get).startswith("${A:-")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=b", "b"),
        ("export A=b", "b"),
        ("A: b", "b"),
        ("A=b # said", "b"),
        ("A=b#c", "b#c"),
        ('A="b # c" # said', "b # c"),
        ("A='$SET'", "$SET"),
        ('A="it\\"s"', 'it"s'),
        ("A=", ""),
        ("A=${UNSET:-c}", "c"),
    ],
)
def test_a_line_gives_a_variable(line: str, value: str) -> None:
    assert variables(line.encode())["A"].value == value


def test_a_variable_stands_where_its_value_does_and_may_use_those_before() -> None:
    found = variables(b"# first\n\nHOST=db.acme.example\nURL=https://${HOST}/x\n")
    assert found["HOST"] == Variable("db.acme.example", 3, 6)
    assert found["URL"].value == "https://db.acme.example/x"


@given(st.binary())
def test_no_file_is_too_strange(data: bytes) -> None:
    assert all(one.line >= 1 for one in variables(data).values())
