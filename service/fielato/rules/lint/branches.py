"""Cases that fail, branches that no case tests, tests that never decide, tests that are constant."""

from __future__ import annotations

from collections.abc import Iterator

from fielato.rules.cases import failures
from fielato.rules.conditions import conditions
from fielato.rules.gaps import measure
from fielato.rules.leaves import constants
from fielato.rules.lint.finding import Finding, finding
from fielato.rules.lint.linted import Linted
from fielato.rules.unparse import unparse


def failing_cases(linted: Linted) -> Iterator[Finding]:
    """Cases that do not come out as written, and outcomes without a case."""
    for owner in linted.owners:
        numbers = {case.name: index for index, case in enumerate(linted.cases(owner))}
        for failure in failures(linted.policies, owner):
            if failure.case:
                told = f"“{failure.case}” {failure.message}"
                problem = linted.at_case(owner, numbers[failure.case], told, "mend the case, or the condition")
            else:
                problem = linted.at(owner, "", failure.message, f"add one to {linted.cases_file(owner)}")
            yield finding("error", "case-fails", problem)


def untested_branches(linted: Linted) -> Iterator[Finding]:
    """Branches that no case covers, and tests that facts cannot make decide."""
    for owner in linted.owners:
        measured = measure(linted.policies, owner, linted.places)
        yield from (finding("error", "untested-branch", problem) for problem in measured.untested)
        yield from (finding("info", "idle-test", problem) for problem in measured.dead)


def constant_tests(linted: Linted) -> Iterator[Finding]:
    """Tests that look at no fact."""
    for owner in linted.owners:
        for key, tree in conditions(linted.policies, owner).trees.items():
            for leaf in constants(tree):
                message = f"`{unparse(leaf.node)}` is the same whatever the facts are"
                problem = linted.places.of_leaf(owner, key, leaf, message, "leave it out, or test a fact")
                yield finding("warning", "constant-test", problem)
