"""The conditions of a rule or definition side by side, and what they come to together on a row of facts."""

from __future__ import annotations

from typing import Final

import msgspec

from fielato.model.fact import UNSET
from fielato.model.variables import SubjectKind
from fielato.rules.cases import DEFAULT_DATE, row_of
from fielato.rules.declaration import ALWAYS, Case, Period
from fielato.rules.evaluate import Evaluation
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.pack import Policies
from fielato.rules.rewrite import distinct
from fielato.rules.syntax import Const, Node
from fielato.rules.values import Row, Truth, Type

ALWAYS_TRUE: Final = Const(True, Type.BOOL)
"""What a definition has for a `when`."""


class Conditions(msgspec.Struct, frozen=True):
    """What one rule or definition asks; no two parts of its trees are one object."""

    owner: str
    """The rule's id, or the definition's name."""
    subject: SubjectKind
    in_force: Period
    """Outside it a rule does not apply; a definition's dates stand in its condition."""
    trees: dict[str, Node]
    """By key: a rule's `when` and `require`, or a definition's `holds`."""

    @property
    def when(self) -> Node:
        """Where the rule applies; a definition always does."""
        return self.trees.get("when", ALWAYS_TRUE)

    @property
    def require(self) -> Node:
        """What a rule demands, or a definition means."""
        return self.trees["require" if "require" in self.trees else "holds"]

    def come_to(self, evaluation: Evaluation) -> Outcome | Truth:
        """The outcome of the rule, or the answer of the definition."""
        if "holds" in self.trees:
            return evaluation.truth(self.trees["holds"])
        return outcome(evaluation.truth(self.when), evaluation.truth(self.require))

    def row(self, case: Case) -> Row | None:
        """The facts of a case; None where the rule is not in force on its day, so that nothing is tested."""
        if not self.in_force.contains(DEFAULT_DATE if case.as_of is UNSET else case.as_of):
            return None
        return row_of(case, self.subject)[0]


def conditions(policies: Policies, owner: str) -> Conditions:
    """Those of the rule of that id, or of the definition of that name."""
    if owner in policies.rules:
        one = policies.rules[owner]
        trees = {"when": distinct(one.when.node), "require": distinct(one.require.node)}
        return Conditions(owner, one.rule.subject, one.rule.in_force, trees)
    compiled = policies.definitions[owner]
    return Conditions(owner, compiled.definition.subject, ALWAYS, {"holds": distinct(compiled.condition.node)})
