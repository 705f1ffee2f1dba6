"""Which importer reads a file: the one that is asked for, or the first that recognises the content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import Final

from fielato.errors import UsageError
from fielato.importers.interface import Importer, Source
from fielato.reading import hint_for

_STARTS: Final = (
    (re.compile(rb"\xff\xfe\0\0|[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\xfe\xff|\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"\xff\xfe|[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\xfe\xff|\0[^\0]"), "utf-16-be"),
)
"""How a file begins in encodings that are not read, with their mark or without."""


def detect(source: Source, importers: Sequence[Importer]) -> Importer | None:
    """The importer that recognises a file; None where none does."""
    plain = Source(source.file, _plain(source.data))
    return next((one for one in importers if one.claims(plain)), None)


def recognises(importer: Importer, source: Source) -> bool:
    """Whether a file is of an importer's format, by its content."""
    return importer.claims(Source(source.file, _plain(source.data)))


def _plain(data: bytes) -> bytes:
    """The text of a file in UTF-8 and with plain line ends, so that its reader says what is wrong with its encoding."""
    encoding = next((name for start, name in _STARTS if start.match(data)), "")
    if encoding:
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def named(name: str, importers: Sequence[Importer]) -> Importer:
    """The importer of this name; raises UsageError where there is none."""
    for one in importers:
        if one.name == name:
            return one
    names = [one.name for one in importers]
    raise UsageError(f"there is no format `{name}`; {hint_for(name, names, 'one of: ' + ', '.join(names))}")
