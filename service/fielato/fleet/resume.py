"""What an earlier run has finished: its results are held against the same inputs, and the rest is left to do."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

from fielato.errors import UsageError
from fielato.fleet.items import Item
from fielato.fleet.results import AnyLine, Assessed, Failed, Header, Refused, is_about
from fielato.fleet.tally import Tally


@dataclass(frozen=True, slots=True)
class Remaining:
    """Where an earlier run is taken up."""

    size: int
    """The bytes of the results that stay."""
    tally: Tally
    """What they come to."""
    skipped: int
    """The bytes of the items that they are about."""


def remaining(path: Path, header: Header, items: Iterator[tuple[int, Item]]) -> Remaining:
    """Go through the results and the items side by side; of `items`, what is left to do is left.

    The last item of an unfinished file is done again, since a file of several documents may have been cut between them.
    Raises UsageError where the results were made in another way or from other inputs.
    """
    tally = Tally()
    skipped = 0
    with path.open("rb") as stream:
        size = _past_header(stream, path, header)
        for group in _finished(stream, path):
            number, item = next(items, (0, None))
            if item is None or not all(is_about(line, number, item) for line in group.lines):
                place = group.lines[0].source
                where = f"{place.file}:{place.line}" if place.line else place.file
                raise UsageError(f"{path}: what was assessed as {where} has changed since, or its register; {_AGAIN}")
            for line in group.lines:
                tally.add(line)
            skipped += len(item.data)
            size = group.end
    return Remaining(size, tally, skipped)


_AGAIN = "remove the file to begin again, or choose another one"
_LINE = msgspec.json.Decoder(Assessed | Refused | Failed | Tally)


@dataclass(frozen=True, slots=True)
class _Group:
    """The lines of one item."""

    lines: tuple[AnyLine, ...]
    end: int
    """Where in the file the last of them ends."""


def _past_header(stream: BinaryIO, path: Path, header: Header) -> int:
    text = stream.readline()
    try:
        found = msgspec.json.decode(text, type=Header)
    except msgspec.MsgspecError:
        raise UsageError(f"{path}: this file holds no results of `fielato assess-many`; {_AGAIN}") from None
    names = Header.__struct_fields__
    differing = [name for name in names if getattr(found, name) != getattr(header, name)]
    if differing:
        told = "; ".join(f"{name}: {getattr(found, name)}, now {getattr(header, name)}" for name in differing)
        raise UsageError(f"{path}: these results were made in another way ({told}); {_AGAIN}")
    return len(text)


def _finished(stream: BinaryIO, path: Path) -> Iterator[_Group]:
    """The items that are finished for certain: all but the last, unless the summary follows it."""
    held: _Group | None = None
    for numbered, lines in itertools.groupby(_lines(stream, path), key=lambda one: _item(one[0])):
        if held is not None:
            yield held
        if numbered == 0:
            return
        group = list(lines)
        held = _Group(tuple(line for line, _ in group if not isinstance(line, Tally)), group[-1][1])


def _item(line: AnyLine | Tally) -> int:
    """The item that a line is about; 0 for the summary."""
    return 0 if isinstance(line, Tally) else line.item


def _lines(stream: BinaryIO, path: Path) -> Iterator[tuple[AnyLine | Tally, int]]:
    """Each whole line with its end; the last one may be cut."""
    end = stream.tell()
    for text in stream:
        if not text.endswith(b"\n"):
            return
        end += len(text)
        try:
            yield _LINE.decode(text), end
        except msgspec.MsgspecError:
            raise UsageError(f"{path}: a line of these results cannot be read; {_AGAIN}") from None
