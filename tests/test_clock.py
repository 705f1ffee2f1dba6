"""Where a day begins and ends."""

from __future__ import annotations

import datetime

import pytest

from fielato import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-22T22:59:00+00:00", "2026-11-22"),
        ("2026-11-22T23:00:00+00:00", "2026-11-23"),
        ("2026-07-01T21:59:00+00:00", "2026-07-01"),
        ("2026-07-01T22:00:00+00:00", "2026-07-02"),
    ],
)
def test_a_day_begins_at_midnight_in_madrid(monkeypatch: pytest.MonkeyPatch, instant: str, day: str) -> None:
    class Stopped(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Stopped:
            return cls.fromisoformat(instant).astimezone(tz)

    monkeypatch.setattr(datetime, "datetime", Stopped)
    assert clock.today() == datetime.date.fromisoformat(day)
