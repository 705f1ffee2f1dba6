"""What the body of a block comes to as values, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fielato.importers.resources import Path, Unknown
from fielato.importers.terraform import notes
from fielato.importers.terraform.expressions import Names, evaluate
from fielato.importers.terraform.hcl import Attribute, Block, Body, Node, parts, word
from fielato.importers.terraform.steps import Bindings, pairs
from fielato.model.origin import Location

META: Final = frozenset({"count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection"})
"""What Terraform itself reads of a resource."""


class Values:
    """The values of one body."""

    def __init__(self, body: Body, names: Names, bindings: Bindings) -> None:
        self._names = names
        self.where: dict[Path, Attribute | Block] = {}
        self.tree: dict[str, object] = self._body(body, bindings, ())

    def _body(self, body: Body, bindings: Bindings, at: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, attribute in body.attributes.items():
            if at or name not in META:
                self.where[*at, name] = attribute
                found[name] = evaluate(attribute.node, self._names, bindings)
        for block in body.blocks:
            if at or block.type not in META:
                for name, inner, content in self._contents(block, bindings):
                    self._block(found, name, block, inner, content, at)
        return found

    def _block(
        self, found: dict[str, object], name: str, block: Block, bindings: Bindings, content: Body, at: Path
    ) -> None:
        items = found.setdefault(name, [])
        if isinstance(items, list):
            here = (*at, name, len(items))
            self.where[here] = block
            items.append(None)
            items[-1] = self._body(content, bindings, here)

    def _contents(self, block: Block, bindings: Bindings) -> Iterator[tuple[str, Bindings, Body]]:
        """The name and body of a block; a dynamic one stands for as many as its collection has items."""
        if block.type != "dynamic" or not block.labels:
            yield block.type, bindings, block.body
            return
        name = block.labels[0]
        content = next(block.body.of("content"), None)
        collection = block.body.attributes.get("for_each")
        if content is None or collection is None:
            return
        iterator = block.body.attributes.get("iterator")
        called = word(parts(iterator.node)[0]) if iterator is not None and hasattr(iterator.node, "data") else name  # type: ignore[arg-type]
        items = pairs(evaluate(collection.node, self._names, bindings))
        for key, value in [(Unknown(notes.EACH), Unknown(notes.EACH))] if items is None else items:
            yield name, {**bindings, called: {"key": key, "value": value}}, content.body

    def at(self, path: Path) -> tuple[Location | None, Node]:
        """Where the value at a path stands and its expression; of what is not written out, what it is part of."""
        for length in range(len(path), 0, -1):
            found = self.where.get(path[:length])
            if isinstance(found, Attribute):
                return _inside(found, path[length:])
            if found is not None:
                return found.at, None
        return None, None


def _inside(attribute: Attribute, path: Path) -> tuple[Location, Node]:
    node, at = attribute.node, attribute.at
    for step in path:
        inner = _entry(node, step)
        if inner is None:
            break
        node = inner
        if hasattr(node, "meta"):
            at = Location(at.file, getattr(node.meta, "line", at.line), getattr(node.meta, "column", at.column))
    return at, node


def _entry(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(step))
    if isinstance(node, list):
        return node[step] if isinstance(step, int) and step < len(node) else None
    kind = getattr(node, "data", None)
    if kind == "expr_term":
        inner = parts(node)  # type: ignore[arg-type]
        return _entry(inner[0], step) if len(inner) == 1 else None
    if kind == "tuple":
        items = parts(node)  # type: ignore[arg-type]
        return items[step] if isinstance(step, int) and step < len(items) else None
    if kind == "object":
        for element in parts(node):  # type: ignore[arg-type]
            key, value = parts(element)
            if word(key).strip('"') == step:
                return value
    if kind == "function_call":
        inner = parts(node)  # type: ignore[arg-type]
        if word(inner[0]) in _WRAPPING and len(inner) > 1:
            return _entry(parts(inner[1])[0], step)
    return None


_WRAPPING: Final = frozenset({"jsonencode", "tomap", "sensitive", "nonsensitive"})
"""The functions whose result has the shape of their argument."""
