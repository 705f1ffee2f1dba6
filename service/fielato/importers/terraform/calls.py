"""Which folders belong to a deployment: a folder with those of the modules that it calls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fielato.importers import beside
from fielato.importers.interface import Source

_SOURCE = re.compile(rb"""(?:^|[{,\n])[ \t]*"?source"?[ \t]*[=:][ \t]*"(\.\.?/[^"\n]*)\"""")


def called_folders(sources: Iterable[Source]) -> Mapping[str, frozenset[str]]:
    """By folder, the folders of the modules in the same tree that its files call, directly or through others."""
    direct: dict[str, set[str]] = {}
    for source in sources:
        folder = beside.folder(source.file)
        found = direct.setdefault(folder, set())
        if source.file.endswith((".tf", ".tf.json")):
            written = (match.decode(errors="replace") for match in _SOURCE.findall(source.data))
            found.update(beside.path(source.file, one) for one in written)
    return {folder: frozenset(_reached(folder, direct)) for folder in direct}


def _reached(folder: str, direct: Mapping[str, set[str]]) -> Iterable[str]:
    waiting, found = list(direct[folder]), set[str]()
    while waiting:
        one = waiting.pop()
        if one != folder and one in direct and one not in found:
            found.add(one)
            waiting.extend(direct[one])
    return found
