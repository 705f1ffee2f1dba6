"""Text is laid out for a terminal: columns are aligned, and paragraphs stay within one width."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato.reports.layout import WIDTH, table, wrapped

WORDS = st.lists(
    st.sampled_from(["a", "data", "non-EU", "x" * 30, "y" * WIDTH, " ", "\t", "\n", "", "«ñ»"]), max_size=30
)


@given(words=WORDS, indent=st.sampled_from(["", "  ", "      "]))
def test_a_paragraph_is_broken_as_the_standard_library_breaks_it(words: list[str], indent: str) -> None:
    text = " ".join(words)
    lines = textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    assert wrapped(text, indent) == (lines or [indent])


@pytest.mark.parametrize(("length", "lines"), [(WIDTH - 2, 1), (WIDTH - 1, 2)])
def test_a_line_is_as_long_as_the_width(length: int, lines: int) -> None:
    text = f"a {'b' * (length - 2)}"
    assert len(wrapped(text, "  ")) == lines


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [{"name": "a", "place": "ES"}, {"name": "longer"}]
    assert table(rows, ("name", "place")) == "name    place\na       ES\nlonger\n"
