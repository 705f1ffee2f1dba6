"""Which day it is: the one clock, asked by the shells only."""

from __future__ import annotations

import datetime
from typing import Final
from zoneinfo import ZoneInfo

HOME: Final = ZoneInfo("Europe/Madrid")
"""Where a day begins and ends: dates without a time are days of Spanish law."""


def today() -> datetime.date:
    """The current day in Madrid."""
    return datetime.datetime.now(HOME).date()
