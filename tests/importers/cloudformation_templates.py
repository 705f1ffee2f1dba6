"""How the tests of CloudFormation read templates."""

from __future__ import annotations

from tests.importers.harvests import Looked

from fielato import library
from fielato.importers.cloudformation import CloudFormationImporter
from fielato.importers.found import Harvest
from fielato.importers.interface import Around, Context, Source
from fielato.model.origin import Origin
from fielato.model.surroundings import Surroundings

FRANKFURT = Surroundings(provider="aws", region="eu-central-1")


def read(text: str, around: Surroundings | None = FRANKFURT, **beside: str) -> Looked:
    """What a template holds; `beside` are the texts of files beside it, by name without `.yaml`."""
    return read_files({"stack.yaml": text}, around, {f"{name}.yaml": one for name, one in beside.items()})


def read_files(
    texts: dict[str, str], around: Surroundings | None = FRANKFURT, beside: dict[str, str] | None = None
) -> Looked:
    """What several templates of one deployment hold."""
    harvest = Harvest()
    declared = [] if around is None else [Around(around, Origin("declared"))]
    every = {**texts, **(beside or {})}
    context = Context(library.catalogue(), declared, {name: one.encode() for name, one in every.items()})
    CloudFormationImporter().imports([Source(name, one.encode()) for name, one in texts.items()], harvest, context)
    return Looked(harvest, every)


def properties(type_: str, lines: str, name: str = "It") -> str:
    """A template of one resource."""
    indented = "".join(f"      {line}\n" for line in lines.splitlines())
    return f"Resources:\n  {name}:\n    Type: {type_}\n    Properties:\n{indented}"
