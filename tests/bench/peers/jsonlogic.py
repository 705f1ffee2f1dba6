"""JSONLogic in Rust through datalogic-py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from fielato.rules.syntax import (
    All,
    And,
    Compare,
    Conditional,
    Const,
    DefinitionRef,
    Exists,
    In,
    ListConst,
    LoopVar,
    Node,
    Not,
    Or,
    StringTest,
    Var,
)

from ..facts import ROOT
from ..generate import Pack
from .interface import SATISFIED, VIOLATED, Judge, Peer, Triple

_DISTRIBUTION: Final = "datalogic-py"

_RELATIONS: Final = {"==": "===", "!=": "!=="}
_TESTS: Final = {"startsWith": "starts_with", "endsWith": "ends_with"}


def logic(node: Node) -> Any:
    """The condition as JSONLogic, its definitions written out; dates are text (ISO dates are ordered as text)."""
    return _LOGIC[type(node)](node)


def _compare(node: Compare) -> Any:
    return {_RELATIONS.get(node.relation, node.relation): [logic(node.left), logic(node.right)]}


def _test(node: StringTest) -> Any:
    subject, argument = logic(node.subject), logic(node.argument)
    return {"in": [argument, subject]} if node.relation == "contains" else {_TESTS[node.relation]: [subject, argument]}


def _all(node: All) -> Any:
    """`all` is false over an empty list in JSONLogic, so: none for which it is not so."""
    return {"none": [logic(node.items), {"!": [logic(node.body)]}]}


_LOGIC: Final[Mapping[type[Node], Callable[[Any], Any]]] = {
    Const: lambda node: node.value if isinstance(node.value, (bool, int, str)) else str(node.value),
    Var: lambda node: {"var": node.name.removeprefix(f"{ROOT}.")},
    LoopVar: lambda _: {"var": ""},
    DefinitionRef: lambda node: logic(node.body),
    ListConst: lambda node: [logic(item) for item in node.items],
    Not: lambda node: {"!": [logic(node.operand)]},
    And: lambda node: {"and": [logic(part) for part in node.operands]},
    Or: lambda node: {"or": [logic(part) for part in node.operands]},
    Conditional: lambda node: {"if": [logic(node.test), logic(node.then), logic(node.otherwise)]},
    Compare: _compare,
    In: lambda node: {"in": [logic(node.item), logic(node.items)]},
    Exists: lambda node: {"some": [logic(node.items), logic(node.body)]},
    All: _all,
    StringTest: _test,
}


def _prepare(pack: Pack) -> Judge:
    """A compiled rule each, mapped over the components of a manifest that is parsed once, all in one call."""
    from datalogic_py import DataHandle, Engine

    engine = Engine()
    session = engine.session()
    names = [rule.id for rule in pack.rules]
    numbers = [{"if": [logic(rule.when.node), {"if": [logic(rule.require.node), 1, 2]}, 0]} for rule in pack.rules]
    compiled = [engine.compile({"map": [{"var": "components"}, number]}) for number in numbers]
    subjects = engine.compile({"map": [{"var": "components"}, {"var": "id"}]})
    decode = msgspec.json.Decoder(list[int]).decode

    def judge(data: bytes) -> list[Triple]:
        handle = DataHandle(data.decode())
        components = session.evaluate_data(subjects, handle)
        return [
            (name, component, _OUTCOMES[number])
            for name, answer in zip(names, session.evaluate_many(compiled, handle), strict=True)
            for component, number in zip(components, decode(answer), strict=True)
            if number
        ]

    return judge


_OUTCOMES: Final = ("", SATISFIED, VIOLATED)


def _together(pack: Pack) -> Judge:
    """One compiled rule for the whole pack, which gives each component's outcomes as a list."""
    from datalogic_py import DataHandle, Engine

    engine = Engine()
    session = engine.session()
    outcomes = [
        {
            "if": [
                logic(rule.when.node),
                {"if": [logic(rule.require.node), f"{rule.id} {SATISFIED}", f"{rule.id} {VIOLATED}"]},
                "",
            ]
        }
        for rule in pack.rules
    ]
    applying = {"filter": [outcomes, {"var": ""}]}
    compiled = engine.compile({"map": [{"var": "components"}, [{"var": "id"}, applying]]})
    decode = msgspec.json.Decoder(list[tuple[str, list[str]]]).decode

    def judge(data: bytes) -> list[Triple]:
        answer = session.evaluate_data_str(compiled, DataHandle(data.decode()))
        return [
            (rule, component, verdict)
            for component, found in decode(answer)
            for rule, _, verdict in (one.partition(" ") for one in found)
        ]

    return judge


PEER: Final = Peer(
    "JSONLogic Rust",
    _DISTRIBUTION,
    _prepare,
    "a compiled rule each, the manifest parsed once, all rules in one call; definitions written out",
)
TOGETHER: Final = Peer(
    "JSONLogic, together",
    _DISTRIBUTION,
    _together,
    "the whole pack as one compiled rule; definitions written out",
)
