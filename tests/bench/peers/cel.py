"""CEL's C++ implementation through cel-expr-python, which also compiles Fielato's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from fielato.rules.values import Type

from ..facts import ROOT, Fact
from ..generate import Pack, Rule
from .cel_text import text
from .interface import SATISFIED, UNDETERMINED, VIOLATED, Judge, Peer, Triple

if TYPE_CHECKING:
    from cel_expr_python import cel

_DISTRIBUTION: Final = "cel-expr-python"
_LONGEST: Final = 90_000
"""Code points of one expression; the library refuses 100,000."""
_OUTCOMES: Final = ("", SATISFIED, VIOLATED)


def environment(types: Mapping[str, Type], open_lists: frozenset[str] = frozenset()) -> cel.Env:
    """The declared facts; dates are text, and an open list is one of maps, of which the last lacks its key."""
    from cel_expr_python import cel

    known = {
        Type.BOOL: cel.Type.BOOL,
        Type.INT: cel.Type.INT,
        Type.STRING: cel.Type.STRING,
        Type.DATE: cel.Type.STRING,
        Type.STRING_LIST: cel.Type.List(cel.Type.STRING),
    }
    may_be_open = cel.Type.List(cel.Type.Map(cel.Type.STRING, cel.Type.STRING))
    return cel.NewEnv(
        variables={name: may_be_open if name in open_lists else known[type_] for name, type_ in types.items()}
    )


def _prepare(pack: Pack) -> Judge:
    """One expression each for `when` and `require`, which is asked for only where it matters."""
    env = _environment(pack)
    rules = [
        (rule.id, env.compile(text(rule.when.node)).eval, env.compile(text(rule.require.node)).eval)
        for rule in pack.rules
    ]
    names = _names(pack.facts)

    def judge(data: bytes) -> list[Triple]:
        found = []
        for component in msgspec.json.decode(data)["components"]:
            subject = component.pop("id")
            facts = env.Activation({names[name]: value for name, value in component.items()})
            for rule, when, require in rules:
                applies = when(facts).value()
                if applies is not False:
                    found.append((rule, subject, outcome(applies, require(facts).value())))
        return found

    return judge


def outcome(when: Any, require: Any) -> str:
    """The outcome of a rule that may apply; whatever is no boolean is an error, and so unknown."""
    if require is True:
        return SATISFIED
    return VIOLATED if when is True and require is False else UNDETERMINED


def _together(pack: Pack) -> Judge:
    """As few expressions as the library's limit allows, each a list with one number a rule."""
    env = _environment(pack)
    parts = [
        ([name for name, _ in part], env.compile(f"[{', '.join(one for _, one in part)}]").eval)
        for part in _portions(pack.rules)
    ]
    names = _names(pack.facts)

    def judge(data: bytes) -> list[Triple]:
        found = []
        for component in msgspec.json.decode(data)["components"]:
            subject = component.pop("id")
            facts = env.Activation({names[name]: value for name, value in component.items()})
            for rules, evaluated in parts:
                numbers = evaluated(facts).plain_value()
                found += [
                    (rule, subject, _OUTCOMES[number]) for rule, number in zip(rules, numbers, strict=True) if number
                ]
        return found

    return judge


def _portions(rules: tuple[Rule, ...]) -> Iterator[list[tuple[str, str]]]:
    """The rules as expressions, by name, in portions that are not too long."""
    portion: list[tuple[str, str]] = []
    for rule in rules:
        one = f"({text(rule.when.node)} ? ({text(rule.require.node)} ? 1 : 2) : 0)"
        if portion and sum(len(text_) + 2 for _, text_ in portion) + len(one) > _LONGEST:
            yield portion
            portion = []
        portion.append((rule.id, one))
    if portion:
        yield portion


def _environment(pack: Pack) -> cel.Env:
    return environment({fact.qualified: fact.type for fact in pack.facts})


def _names(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.name: f"{ROOT}.{fact.name}" for fact in facts}


PEER: Final = Peer(
    "CEL C++",
    _DISTRIBUTION,
    _prepare,
    "an expression each for `when` and `require`, one activation a component; definitions written out",
    three_valued=True,
)
TOGETHER: Final = Peer(
    "CEL C++, together",
    _DISTRIBUTION,
    _together,
    "all rules in as few expressions as the limit of 100,000 code points allows; an error in one rule loses them all",
)
