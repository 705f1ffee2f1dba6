"""What the values of an ARM template are: parameters, variables, copy loops and expressions.

Nothing fails: what cannot be worked out is unknown. The work on one template, and its depth, are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fielato.importers.arm import group
from fielato.importers.arm.expressions import (
    Call,
    Expression,
    Literal,
    NotAnExpressionError,
    is_expression,
    parse,
    plain,
)
from fielato.importers.arm.functions import call
from fielato.importers.arm.group import Shared
from fielato.importers.arm.site import Site
from fielato.importers.places import DocumentPlaces
from fielato.importers.templates.partial import Partly, Unsettled, Value, get
from fielato.importers.templates.partial import leads as led_to

_DEEPEST: Final = 120
_LARGEST: Final = 100_000
_MOST: Final = 3_000_000
MOST_COPIES: Final = 100
"""Up to which count a copy loop is gone through; a longer one stands for all by its first."""
_SECRET: Final = frozenset({"securestring", "secureobject"})


class Scope:
    """The names that expressions of a template may use."""

    def __init__(
        self,
        template: Mapping[str, Value],
        pointer: str,
        places: DocumentPlaces,
        shared: Shared,
        given: Mapping[str, Site] | None = None,
        own_group: bool = True,
    ) -> None:
        self.template = template
        self.pointer = pointer
        self.places = places
        self.shared = shared
        self.given = {name.lower(): site for name, site in (given or {}).items()}
        """The values that the caller passes to parameters."""
        self.own_group = own_group
        """Whether it goes to the resource group that the surroundings speak of."""
        self.indexes: Mapping[str, int | None] = {}
        """Of the copy loops around, by name; the innermost is called by the empty name too. None: any."""
        self.nested: dict[str, Scope] = {}
        """The templates inside, by the symbolic name and the name of their deployment, in lower case."""
        self.symbols: dict[str, tuple[str, str]] = {}
        """Type and name of the resources with a symbolic name."""
        self._known: dict[tuple[str, str], Value] = {}
        self._busy: set[tuple[str, str]] = set()

    @property
    def site(self) -> Site:
        """The template itself."""
        return Site(self.template, self.pointer, self)

    def at(self, name: str, index: int | None) -> Scope:
        """The same inside a copy loop."""
        view = Scope.__new__(Scope)
        view.__dict__.update(self.__dict__)
        view.indexes = {**self.indexes, name.lower(): index, "": index}
        return view

    # Values

    def value(self, raw: Value) -> Value:
        """What a written value means."""
        if isinstance(raw, str):
            return self._of_text(raw)
        if not isinstance(raw, dict | list):
            return raw
        if not self._enter():
            return Unsettled("…")
        try:
            if isinstance(raw, list):
                return [self.value(one) for one in raw]
            return dict(self._entries(raw))
        finally:
            self.shared.depth -= 1

    def _enter(self) -> bool:
        self.shared.spent += 1
        if self.shared.depth > _DEEPEST or self.shared.spent > _MOST:
            return False
        self.shared.depth += 1
        return True

    def _entries(self, raw: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
        for name, value in raw.items():
            if name == "copy" and (loops := loops_of(value)):
                for loop in loops:
                    yield str(loop["name"]), [scope.value(loop["input"]) for scope in self.copies(loop)]
            else:
                yield name, self.value(value)

    def copies(self, loop: Mapping[str, Value]) -> list[Scope]:
        """A scope for each turn of a copy loop; one that stands for all if their number is unknown or large."""
        name, count = str(loop.get("name", "")), self.value(loop.get("count"))
        if isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= MOST_COPIES:
            return [self.at(name, index) for index in range(count)]
        return [self.at(name, None)]

    def _of_text(self, text: str) -> Value:
        if not is_expression(text):
            return plain(text)
        try:
            return self.evaluate(parse(text))
        except NotAnExpressionError:
            return Unsettled("expression")

    def evaluate(self, tree: Expression) -> Value:
        """The value of an expression."""
        if isinstance(tree, Literal):
            return tree.value
        if not self._enter():
            return Unsettled("…")
        try:
            if isinstance(tree, Call):
                return self._bounded(self._call(tree))
            return self._entry(self.evaluate(tree.of), self.evaluate(tree.key))
        finally:
            self.shared.depth -= 1

    def _bounded(self, value: Value) -> Value:
        """The value, unless values made of values have grown beyond all measure."""
        if not isinstance(value, dict | list):
            return value
        waiting: list[tuple[Value, int]] = [(value, 0)]
        count = 0
        while waiting:
            one, depth = waiting.pop()
            inner: Sequence[Value] = (
                list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else ()
            )
            count += len(inner) + 1
            if count > _LARGEST or depth > _DEEPEST:
                self.shared.spent += count
                return Unsettled("…")
            waiting += [(each, depth + 1) for each in inner]
        self.shared.spent += count
        return value

    @staticmethod
    def _entry(value: Value, key: Value) -> Value:
        if isinstance(value, Unsettled):
            return Unsettled(f"{value.name}.{key}" if isinstance(key, str) else value.name, value.leads)
        if isinstance(value, Partly):
            return Unsettled(str(key), value.leads)
        if isinstance(key, Unsettled):
            return Unsettled(key.name, tuple(led_to(value)))
        return get(value, key) if isinstance(key, str | int) else Unsettled("[]")

    def _call(self, tree: Call) -> Value:
        own = getattr(self, f"_{tree.name}", None) if tree.name in _OWN else None
        if own is not None:
            return own(*tree.arguments)
        if tree.name in group.NAMED_IDS:
            return self._resource_id(tree)
        if tree.name == "if" and len(tree.arguments) == 3 and isinstance(met := self.evaluate(tree.arguments[0]), bool):
            return self.evaluate(tree.arguments[1 if met else 2])
        return call(tree.name, [self.evaluate(one) for one in tree.arguments])

    # Functions that hang on the template

    def _parameters(self, *arguments: Expression) -> Value:
        return self._named("parameters", arguments)

    def _variables(self, *arguments: Expression) -> Value:
        return self._named("variables", arguments)

    def _named(self, kind: str, arguments: tuple[Expression, ...]) -> Value:
        name = self.evaluate(arguments[0]) if arguments else None
        if not isinstance(name, str):
            return Unsettled(kind)
        key = (kind, name.lower())
        if key not in self._known:
            if key in self._busy:
                return Unsettled(f"{kind}('{name}')")
            self._busy.add(key)
            site = self.named(kind, name)
            self._known[key] = Unsettled(f"{kind}('{name}')") if site is None else site.scope.value(site.raw)
            self._busy.discard(key)
        return self._known[key]

    def named(self, kind: str, name: str) -> Site | None:
        """What is written for a parameter or variable; None where it is given elsewhere."""
        if kind == "variables":
            return self._variable(name)
        declared = self.site.below("parameters", name)
        declaration = declared.raw if isinstance(declared.raw, Mapping) else {}
        if str(declaration.get("type", "")).lower() in _SECRET:
            return None
        if (given := self.given.get(name.lower())) is not None:
            return given
        return declared.below("defaultValue") if "defaultValue" in declaration else None

    def _variable(self, name: str) -> Site | None:
        variables = self.site.below("variables")
        found = variables.below(name)
        if found.pointer != variables.pointer:
            return found
        for index, loop in enumerate(loops_of(get(variables.raw, "copy"))):
            if str(loop["name"]).lower() == name.lower():
                items = self.value({"copy": [loop]})
                return Site(get(items, name), f"{variables.pointer}/copy/{index}/input", self)
        return None

    def _copyindex(self, *arguments: Expression) -> Value:
        given = [self.evaluate(one) for one in arguments]
        name = given[0] if given and isinstance(given[0], str) else ""
        offset = next((one for one in given if isinstance(one, int)), 0)
        index = self.indexes.get(name.lower())
        return Unsettled("copyIndex()") if index is None else index + offset

    def _resourcegroup(self, *_: Expression) -> Value:
        return group.described(self.shared.location if self.own_group else "")

    def _subscription(self, *_: Expression) -> Value:
        return dict(group.SUBSCRIPTION)

    def _environment(self, *_: Expression) -> Value:
        return dict(group.PUBLIC_CLOUD)

    def _reference(self, *arguments: Expression) -> Value:
        target = self.evaluate(arguments[0]) if arguments else None
        inner = self.inner(target)
        if inner is not None:
            outputs = get(inner.template, "outputs")
            return {"outputs": inner.outputs() if isinstance(outputs, dict) else {}}
        symbol = self.symbols.get(target.lower()) if isinstance(target, str) else None
        if symbol is not None:
            return Unsettled(f"reference('{target}')", (self.shared.key(*symbol),))
        return Unsettled(f"reference({target!s:.80})", tuple(led_to(target)))

    def inner(self, target: Value) -> Scope | None:
        """The nested template whose deployment is called so."""
        if not isinstance(target, str):
            return None
        name = target.lower()
        inner = self.nested.get(name)
        return inner or (
            self.nested.get(name.rpartition("/")[2]) if "microsoft.resources/deployments/" in name else None
        )

    def outputs(self) -> Value:
        """The template's outputs, each as `{"value": …}`."""
        raw = get(self.template, "outputs")
        found: dict[str, Value] = {}
        for name, output in raw.items() if isinstance(raw, dict) else ():
            key = ("outputs", name)
            if key not in self._known:
                if key in self._busy:
                    found[name] = {"value": Unsettled(f"outputs.{name}")}
                    continue
                self._busy.add(key)
                self._known[key] = self.value(get(output, "value"))
                self._busy.discard(key)
            found[name] = {"value": self._known[key]}
        return found

    def _resource_id(self, tree: Call) -> Value:
        given = [self.evaluate(one) for one in tree.arguments]
        start = next(
            (at for at, one in enumerate(given) if isinstance(one, str) and "/" in one.strip("/") and "." in one), None
        )
        if start is None or any(isinstance(one, dict | list) for one in given[start:]):
            return Unsettled(f"{tree.name}()", tuple(led_to(given)))
        if tree.name == "extensionresourceid" and start == 0 and len(given) > 1 and str(given[0]).startswith("/"):
            start = 1
        type_, names = str(given[start]).strip("/"), [str(_shown(one)) for one in given[start + 1 :]]
        return group.resource_id(self.shared, type_, "/".join(names), group=tree.name == "resourceid")


_OWN: Final = frozenset(
    {"parameters", "variables", "copyindex", "resourcegroup", "subscription", "environment", "reference"}
)


def loops_of(value: Value) -> list[dict[str, Any]]:
    """The copy loops of properties or variables: a list of name, count and input."""
    if not isinstance(value, list):
        return []
    whole = [one for one in value if isinstance(one, dict) and {"name", "count", "input"} <= one.keys()]
    return whole if len(whole) == len(value) else []


def _shown(value: Value) -> Value:
    return f"${{{value.name}}}" if isinstance(value, Unsettled) else value
