"""Which answers a worker remembers: those it gave lately, in its memory alone, up to a bound of bytes."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from typing import Final

LARGEST: Final = 8
"""An answer that takes more than one part in so many of the bound is not kept: it would push out too many others."""
BESIDE: Final = 192
"""Bytes that a question and its answer take at most beside their own: two objects, and their place in the table."""


class Remembered:
    """The answers that were asked for most recently; any number of threads may ask at once."""

    def __init__(self, most: int) -> None:
        """Keep at most so many bytes, questions included; 0 keeps nothing."""
        self._most = most
        self._bytes = 0
        self._answers: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, question: bytes) -> bytes | None:
        """The answer that was given to this question, while it is remembered."""
        with self._lock:
            answer = self._answers.get(question)
            if answer is not None:
                self._answers.move_to_end(question)
        return answer

    def keep(self, question: bytes, answer: bytes) -> None:
        """Remember an answer, and forget those that nobody has asked for the longest until all fit."""
        size = _size(question, answer)
        if size * LARGEST > self._most:
            return
        with self._lock:
            before = self._answers.pop(question, None)  # another thread may have been asked the same
            self._bytes += size if before is None else size - _size(question, before)
            self._answers[question] = answer
            while self._bytes > self._most:
                self._bytes -= _size(*self._answers.popitem(last=False))


def question(*parts: bytes) -> bytes:
    """What stands for these parts: no other parts, and no other division of the same bytes, come to it."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def _size(question: bytes, answer: bytes) -> int:
    return len(question) + len(answer) + BESIDE
