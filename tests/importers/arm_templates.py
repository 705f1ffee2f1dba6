"""How the tests of ARM read templates."""

from __future__ import annotations

import json

from tests.importers.harvests import Looked

from fielato import library
from fielato.importers.arm import ArmImporter
from fielato.importers.found import Harvest
from fielato.importers.interface import Around, Context, Source
from fielato.model.origin import Origin
from fielato.model.surroundings import Surroundings

SPAIN = Surroundings(provider="azure", region="spaincentral")
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def template(resources: object, **sections: object) -> str:
    """A template of resources, with further sections."""
    whole = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections, "resources": resources}
    return json.dumps(whole, indent=1)


def read(text: str, around: Surroundings | None = SPAIN, beside: dict[str, str] | None = None) -> Looked:
    """What a template holds; `beside` are the files beside it."""
    return read_files({"main.json": text}, around, beside)


def read_files(
    texts: dict[str, str], around: Surroundings | None = SPAIN, beside: dict[str, str] | None = None
) -> Looked:
    """What several templates of one deployment hold."""
    harvest = Harvest()
    declared = [] if around is None else [Around(around, Origin("declared"))]
    every = {**texts, **(beside or {})}
    context = Context(library.catalogue(), declared, {name: one.encode() for name, one in every.items()})
    ArmImporter().imports([Source(name, one.encode()) for name, one in texts.items()], harvest, context)
    return Looked(harvest, every)
