"""Rules of several packs that `fielato explain` cannot tell apart by their short names."""

from __future__ import annotations

from collections.abc import Iterator

from fielato.rules.lint.finding import Finding, finding
from fielato.rules.lint.linted import Linted


def same_names(linted: Linted) -> Iterator[Finding]:
    """Short names that stand in several packs; whole ids (`pack/rule`) never collide, loading refuses that."""
    packs: dict[str, list[str]] = {}
    for rule_id in linted.policies.rules:
        packs.setdefault(rule_id.partition("/")[2], []).append(rule_id)
    for rule_id in linted.owners:
        alike = packs.get(rule_id.partition("/")[2], [])
        if rule_id in linted.policies.rules and len(alike) > 1:
            others = ", ".join(f"`{other}`" for other in alike if other != rule_id)
            message = f"{others} has the same short name, so `fielato explain` needs the whole id"
            yield finding("info", "same-name", linted.at(rule_id, "/id", message, "rename one of them"))
