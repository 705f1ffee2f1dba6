"""Which checks there are, and their findings in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from fielato.rules.lint import branches, cases, citations, names, reach, texts, uses
from fielato.rules.lint.finding import SEVERITIES, Finding
from fielato.rules.lint.linted import Linted
from fielato.rules.pack import Policies

Check: TypeAlias = Callable[[Linted], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    branches.failing_cases,
    branches.untested_branches,
    branches.constant_tests,
    reach.unreachable,
    names.same_names,
    citations.articles_in_two_ways,
    citations.articles_twice,
    citations.instruments_twice,
    citations.verified_marks,
    citations.without_source,
    texts.to_write,
    texts.same_in_both_languages,
    uses.unused_definitions,
    uses.unused_instruments,
    uses.unread_facts,
    cases.same_facts,
    cases.same_names,
)
"""All of them."""


def lint(policies: Policies, packs: frozenset[str] | None = None) -> list[Finding]:
    """What is to be mended or known of policies, or of some packs of them: the gravest first, then by place."""
    linted = Linted(policies, packs)
    found = (one for check in CHECKS for one in check(linted))
    return sorted(found, key=lambda one: (SEVERITIES.index(one.severity), one.file, one.line, one.column, one.message))
