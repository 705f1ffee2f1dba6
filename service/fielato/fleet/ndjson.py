"""Which lines of an NDJSON stream are items; no line is held that is longer than the reader's limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from fielato.errors import InputError, Problem
from fielato.fleet.disk import unreadable
from fielato.fleet.items import Item
from fielato.fleet.registers import Governed
from fielato.reading import DEFAULT


def items(stream: BinaryIO, file: str, governed: Governed, most: int = DEFAULT.bytes) -> Iterator[Item]:
    """Every line that is not blank; one that is too long is an item with a problem.

    Raises InputError where the stream breaks.
    """
    for line, text in _lines(stream, file, most):
        if len(text) > most:
            problem = Problem(f"the line is longer than the limit of {most:,} bytes", file, line, hint="split it")
            yield Item(file, line, problems=(problem,))
        elif data := text.strip():
            yield Item(file, line, data, governed.register, governed.problems)


def _lines(stream: BinaryIO, file: str, most: int) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers; of a line that is too long, its beginning."""
    number = 0
    try:
        while text := stream.readline(most + 2):
            number += 1
            rest = text
            while not rest.endswith(b"\n") and (rest := stream.readline(most)):
                pass
            yield number, text.rstrip(b"\r\n")
    except OSError as error:
        raise InputError(unreadable(file, error)) from None
