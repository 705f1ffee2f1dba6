"""What the values of a CloudFormation template are: parameters, conditions, mappings and functions.

Functions as in the CloudFormation template reference. Nothing fails: what cannot be worked out is unknown. The work on
one template, and its depth, are bounded.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from fielato.importers.cloudformation.functions import FUNCTIONS, NO_VALUE, PSEUDO, attribute_of, function_of
from fielato.importers.found import Said
from fielato.importers.places import DocumentPlaces
from fielato.importers.templates.partial import Unsettled, Value, get, leads
from fielato.model.origin import Origin
from fielato.reading import pointer as pointers
from fielato.reading.document import Document

_DEEPEST: Final = 120
_MOST: Final = 1_000_000
_LONGEST: Final = 100_000


class Site(msgspec.Struct, frozen=True, eq=False):
    """A value as it is written, its place, and the scope that gives it its meaning."""

    raw: Value
    pointer: str
    scope: Scope

    @property
    def origin(self) -> Origin:
        """Its place."""
        return Origin("observed", self.scope.places, self.pointer)

    def below(self, token: str | int) -> Site | None:
        """What is written one step below it."""
        if isinstance(self.raw, Mapping) and token in self.raw:
            return Site(self.raw[str(token)], self.pointer + pointers.join([token]), self.scope)
        if isinstance(self.raw, list) and isinstance(token, int) and 0 <= token < len(self.raw):
            return Site(self.raw[token], f"{self.pointer}/{token}", self.scope)
        return None


class Shared:
    """What the templates of one deployment share."""

    def __init__(self) -> None:
        self.depth = 0
        self.spent = 0
        self.exports: dict[str, Site] = {}
        """The values that other stacks may import, by name."""


class Scope:
    """The names that the functions of a template may use."""

    def __init__(
        self,
        document: Document,
        shared: Shared,
        prefix: str = "",
        region: Said | None = None,
    ) -> None:
        self.document = document
        self.template = document.value if isinstance(document.value, dict) else {}
        self.places = DocumentPlaces(document.file, document.places)
        self.shared = shared
        self.prefix = prefix
        """What the addresses of its resources begin with."""
        self.given: Mapping[str, Site] = {}
        """The values that the caller passes to parameters."""
        self.stated_region = region
        """The region in which the stack is made, if it is known, and from where."""
        self.above: tuple[str, ...] = (posixpath.normpath(document.file),)
        """The files of the templates in which this one stands, and its own."""
        self.nested: dict[str, Scope] = {}
        """The templates inside, by the logical id of their stack."""
        self._known: dict[tuple[str, str], Value] = {}
        self._busy: set[tuple[str, str]] = set()

    @property
    def region(self) -> str:
        """The region in which the stack is made; empty if it is not known."""
        return str(self.stated_region.value) if self.stated_region is not None else ""

    def section(self, name: str) -> Mapping[str, Value]:
        """A section of the template; empty where there is none."""
        found = self.template.get(name)
        return found if isinstance(found, Mapping) else {}

    def site(self, *path: str | int) -> Site | None:
        """What is written at a path of the template."""
        here: Site | None = Site(self.template, "", self)
        for token in path:
            here = None if here is None else here.below(token)
        return here

    def address(self, logical: str) -> str:
        """What a resource is called among those of the deployment."""
        return self.prefix + logical

    # Values

    def value(self, raw: Value) -> Value:
        """What a written value means; `NO_VALUE` where it is not there."""
        if not isinstance(raw, dict | list):
            return raw
        self.shared.spent += 1
        if self.shared.depth > _DEEPEST or self.shared.spent > _MOST:
            return Unsettled("…")
        self.shared.depth += 1
        try:
            if isinstance(raw, list):
                return [one for one in map(self.value, raw) if one is not NO_VALUE]
            if (function := function_of(raw)) is not None:
                return self._call(*function)
            pairs = ((name, self.value(one)) for name, one in raw.items())
            return {name: one for name, one in pairs if one is not NO_VALUE}
        finally:
            self.shared.depth -= 1

    def _call(self, name: str, raw: Value) -> Value:
        own = FUNCTIONS.get(name)
        if own is None:
            return Unsettled(name, tuple(leads(self.value(raw))))
        try:
            value = own(self, raw)
        except (TypeError, ValueError, LookupError, AttributeError):
            return Unsettled(name)
        return value if not isinstance(value, str) or len(value) < _LONGEST else Unsettled(name)

    def ref(self, raw: Value) -> Value:
        """The value of a parameter, a pseudo parameter or a resource."""
        name = str(raw)
        if name in PSEUDO:
            return PSEUDO[name](self)
        if name in self.section("Resources"):
            return Unsettled(name, (self.address(name),))
        return self._once("parameter", name, self._parameter)

    def _once(self, kind: str, name: str, find: Callable[[str], Value]) -> Value:
        key = (kind, name)
        if key not in self._known:
            if key in self._busy:
                return Unsettled(name)
            self._busy.add(key)
            self._known[key] = find(name)
            self._busy.discard(key)
        return self._known[key]

    def _parameter(self, name: str) -> Value:
        site = self.parameter(name)
        if site is None:
            return Unsettled(name)
        value = site.scope.value(site.raw)
        type_ = str(get(self.section("Parameters").get(name), "Type") or "")
        if isinstance(value, str) and type_.startswith(("List<", "CommaDelimitedList")):
            return [part.strip() for part in value.split(",")]
        return value

    def parameter(self, name: str) -> Site | None:
        """What is written for a parameter; None where it is given elsewhere, or kept secret."""
        declared = self.section("Parameters").get(name)
        if str(get(declared, "Type")).startswith("AWS::SSM::") or str(get(declared, "NoEcho")).lower() == "true":
            return None
        if name in self.given:
            return self.given[name]
        return self.site("Parameters", name, "Default")

    def condition(self, name: str) -> Value:
        """Whether a condition is met; unknown if it hangs on something that is."""
        raw = self.section("Conditions").get(name)
        return self._once("condition", name, lambda _: self._met(raw))

    def _met(self, raw: Value) -> Value:
        value = self.value(raw)
        return value if isinstance(value, bool) else Unsettled("Conditions")

    def get_att(self, raw: Value) -> Value:
        """An attribute of a resource, or an output of a nested stack."""
        logical, attribute = attribute_of(self, raw)
        inner = self.nested.get(logical)
        if inner is not None and attribute.startswith("Outputs."):
            site = inner.site("Outputs", attribute.removeprefix("Outputs."), "Value")
            if site is not None:
                return inner.output(attribute, site)
        return Unsettled(f"{logical}.{attribute}", (self.address(logical),))

    def output(self, name: str, site: Site) -> Value:
        """The value of an output, by its name and where it is written."""
        return self._once("output", name, lambda _: self.value(site.raw))

    def named(self, name: str) -> Value:
        """What `${name}` stands for in a text."""
        logical, point, attribute = name.partition(".")
        return self.get_att([logical, attribute]) if point else self.ref(name)
