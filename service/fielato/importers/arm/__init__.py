"""ARM templates."""

from .importer import ArmImporter

__all__ = ["ArmImporter"]
