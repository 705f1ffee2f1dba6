"""Files to deployments and registers: one small module or package per format, all behind one interface.

What a file goes through, in this order:

1. `files`      which files of a folder are looked into; `native` reads those of Fielato itself
2. `interface`  what an importer is, and what it may look up; `detect`, which importer reads a file
3. `project`    which files make one deployment
4. the formats  `IMPORTERS` lists them: each says what its files show, as `found`, and what they leave open, as `notes`
5. `merging`    which of the things found are one and the same; `scopes`, what a bare host such as `redis` means where
6. `drafts`     a component with what is declared laid over what was observed
7. `assemble`   one deployment out of all that; `places`, where each of its values stands

What formats share:

- `node` is a value of a document with its place; `beside`, what lies around a file; `misread`, what tools make of `NO`
- `mistakes` tells the problems of several files together
- `addresses` are the hosts that a text names; `targets`, what an address leads to: ARN, resource id, bucket, host
- `workload` and `usage` are what variables, images and arguments say; `scripts`, command lines; `dotenv`, `.env` files
- `resources` is what types and fields of resources say; `templates`, what CloudFormation and ARM share beside that

How to add

- a format: a module or package here with a class of `interface.Importer`, its line in `IMPORTERS`, its dialect in
  `reading/dialects.py` if it is YAML, its ending in `files.SUFFIXES` if that is new, its tests and a whole example in
  `tests/importers`
- a resource type: a row in `seeds/importers/resource_types.csv` and one for each telling field in
  `resource_fields.csv` (`resources` explains the words); its service in `seeds/vendors/services.csv` if that is new
- an environment variable: a row in `seeds/importers/environment.csv` (`catalogue.recognised` explains the columns); an
  image is one in `images.csv`, a command line one in `commands.csv`
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
