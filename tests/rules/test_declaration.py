"""What a declaration says by itself."""

from __future__ import annotations

import datetime

import pytest

from fielato.rules.declaration import ALWAYS, Period

HALF = Period(since=datetime.date(2026, 1, 1), until=datetime.date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_both_ends_of_a_period_belong_to_it(day: str, *, expected: bool) -> None:
    assert HALF.contains(datetime.date.fromisoformat(day)) is expected
    assert ALWAYS.contains(datetime.date.fromisoformat(day))
