"""Where compiled policies come from: the wheel, the user's cache, or, where neither has them, the compiler."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from fielato import cache, digest
from fielato.rules import stored
from fielato.rules.pack import Policies, digest_of, load

_PACKAGE: Final = Path(__file__).parent
WHEEL: Final = "_compiled/policies.msgpack"
"""Where the wheel has the shipped policies compiled, below the package."""
_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_BLOCK: Final = 32 * 1024
"""More than nearly every policy file has."""


class Files(Mapping[str, bytes]):
    """Files by name, each read when it is asked for."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places
        self._known: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._known:
            self._known[name] = _bytes(self._places[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _bytes(path: str) -> bytes:
    """The bytes of a file. A start reads hundreds of small ones: a file object for each takes three times as long."""
    handle = os.open(path, _READING)
    try:
        return b"".join(iter(lambda: os.read(handle, _BLOCK), b""))
    finally:
        os.close(handle)


def policies(files: Mapping[str, bytes]) -> Policies:
    """The policies that files make: as they were compiled before, else compiled now and kept.

    Raises PolicyError with the problems of all files at once.
    """
    key = _key(files)
    name = f"policies-{digest.of_bytes(key.encode()).rpartition(':')[2]}.msgpack"
    place = cache.folder(os.environ)
    for folder, kept in ((_PACKAGE, WHEEL), (place, name)):
        data = cache.read(folder, kept)
        found = stored.from_bytes(data, key, files) if data is not None else None
        if found is not None:
            return found
    compiled = load(files)
    cache.write(place, name, stored.to_bytes(compiled, key))
    return compiled


def for_wheel(files: Mapping[str, bytes]) -> bytes:
    """The policies that files make, compiled and written as the wheel has them."""
    return stored.to_bytes(load(files), _key(files))


def _key(files: Mapping[str, bytes]) -> str:
    """Names the files and the code that compiles them: what another edition of either made is not used."""
    return f"{digest_of(files)} {_engine()}"


@functools.cache
def _engine() -> str:
    places: dict[str, str] = {}
    for folder in ("model", "rules"):
        places |= {f"{folder}/{name}": path for name, path in files_in(_PACKAGE / folder, ".py").items()}
    return digest.of_files(Files(places))


def files_in(folder: Path, ending: str) -> dict[str, str]:
    """The files of a folder by name, and where they lie, those whose names end in a way."""
    with os.scandir(folder) as entries:
        return {entry.name: entry.path for entry in entries if entry.name.endswith(ending)}
