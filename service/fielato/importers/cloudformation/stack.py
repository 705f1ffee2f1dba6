"""What a CloudFormation template makes: its resources, and those of the stacks and applications inside it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from fielato.errors import InputError, Problem
from fielato.importers import beside
from fielato.importers.cloudformation import notes
from fielato.importers.cloudformation.sam import with_globals
from fielato.importers.cloudformation.scope import Scope, Shared, Site
from fielato.importers.cloudformation.tracing import trace
from fielato.importers.found import Harvest, Said
from fielato.importers.interface import Context
from fielato.importers.notes import TEMPLATE_ELSEWHERE
from fielato.importers.resources import Path
from fielato.importers.templates.partial import Value, get, is_known
from fielato.model.origin import Origin
from fielato.reading.document import Document

_DEEPEST: Final = 8
_MOST_REGIONS: Final = 40
_MOST: Final = 20_000
_NESTED: Final = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
"""The types whose resources are those of another template, and the property that says which."""
_STACK_SET: Final = "AWS::CloudFormation::StackSet"
_HARMLESS_MACROS: Final = frozenset(
    {"AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::SecretsManager-2020-07-23",
     "AWS::SecretsManager-2024-09-16"}
)  # fmt: skip
"""Those that are read here, or that add nothing that holds data."""


class Made(msgspec.Struct, frozen=True, eq=False):
    """A resource of a template, with the values of its properties."""

    type: str
    logical: str
    scope: Scope
    values: Mapping[str, Value]
    layers: tuple[Site, ...]
    """Where its properties are written: its own, then those that hold for all of its kind."""
    whole: Origin

    @property
    def address(self) -> str:
        """What it is called among those of the deployment."""
        return self.scope.address(self.logical)

    def origin_of(self, path: Path) -> Origin:
        """Where a value of its properties stands."""
        if not path:
            return self.whole
        found = [trace(layer, path) for layer in self.layers]
        site, steps = max(found, key=lambda one: one[1], default=(None, 0))
        return self.whole if site is None or not steps else site.origin


class Reading:
    """The reading of all templates of one deployment."""

    def __init__(self, harvest: Harvest, context: Context) -> None:
        self._harvest = harvest
        self._context = context
        self._inside: set[str] = set()
        self._beside: dict[str, Document | None] = {}
        self._count = 0
        self.shared = Shared()
        self.problems: list[Problem] = []

    def _around(self, file: str) -> Said | None:
        """The region that is declared for the stacks of a file."""
        around = self._context.around(file, "aws")
        return around.said("region") if around is not None else None

    def scope(self, document: Document, prefix: str, file: str, region: Said | None = None) -> Scope | None:
        """The scope of a template, if the document is one; adds what is wrong with it to the problems."""
        template = document.value
        if not isinstance(template, dict) or not isinstance(template.get("Resources"), dict):
            pointer = "/Resources" if isinstance(template, dict) and "Resources" in template else ""
            self.problems.append(document.problem(pointer, "a template has `Resources`, by logical id"))
            return None
        scope = Scope(document, self.shared, prefix, region or self._around(file))
        for name in scope.section("Outputs"):
            exported = scope.value(get(scope.section("Outputs")[name], "Export", "Name"))
            site = scope.site("Outputs", name, "Value")
            if isinstance(exported, str) and is_known(exported) and site is not None:
                self.shared.exports.setdefault(exported, site)
        return scope

    def made(self, scope: Scope, depth: int = 0) -> Iterator[Made]:
        """The resources of a template and of those inside it."""
        self._macros(scope)
        self._count += len(scope.section("Resources"))
        if self._count > _MOST:
            at = _origin(scope.site("Resources"), scope).location
            self.problems.append(at.problem(f"the stacks make more than {_MOST} resources: they are not read further"))
            return
        listed = [one for one in scope.section("Resources").items() if self._counts(scope, *one)]
        for logical, body in listed:
            if depth < _DEEPEST and get(body, "Type") in _NESTED:
                self._nest(scope, logical, body)
        for logical, body in listed:
            type_ = get(body, "Type")
            if type_ in _NESTED:
                yield from self._of_nested(scope, logical, depth)
            elif type_ == _STACK_SET:
                yield from self._of_stack_set(scope, logical, depth)
            elif isinstance(type_, str):
                yield _made(scope, logical, type_)

    def _macros(self, scope: Scope) -> None:
        named = scope.template.get("Transform")
        for index, one in enumerate(named if isinstance(named, list) else [named]):
            name = one if isinstance(one, str) else get(one, "Name") or get(one, "Fn::Transform", "Name")
            if isinstance(name, str) and name not in _HARMLESS_MACROS:
                site = scope.site("Transform", index) or scope.site("Transform")
                self._harvest.note(notes.MACRO, _origin(site, scope), name=name)

    def _counts(self, scope: Scope, logical: str, body: Value) -> bool:
        """Whether an entry of `Resources` is a resource that is made, as far as is known."""
        site = scope.site("Resources", logical)
        origin = _origin(site, scope)
        if logical.startswith("Fn::"):
            self._harvest.note(notes.MACRO, origin, name=logical)
            return False
        if not isinstance(body, dict) or not isinstance(body.get("Type"), str):
            at = origin.location
            self.problems.append(at.problem(f"the resource `{logical}` has no `Type`"))
            return False
        name = body.get("Condition")
        met = scope.condition(name) if isinstance(name, str) else True
        if met is not True and met is not False:
            condition = scope.site("Resources", logical, "Condition")
            self._harvest.note(
                notes.UNSURE, _origin(condition, scope), name=scope.address(logical), condition=str(name)
            )
        return met is not False

    # Templates inside

    def _nest(self, scope: Scope, logical: str, body: Value) -> None:
        properties = scope.site("Resources", logical, "Properties")
        path = _local(scope, body)
        document = self._document(path) if path and path not in scope.above else None
        if document is None or properties is None:
            return
        inner = self.scope(document, f"{scope.address(logical)}/", path, scope.stated_region)
        if inner is None:
            return
        self._inside.add(path)
        given = properties.below("Parameters")
        if given is not None and isinstance(given.raw, Mapping):
            inner.given = {name: site for name in given.raw if (site := given.below(name)) is not None}
        inner.above = (*scope.above, path)
        scope.nested[logical] = inner

    def _document(self, path: str) -> Document | None:
        if path not in self._beside:
            self._beside[path] = self._parsed(path)
        return self._beside[path]

    def _parsed(self, path: str) -> Document | None:
        from fielato.reading import read_as
        from fielato.reading.dialects import CLOUDFORMATION

        data = self._context.files.get(path)
        if data is None:
            return None
        try:
            documents = read_as(data, path, CLOUDFORMATION)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        return documents[0] if documents else None

    def is_inside(self, file: str) -> bool:
        """Whether a file was read as a template of a stack in another."""
        return posixpath.normpath(file) in self._inside

    def _of_nested(self, scope: Scope, logical: str, depth: int) -> Iterator[Made]:
        inner = scope.nested.get(logical)
        if inner is not None:
            yield from self.made(inner, depth + 1)
            return
        property_ = _NESTED[str(get(scope.section("Resources")[logical], "Type"))]
        site = scope.site("Resources", logical, "Properties", property_) or scope.site("Resources", logical)
        value = scope.value(site.raw) if site is not None else None
        shown = value if isinstance(value, str) else "…"
        origin = _origin(site, scope)
        self._harvest.note(TEMPLATE_ELSEWHERE, origin, name=scope.address(logical), template=shown)
        self._harvest.not_recognised(str(get(scope.section("Resources")[logical], "Type")), origin)

    def _of_stack_set(self, scope: Scope, logical: str, depth: int) -> Iterator[Made]:
        regions = list(_regions(scope, logical))
        body = scope.site("Resources", logical, "Properties", "TemplateBody")
        inner = self._inline(body) if body is not None and depth < _DEEPEST else None
        if inner is not None and regions:
            for region, origin in regions[:_MOST_REGIONS]:
                one = self.scope(inner, f"{scope.address(logical)}[{region}]/", inner.file, Said(region, origin))
                if one is not None:
                    yield from self.made(one, depth + 1)
            return
        origin = _origin(scope.site("Resources", logical), scope)
        at = regions[0][1] if regions else origin
        name = scope.address(logical)
        if regions:
            listed = ", ".join(region for region, _ in regions)
            self._harvest.note(notes.STACK_SET, at, name=name, regions=listed)
        else:
            self._harvest.note(notes.STACK_SET_ANYWHERE, at, name=name)
        self._harvest.not_recognised(_STACK_SET, origin)

    def _inline(self, body: Site) -> Document | None:
        from fielato.reading import read_text_as
        from fielato.reading.dialects import CLOUDFORMATION

        try:
            documents = read_text_as(body.scope.document, body.pointer, CLOUDFORMATION)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        return documents[0] if documents and isinstance(get(documents[0].value, "Resources"), dict) else None


def _made(scope: Scope, logical: str, type_: str) -> Made:
    raw, layers = with_globals(scope, logical, type_)
    values = scope.value(raw)
    whole = _origin(scope.site("Resources", logical), scope)
    return Made(type_, logical, scope, values if isinstance(values, dict) else {}, layers, whole)


def _origin(site: Site | None, scope: Scope) -> Origin:
    return site.origin if site is not None else Origin("observed", scope.places, "")


def _local(scope: Scope, body: Value) -> str:
    """The path of the template of a nested stack, if it may lie beside this one."""
    metadata = get(body, "Metadata", "aws:asset:path")
    property_ = _NESTED[str(get(body, "Type"))]
    written = metadata or scope.value(get(body, "Properties", property_))
    if not isinstance(written, str) or not is_known(written) or re.match(r"[a-z][a-z0-9+.-]*://", written):
        return ""
    return beside.path(scope.places.file, written)


def _regions(scope: Scope, logical: str) -> Iterator[tuple[str, Origin]]:
    groups = scope.site("Resources", logical, "Properties", "StackInstancesGroup")
    count = len(groups.raw) if groups is not None and isinstance(groups.raw, list) else 0
    for group in range(count):
        site = scope.site("Resources", logical, "Properties", "StackInstancesGroup", group, "Regions")
        value = scope.value(site.raw) if site is not None else None
        for index, region in enumerate(value if isinstance(value, list) else ()):
            if site is not None and isinstance(region, str) and is_known(region):
                yield region, trace(site, (index,))[0].origin
