"""The plain definition of the rule language, a walk over each condition's tree: what every verdict is held against."""

from __future__ import annotations

from typing import Final

import msgspec

from fielato.rules.evaluate import evaluate
from fielato.rules.outcome import Outcome, outcome

from .facts import value_of
from .generate import Pack
from .peers.interface import Judge, Peer, Triple


def prepare(pack: Pack) -> Judge:
    """The tree walk over a pack."""

    def judge(data: bytes) -> list[Triple]:
        found = []
        for component in msgspec.json.decode(data)["components"]:
            row = {
                fact.qualified: value_of(fact, component[fact.name]) for fact in pack.facts if fact.name in component
            }
            for rule in pack.rules:
                result = outcome(evaluate(rule.when, row), evaluate(rule.require, row))
                if result is not Outcome.NOT_APPLICABLE:
                    found.append((rule.id, component["id"], result.value))
        return found

    return judge


PLAIN: Final = Peer("tree walk", "fielato", prepare, "the plain definition of the semantics", three_valued=True)
