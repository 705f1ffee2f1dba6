"""Which lines of an NDJSON stream are items."""

from __future__ import annotations

import io

import pytest

from fielato.errors import InputError
from fielato.fleet.ndjson import items
from fielato.fleet.registers import Governed


def _found(data: bytes, most: int = 10) -> list[tuple[int, bytes, str]]:
    found = items(io.BytesIO(data), "f", Governed(), most)
    return [(one.line, one.data, " ".join(problem.message for problem in one.problems)) for one in found]


TOO_LONG = "the line is longer than the limit of 10 bytes"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a\nb\n", [(1, b"a", ""), (2, b"b", "")], id="two lines"),
        pytest.param(b"a\nb", [(1, b"a", ""), (2, b"b", "")], id="the last without an end"),
        pytest.param(b"a\r\nb\r\n", [(1, b"a", ""), (2, b"b", "")], id="ends as on Windows"),
        pytest.param(b"\n \na\n\t\n", [(3, b"a", "")], id="blank lines count and are no items"),
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"0123456789\n0123456789\r\n0123456789", [(n, b"0123456789", "") for n in (1, 2, 3)], id="full"),
        pytest.param(b"01234567890\na\n", [(1, b"", TOO_LONG), (2, b"a", "")], id="one byte too long"),
        pytest.param(b"x" * 999 + b"\na\n", [(1, b"", TOO_LONG), (2, b"a", "")], id="far too long"),
        pytest.param(b"a\n" + b"x" * 999, [(1, b"a", ""), (2, b"", TOO_LONG)], id="the last too long"),
    ],
)
def test_a_line_is_an_item_with_its_number(data: bytes, expected: list[tuple[int, bytes, str]]) -> None:
    assert _found(data) == expected


def test_a_stream_that_breaks_is_told_and_does_not_look_finished() -> None:
    class Broken(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, f"Input/output error in {size} bytes")

    with pytest.raises(InputError, match="f: cannot be read: Input/output error in"):
        list(items(Broken(), "f", Governed()))
