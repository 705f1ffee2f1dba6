"""What every part of the importer needs of one run: the objects, and where findings go."""

from __future__ import annotations

import msgspec

from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.kubernetes.objects import Cluster, Object
from fielato.importers.node import Node


class Run(msgspec.Struct, frozen=True, eq=False):
    """One call of the importer."""

    cluster: Cluster
    harvest: Harvest
    context: Context

    def component(self, of: Object, at: Node | None = None, part: str = "") -> Found:
        """Add the component of an object, or of one of its parts.

        A manifest that describes the same object again makes another component of the same key: the core says of both
        in what they differ.
        """
        key = f"{of.key}/{part}" if part else of.key
        name = f"{of.name}-{part}" if part else of.name
        origin = (at or of.root.at("metadata", "name")).origin
        before = self.harvest.with_key(key)
        if before is None:
            found = self.harvest.component(key, name, origin)
            found.scopes = [f"k8s:{of.namespace}"]
            return found
        again = self.harvest.component(f"{key}@{origin.location.file}:{origin.location.line}", name, origin)
        again.scopes = [f"k8s:{of.namespace}"]
        again.known_by(key)
        return again
