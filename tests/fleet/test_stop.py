"""Signals stop a run at once, but not in the middle of writing."""

from __future__ import annotations

import os
import signal

import pytest

from fielato.fleet.stop import SIGNALS, Stop, StoppedError

pytestmark = pytest.mark.slow


def _send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_stops_at_once(number: int) -> None:
    with pytest.raises(StoppedError), Stop().listening():
        _send(number)


def test_what_is_being_written_is_finished_first() -> None:
    written: list[str] = []
    stop = Stop()

    def write() -> None:
        with stop.listening():
            with stop.held():
                _send(signal.SIGINT)
                written.append("whole")
            written.append("too much")

    with pytest.raises(StoppedError):
        write()
    assert written == ["whole"]


def test_asking_again_does_not_break_the_end() -> None:
    ended: list[str] = []
    stop = Stop()

    def run() -> None:
        with stop.listening():
            try:
                _send(signal.SIGINT)
            finally:
                _send(signal.SIGINT)
                ended.append("in order")

    with pytest.raises(StoppedError):
        run()
    assert ended == ["in order"]


def test_afterwards_the_signals_mean_what_they_meant_before() -> None:
    before = [signal.getsignal(number) for number in SIGNALS]
    with Stop().listening():
        assert [signal.getsignal(number) for number in SIGNALS] != before
    assert [signal.getsignal(number) for number in SIGNALS] == before
