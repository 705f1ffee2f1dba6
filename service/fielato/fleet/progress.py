"""How a run tells how it goes: one line on a terminal with counts, rate and an estimate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TextIO

from fielato.fleet.run import Course

EVERY: Final = 0.2
"""Seconds between two drawings."""
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """Draws the course of a run over itself."""

    def __init__(self, stream: TextIO, total: int | None, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._total = total
        self._clock = clock
        self._begun = clock()
        self._drawn = self._begun - EVERY

    def draw(self, course: Course) -> None:
        """Draw, if the last drawing is not too fresh."""
        now = self._clock()
        if now - self._drawn >= EVERY:
            self._drawn = now
            self._stream.write(_CLEAR + told(course, self._total, now - self._begun))
            self._stream.flush()

    def clear(self) -> None:
        """Leave nothing behind."""
        self._stream.write(_CLEAR)
        self._stream.flush()


def told(course: Course, total: int | None, seconds: float) -> str:
    """The line: manifests so far, how much of all bytes, the rate, and the time that is left at this rate."""
    parts = [f"{course.tally.lines:,} manifests"]
    done = course.skipped + course.size
    if total and course.size:
        parts.append(f"{min(done / total, 1):.0%}")
    parts.extend(rate(course, seconds))
    if total and course.size:
        parts.append(f"about {clock(seconds * max(total - done, 0) / course.size)} left")
    return " · ".join(parts)


def rate(course: Course, seconds: float) -> list[str]:
    """Manifests and components per second of this run."""
    if seconds <= 0:
        return []
    return [f"{course.lines / seconds:,.0f} manifests/s", f"{course.components / seconds:,.0f} components/s"]


def clock(seconds: float) -> str:
    """A duration as 0:07, 12:34 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
