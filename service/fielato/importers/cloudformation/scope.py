"""What the values of a CloudFormation template are: parameters, conditions, functions; and where each stands.

Functions as in the CloudFormation template reference. Nothing fails: what cannot be worked out is unknown. The work on
one template, and its depth, are bounded.
"""

from __future__ import annotations

import base64
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from fielato.importers.found import Said
from fielato.importers.partial import Partly, Unknown, Value, get, is_known, joined, leads, text_of
from fielato.importers.places import DocumentPlaces
from fielato.model.origin import Origin
from fielato.reading import pointer as pointers
from fielato.reading.document import Document

_DEEPEST: Final = 120
_MOST: Final = 1_000_000
_LONGEST: Final = 100_000
_VARIABLE: Final = re.compile(r"\$\{(!?)\s*([^}]*?)\s*\}")
REGION: Final = "AWS::Region"
NO_VALUE: Final = object()
"""What `AWS::NoValue` stands for: the property is not there."""


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
            return Unknown("…")
        self.shared.depth += 1
        try:
            if isinstance(raw, list):
                return [one for one in map(self.value, raw) if one is not NO_VALUE]
            if (function := _function(raw)) is not None:
                return self._call(*function)
            pairs = ((name, self.value(one)) for name, one in raw.items())
            return {name: one for name, one in pairs if one is not NO_VALUE}
        finally:
            self.shared.depth -= 1

    def _call(self, name: str, raw: Value) -> Value:
        own = _FUNCTIONS.get(name)
        if own is None:
            return Unknown(name, tuple(leads(self.value(raw))))
        try:
            value = own(self, raw)
        except (TypeError, ValueError, LookupError, AttributeError):
            return Unknown(name)
        return value if not isinstance(value, str) or len(value) < _LONGEST else Unknown(name)

    def ref(self, raw: Value) -> Value:
        """The value of a parameter, a pseudo parameter or a resource."""
        name = str(raw)
        if name in _PSEUDO:
            return _PSEUDO[name](self)
        if name in self.section("Resources"):
            return Unknown(name, (self.address(name),))
        return self._once("parameter", name, self._parameter)

    def _once(self, kind: str, name: str, find: Callable[[str], Value]) -> Value:
        key = (kind, name)
        if key not in self._known:
            if key in self._busy:
                return Unknown(name)
            self._busy.add(key)
            self._known[key] = find(name)
            self._busy.discard(key)
        return self._known[key]

    def _parameter(self, name: str) -> Value:
        site = self.parameter(name)
        if site is None:
            return Unknown(name)
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
        return value if isinstance(value, bool) else Unknown("Conditions")

    def get_att(self, raw: Value) -> Value:
        """An attribute of a resource, or an output of a nested stack."""
        logical, attribute = _attribute(self, raw)
        inner = self.nested.get(logical)
        if inner is not None and attribute.startswith("Outputs."):
            site = inner.site("Outputs", attribute.removeprefix("Outputs."), "Value")
            if site is not None:
                return inner.output(attribute, site)
        return Unknown(f"{logical}.{attribute}", (self.address(logical),))

    def output(self, name: str, site: Site) -> Value:
        """The value of an output, by its name and where it is written."""
        return self._once("output", name, lambda _: self.value(site.raw))

    def named(self, name: str) -> Value:
        """What `${name}` stands for in a text."""
        logical, point, attribute = name.partition(".")
        return self.get_att([logical, attribute]) if point else self.ref(name)

    # Where it stands


def trace(site: Site, path: Sequence[str | int]) -> tuple[Site, int]:
    """Where the literal behind a value below a written value stands, and how many steps of the path lead there."""
    here = settled(site)
    for done, token in enumerate(path):
        step = here.below(token)
        if step is None:
            return here, done
        here = settled(step)
    return here, len(path)


