"""Which importer reads a file: the one that is asked for, or the first that recognises the content."""

from __future__ import annotations

from collections.abc import Sequence

from fielato.errors import UsageError
from fielato.importers.interface import Importer, Source
from fielato.reading import hint_for


def detect(source: Source, importers: Sequence[Importer]) -> Importer | None:
    """The importer that recognises a file; None where none does."""
    return next((one for one in importers if one.claims(source)), None)


def called(name: str, importers: Sequence[Importer]) -> Importer:
    """The importer of this name; raises UsageError where there is none."""
    for one in importers:
        if one.name == name:
            return one
    names = [one.name for one in importers]
    raise UsageError(f"there is no format `{name}`; {hint_for(name, names, 'one of: ' + ', '.join(names))}")
