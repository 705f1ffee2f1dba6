"""CloudFormation and SAM."""

from .importer import CloudFormationImporter

__all__ = ["CloudFormationImporter"]
