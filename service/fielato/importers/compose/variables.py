"""The environment of a service: its files of variables first, then what it is given itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fielato.importers import beside
from fielato.importers.compose import notes
from fielato.importers.compose.project import Stack, Value, in_file
from fielato.importers.dotenv import variables
from fielato.importers.found import Harvest
from fielato.importers.node import Node
from fielato.importers.workload import Pair


def environment(name: str, layers: Sequence[Node], stack: Stack, harvest: Harvest) -> list[Pair]:
    """Every variable of a service with its value; None where whoever starts it gives the value."""
    found: dict[str, Pair] = {}
    for layer in layers:
        for pair in _from_files(name, layer, stack, harvest):
            found[pair[0]] = pair
    for layer in layers:
        for variable, value in _given(layer, stack):
            found[variable] = (variable, value.text if value.text is not None else None, value.origin)
        for variable, origin_of in _passed(layer):
            known = stack.variable(variable)
            found[variable] = (
                (variable, known.text, known.origin) if known is not None else (variable, None, origin_of.origin)
            )
    return list(found.values())


def _from_files(name: str, layer: Node, stack: Stack, harvest: Harvest) -> Iterator[Pair]:
    for one in layer.at("env_file").each():
        at = one.at("path") if isinstance(one.value, dict) else one
        written = stack.read(at).text
        file = beside.path(layer.places.file, written)
        data = stack.files.data(file)
        if data is None:
            if one.at("required").value is not False or not isinstance(one.value, dict):
                harvest.note(notes.FILE, at.origin, file=written, name=name)
            continue
        for variable, given in variables(data).items():
            yield variable, given.value, in_file(file, variable, given)


def _given(layer: Node, stack: Stack) -> Iterator[tuple[str, Value]]:
    """The variables with a value, of a mapping or a list."""
    environment_ = layer.at("environment")
    for name, value in environment_.entries():
        if value.value is not None:
            yield name, stack.read(value)
    for item in environment_.items():
        name, equals, _ = item.text.partition("=")
        if equals:
            filled = stack.read(item)
            yield name, Value(filled.text.partition("=")[2], filled.origin)


def _passed(layer: Node) -> Iterator[tuple[str, Node]]:
    """The variables that are handed on from whoever starts the project."""
    environment_ = layer.at("environment")
    for name, value in environment_.entries():
        if value.value is None:
            yield name, value
    for item in environment_.items():
        if item.text and "=" not in item.text:
            yield item.text, item
