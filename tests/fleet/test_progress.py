"""How a run tells how it goes."""

from __future__ import annotations

import io

import pytest

from fielato.fleet.progress import EVERY, Progress, clock, told
from fielato.fleet.run import Course
from fielato.fleet.tally import Tally


def _course(lines: int, size: int, skipped: int = 0, before: int = 0) -> Course:
    return Course(Tally(assessed=lines, components=lines * 20), (before, before * 20), skipped, size)


def test_the_estimate_is_what_is_left_at_the_rate_so_far() -> None:
    line = "1,000 manifests · 25% · 100 manifests/s · 2,000 components/s · about 0:30 left"
    assert told(_course(1_000, 250), 1_000, 10) == line


def test_what_an_earlier_run_did_counts_as_done_and_not_for_the_rate() -> None:
    line = "1,500 manifests · 75% · 100 manifests/s · 2,000 components/s · about 0:10 left"
    assert told(_course(1_500, 250, skipped=500, before=500), 1_000, 10) == line


def test_without_an_end_there_is_no_estimate() -> None:
    assert told(_course(1_000, 250), None, 10) == "1,000 manifests · 100 manifests/s · 2,000 components/s"


def test_an_input_that_has_grown_is_never_more_than_done() -> None:
    assert "100%" in told(_course(1_000, 2_000), 1_000, 10)


def test_drawing_too_often_is_left_out_and_nothing_is_left_behind() -> None:
    now = [100.0]
    stream = io.StringIO()
    progress = Progress(stream, None, lambda: now[0])
    for step in (0, EVERY / 4, EVERY / 4, EVERY):
        now[0] += step
        progress.draw(_course(1, 1))
    assert stream.getvalue().count("1 manifests") == 2
    progress.clear()
    assert stream.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (754, "12:34"), (3_723, "1:02:03")])
def test_a_duration_is_told_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text
