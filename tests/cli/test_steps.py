"""A long command tells a terminal what it is at, and a pipe nothing."""

from __future__ import annotations

import io
import threading

from fielato.cli.steps import telling


class Terminal(io.StringIO):
    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        size = super().write(text)
        self.written.set()
        return size


def test_a_terminal_is_told_the_step_and_left_clean() -> None:
    terminal = Terminal()
    with telling(terminal, patience=0.001) as steps:
        steps.at("reading plan.json", 3, 20)
        assert terminal.written.wait(10)
    assert "reading plan.json (4 of 20) …" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_terminal_is_told_nothing_before_patience_has_run_out() -> None:
    terminal = Terminal()
    with telling(terminal, patience=60) as steps:
        steps.at("reading plan.json")
    assert terminal.getvalue() == ""


def test_a_pipe_stays_quiet() -> None:
    pipe = io.StringIO()
    before = threading.active_count()
    with telling(pipe, patience=0) as steps:
        steps.at("reading plan.json")
        assert threading.active_count() == before
    assert pipe.getvalue() == ""
