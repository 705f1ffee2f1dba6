"""Configuration that stands in a ConfigMap: that of a model gateway is read, and is that of the pod that mounts it."""

from __future__ import annotations

from typing import Final

from fielato.importers import beside
from fielato.importers.interface import Source
from fielato.importers.kubernetes import notes
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.litellm.importer import LitellmImporter, read_inside
from fielato.importers.node import Node, node
from fielato.reading.dialects import LITELLM
from fielato.reading.reader import read_text_as

_LITELLM: Final = LitellmImporter()


def config_map(of: Object, run: Run) -> None:
    """Read what configures a gateway; all else is read where a container names it."""
    for name, at in of.root.at("data").entries():
        if _LITELLM.claims(Source(name, at.text.encode())):
            _gateway(of, name, at, run)


def _gateway(of: Object, name: str, at: Node, run: Run) -> None:
    file = f"{at.places.file}#{of.namespace}/{of.name}/{name}"
    for document in read_text_as(at.document, at.pointer, LITELLM):
        read_inside(node(document), file, run.harvest, run.context)
    mounting = [run.harvest.with_key(key) for key in run.cluster.mounting(of.namespace, of.name)]
    match mounting:
        case [found] if found is not None:
            found.known_by(beside.file_key(file))
        case _:
            run.harvest.note(notes.CONFIGURATION, at.origin, reference=of.name)