def settled(site: Site) -> Site:
    """A written value that only names another, followed to that."""
    for _ in range(_DEEPEST):
        function = _function(site.raw)
        further = None if function is None else _leads(site, *function)
        if further is None:
            return site
        site = further
    return site


def _leads(site: Site, name: str, raw: Value) -> Site | None:
    scope = site.scope
    if name == "Fn::Sub" and isinstance(raw, str) and (match := _VARIABLE.fullmatch(raw)) and not match[1]:
        name, raw = ("Fn::GetAtt", match[2].split(".", 1)) if "." in match[2] else ("Ref", match[2])
    if name == "Ref" and isinstance(raw, str):
        return scope.parameter(raw)
    if name == "Fn::If" and isinstance(raw, list) and len(raw) == 3:
        met = scope.condition(str(raw[0]))
        branch = site.below(name)
        return branch.below(1 if met else 2) if isinstance(met, bool) and branch is not None else None
    if name == "Fn::FindInMap" and isinstance(raw, list) and len(raw) >= 3:
        keys = [scope.value(one) for one in raw[:3]]
        known = [str(text_of(one)) for one in keys if is_known(one) and text_of(one) is not None]
        return scope.site("Mappings", *known) if len(known) == 3 else None
    if name == "Fn::GetAtt" and isinstance(raw, list) and raw and (inner := scope.nested.get(str(raw[0]))) is not None:
        return inner.site("Outputs", ".".join(str(one) for one in raw[1:]).removeprefix("Outputs."), "Value")
    return None


def _function(raw: Value) -> tuple[str, Value] | None:
    if isinstance(raw, dict) and len(raw) == 1:
        ((name, argument),) = raw.items()
        if name == "Ref" or name.startswith("Fn::") or (name == "Condition" and isinstance(argument, str)):
            return name, argument
    return None


def _attribute(scope: Scope, raw: Value) -> tuple[str, str]:
    if isinstance(raw, str):
        logical, _, attribute = raw.partition(".")
        return logical, attribute
    parts = [text_of(scope.value(one)) or "" for one in raw] if isinstance(raw, list) else [""]
    return parts[0], ".".join(parts[1:])


def _sub(scope: Scope, raw: Value) -> Value:
    form, own = (raw[0], raw[1]) if isinstance(raw, list) else (raw, {})
    parts: list[str] = []
    end = 0
    form = str(form)
    for match in _VARIABLE.finditer(form):
        parts.append(form[end : match.start()])
        end = match.end()
        if match[1]:
            parts.append(f"${{{match[2]}}}")
            continue
        value = scope.value(own[match[2]]) if match[2] in own else scope.named(match[2])
        parts.append(_text(value))
    return joined([*parts, form[end:]])


def _text(value: Value) -> str:
    text = text_of(value)
    if text is None:
        raise TypeError
    return text


def _join(scope: Scope, raw: Any) -> Value:
    separator, parts = raw
    items = scope.value(parts)
    if isinstance(items, Unknown):
        return items
    texts: list[str] = []
    for one in items if isinstance(items, list) else [items]:
        texts += [str(separator), _text(one)]
    return joined(texts[1:])


def _select(scope: Scope, raw: Any) -> Value:
    index, items = scope.value(raw[0]), scope.value(raw[1])
    if isinstance(items, list) and isinstance(index, str | int):
        return items[int(index)]
    return items if isinstance(items, Unknown) else Unknown("Fn::Select")


def _split(scope: Scope, raw: Any) -> Value:
    separator, text = str(raw[0]), scope.value(raw[1])
    if isinstance(text, Unknown):
        return text
    if isinstance(text, Partly):
        return Unknown("Fn::Split", text.leads)
    return str(text).split(separator)


def _if(scope: Scope, raw: Any) -> Value:
    name, then, otherwise = raw
    met = scope.condition(str(name))
    if isinstance(met, bool):
        return scope.value(then if met else otherwise)
    branches = scope.value(then), scope.value(otherwise)
    if branches[0] == branches[1]:
        return branches[0]
    return Unknown(f"Conditions.{name}", tuple(lead for one in branches for lead in leads(one)))


