"""Files to deployments and registers: one small module or package per format, all behind one interface.

1. `interface`    what an importer is, and what it may look up
2. `found`        components, flows and notes as importers find them, each fact with its origin
3. `targets`      what an address in a file leads to: ARN, resource id, bucket, host
4. `places`       where a value stands in its file
5. `native`       Fielato's own documents; `files`, which files of a folder may hold one
6. the formats    one each: `IMPORTERS` lists them; `resources` and `workload` are what several of them share
7. `detect`       which importer reads a file
8. `merging`      which of the things found are one and the same
9. `drafts`       a component with what is declared laid over what was observed
10. `assemble`    one deployment out of all that
11. `project`     which files make one deployment
"""

import functools
import importlib
from typing import Final

from .interface import Imported, Importer, Source
from .native import NativeImporter

NATIVE: Final = NativeImporter()
"""Reads Fielato's own documents."""

IMPORTERS: Final = (
    ("helm", "HelmImporter"),
    ("kubernetes", "KubernetesImporter"),
    ("terraform", "TerraformImporter"),
    ("cloudformation", "CloudFormationImporter"),
    ("arm", "ArmImporter"),
    ("litellm", "LitellmImporter"),
    ("compose", "ComposeImporter"),
    ("skypilot", "SkypilotImporter"),
)
"""Every importer of another tool's files, as module and class: the first that recognises a file reads it."""


@functools.cache
def importers() -> tuple[Importer, ...]:
    """Every importer of another tool's files; loaded when a file is met that is not ours."""
    return tuple(getattr(importlib.import_module(f"{__name__}.{module}"), name)() for module, name in IMPORTERS)


__all__ = ["IMPORTERS", "NATIVE", "Imported", "Importer", "Source", "importers"]
