"""When a fleet stops: Ctrl-C and SIGTERM take effect at once, but never in the middle of writing results."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class StoppedError(KeyboardInterrupt):
    """The user or the system asked for the end."""


class Stop:
    """Whether the end was asked for; inside `held`, asking has no effect until the block is left."""

    def __init__(self) -> None:
        self._asked = False
        self._held = True

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals over for the block; each time but the first they are ignored, for the end is under way."""
        before = {number: signal.signal(number, self._ask) for number in SIGNALS}
        self._held = False
        try:
            yield
        finally:
            self._held = True
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """A block that is finished before the end."""
        self._held = True
        yield
        self._held = False
        if self._asked:
            raise StoppedError

    def _ask(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        first = not self._asked
        self._asked = True
        if first and not self._held:
            raise StoppedError
