"""What names stand for in one instance of a module, and which resources it creates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import structs

from fielato.importers.found import Harvest, Said
from fielato.importers.notes import filled
from fielato.importers.places import Spot
from fielato.importers.resources import Path, Reference, Resource, Unknown
from fielato.importers.terraform import notes, providers
from fielato.importers.terraform.blocks import Values
from fielato.importers.terraform.expressions import evaluate, references
from fielato.importers.terraform.functions import MISSING
from fielato.importers.terraform.hcl import Attribute, Block, Node, word
from fielato.importers.terraform.modules import Module
from fielato.importers.terraform.naming import resource_name
from fielato.importers.terraform.providers import Configured
from fielato.importers.terraform.steps import SPLAT, Bindings, Steps, follow, pairs
from fielato.model.origin import Location, Origin

Given = Mapping[str, tuple[Attribute, "Scope | None", Bindings]]
"""The inputs of a module, with the scope in which each is written; none for those of `.tfvars`."""
_MOST: Final = 32
"""The most instances of one block that are told apart."""
_DEEPEST: Final = 20
"""How many names may lead one to another."""


class Scope:
    """One instance of a module."""

    def __init__(
        self, module: Module, given: Given, prefix: str = "", configured: Mapping[str, Configured] | None = None
    ) -> None:
        self.module = module
        self.prefix = prefix
        """What the addresses of its resources begin with, such as `module.rag.`."""
        self.children: dict[str, dict[object, Scope]] = {}
        """The modules that it calls, by name and key of `count` or `for_each`."""
        self._given = given
        self._known: dict[tuple[str, str], object] = {}
        self._open: set[tuple[str, str]] = set()
        self._inherited = configured or {}

    # Names

    def named(self, root: str, steps: Steps, bindings: Bindings) -> object:
        """What `root.step.step` stands for."""
        first = steps[0] if steps and isinstance(steps[0], str) else ""
        if root in _OF_THE_TOOL:
            return Unknown(_OF_THE_TOOL[root])
        if root == "data":
            return self._data(steps)
        if root == "module":
            return self._output(first, steps[1:])
        if root in {"var", "local"}:
            return follow(self._once((root, first), self._variable if root == "var" else self._local), steps[1:])
        return self._resource(root, first, steps[1:], bindings)

    def _once(self, key: tuple[str, str], find: Callable[[str], object]) -> object:
        """The value of a name, worked out once."""
        if key in self._open or len(self._open) > _DEEPEST:
            return Unknown(notes.CYCLE)
        if key not in self._known:
            self._open.add(key)
            found = find(key[1])
            self._known[key] = found if _size(found, _LARGEST) < _LARGEST else Unknown(notes.EXPRESSION)
            self._open.discard(key)
        return self._known[key]

    def _variable(self, name: str) -> object:
        declared = self.module.variables.get(name)
        if name in self._given:
            attribute, scope, bindings = self._given[name]
            return evaluate(attribute.node, scope or self, bindings)
        default = declared.body.attributes.get("default") if declared is not None else None
        if default is None:
            return Unknown(filled(notes.NO_DEFAULT, name=name))
        return evaluate(default.node, self, {})

    def _local(self, name: str) -> object:
        attribute = self.module.locals.get(name)
        return MISSING if attribute is None else evaluate(attribute.node, self, {})

    def _data(self, steps: Steps) -> object:
        if steps[:1] == ["aws_region"] and len(steps) > len(_CURRENT) and steps[-1] in {"name", "id", "region"}:
            region = self.provider("aws").region
            return region.value if isinstance(region, Said) else region
        name = ".".join(str(step) for step in ("data", *steps[:2]) if isinstance(step, str))
        return Unknown(filled(notes.DATA_SOURCE, name=name))

    def _output(self, name: str, steps: Steps) -> object:
        children = self.children.get(name)
        if children is None:
            return Unknown(filled(notes.FROM_MODULE, name=name))
        if None not in children and steps:
            index, steps = steps[0], steps[1:]
            if index is SPLAT:
                return [child.output(steps) for child in children.values()]
            child = children.get(index) if isinstance(index, str | int) else None
        else:
            child = children.get(None)
        return child.output(steps) if child is not None else Unknown(notes.EACH)

    def output(self, steps: Steps) -> object:
        """The value of an output of this module."""
        block = self.module.outputs.get(str(steps[0])) if steps else None
        value = block.body.attributes.get("value") if block is not None else None
        if value is None:
            return MISSING
        found = self._once(("output", str(steps[0])), lambda _: evaluate(value.node, self, {}))
        return follow(found, steps[1:])

    def _resource(self, type_: str, name: str, steps: Steps, bindings: Bindings) -> object:
        address = f"{type_}.{name}"
        block = self.module.resources.get(address)
        index = ""
        if steps and not isinstance(steps[0], str):
            index = f"[{steps[0]}]" if isinstance(steps[0], int) else ""
            steps = steps[1:]
        elif block is not None and "for_each" in block.body.attributes and steps:
            index, steps = f'["{steps[0]}"]', steps[1:]
        there = Reference(f"{self.prefix}{address}{index}", ".".join(str(one) for one in steps if isinstance(one, str)))
        attribute = block.body.attributes.get(str(steps[0])) if block is not None and steps else None
        if block is None or attribute is None or bindings or set(block.body.attributes) & _REPEATED:
            return there
        value = self._once((address, str(steps[0])), lambda _: evaluate(attribute.node, self, {}))
        return there if isinstance(value, Unknown | Reference) else follow(value, steps[1:])

    # Providers

    def provider(self, key: str) -> Configured:
        """The provider of a name and alias."""
        name = key.partition(".")[0]
        block = self.module.providers.get(key)
        if block is None:
            return self._inherited.get(key) or providers.unset(name, key)
        for argument in providers.REGION.get(name, ()):
            attribute = block.body.attributes.get(argument)
            if attribute is not None:
                value = evaluate(attribute.node, self, {})
                if isinstance(value, str) and value:
                    return Configured(name, Said(value, _origin(attribute.at, f"provider.{key}")))
                return Configured(name, value) if isinstance(value, Unknown) else providers.open_(name, key)
        return providers.unset(name, key)

    def handed_down(self, call: Block) -> dict[str, Configured]:
        """The providers that a module is called with: those that are named, else the default ones of the caller."""
        defaults = {**self._inherited, **{key: self.provider(key) for key in self.module.providers}}
        found = {key: one for key, one in defaults.items() if "." not in key}
        mapping = call.body.attributes.get("providers")
        for inner, outer in _provider_names(mapping.node if mapping is not None else None):
            found[inner] = self.provider(outer)
        return found

    # Resources

    def instances(self, block: Block, harvest: Harvest) -> Iterator[tuple[object, Bindings]]:
        """The keys of the instances of a block with what `count` and `each` stand for; None where it has no key."""
        address = f"{self.prefix}{'module.' if block.type == 'module' else ''}{'.'.join(block.labels)}"
        count, each = (block.body.attributes.get(name) for name in ("count", "for_each"))
        if count is not None:
            number = evaluate(count.node, self, {})
            if isinstance(number, int) and number <= _MOST:
                yield from ((index, {"count": {"index": index}}) for index in range(number))
                return
            yield None, {"count": {"index": Unknown(notes.EACH)}}
            self._many(number, address, count, harvest)
        elif each is not None:
            value = evaluate(each.node, self, {})
            items = pairs(value)
            if items is not None and len(items) <= _MOST:
                yield from ((str(key), {"each": {"key": key, "value": one}}) for key, one in items)
                return
            yield None, {"each": {"key": Unknown(notes.EACH), "value": Unknown(notes.EACH)}}
            self._many(value, address, each, harvest)
        else:
            yield None, {}

    def _many(self, value: object, address: str, attribute: Attribute, harvest: Harvest) -> None:
        why = value.why if isinstance(value, Unknown) else notes.EACH
        harvest.note(notes.HOW_MANY, _origin(attribute.at, address), name=address, why=why)

    def resources(self, harvest: Harvest, wanted: Callable[[str], bool]) -> Iterator[Resource]:
        """The resources of this module itself; of types that are not wanted, without values."""
        for key, block in self.module.resources.items():
            for index, bindings in self.instances(block, harvest):
                address = f"{self.prefix}{key}{_index(index)}"
                yield self._made(block, address, index, bindings, wanted(block.labels[0]))

    def _made(self, block: Block, address: str, index: object, bindings: Bindings, wanted: bool) -> Resource:
        values = Values(block.body, self, bindings) if wanted else None

        def origin_of(path: Path) -> Origin:
            at = values.at(path)[0] if values is not None else None
            return _origin(at or block.at, address)

        def leading(path: Path) -> Sequence[Reference]:
            node = values.at(path)[1] if values is not None else None
            return list(self.leading(node, _DEEPEST)) if node is not None else ()

        written = block.body.attributes.get("provider")
        chosen = _provider_name(written.node) if written is not None else providers.of_type(block.labels[0])
        name = resource_name(block.labels[0], block.labels[1], self._path(), index)
        region = self.provider(chosen).region
        tree = values.tree if values is not None else {}
        return Resource("terraform", block.labels[0], address, name, tree, origin_of, region, leading)

    def _path(self) -> list[str]:
        inside = self.prefix.partition("module.")[2]
        return [part for part in inside.replace("module.", "").split(".") if part]

    def leading(self, node: Node, deepest: int) -> Iterator[Reference]:
        """The resources that an expression is made from, through locals, variables and outputs."""
        for root, steps in references(node) if deepest else ():
            first = str(steps[0]) if steps else ""
            if root == "local" and first in self.module.locals:
                yield from self.leading(self.module.locals[first].node, deepest - 1)
            elif root == "var" and first in self._given:
                attribute, scope, _ = self._given[first]
                if scope is not None:
                    yield from scope.leading(attribute.node, deepest - 1)
            elif root == "module":
                yield from self._leading_output(first, steps[1:], deepest)
            elif f"{root}.{first}" in self.module.resources:
                index = steps[1] if len(steps) > 1 and isinstance(steps[1], int) else None
                yield Reference(f"{self.prefix}{root}.{first}{_index(index)}", str(steps[-1]))

    def _leading_output(self, name: str, steps: Sequence[object], deepest: int) -> Iterator[Reference]:
        for child in self.children.get(name, {}).values():
            for step in steps[:2]:
                block = child.module.outputs.get(str(step))
                if block is not None and (value := block.body.attributes.get("value")) is not None:
                    yield from child.leading(value.node, deepest - 1)


_LARGEST: Final = 50_000
"""The characters and items that a named value may have: names that double one another grow without end."""
_CURRENT: Final = ("aws_region", "current")
_REPEATED: Final = frozenset({"count", "for_each"})
_OF_THE_TOOL: Final = {
    "each": notes.EACH,
    "count": notes.EACH,
    "terraform": notes.WORKSPACE,
    "path": notes.EXPRESSION,
    "self": notes.EXPRESSION,
}


def _size(value: object, most: int) -> int:
    """How large a value is, counted no further than asked."""
    if isinstance(value, str):
        return len(value) + 1
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    size = 1
    for item in items:
        if size >= most:
            break
        size += _size(item, most - size)
    return size


def _index(index: object) -> str:
    if index is None:
        return ""
    return f"[{index}]" if isinstance(index, int) else f'["{index}"]'


def _origin(at: Location, address: str) -> Origin:
    return Origin("observed", Spot(structs.replace(at, address=address)))


def _provider_names(node: Node) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for inner, outer in node.items():
            yield str(inner), _provider_name(outer)
    elif hasattr(node, "find_data"):
        for element in node.find_data("object_elem"):
            names = [part for part in element.children if not isinstance(part, str)]
            yield _provider_name(names[0]), _provider_name(names[-1])


def _provider_name(node: Node) -> str:
    """A provider's name and alias, as a bare name or as a text."""
    written = node if isinstance(node, str) else word(node)  # type: ignore[arg-type]
    return written.strip().strip('"').removeprefix("${").removesuffix("}")
