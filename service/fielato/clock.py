"""Which day it is: the one clock, asked by the shells only. Dates without a time are days of Spanish law, in Madrid."""

from __future__ import annotations

import datetime
from typing import Final

HOME: Final = "Europe/Madrid"
"""Where a day begins and ends."""
_SAME_DAY: Final = range(22)
"""The hours of UTC in which the day is the same in Madrid, whose offset is one or two hours."""


def today() -> datetime.date:
    """The current day in Madrid."""
    return day_of(datetime.datetime.now(datetime.UTC))


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day in Madrid at a moment in UTC."""
    if moment.hour in _SAME_DAY:
        return moment.date()
    from zoneinfo import ZoneInfo  # slow to import, and of no use most of the day

    return moment.astimezone(ZoneInfo(HOME)).date()
