"""What an importer is: the bytes of a file in, deployments and registers out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from fielato.model.manifest import Manifest, RegisterFile


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file holds, in its order."""

    manifests: tuple[Manifest, ...] = ()
    registers: tuple[RegisterFile, ...] = ()


class Importer(Protocol):
    """Reads one format."""

    def imports(self, data: bytes, file: str) -> Imported:
        """Read a file.

        Raises InputError with every problem found, each at its place.
        """
