"""How compiled policies are kept as data: one file, of which a rule is decoded when it is asked for.

The file is MessagePack: no pickle, no code. It says for which policy files and which engine it was made, and carries
a digest of its own content: a file that is cut short, that something else wrote, or that is older is not read.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

import msgspec

from fielato.digest import of_bytes
from fielato.model.variables import SubjectKind, Variable
from fielato.rules import held
from fielato.rules.declaration import Definition, Gate, Instrument, Pack, Profile, Rule
from fielato.rules.pack import CompiledDefinition, CompiledRule, Policies
from fielato.rules.stored_tree import from_data, to_data
from fielato.rules.syntax import Expression, Node

FORMAT: Final = "fielato compiled policies 1"
"""Begins every file; counted up when the shape of what follows changes."""

ItemT = TypeVar("ItemT")


class _File(msgspec.Struct, array_like=True, frozen=True):
    format: str
    key: str
    digest: str
    content: memoryview  # a part of what was read: nothing is copied


class _Condition(msgspec.Struct, array_like=True, frozen=True):
    text: str
    tree: list[Any]
    definitions: tuple[str, ...]
    variables: tuple[str, ...]
    depth: int


class _Rule(msgspec.Struct, array_like=True, frozen=True):
    rule: Rule
    file: str
    when: _Condition
    require: _Condition


class _Definition(msgspec.Struct, array_like=True, frozen=True):
    definition: Definition
    pack: str
    file: str
    condition: _Condition


class _Content(msgspec.Struct, array_like=True, frozen=True):
    """What a file holds; each entry of a table is decoded by itself."""

    digest: str
    packs: dict[str, msgspec.Raw]
    rules: dict[str, msgspec.Raw]
    definitions: dict[str, msgspec.Raw]
    instruments: dict[str, msgspec.Raw]
    gates: dict[str, msgspec.Raw]
    profiles: dict[str, msgspec.Raw]
    facts: dict[str, msgspec.Raw]
    programs: dict[SubjectKind, bytes]


def to_bytes(policies: Policies, key: str) -> bytes:
    """Write policies as a file that is valid for a key."""
    content = msgspec.msgpack.encode(
        _Content(
            digest=policies.digest,
            packs=_encoded(policies.packs),
            rules=_encoded({rule_id: _rule(one) for rule_id, one in policies.rules.items()}),
            definitions=_encoded({name: _definition(one) for name, one in policies.definitions.items()}),
            instruments=_encoded(policies.instruments),
            gates=_encoded(policies.gates),
            profiles=_encoded(policies.profiles),
            facts=_encoded(policies.facts),
            programs={kind: held.to_bytes(one) for kind, one in policies.held.items()},
        )
    )
    return msgspec.msgpack.encode(_File(FORMAT, key, of_bytes(content), memoryview(content)))


def from_bytes(data: bytes, key: str, files: Mapping[str, bytes]) -> Policies | None:
    """Read policies again, made from these files; None where the file is not whole, or not valid for the key."""
    try:
        file = msgspec.msgpack.decode(data, type=_File)
        if (file.format, file.key, file.digest) != (FORMAT, key, of_bytes(file.content)):
            return None
        content = msgspec.msgpack.decode(file.content, type=_Content)
    except msgspec.DecodeError:
        return None
    return _Reader(content).policies(files)


def _encoded(table: Mapping[str, Any]) -> dict[str, msgspec.Raw]:
    return {name: msgspec.Raw(msgspec.msgpack.encode(item)) for name, item in table.items()}


def _rule(one: CompiledRule) -> _Rule:
    return _Rule(one.rule, one.file, _condition(one.when), _condition(one.require))


def _definition(one: CompiledDefinition) -> _Definition:
    return _Definition(one.definition, one.pack, one.file, _condition(one.condition))


def _condition(one: Expression) -> _Condition:
    return _Condition(one.text, to_data(one.node), one.definitions, one.variables, one.depth)


class _Reader:
    """Reads the entries of one file; a definition's tree is one object, whoever refers to it."""

    def __init__(self, content: _Content) -> None:
        self._content = content
        self._definitions = Lazy(content.definitions, self._definition)

    def policies(self, files: Mapping[str, bytes]) -> Policies:
        content = self._content
        return Policies(
            packs=_records(content.packs, Pack),
            rules=Lazy(content.rules, self._rule),
            definitions=self._definitions,
            instruments=_records(content.instruments, Instrument),
            gates=_records(content.gates, Gate),
            profiles=_records(content.profiles, Profile),
            facts=_records(content.facts, Variable),
            files=files,
            digest=content.digest,
            programs=content.programs,
        )

    def _rule(self, rule_id: str, data: msgspec.Raw) -> CompiledRule:
        kept = msgspec.msgpack.decode(data, type=_Rule)
        return CompiledRule(rule_id, kept.rule, kept.file, self._expression(kept.when), self._expression(kept.require))

    def _definition(self, _name: str, data: msgspec.Raw) -> CompiledDefinition:
        kept = msgspec.msgpack.decode(data, type=_Definition)
        return CompiledDefinition(kept.definition, kept.pack, kept.file, self._expression(kept.condition))

    def _expression(self, kept: _Condition) -> Expression:
        tree = from_data(kept.tree, self._body)
        return Expression(kept.text, tree, kept.definitions, kept.variables, kept.depth)

    def _body(self, name: str) -> Node:
        return self._definitions[name].condition.node


def _records(table: Mapping[str, msgspec.Raw], record: type[ItemT]) -> Mapping[str, ItemT]:
    return Lazy(table, lambda _, data: msgspec.msgpack.decode(data, type=record))


class Lazy(Mapping[str, ItemT], Generic[ItemT]):
    """A table whose entries are decoded when they are asked for, each once."""

    def __init__(self, table: Mapping[str, msgspec.Raw], read: Callable[[str, msgspec.Raw], ItemT]) -> None:
        self._table = table
        self._read = read
        self._known: dict[str, ItemT] = {}

    def __getitem__(self, name: str) -> ItemT:
        if name not in self._known:
            self._known[name] = self._read(name, self._table[name])
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._table

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)
