"""Definitions, instruments and facts that no rule uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fielato.rules.limits import facts_read
from fielato.rules.lint.finding import Finding, finding
from fielato.rules.lint.linted import Linted
from fielato.rules.syntax import DefinitionRef, Node, walk


def unused_definitions(linted: Linted) -> Iterator[Finding]:
    """Definitions that no rule uses, by way of another definition either."""
    used = {
        name
        for one in linted.policies.rules.values()
        for node in (one.when.node, one.require.node)
        for name in _named(node)
    }
    for name in linted.policies.definitions:
        if name in linted.owners and name not in used:
            problem = linted.at(name, "/name", "no rule uses the definition", "use it in a rule, or remove it")
            yield finding("warning", "unused-definition", problem)


def unused_instruments(linted: Linted) -> Iterator[Finding]:
    """Instruments that nothing cites; asked of all packs together only."""
    cited = {basis.instrument for _, _, basis in linted.bases()}
    for name in linted.policies.instruments:
        if linted.packs is None and name not in cited:
            message = f"no rule or definition cites `{name}`"
            yield finding("warning", "unused-instrument", linted.at_instrument(name, message, "cite it, or remove it"))


def unread_facts(linted: Linted) -> Iterator[Finding]:
    """Facts that may be declared but that no rule reads, or shows in its message; asked of all packs together only."""
    if linted.packs is not None:
        return
    read: set[str] = set()
    for one in linted.policies.rules.values():
        read |= facts_read(one.when.node) | facts_read(one.require.node)
        read |= set(re.findall(r"\{([^}]*)\}", one.rule.message.en))
    for definition in linted.policies.definitions.values():
        read |= facts_read(definition.condition.node)
    for name in linted.policies.facts:
        if name not in read:
            yield Finding("info", "unread-fact", f"no rule reads `{name}`", "FACTS.md", 0, 0, "")


def _named(node: Node) -> Iterator[str]:
    for part in walk(node):
        if isinstance(part, DefinitionRef):
            yield part.name
            yield from _named(part.body)
