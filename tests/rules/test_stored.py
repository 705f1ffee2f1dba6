"""Compiled policies as data: what is read again is what was written, and nothing else is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from fielato import library
from fielato.rules import held, stored, stored_tree
from fielato.rules.compile import Compiler, Expression
from fielato.rules.pack import Policies, load
from fielato.rules.syntax import DefinitionRef, Matches, Node, walk

FILES = library.policy_files()
POLICIES = load(FILES)
DATA = stored.to_bytes(POLICIES, "key")


def everything(policies: Policies) -> dict[str, Any]:
    """All that policies hold, but for the files that they were made from."""
    tables = ("packs", "rules", "definitions", "instruments", "gates", "profiles", "facts")
    programs = {kind: held.to_bytes(one) for kind, one in policies.held.items()}
    return {name: dict(getattr(policies, name)) for name in tables} | {"digest": policies.digest, "held": programs}


def read() -> Policies:
    found = stored.from_bytes(DATA, "key", FILES)
    assert found is not None
    return found


def test_every_rule_and_definition_is_read_as_it_was_written() -> None:
    found = read()
    assert everything(found) == everything(POLICIES)
    assert [list(table) for table in (found.rules, found.definitions)] == [
        list(POLICIES.rules),
        list(POLICIES.definitions),
    ]
    assert found.cases == POLICIES.cases


def test_all_that_refer_to_a_definition_share_its_tree() -> None:
    found = read()
    conditions = [
        *(condition for rule in found.rules.values() for condition in (rule.when, rule.require)),
        *(definition.condition for definition in found.definitions.values()),
    ]
    references = [node for one in conditions for node in walk(one.node) if isinstance(node, DefinitionRef)]
    assert references
    assert all(node.body is found.definitions[node.name].condition.node for node in references)


def test_a_rule_is_decoded_when_it_is_asked_for_and_then_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[type] = []
    decode = msgspec.msgpack.decode

    def counting(data: Any, *, type: type = Any) -> Any:  # type: ignore[assignment]  # noqa: A002 - msgspec's name
        decoded.append(type)
        return decode(data, type=type)

    monkeypatch.setattr(msgspec.msgpack, "decode", counting)
    found = read()
    opened = len(decoded)
    assert len(found.rules) == len(POLICIES.rules)
    assert len(decoded) == opened
    rule = found.rules["gdpr/location-is-known"]
    assert len(decoded) > opened
    assert found.rules["gdpr/location-is-known"] is rule


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(DATA, "another key", id="for other files, or by another edition"),
        pytest.param(b"", "key", id="empty"),
        pytest.param(DATA[: len(DATA) // 2], "key", id="cut short"),
        pytest.param(DATA + b"\0", "key", id="too long"),
        pytest.param(b"PK\x03\x04", "key", id="of another kind"),
        pytest.param(msgspec.msgpack.encode(["fielato compiled policies 0", "key", "", b""]), "key", id="older"),
        pytest.param(msgspec.msgpack.encode([stored.FORMAT, "key", "sha256:0", b"\x90"]), "key", id="damaged"),
    ],
)
def test_what_is_not_whole_or_not_valid_is_not_read(data: bytes, key: str) -> None:
    assert stored.from_bytes(data, key, FILES) is None


def test_no_single_byte_can_be_changed_unseen() -> None:
    for at in range(0, len(DATA), 997):
        changed = bytearray(DATA)
        changed[at] ^= 1
        found = stored.from_bytes(bytes(changed), "key", FILES)
        assert found is None


CONDITIONS = [
    "true",
    "!data.personal",
    "data.personal && flag || location.known",
    'location.country == "ES" ? flag : data.subjects < 100',
    'contract.signed <= date("2025-12-31")',
    'contract.reviews.all(day, day > date("2024-02-29"))',
    "data.subjects in [1, 2, 3]",
    "location.country in []",
    'data.categories.exists(x, party.countries.all(y, x == y || y != "é"))',
    "size(party.countries) >= 2",
    'location.country.startsWith("E") && party.country.endsWith("S")',
    'party.country.matches("^E[A-Z]$")',
    "ground.valid && !ground.adequate",
    "[true, flag].exists(x, x)",
]


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_tree_is_read_as_it_was_written(condition: Callable[[str], Expression], text: str) -> None:
    tree = condition(text).node
    bodies = {node.name: node.body for node in walk(tree) if isinstance(node, DefinitionRef)}
    plain = msgspec.msgpack.decode(msgspec.msgpack.encode(stored_tree.to_data(tree)))
    again = stored_tree.from_data(plain, bodies.__getitem__)
    assert again == tree
    assert [type(node) for node in walk(again)] == [type(node) for node in walk(tree)]


def test_the_conditions_here_show_every_kind_of_node(compiler: Compiler) -> None:
    def kinds(node: type[Node]) -> set[type[Node]]:
        return {node, *(below for kind in node.__subclasses__() for below in kinds(kind))}

    seen = {type(node) for text in CONDITIONS for node in walk(compiler.compile(text).node)}
    assert seen == kinds(Node) - {Node}


def test_a_pattern_matches_after_reading_as_before(condition: Callable[[str], Expression]) -> None:
    tree = condition('party.country.matches("^E[A-Z]$")').node
    again = stored_tree.from_data(stored_tree.to_data(tree), {}.__getitem__)
    assert isinstance(again, Matches)
    assert (again.pattern.found_in("ES"), again.pattern.found_in("FR")) == (True, False)
