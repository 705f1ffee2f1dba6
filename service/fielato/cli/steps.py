"""What a command tells on a terminal while it takes longer than people wait without wondering."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

PATIENCE: Final = 1.0
"""Seconds before the first word, and between two."""
_CLEAR: Final = "\r\x1b[K"


class Steps:
    """The step that a command is at, and how many of how many are done."""

    def __init__(self) -> None:
        self.text = ""

    def at(self, step: str, done: int = 0, total: int = 0) -> None:
        """The command begins a step."""
        self.text = f"{step} ({done + 1} of {total})" if total > 1 else step


@contextmanager
def telling(stream: TextIO, patience: float = PATIENCE) -> Iterator[Steps]:
    """Tell the step on a terminal, from when patience has run out until the end; a pipe stays quiet."""
    steps = Steps()
    if not stream.isatty():
        yield steps
        return
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(stream, steps, over, patience), daemon=True)
    teller.start()
    try:
        yield steps
    finally:
        over.set()
        teller.join()


def _tell(stream: TextIO, steps: Steps, over: threading.Event, patience: float) -> None:
    told = False
    while not over.wait(patience):
        if steps.text:
            stream.write(f"{_CLEAR}{steps.text} …")
            stream.flush()
            told = True
    if told:
        stream.write(_CLEAR)
        stream.flush()
