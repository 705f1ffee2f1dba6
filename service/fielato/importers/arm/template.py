"""Which resources an ARM template makes: conditions, copy loops, children, and the templates inside it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from fielato.errors import InputError
from fielato.importers.arm.expressions import is_expression
from fielato.importers.arm.scope import Scope
from fielato.importers.arm.site import Site
from fielato.importers.arm.tracing import trace
from fielato.importers.places import DocumentPlaces
from fielato.importers.resources import Path
from fielato.importers.templates.partial import Unsettled, Value, get, text_of
from fielato.model.origin import Origin

PARENT: Final = "parent"
"""The name under which the table finds the resource in which one lies, as its type and name tell."""
DEPLOYMENT: Final = "microsoft.resources/deployments"
_DEEPEST: Final = 20
_MOST: Final = 20_000

Load = Callable[[str], tuple[Mapping[str, Value], DocumentPlaces] | None]
"""Gives a template by its path; None where it cannot be read."""


class Made(msgspec.Struct, frozen=True, eq=False):
    """A resource of a template, worked out as far as the template allows."""

    type: str
    """With the types of those above it, as in `Microsoft.CognitiveServices/accounts/deployments`."""
    name: str
    """With the names of those above it; partly unknown at times."""
    symbol: str
    """What the template calls it; empty in templates without symbolic names."""
    site: Site
    values: Mapping[str, Value]
    existing: bool = False
    """Whether the template only uses it."""
    unsure: bool = False
    """Whether it hangs on a condition that is not known."""
    many: bool = False
    """Whether it stands for a number of its kind that is not known, or large."""
    missing: str = ""
    """Of a deployment: where its template is, if that could not be read."""

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.site.scope.shared.key(self.type, self.name)

    def origin_of(self, path: Path) -> Origin:
        """Where a value stands; where the location of the resource group is taken, where that is declared."""
        site = trace(self.site, *(("name",) if path[:1] == (PARENT,) else path))
        declared = site.scope.shared.location_origin
        if path and declared is not None and _is_group_location(site.raw) and site.scope.own_group:
            return declared
        return site.origin


def resources(scope: Scope, load: Load) -> list[Made]:
    """All resources of a template and those inside it, in order."""
    return list(_Walk(load).every(scope.site.below("resources"), scope, "", "", 0))


class _Walk:
    """One walk through a template."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._count = 0

    def every(self, site: Site, scope: Scope, type_: str, name: str, depth: int) -> Iterator[Made]:
        """The resources that are written at a site, which belong to the resource of this type and name."""
        entries = _entries(site) if depth < _DEEPEST else []
        turns = [(symbol, one, turn) for symbol, one in entries for turn in _turns(one)]
        for symbol, one, turn in turns:
            self._register(symbol, one, turn, type_, name, scope)
        for symbol, one, turn in turns:
            yield from self._one(symbol, one, turn, type_, name, depth)

    def _counted(self, one: Site) -> None:
        self._count += 1
        if self._count > _MOST:
            at = one.origin.location
            raise InputError(at.problem(f"the template makes more than {_MOST} resources: it is not read any further"))

    def _register(self, symbol: str, one: Site, turn: Scope, type_: str, name: str, scope: Scope) -> None:
        self._counted(one)
        full, called = _names(one, turn, type_, name)
        if symbol:
            scope.symbols[symbol.lower()] = full, called
        if full.lower() == DEPLOYMENT and (inner := self._inner(one, turn)) is not None:
            scope.nested[called.lower()] = inner
            if symbol:
                scope.nested[symbol.lower()] = inner

    def _one(self, symbol: str, one: Site, turn: Scope, type_: str, name: str, depth: int) -> Iterator[Made]:
        condition = turn.value(get(one.raw, "condition"))
        if condition is False:
            return
        full, called = _names(one, turn, type_, name)
        site = Site(one.raw, one.pointer, turn)
        made: dict[str, Any] = {
            "existing": get(one.raw, "existing") is True,
            "unsure": condition is not None and condition is not True,
            "many": isinstance(get(one.raw, "copy"), dict) and turn.indexes.get("", 0) is None,
        }
        if full.lower() == DEPLOYMENT:
            yield from self._deployment(Made(full, called, symbol, site, {}, **made), depth)
            return
        raw = {key: value for key, value in _object(one.raw).items() if key.lower() not in {"resources", "copy"}}
        values = turn.value(raw)
        yield Made(full, called, symbol, site, values if isinstance(values, dict) else {}, **made)
        yield from (
            self.every(site.below("resources"), turn, full, called, depth + 1)
            if "resources" in _object(one.raw)
            else ()
        )

    def _deployment(self, resource: Made, depth: int) -> Iterator[Made]:
        scope = resource.site.scope
        properties = resource.site.below("properties")
        outer = not _is_inner(properties, scope)
        inner = None if outer else scope.nested.get(resource.name.lower()) or self._inner(resource.site, scope)
        template = properties.below("template")
        if inner is not None:
            yield from self.every(inner.site.below("resources"), inner, "", "", depth + 1)
        elif template.pointer != properties.pointer and isinstance(template.raw, Mapping):
            yield from self.every(template.below("resources"), scope, "", "", depth + 1)
        elif not resource.existing:
            yield msgspec.structs.replace(resource, missing=_link(properties, scope) or "…")

    def _inner(self, one: Site, turn: Scope) -> Scope | None:
        """The scope of the template of a deployment, unless it has none of its own or cannot be read."""
        properties = one.below("properties")
        if not _is_inner(properties, turn):
            return None
        template = properties.below("template")
        places = turn.places
        if isinstance(template.raw, Mapping) and template.pointer != properties.pointer:
            raw, pointer = template.raw, template.pointer
        else:
            loaded = self._load(posixpath.join(posixpath.dirname(turn.places.file), _link(properties, turn)))
            if loaded is None:
                return None
            raw, places, pointer = *loaded, ""
        group = turn.value(get(one.raw, "resourceGroup"))
        own = turn.own_group and (group is None or str(group) == "{group}")
        given = dict(_given(properties.below("parameters"), turn))
        return Scope(raw, pointer, places, turn.shared, given, own)


