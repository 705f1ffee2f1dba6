"""What an importer is: the bytes of a file in, deployments and registers out."""

from __future__ import annotations

from typing import Protocol

import msgspec

from fielato.model.manifest import Manifest, RegisterFile


class Imported(msgspec.Struct, frozen=True, eq=False):
    """What one file holds, in its order."""

    manifests: tuple[Manifest, ...] = ()
    registers: tuple[RegisterFile, ...] = ()


class Importer(Protocol):
    """Reads one format."""

    def imports(self, data: bytes, file: str) -> Imported:
        """Read a file.

        Raises InputError with every problem found, each at its place.
        """
