"""Where results are written: a file that only grows and has one writer, or standard output."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from fielato.errors import UsageError


class Output(Protocol):
    """Takes the bytes of whole lines."""

    def write(self, lines: bytes) -> None:
        """Write the lines, all of them, so that they stay if the process ends."""


class Nowhere:
    """Where only the summary is wanted."""

    def write(self, lines: bytes) -> None:
        """Nothing is kept."""


class ToStream:
    """Standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, lines: bytes) -> None:
        """Write and flush."""
        try:
            self._stream.write(lines)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(f"cannot write to standard output: {error.strerror}") from error


class ToFile:
    """A file that this process alone writes."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it, as in every pipe and device."""
        found = os.fstat(self._descriptor)
        return not stat.S_ISREG(found.st_mode) or found.st_size == 0

    def cut(self, size: int) -> None:
        """Drop what stands after this many bytes."""
        os.ftruncate(self._descriptor, size)

    def write(self, lines: bytes) -> None:
        """Append."""
        rest = memoryview(lines)
        while rest:
            try:
                rest = rest[os.write(self._descriptor, rest) :]
            except OSError as error:
                raise UsageError(f"cannot write {self._path}: {error.strerror}") from error


@contextmanager
def to_file(path: Path) -> Iterator[ToFile]:
    """The file, made where it is missing; raises UsageError where it cannot be written or another run writes it."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    try:
        try:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"another run is writing {path}; wait for it, or choose another file") from None
        yield ToFile(path, descriptor)
    finally:
        os.close(descriptor)
