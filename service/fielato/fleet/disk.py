"""How a file is read: no more of it than the reader's limit and one byte, so that a file too large is told as such."""

from __future__ import annotations

from pathlib import Path

from fielato.errors import InputError, Problem
from fielato.reading import DEFAULT


def read(path: Path) -> bytes:
    """The bytes of a file; raises InputError where it cannot be read."""
    try:
        with path.open("rb") as opened:
            return opened.read(DEFAULT.bytes + 1)
    except OSError as error:
        raise InputError(unreadable(str(path), error)) from None


def unreadable(path: str, error: OSError) -> Problem:
    """What the system says about a path that cannot be read."""
    return Problem(f"cannot be read: {error.strerror or error}", path)
