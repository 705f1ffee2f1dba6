"""What the files of one folder define together: a module of Terraform, and which folders call which."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Final

from fielato.importers.terraform.hcl import Attribute, Block, Body

LOCAL: Final = ("./", "../")
"""How the source of a module in the same tree begins."""


class Module:
    """The blocks of the files of one folder."""

    def __init__(self, folder: str, bodies: Iterable[Body]) -> None:
        self.folder = folder
        self.variables: dict[str, Block] = {}
        self.locals: dict[str, Attribute] = {}
        self.outputs: dict[str, Block] = {}
        self.resources: dict[str, Block] = {}
        """By type and name, as `aws_s3_bucket.logs`."""
        self.calls: dict[str, Block] = {}
        self.providers: dict[str, Block] = {}
        """By name and alias, as `aws` or `aws.us`."""
        for body in bodies:
            for block in body.blocks:
                self._add(block)

    def _add(self, block: Block) -> None:
        name = ".".join(block.labels)
        if block.type == "locals":
            self.locals.update(block.body.attributes)
        elif block.type == "resource" and len(block.labels) == _LABELS_OF_RESOURCES:
            self.resources[name] = block
        elif block.type == "provider" and name:
            alias = block.body.attributes.get("alias")
            self.providers[f"{name}.{constant(alias)}" if alias is not None else name] = block
        elif name and (table := self._tables.get(block.type)) is not None:
            table[name] = block

    @property
    def _tables(self) -> Mapping[str, dict[str, Block]]:
        return {"variable": self.variables, "output": self.outputs, "module": self.calls}

    def folder_of(self, call: Block) -> str | None:
        """The folder of the module that a call names, if it lies in the same tree."""
        source = constant(call.body.attributes.get("source"))
        if not source.startswith(LOCAL):
            return None
        return posixpath.normpath(posixpath.join(self.folder, source))


_LABELS_OF_RESOURCES: Final = 2


def constant(attribute: Attribute | None) -> str:
    """The text of an attribute that is written out; empty for any other."""
    if attribute is None:
        return ""
    node = attribute.node
    if isinstance(node, str):
        return node
    if not hasattr(node, "scan_values"):
        return ""
    text = "".join(str(token) for token in node.scan_values(lambda _: True))
    return text.strip().strip('"') if "${" not in text else ""
