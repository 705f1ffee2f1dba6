"""Whether a rule can apply, be violated and be satisfied at all, and a definition hold and fail: read off diagrams."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from fielato.rules.conditions import ALWAYS_TRUE, Conditions
from fielato.rules.diagrams import FALSE, TRUE, TooLargeError
from fielato.rules.limits import limits
from fielato.rules.residual import Residuals
from fielato.rules.syntax import And, Node, Not
from fielato.rules.values import UNKNOWN, Truth

Reached: TypeAlias = Literal["applies", "violated", "satisfied", "holds", "fails"]

_RULE: Final[tuple[Reached, ...]] = ("applies", "violated", "satisfied")
_DEFINITION: Final[tuple[Reached, ...]] = ("holds", "fails")


class Reach(msgspec.Struct, frozen=True):
    """Something that a rule or definition may come to."""

    what: Reached
    possible: Truth
    """Unknown where the diagrams are too large or not exact."""


def reach(conditions: Conditions) -> tuple[Reach, ...]:
    """What facts can bring a rule or definition to; a rule that cannot apply is asked no further."""
    if "holds" in conditions.trees:
        return tuple(_reach(conditions, what) for what in _DEFINITION)
    applies, *others = _RULE
    first = _reach(conditions, applies)
    return (first,) if first.possible is False else (first, *(_reach(conditions, what) for what in others))


def _reach(conditions: Conditions, what: Reached) -> Reach:
    parts: dict[Reached, tuple[Node, ...]] = {
        "applies": (conditions.when,),
        "violated": (conditions.when, Not(conditions.require)),
        "satisfied": (conditions.when, conditions.require),
        "holds": (conditions.require,),
        "fails": (Not(conditions.require),),
    }
    return Reach(what, _possible(And((*parts[what], *limits(conditions)))))


def _possible(condition: Node) -> Truth:
    residuals = Residuals(ALWAYS_TRUE, condition)
    try:
        root = residuals.on({})
    except TooLargeError:
        return UNKNOWN
    if root == FALSE:
        return False
    exact = residuals.diagrams.way(root, TRUE, lambda level: residuals.levels[level].free)
    return UNKNOWN if exact is None else True
