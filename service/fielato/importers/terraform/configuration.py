"""What the configuration inside a plan tells: where values come from, and in which region providers work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from fielato.catalogue import Catalogue
from fielato.importers.found import Said
from fielato.importers.places import Spot
from fielato.importers.resources import Path, Reference
from fielato.importers.terraform import providers
from fielato.importers.terraform.providers import Configured
from fielato.model.origin import Location, Origin
from fielato.reading import pointer

if TYPE_CHECKING:
    from fielato.importers.terraform.plan import Lines
    from fielato.reading.document import Document

Json = Mapping[str, object]
_STEP = re.compile(r"[^.\[]+|\[(?:\"(?:[^\"\\]|\\.)*\"|[^\]]*)\]")
_DEEPEST: Final = 20
"""How many variables and outputs may lead one to another."""


def mapping(value: object) -> Json:
    """A value as an object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """A value as a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


class Configuration:
    """The `configuration` of a plan, and the values of its root variables."""

    def __init__(self, document: Document, catalogue: Catalogue, lines: Lines | None) -> None:
        plan = mapping(document.value)
        configuration = mapping(plan.get("configuration"))
        self._root = mapping(configuration.get("root_module"))
        self._providers = mapping(configuration.get("provider_config"))
        self._variables = mapping(plan.get("variables"))
        self._file = document.file
        self._lines = lines
        self._catalogue = catalogue
        self._configured: dict[str, Configured] = {}
        self._resources: dict[tuple[str, ...], dict[str, Json]] = {}

    def resource(self, address: str) -> Resourced:
        """What is configured of the resource at an address."""
        at = parted(address)
        return Resourced(self, at, self._of_module(at.path).get(at.local, {}))

    def _of_module(self, path: tuple[str, ...]) -> dict[str, Json]:
        if path not in self._resources:
            found = (mapping(one) for one in listed(self.module(path).get("resources")))
            self._resources[path] = {str(one.get("address")): one for one in found}
        return self._resources[path]

    def module(self, path: tuple[str, ...]) -> Json:
        """The configuration of a module."""
        found = self._root
        for name in path:
            found = mapping(self.call(found, name).get("module"))
        return found

    def call(self, module: Json, name: str) -> Json:
        """What a module says of one that it calls."""
        return mapping(mapping(module.get("module_calls")).get(name))

    # Providers

    def provider(self, key: str, path: tuple[str, ...]) -> Configured:
        """The provider that a resource of a module names by its key."""
        if key not in self._configured:
            self._configured[key] = self._provider(key, path)
        return self._configured[key]

    def _provider(self, key: str, path: tuple[str, ...]) -> Configured:
        name = key.rpartition(":")[2]
        for length in range(len(path), -1, -1):
            if key not in self._providers:
                key = ".".join(f"module.{one}" for one in path[:length]) + f":{name}" if length else name
        found = mapping(self._providers.get(key))
        plain = str(found.get("name") or name.partition(".")[0])
        at = tuple(part for part in str(found.get("module_address") or "").split(".") if part and part != "module")
        for argument in providers.REGION.get(plain, ()):
            if argument in mapping(found.get("expressions")):
                return self._region(key, argument, at)
        return providers.unset(plain, name)

    def _region(self, key: str, argument: str, path: tuple[str, ...]) -> Configured:
        given = mapping(self._providers.get(key))
        expression = mapping(mapping(given.get("expressions")).get(argument))
        plain = key.rpartition(":")[2]
        name = str(given.get("name") or plain.partition(".")[0])
        constant = expression.get("constant_value")
        value = self._of_variable(expression, path) if constant is None else constant
        known = isinstance(value, str) and self._catalogue.region(providers.cloud(name), value) is not None
        if not isinstance(value, str) or not (known or value == constant):
            return providers.open_(name, plain)  # `"eu-${var.x}"` looks like `var.x`, but is no region then
        address = "".join(f"module.{one}." for one in path) + f"provider.{plain}"
        found = self._lines(address, (argument,)) if self._lines is not None else None
        place = pointer.join(("configuration", "provider_config", key, "expressions", argument))
        at = found or Location(self._file, 0, 0, place, address)
        return Configured(name, Said(value, Origin("observed", Spot(at))))

    def _of_variable(self, expression: Json, path: tuple[str, ...]) -> object:
        """The value of the variable that an expression names, if it names nothing else."""
        for _ in range(_DEEPEST):
            name = _only_variable(expression)
            if name is None:
                return None
            first, *rest = name
            if not path:
                return _under(mapping(self._variables.get(first)).get("value"), rest)
            module = self.module(path)
            given = mapping(self.call(self.module(path[:-1]), path[-1]).get("expressions")).get(first)
            if given is None:
                return _under(mapping(mapping(module.get("variables")).get(first)).get("default"), rest)
            expression, path = mapping(given), path[:-1]
            if "constant_value" in expression:
                return _under(expression["constant_value"], rest)
            if rest:
                return None
        return None

    # References

    def leading(self, names: Sequence[str], path: tuple[str, ...], prefix: str, deepest: int) -> Iterator[Reference]:
        """The resources that some names of a module lead to, through its variables and the outputs of others."""
        for name in names if deepest else ():
            steps = _STEP.findall(name)
            if not steps or any(other != name and other.startswith((f"{name}.", f"{name}[")) for other in names):
                continue  # a name stands again without its attribute
            if steps[0] == "var" and path and len(steps) > 1:
                call = mapping(self.call(self.module(path[:-1]), path[-1]).get("expressions"))
                above = prefix.rpartition("module.")[0]
                yield from self.leading(named(call.get(steps[1])), path[:-1], above, deepest - 1)
            elif steps[0] == "module" and len(steps) > 2:
                yield from self._output(steps, path, prefix, deepest)
            elif steps[0] not in _NO_RESOURCES and len(steps) > 1:
                index = steps[2] if len(steps) > 2 and steps[2].startswith("[") else ""
                attribute = steps[-1] if len(steps) > 2 and not steps[-1].startswith("[") else ""
                yield Reference(f"{prefix}{steps[0]}.{steps[1]}{index}", attribute)

    def _output(self, steps: list[str], path: tuple[str, ...], prefix: str, deepest: int) -> Iterator[Reference]:
        index = steps[2] if steps[2].startswith("[") else ""
        name = next((one for one in steps[2:] if not one.startswith("[")), "")
        inner = (*path, steps[1])
        output = mapping(mapping(self.module(inner).get("outputs")).get(name))
        names = named(output.get("expression"))
        yield from self.leading(names, inner, f"{prefix}module.{steps[1]}{index}.", deepest - 1)


class Resourced:
    """What is configured of one resource."""

    def __init__(self, configuration: Configuration, at: Address, given: Json) -> None:
        self._configuration = configuration
        self._at = at
        self._given = given
        self.expressions = mapping(given.get("expressions"))
        self.known = bool(given)
        """Whether the configuration speaks of it at all."""

    @property
    def provider(self) -> Configured | None:
        """The provider that creates it."""
        key = self._given.get("provider_config_key")
        return self._configuration.provider(key, self._at.path) if isinstance(key, str) else None

    def expression(self, at: Path) -> Json | None:
        """The expression of a value; None where the configuration has none."""
        found: object = self.expressions
        for step in at:
            if isinstance(found, dict) and ("references" in found or "constant_value" in found):
                return found
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step if len(found) > step else 0] if found else None
        return found if isinstance(found, dict) else None

    def names(self, at: Path) -> list[str]:
        """The names in the expression of a value."""
        return named(self.expression(at))

    def leading(self, at: Path) -> list[Reference]:
        """The resources that a value is made from."""
        return list(self._configuration.leading(self.names(at), self._at.path, self._at.prefix, _DEEPEST))


def _only_variable(expression: Json) -> list[str] | None:
    """The steps below `var` of the one variable that an expression names."""
    names = named(expression)
    if not names or not names[0].startswith("var.") or any(not names[0].startswith(one) for one in names):
        return None
    return names[0].split(".")[1:]


def _under(value: object, steps: Sequence[str]) -> object:
    for step in steps:
        value = mapping(value).get(step)
    return value


def named(expression: object) -> list[str]:
    """The names in an expression."""
    return [str(one) for one in listed(mapping(expression).get("references"))]


class Address(msgspec.Struct, frozen=True):
    """The address of a resource, taken apart."""

    path: tuple[str, ...]
    """The modules that it lies in, without their instances."""
    prefix: str
    """What the addresses in the same instance of the module begin with."""
    local: str
    """Inside its module, without the instance."""


def parted(address: str) -> Address:
    """Take the address of a resource apart."""
    steps = _STEP.findall(address)
    path: list[str] = []
    prefix = ""
    while len(steps) > 1 and steps[0] == "module":
        index = steps[2] if len(steps) > 2 and steps[2].startswith("[") else ""
        path.append(steps[1])
        prefix += f"module.{steps[1]}{index}."
        steps = steps[3 if index else 2 :]
    return Address(tuple(path), prefix, ".".join(step for step in steps if not step.startswith("[")))


_NO_RESOURCES: Final = frozenset({"var", "local", "data", "each", "count", "path", "terraform", "self", "module"})
