"""Cases that say the same twice."""

from __future__ import annotations

from collections.abc import Iterator

from fielato.model.fact import UNSET
from fielato.rules.cases import DEFAULT_DATE
from fielato.rules.lint.finding import Finding, finding
from fielato.rules.lint.linted import Linted


def same_facts(linted: Linted) -> Iterator[Finding]:
    """Cases of one rule or definition with the same facts on the same day."""
    for owner in linted.owners:
        first: dict[object, str] = {}
        for index, case in enumerate(linted.cases(owner)):
            day = DEFAULT_DATE if case.as_of is UNSET else case.as_of
            key = (day, tuple(sorted((name, repr(value)) for name, value in case.facts.items())))
            if key in first:
                message = f"“{case.name}” has the facts of “{first[key]}”"
                yield finding("error", "same-case", linted.at_case(owner, index, message, "remove one of them"))
            first.setdefault(key, case.name)


def same_names(linted: Linted) -> Iterator[Finding]:
    """Cases of one rule or definition with the same name."""
    for owner in linted.owners:
        seen: set[str] = set()
        for index, case in enumerate(linted.cases(owner)):
            if case.name in seen:
                problem = linted.at_case(owner, index, f"two cases are called “{case.name}”", "rename one of them")
                yield finding("error", "same-case-name", problem)
            seen.add(case.name)
