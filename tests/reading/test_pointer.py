import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato.reading import pointer


@given(st.lists(st.text()))
def test_a_pointer_splits_into_the_tokens_it_was_joined_from(tokens):
    assert pointer.split(pointer.join(tokens)) == tokens


def test_slash_and_tilde_are_escaped():
    assert pointer.join(["a/b", "~1", 3]) == "/a~1b/~01/3"


@pytest.mark.parametrize(
    ("token", "position"),
    [
        ("0", 0),
        ("11", 11),
        ("12", None),
        ("01", None),
        ("-", None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("9" * 9, None),
    ],
)
def test_only_a_canonical_position_within_the_list_is_an_index(token, position):
    assert pointer.index(token, 12) == position