def _find_in_map(scope: Scope, raw: Any) -> Value:
    keys = [scope.value(one) for one in raw[:3]]
    if not all(is_known(one) for one in keys):
        return next((one for one in keys if isinstance(one, Unknown)), Unknown("Fn::FindInMap"))
    site = scope.site("Mappings", *(str(_text(one)) for one in keys))
    if site is None:
        return scope.value(get(raw, 3, "DefaultValue")) if len(raw) > 3 else Unknown("Fn::FindInMap")
    return scope.value(site.raw)


def _import_value(scope: Scope, raw: Value) -> Value:
    name = scope.value(raw)
    site = scope.shared.exports.get(name) if isinstance(name, str) else None
    return Unknown("Fn::ImportValue") if site is None else site.scope.value(site.raw)


def _base64(scope: Scope, raw: Value) -> Value:
    text = scope.value(raw)
    return base64.b64encode(text.encode()).decode() if type(text) is str else Unknown("Fn::Base64", tuple(leads(text)))


def _zones(scope: Scope, raw: Value) -> Value:
    region = scope.value(raw) or scope.region
    if not isinstance(region, str) or isinstance(region, Partly) or not region:
        return Unknown(REGION)
    return [f"{region}{letter}" for letter in "abc"]


def _equals(scope: Scope, raw: Any) -> Value:
    one, other = (scope.value(each) for each in raw)
    if not (is_known(one) and is_known(other)):
        return Unknown("Fn::Equals")
    return text_of(one) == text_of(other) if text_of(one) is not None else one == other


def _and(scope: Scope, raw: Any) -> Value:
    given = [scope.value(one) for one in raw]
    if any(one is False for one in given):
        return False
    return True if all(one is True for one in given) else Unknown("Fn::And")


def _or(scope: Scope, raw: Any) -> Value:
    given = [scope.value(one) for one in raw]
    if any(one is True for one in given):
        return True
    return False if all(one is False for one in given) else Unknown("Fn::Or")


def _not(scope: Scope, raw: Any) -> Value:
    (value,) = (scope.value(one) for one in raw)
    return (not value) if isinstance(value, bool) else Unknown("Fn::Not")


def _length(scope: Scope, raw: Value) -> Value:
    value = scope.value(raw)
    return len(value) if isinstance(value, list) else Unknown("Fn::Length")


def _partition(scope: Scope) -> Value:
    """What it is follows from the region, which is asked for by itself."""
    for start in ("cn-", "us-gov-"):
        if scope.region.startswith(start):
            return f"aws-{start[:-1]}"
    return "aws"


_PSEUDO: Final[Mapping[str, Callable[[Scope], Value]]] = {
    REGION: lambda scope: scope.region or Unknown(REGION),
    "AWS::Partition": _partition,
    "AWS::URLSuffix": lambda scope: "amazonaws.com.cn" if scope.region.startswith("cn-") else "amazonaws.com",
    "AWS::AccountId": lambda _: Partly("{AccountId}"),
    "AWS::StackName": lambda _: Partly("{StackName}"),
    "AWS::StackId": lambda _: Unknown("AWS::StackId"),
    "AWS::NotificationARNs": lambda _: Unknown("AWS::NotificationARNs"),
    "AWS::NoValue": lambda _: NO_VALUE,
}

_FUNCTIONS: Final[Mapping[str, Callable[[Scope, Value], Value]]] = {
    "Ref": Scope.ref,
    "Condition": lambda scope, raw: scope.condition(str(raw)),
    "Fn::GetAtt": Scope.get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::ImportValue": _import_value,
    "Fn::Base64": _base64,
    "Fn::GetAZs": _zones,
    "Fn::Equals": _equals,
    "Fn::And": _and,
    "Fn::Or": _or,
    "Fn::Not": _not,
    "Fn::Length": _length,
}
