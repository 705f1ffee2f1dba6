"""A status that becomes unclear on a day was clear before it."""

from __future__ import annotations

import datetime

import pytest

from fielato import library


@pytest.mark.parametrize(
    ("day", "eea", "special"),
    [
        ("2020-12-31", True, False),  # the transition period of the withdrawal agreement
        ("2021-01-01", False, False),  # a third country without an adequacy decision: clauses are needed
        ("2026-07-14", False, False),
        ("2026-07-15", False, True),  # an agreement is applied whose title on data protection nobody has read
    ],
)
def test_gibraltar_in_time(day: str, *, eea: bool, special: bool) -> None:
    territory = library.catalogue().territory("GI", datetime.date.fromisoformat(day))
    assert territory is not None
    assert (territory.eea, territory.adequacy, territory.special) == (eea, None, special)


def test_a_status_that_was_never_clear_is_unclear_on_any_day() -> None:
    territory = library.catalogue().territory("PM", datetime.date(2018, 5, 25))
    assert territory is not None
    assert territory.special
