"""What cases leave untested of a rule or definition: each branch at its place, and what a case would have to say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from fielato.errors import Problem
from fielato.rules.conditions import Conditions, conditions
from fielato.rules.coverage import Branch, coverage, shows_not_applicable
from fielato.rules.covering import No, Witness, witness
from fielato.rules.declaration import ALWAYS, Case
from fielato.rules.leaves import is_constant
from fielato.rules.limits import AS_OF
from fielato.rules.pack import Policies
from fielato.rules.places import Places
from fielato.rules.unparse import unparse
from fielato.rules.values import OpenList, Scalar, Value

_PLAIN: Final = r"[A-Za-z][A-Za-z0-9_./-]*"
_WORDS: Final = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
"""What YAML takes for something else than a text."""


class Measured(msgspec.Struct, frozen=True):
    """What the cases of one rule or definition cover."""

    owner: str
    branches: int
    """How many branches facts can cover."""
    covered: int
    """How many of them cases cover."""
    untested: tuple[Problem, ...]
    """Each branch, and the outcome, that no case shows."""
    dead: tuple[Problem, ...]
    """Each branch that no facts can cover."""


def measure(policies: Policies, owner: str, places: Places) -> Measured:
    """What the cases of the rule of that id, or of the definition of that name, cover."""
    asked, cases = conditions(policies, owner), policies.cases.get(owner, ())
    rows = [asked.row(case) for case in cases]
    found = coverage(asked, [row for row in rows if row is not None])
    untested: list[Problem] = []
    dead: list[Problem] = []
    for branch in found.untested:
        advice = witness(asked, branch, rows)
        text = f"`{unparse(branch.leaf.node)}`"
        if advice is No.NEVER:
            told = f"{text} can never decide by being {_word(branch.answer)}"
            hint = "what stands around it says as much: leave it out"
            dead.append(places.of_leaf(owner, branch.key, branch.leaf, told, hint))
        else:
            told = f"{text} is never {_word(branch.answer)} in a case that hangs on it"
            untested.append(places.of_leaf(owner, branch.key, branch.leaf, told, _advice(advice, branch, cases)))
    covered = found.branches - len(found.untested)
    if owner in policies.rules and _may_not_apply(asked) and not shows_not_applicable(asked, rows):
        hint = "add one in which `when` is false, or out of its dates"
        untested.append(places.problem(policies.rules[owner].file, "/when", "no case is not_applicable", hint))
    return Measured(owner, found.branches - len(dead), covered, tuple(untested), tuple(dead))


def _may_not_apply(asked: Conditions) -> bool:
    return not is_constant(asked.when) or asked.in_force != ALWAYS


def _advice(advice: Witness | No, branch: Branch, cases: Sequence[Case]) -> str:
    if isinstance(advice, No):
        return f"add a case in which it is {_word(branch.answer)}, and that would come out otherwise if it were not"
    listed = ", ".join(f"{name}: {written(value)}" for name, value in sorted(advice.facts.items()) if name != AS_OF)
    facts = f" with {{{listed}}}" if listed else ""
    day = f" as of {advice.facts[AS_OF]}" if AS_OF in advice.facts else ""
    without = f" without {', '.join(advice.without)}" if advice.without else ""
    like = f" like “{cases[advice.case].name}”" if advice.case >= 0 else ""
    return f"add a case{like}{facts}{without}{day}"


def written(value: Value) -> str:
    """A fact's value as a case writes it."""
    if isinstance(value, OpenList):
        return f"{{open: {written(value.known)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_scalar, value))}]"
    return _scalar(value)


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return _word(value)
    if isinstance(value, str):
        plain = re.fullmatch(_PLAIN, value) and value.lower() not in _WORDS
        return value if plain else msgspec.json.encode(value).decode()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _word(answer: bool) -> str:
    return "true" if answer else "false"
