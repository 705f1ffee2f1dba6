"""The files that make one Compose project, what interpolation fills in, and each service with what it extends."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from fielato.errors import InputError
from fielato.importers import beside
from fielato.importers.compose import notes
from fielato.importers.dotenv import Variable, interpolated, variables
from fielato.importers.found import Harvest
from fielato.importers.node import Node, node
from fielato.importers.places import Spot
from fielato.model.origin import Location, Origin
from fielato.reading import read_as
from fielato.reading.dialects import COMPOSE

BASES: Final = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
OVERRIDES: Final = tuple(name.replace("compose.", "compose.override.") for name in BASES)
"""What `docker compose` lays over the base by itself."""
_SECTIONS: Final = frozenset({"services", "include", "volumes", "networks", "configs", "secrets", "models"})
"""One of which every Compose file has."""
_DEEPEST: Final = 10


class Value(msgspec.Struct, frozen=True):
    """A text after interpolation; where its value stands."""

    text: str
    """Unknown parts stay as `${NAME}`."""
    origin: Origin


class Files:
    """The files that may be read, by path."""

    def __init__(self, given: Mapping[str, bytes], others: Mapping[str, bytes]) -> None:
        self._given = given
        self._others = others
        self._read: dict[str, Node | None] = {}
        self.extended: set[str] = set()
        """The files whose services others extend: what they hold is started by those."""

    def data(self, file: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        found = self._given.get(file)
        return found if found is not None else self._others.get(file)

    def root(self, file: str) -> Node | None:
        """The mapping that a Compose file holds; None where there is no such file, or it is empty."""
        if file not in self._read:
            data = self.data(file)
            self._read[file] = _root(data, file) if data is not None else None
        return self._read[file]


def _root(data: bytes, file: str) -> Node | None:
    documents = read_as(data, file, COMPOSE)
    for document in documents[:1]:
        root = node(document)
        problems = []
        if not isinstance(document.value, dict) or (document.value and not _SECTIONS & document.value.keys()):
            raise InputError(root.problem("this is no Compose file", "it begins with `services:`"))
        services = root.at("services")
        if services.value is not None and not isinstance(services.value, dict):
            problems.append(services.problem("`services` is no mapping", "write each service as `name: {image: …}`"))
        for name, service in services.entries():
            if not isinstance(service.value, dict):
                problems.append(service.problem(f"the service `{name}` is no mapping", "write `image:` or `build:`"))
        if problems:
            raise InputError(problems)
        return root
    return None


class Stack:
    """Files that are laid over one another, and the variables that fill them in."""

    def __init__(self, roots: Sequence[Node], project: str, files: Files, harvest: Harvest) -> None:
        self.roots = tuple(roots)
        self.project = project
        """The folder that stands for the project."""
        self.file = roots[0].places.file
        self.files = files
        self._harvest = harvest
        self._dotenv = beside.path(self.file, ".env")
        self._variables = variables(files.data(self._dotenv) or b"")

    def key(self, *parts: str) -> str:
        """A key of something that the project alone names."""
        return f"compose:{self.project}:{'/'.join(parts)}"

    # Values

    def variable(self, name: str) -> Value | None:
        """What `.env` gives a variable; None where it does not."""
        given = self._variables.get(name)
        return Value(given.value, in_file(self._dotenv, name, given)) if given is not None else None

    def read(self, value: Node) -> Value:
        """A text, filled in; it stands in `.env` if that gives the whole of it."""
        text = value.text
        if "$" not in text:
            return Value(text, value.origin)
        used: list[str] = []

        def lookup(name: str) -> str | None:
            given = self._variables.get(name)
            used.append(name) if given is not None else None
            return given.value if given is not None else None

        filled = interpolated(text, lookup)
        given = self.variable(used[0]) if len(set(used)) == 1 else None
        return Value(filled, given.origin if given is not None and given.text == filled else value.origin)

    # Services

    def services(self) -> Iterator[tuple[str, list[Node]]]:
        """Each service with its layers, what counts most last."""
        names = dict.fromkeys(name for root in self.roots for name, _ in root.at("services").entries())
        for name in names:
            yield name, self._layers(name, self.roots, 0)

    def _layers(self, name: str, roots: Sequence[Node], depth: int) -> list[Node]:
        found: list[Node] = []
        for root in roots:
            service = root.at("services", name)
            if service.value is None:
                continue
            extends = service.at("extends")
            if extends.value is not None and depth < _DEEPEST:
                found += self._extended(name, extends, root, depth)
            found.append(service)
        return found

    def _extended(self, name: str, extends: Node, root: Node, depth: int) -> list[Node]:
        other = extends.text or extends.at("service").text
        file = self.read(extends.at("file")).text
        base = self._base(beside.path(root.places.file, file)) if file else root
        if base is None:
            self._harvest.note(notes.FILE, extends.origin, file=file, name=name)
            return []
        layers = self._layers(other, [base], depth + 1)
        if not layers:
            self._harvest.note(notes.EXTENDS, extends.origin, name=name, service=other)
        return layers

    def _base(self, file: str) -> Node | None:
        self.files.extended.add(file)
        return self.files.root(file)


def in_file(file: str, name: str, given: Variable) -> Origin:
    """Seen in a file of variables."""
    return Origin("observed", Spot(Location(file, given.line, given.column, address=name)))


def stacks(sources: Sequence[str], files: Files, harvest: Harvest) -> Iterator[Stack]:
    """The projects of files: each folder's base with its override, others by themselves, and what they include."""
    taken: set[str] = set()
    for file in sorted(sources, key=_order):
        if file in taken or (file in files.extended and posixpath.basename(file) not in BASES):
            continue
        layers = [file]
        if posixpath.basename(file) in BASES:
            over = (beside.path(file, name) for name in OVERRIDES)
            layers += [one for one in over if files.data(one) is not None]
        taken |= set(layers)
        project = posixpath.dirname(file)
        roots = [root for one in layers if (root := files.root(one)) is not None]
        if roots:
            yield Stack(roots, project, files, harvest)
            yield from _included(roots, project, files, harvest, taken, 0)


def _order(file: str) -> tuple[str, bool, str]:
    name = posixpath.basename(file)
    return posixpath.dirname(file), name not in BASES, name


def _included(
    roots: Sequence[Node], project: str, files: Files, harvest: Harvest, taken: set[str], depth: int
) -> Iterator[Stack]:
    for root in roots:
        for include in root.at("include").each():
            paths = include.at("path").each() if isinstance(include.value, dict) else [include]
            for path in paths:
                file = beside.path(root.places.file, path.text)
                inner = files.root(file)
                if inner is None:
                    harvest.note(notes.FILE, path.origin, file=path.text, name="include")
                elif file not in taken and depth < _DEEPEST:
                    taken.add(file)
                    yield Stack([inner], project, files, harvest)
                    yield from _included([inner], project, files, harvest, taken, depth + 1)
