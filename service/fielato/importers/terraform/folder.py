"""What a folder of Terraform files deploys: its root modules with all that they call."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from fielato.errors import InputError, Problem
from fielato.importers import beside
from fielato.importers.found import Harvest
from fielato.importers.interface import Source
from fielato.importers.mistakes import Mistakes
from fielato.importers.places import Spot
from fielato.importers.resources import Resource
from fielato.importers.terraform import notes
from fielato.importers.terraform.hcl import VARIABLES, Attribute, Body, parse
from fielato.importers.terraform.modules import Module, constant
from fielato.importers.terraform.scope import Given, Scope
from fielato.model.origin import Location, Origin

_NAMED: Final = ("terraform.tfvars", "terraform.tfvars.json")
_DEEPEST: Final = 10
"""How many modules may call one another."""
_MOST: Final = 1000
"""The most instances of modules that are gone into."""


def read(sources: Iterable[Source]) -> dict[str, Body]:
    """The bodies of files by path; raises InputError with the mistakes of all of them."""
    bodies: dict[str, Body] = {}
    mistakes = Mistakes()
    for source in sources:
        with mistakes:
            if source.data.strip():
                bodies[source.file] = _parsed(source)
    mistakes.refuse()
    return bodies


def _parsed(source: Source) -> Body:
    try:
        return parse(source.data, source.file)
    except RecursionError:
        raise InputError(Problem(notes.TOO_DEEP, source.file, 1, 1)) from None


class Folder:
    """The modules of a tree of files."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._variables = {file: body for file, body in bodies.items() if file.endswith(VARIABLES)}
        by_folder: dict[str, list[Body]] = {}
        for file, body in bodies.items():
            if not file.endswith(VARIABLES):  # whoever names a file as one of Terraform's may call it what they like
                by_folder.setdefault(beside.folder(file), []).append(body)
        self.modules = {folder: Module(folder, found) for folder, found in by_folder.items()}

    def roots(self) -> list[str]:
        """The folders that no other one calls."""
        called = {module.folder_of(call) for module in self.modules.values() for call in module.calls.values()}
        return [folder for folder in self.modules if folder not in called]

    def scope(self, folder: str, prefix: str = "") -> Scope:
        """The root module of a folder, with the values that Terraform loads by itself."""
        return Scope(self.modules[folder], self._given(folder), prefix)

    def _given(self, folder: str) -> Given:
        named = [posixpath.join(folder, name) for name in _NAMED] if folder != "." else list(_NAMED)
        automatic = sorted(
            file
            for file in self._variables
            if beside.folder(file) == folder and ".auto.tfvars" in posixpath.basename(file)
        )
        found: dict[str, tuple[Attribute, Scope | None, Mapping[str, object]]] = {}
        for file in (*named, *automatic):
            if (body := self._variables.get(file)) is not None:
                found.update({name: (attribute, None, {}) for name, attribute in body.attributes.items()})
        return found

    def resources(self, scope: Scope, harvest: Harvest, wanted: Callable[[str], bool]) -> Iterator[Resource]:
        """All resources of a module and of those that it calls."""
        for one in list(islice(self._grown(scope, harvest, 0), _MOST)):
            yield from one.resources(harvest, wanted)

    def _grown(self, scope: Scope, harvest: Harvest, depth: int) -> Iterator[Scope]:
        """A module with all that it calls; what is called is there before anything is worked out."""
        yield scope
        for name, call in scope.module.calls.items():
            folder = scope.module.folder_of(call)
            address = f"{scope.prefix}module.{name}"
            origin = Origin("observed", Spot(Location(call.at.file, call.at.line, call.at.column, "", address)))
            if folder is None or folder not in self.modules or depth >= _DEEPEST:
                source = constant(call.body.attributes.get("source")) or "?"
                harvest.note(notes.MODULE_NOT_HERE, origin, name=address, source=source)
                harvest.not_recognised(f"module {source}", origin)
                continue
            children = scope.children.setdefault(name, {})
            for key, bindings in scope.instances(call, harvest):
                index = "" if key is None else f"[{key}]" if isinstance(key, int) else f'["{key}"]'
                given = {one: (value, scope, bindings) for one, value in call.body.attributes.items()}
                child = Scope(self.modules[folder], given, f"{address}{index}.", scope.handed_down(call))
                children[key] = child
                yield from self._grown(child, harvest, depth + 1)
