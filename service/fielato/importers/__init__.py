"""Bytes of a file to deployments and registers: one small module per format, all behind one function.

Fielato's own formats are the only ones yet; `interface.Importer` is the seam for the others.
"""

from .interface import Imported, Importer
from .native import NativeImporter

IMPORTERS: tuple[Importer, ...] = (NativeImporter(),)
"""Every importer."""

__all__ = ["IMPORTERS", "Imported", "Importer"]
