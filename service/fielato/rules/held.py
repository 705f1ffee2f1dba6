"""The rules on one kind of subject in normal form, as data: what must be known of them before a text is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from fielato.rules.declaration import Period
from fielato.rules.normal import Atom, Clauses, Conditions, Form, normalise
from fielato.rules.stored_tree import from_data, to_data
from fielato.rules.values import UNKNOWN, Truth, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fielato.model.variables import SubjectKind
    from fielato.rules.pack import CompiledRule
    from fielato.rules.syntax import Node


class Held(msgspec.Struct, frozen=True, array_like=True):
    """One rule among those on its kind of subject."""

    id: str
    order: int
    """Its place among all rules."""
    in_force: Period


class HeldRules(msgspec.Struct, frozen=True):
    """The rules on one kind of subject."""

    rules: tuple[Held, ...]
    facts: tuple[str, ...]
    """Every fact that they read."""
    form: Form


def held(rules: Iterable[CompiledRule]) -> dict[SubjectKind, HeldRules]:
    """Bring rules into normal form, each kind of subject by itself."""
    kinds: dict[SubjectKind, list[tuple[int, CompiledRule]]] = {}
    for order, rule in enumerate(rules):
        kinds.setdefault(rule.rule.subject, []).append((order, rule))
    return {kind: _held(found) for kind, found in kinds.items()}


def _held(rules: list[tuple[int, CompiledRule]]) -> HeldRules:
    facts = dict.fromkeys(name for _, rule in rules for name in (*rule.when.variables, *rule.require.variables))
    return HeldRules(
        rules=tuple(Held(rule.id, order, rule.rule.in_force) for order, rule in rules),
        facts=tuple(facts),
        form=normalise((rule.when.node, rule.require.node) for _, rule in rules),
    )


class _Atom(msgspec.Struct, frozen=True, array_like=True):
    facts: tuple[str, ...]
    unasked: bool | None
    """None where it is unknown."""
    stratum: int
    tree: msgspec.Raw
    """Read when the atom is asked."""


class _Data(msgspec.Struct, frozen=True, array_like=True):
    rules: tuple[Held, ...]
    facts: tuple[str, ...]
    atoms: tuple[_Atom, ...]
    strata: tuple[Clauses, ...]
    conditions: tuple[Conditions, ...]
    types: dict[str, Type]


def to_bytes(rules: HeldRules) -> bytes:
    """Write them as MessagePack; definitions are written as their names."""
    form = rules.form
    atoms = tuple(map(_written, form.atoms))
    return msgspec.msgpack.encode(_Data(rules.rules, rules.facts, atoms, form.strata, form.rules, form.types))


def _written(atom: Atom) -> _Atom:
    tree = None if atom.stratum >= 0 else to_data(atom.node)
    unasked = None if atom.unasked is UNKNOWN else atom.unasked
    return _Atom(atom.facts, unasked, atom.stratum, msgspec.Raw(msgspec.msgpack.encode(tree)))


def from_bytes(data: bytes, definition: Callable[[str], Node]) -> HeldRules:
    """Read them again; `definition` gives the tree of a definition by its name."""
    found = msgspec.msgpack.decode(data, type=_Data)
    atoms = tuple(
        Atom(partial(_tree, one.tree, definition), one.facts, _truth(one.unasked), one.stratum) for one in found.atoms
    )
    return HeldRules(found.rules, found.facts, Form(atoms, found.strata, found.conditions, found.types))


def _truth(written: bool | None) -> Truth:
    return UNKNOWN if written is None else written


def _tree(data: msgspec.Raw, definition: Callable[[str], Node]) -> Node:
    tree: list[Any] = msgspec.msgpack.decode(data)
    return from_data(tree, definition)
