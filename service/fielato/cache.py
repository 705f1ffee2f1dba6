"""Where what took long to make is kept for the next run: files in a folder of the user's own, none of them needed.

A folder that cannot be read or written is no folder: whatever is missing is made again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "FIELATO_CACHE"
"""The environment variable that names another folder, or says `off`."""
OFF: Final = "off"
MOST: Final = 16
"""Files that are kept; of more, the oldest are removed."""


def folder(environment: Mapping[str, str]) -> Path | None:
    """The folder that an environment means, else `fielato` in the user's cache folder; None where nothing is kept."""
    chosen = environment.get(VARIABLE, "")
    if chosen:
        return None if chosen == OFF else Path(chosen)
    caches = Path(environment.get("XDG_CACHE_HOME", ""))
    if not caches.is_absolute():  # as the XDG Base Directory Specification has it
        caches = Path(environment.get("HOME", "")) / ".cache"
    return caches / "fielato" if caches.is_absolute() else None


def read(place: Path | None, name: str) -> bytes | None:
    """The bytes that were kept under a name; None where there are none."""
    if place is None:
        return None
    try:
        return (place / name).read_bytes()
    except OSError:
        return None


def write(place: Path | None, name: str, data: bytes) -> None:
    """Keep bytes under a name, whole or not at all, and remove the oldest files where there are too many."""
    if place is None:
        return
    import tempfile  # takes longer to load than a file that is kept to read

    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place)
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(data)
            Path(draft).replace(place / name)
        except OSError:
            Path(draft).unlink()
            raise
        _prune(place)
    except OSError:
        return


def _prune(place: Path) -> None:
    files = sorted((path.stat().st_mtime_ns, path) for path in place.iterdir() if path.is_file())
    for _, path in files[:-MOST]:
        path.unlink(missing_ok=True)
