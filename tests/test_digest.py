"""What two contents with the same digest have in common."""

from __future__ import annotations

import pytest

from fielato.digest import of_bytes, of_files, of_value

FILES = {"a": b"1", "b": b"2"}


def test_a_digest_names_its_algorithm() -> None:
    assert of_bytes(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_order_of_keys_and_files_does_not_count() -> None:
    assert of_value({"a": 1, "b": [2, 3]}) == of_value({"b": [2, 3], "a": 1})
    assert of_files(FILES) == of_files(dict(reversed(FILES.items())))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"a": b"1", "b": b"3"}, id="another content"),
        pytest.param({"a": b"1", "c": b"2"}, id="another name"),
        pytest.param({"a": b"1"}, id="a file less"),
        pytest.param({"a": b"12", "b": b""}, id="content that moved to the file before"),
    ],
)
def test_another_name_or_content_has_another_digest(other: dict[str, bytes]) -> None:
    assert of_files(other) != of_files(FILES)
