"""The days and ages that rules compare with the date of the assessment, read from their conditions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from fielato.model.derived import OrganisationFacts
from fielato.rules.pack import Policies
from fielato.rules.profile import Choice
from fielato.rules.syntax import Const, DefinitionRef, Node, Var, walk

AGES: Final[Mapping[str, str]] = {
    "party.dpf_check_age": "party.dpf.checked",
    "transfer.tia_age": "transfer.tia.date",
}
"""The facts that grow by one each day, and the fact with the day from which each counts."""


class Threshold(msgspec.Struct, frozen=True):
    """A number or day that a rule, or a definition that it uses, compares with something."""

    owner: str
    """The rule's id or the definition's name."""
    value: int | datetime.date
    parameter: str = ""
    """The organisation's parameter whose value it is; empty for a literal."""


class Thresholds:
    """What the rules of a choice compare with."""

    def __init__(self, choice: Choice) -> None:
        policies, parameters = choice.policies, {**_DEFAULTS, **dict(choice.parameters)}
        self.days: set[Threshold] = set()
        """Literal days."""
        self.ages: dict[str, set[Threshold]] = {fact: set() for fact in AGES}
        """Numbers of days, by the age that they are compared with."""
        self.definitions: dict[str, frozenset[str]] = {}
        """The definitions that each rule uses, also through others."""
        for rule_id in choice.rules:
            rule = policies.rules[rule_id]
            owners = _owners(policies, rule_id, (rule.when.node, rule.require.node))
            self.definitions[rule_id] = frozenset(owners) - {rule_id}
            named = {node.name for nodes in owners.values() for node in nodes if isinstance(node, Var)}
            for owner, nodes in owners.items():
                numbers = set(_numbers(owner, nodes, parameters))
                for fact in named & AGES.keys():
                    self.ages[fact] |= numbers
                self.days |= set(_days(owner, nodes))


_DEFAULTS: Final[Mapping[str, int]] = {
    field.name: field.default for field in msgspec.structs.fields(OrganisationFacts) if isinstance(field.default, int)
}


def _owners(policies: Policies, rule_id: str, conditions: tuple[Node, ...]) -> dict[str, list[Node]]:
    """The nodes of a rule and of every definition that it uses, by their owner."""
    owners = {rule_id: [node for condition in conditions for node in walk(condition)]}
    pending = [rule_id]
    while pending:
        for node in owners[pending.pop()]:
            if isinstance(node, DefinitionRef) and node.name not in owners:
                owners[node.name] = list(walk(policies.definitions[node.name].condition.node))
                pending.append(node.name)
    return owners


def _numbers(owner: str, nodes: list[Node], parameters: Mapping[str, int]) -> Iterator[Threshold]:
    for node in nodes:
        if isinstance(node, Const) and isinstance(node.value, int) and not isinstance(node.value, bool):
            yield Threshold(owner, node.value)
        elif isinstance(node, Var) and (name := node.name.removeprefix("organisation.")) in parameters:
            yield Threshold(owner, parameters[name], node.name)


def _days(owner: str, nodes: list[Node]) -> Iterator[Threshold]:
    for node in nodes:
        if isinstance(node, Const) and isinstance(node.value, datetime.date):
            yield Threshold(owner, node.value)
