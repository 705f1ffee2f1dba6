"""Dates as people write them on a command line."""

from __future__ import annotations

import datetime
import itertools
import subprocess
import sys

import pytest

from fielato.engine import parse_date
from fielato.errors import UsageError

YEARS = ("2026", "2024", "1", "226", "0000", "12026", "٢٠٢٦", " 2026", "")
MONTHS = ("1", "01", "02", "12", "13", "0", "00", " 1", "1 ", "٠١", "012")
DAYS = ("1", "01", "29", "31", "32", "39", "0", "00", " 5", "  5", "5 ", "5\n", "2٩", "010", "5x", "")


def by_strptime(text: str) -> datetime.date | None:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None


def parsed(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except UsageError:
        return None


@pytest.mark.parametrize("separator", ["-", "/"])
def test_a_date_is_what_strptime_takes_for_one(separator: str) -> None:
    texts = [separator.join(parts) for parts in itertools.product(YEARS, MONTHS, DAYS)]
    assert {text: parsed(text) for text in texts} == {text: by_strptime(text) for text in texts}


def test_a_day_that_no_month_has_is_refused_with_what_to_write() -> None:
    with pytest.raises(UsageError, match="`2026-02-30` is not a date; write it as YYYY-MM-DD"):
        parse_date("2026-02-30")


def test_a_date_is_parsed_without_what_takes_long_to_load() -> None:
    program = (
        "import sys; from fielato.engine import parse_date; parse_date('2026-01-31'); print('_strptime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
