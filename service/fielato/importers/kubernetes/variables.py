"""The environment of a container: its own variables and those of the ConfigMaps and Secrets that it names."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from fielato.importers.addresses import is_unresolved
from fielato.importers.kubernetes import notes
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.node import Node
from fielato.importers.workload import Pair

_SOURCES = (
    ("configMapRef", "ConfigMap", notes.VARIABLES_ELSEWHERE),
    ("secretRef", "Secret", notes.SECRET_VARIABLES),
)
_REFERENCE = re.compile(r"\$\$|\$\((?P<name>[\w.-]+)\)")


def variables(container: Node, of: Object, run: Run) -> list[Pair]:
    """The variables that a container is given, the last of each name."""
    pairs: dict[str, Pair] = {}
    for source in container.at("envFrom").items():
        for pair in _of_source(source, of, run):
            pairs[pair[0]] = pair
    for entry in container.at("env").items():
        if name := entry.at("name").text:
            value, origin = _value(entry, of, run)
            pairs[name] = (name, None if value is None else _expanded(value, pairs), origin.origin)
    return list(pairs.values())


def _of_source(source: Node, of: Object, run: Run) -> Iterator[Pair]:
    prefix = source.at("prefix").text
    for entry, kind, elsewhere in _SOURCES:
        reference = source.at(entry, "name")
        if not reference.text:
            continue
        there = run.cluster.named(kind, of.namespace, reference.text)
        if there is None:
            run.harvest.note(elsewhere, reference.origin, name=of.name, reference=reference.text)
        else:
            yield from ((f"{prefix}{name}", value, at.origin) for name, value, at in _data(there))


def _data(of: Object) -> Iterator[tuple[str, str | None, Node]]:
    for name, at in of.root.at("data").entries():
        yield name, _decoded(at.text) if of.kind == "Secret" else at.text, at
    for name, at in of.root.at("stringData").entries():
        yield name, at.text, at


def _decoded(text: str) -> str | None:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def _value(entry: Node, of: Object, run: Run) -> tuple[str | None, Node]:
    if not entry.has("valueFrom"):
        return entry.at("value").text, entry.at("value")
    taken = entry.at("valueFrom")
    for field, kind in (("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")):
        there = run.cluster.named(kind, of.namespace, taken.at(field, "name").text)
        for name, value, at in _data(there) if there is not None else ():
            if name == taken.at(field, "key").text and value is not None and not is_unresolved(value):
                return value, at
    return None, taken


def _expanded(value: str, pairs: dict[str, Pair]) -> str:
    """With `$(NAME)` replaced by what was defined before, as the kubelet does."""

    def known(match: re.Match[str]) -> str:
        if match["name"] is None:
            return "$"
        before = pairs.get(match["name"])
        return before[1] if before is not None and before[1] is not None else match[0]

    return _REFERENCE.sub(known, value)