def _is_group_location(raw: Value) -> bool:
    return isinstance(raw, str) and raw.replace(" ", "").lower() == "[resourcegroup().location]"


def _entries(site: Site) -> list[tuple[str, Site]]:
    if isinstance(site.raw, list):
        return [("", site.below(at)) for at, one in enumerate(site.raw) if isinstance(one, dict)]
    if isinstance(site.raw, Mapping) and site.pointer.endswith("/resources"):
        return [(str(symbol), site.below(symbol)) for symbol, one in site.raw.items() if isinstance(one, dict)]
    return []


def _turns(one: Site) -> list[Scope]:
    loop = get(one.raw, "copy")
    return one.scope.copies(loop) if isinstance(loop, dict) else [one.scope]


def _names(one: Site, turn: Scope, type_: str, name: str) -> tuple[str, str]:
    own = str(text_of(turn.value(get(one.raw, "type"))) or "").partition("@")[0].strip("/")
    called = text_of(turn.value(get(one.raw, "name"))) or "…"
    if type_ and "." not in own.partition("/")[0]:
        return f"{type_}/{own}", f"{name}/{called}"
    return own, str(called)


def _is_inner(properties: Site, scope: Scope) -> bool:
    if isinstance(get(properties.raw, "templateLink"), dict):
        return True
    said = scope.value(get(properties.raw, "expressionEvaluationOptions", "scope"))
    return isinstance(said, str) and said.lower() == "inner"


def _link(properties: Site, scope: Scope) -> str:
    link = get(properties.raw, "templateLink")
    for name in ("relativePath", "uri", "id"):
        value = text_of(scope.value(get(link, name)))
        if value:
            return value
    return ""


def _given(parameters: Site, scope: Scope) -> Iterator[tuple[str, Site]]:
    for name, entry in _object(parameters.raw).items():
        site = Site(entry, parameters.below(name).pointer, scope)
        if isinstance(entry, str) and is_expression(entry):
            yield name, Site(f"[{entry[1:-1]}.value]", site.pointer, scope)
        elif isinstance(entry, dict) and "value" in entry:
            yield name, site.below("value")
        elif isinstance(entry, dict) and "reference" in entry:
            yield name, Site(Unsettled(f"parameters('{name}')"), site.pointer, scope)


def _object(raw: Value) -> Mapping[str, Value]:
    return raw if isinstance(raw, Mapping) else {}
