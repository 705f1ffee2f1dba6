"""Rules that can never apply, be violated or be satisfied, and definitions that come to the same on all facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fielato.rules.conditions import conditions
from fielato.rules.lint.finding import Finding, Severity, finding
from fielato.rules.lint.linted import Linted
from fielato.rules.reach import Reached, reach

_NEVER: Final[Mapping[Reached, tuple[Severity, str, str, str]]] = {
    "applies": ("error", "/when", "no facts make the rule apply", "two tests of `when` exclude each other"),
    "violated": ("error", "/require", "no facts violate the rule", "`when` already says what `require` demands"),
    "satisfied": ("error", "/require", "no facts satisfy the rule", "`when` excludes what `require` demands"),
    "holds": ("error", "/holds", "no facts make the definition hold", "two of its tests exclude each other"),
    "fails": ("error", "/holds", "the definition holds on all facts", "two of its tests cover everything"),
}
"""What is told of what cannot be, and where."""


def unreachable(linted: Linted) -> Iterator[Finding]:
    """What rules and definitions can never come to; it is said where that cannot be told."""
    for owner in linted.owners:
        for found in reach(conditions(linted.policies, owner)):
            severity, pointer, message, hint = _NEVER[found.what]
            if found.possible is False:
                yield finding(severity, "unreachable", linted.at(owner, pointer, message, hint))
            elif found.possible is not True:
                told = f"cannot tell whether {message}: the condition is too large, or asks what cannot be listed"
                yield finding("info", "unreachable", linted.at(owner, pointer, told, "a case that shows it is proof"))
