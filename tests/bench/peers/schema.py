"""Generated rules as JSON Schema, for the two validators: one schema for each condition, on one component."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
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
    walk,
)
from fielato.rules.values import Type

from ..facts import ROOT
from ..generate import Pack, Rule
from .interface import SATISFIED, VIOLATED, Judge, Triple

Schema = dict[str, Any]


def judge_with(validator: Callable[[Schema], Callable[[Any], bool]], pack: Pack) -> Judge:
    """Ask two validators a rule; one schema with `if` and `then` would not tell satisfied from not applicable."""
    rules = [(rule.id, validator(schema(rule.when.node)), validator(schema(rule.require.node))) for rule in pack.rules]

    def judge(data: bytes) -> list[Triple]:
        return [
            (rule, component["id"], SATISFIED if holds(component) else VIOLATED)
            for component in msgspec.json.decode(data)["components"]
            for rule, applies, holds in rules
            if applies(component)
        ]

    return judge


def can(rule: Rule) -> bool:
    """Whether both conditions compare facts with literals only, and no dates: JSON Schema has neither."""
    return all(map(_expressible, _parts(rule)))


def _parts(rule: Rule) -> Iterator[Node]:
    pending = [rule.when.node, rule.require.node]
    while pending:
        for part in walk(pending.pop()):
            yield part
            if isinstance(part, DefinitionRef):
                pending.append(part.body)


def _expressible(node: Node) -> bool:
    match node:
        case Compare(relation, left, right):
            ordered = relation in {"==", "!="} or (isinstance(right, Const) and right.type is Type.INT)
            return ordered and isinstance(left, (Var, LoopVar)) and isinstance(right, Const)
        case In(item, items):
            return isinstance(item, Const) or isinstance(items, ListConst)
    return True


def schema(node: Node) -> Schema:
    """The schema that a component satisfies exactly when the condition holds; definitions are written out."""
    return _SCHEMAS[type(node)](node)


def _of(subject: Node, inner: Schema) -> Schema:
    """A schema about a fact, or about the item that a loop looks at."""
    return {"properties": {subject.name.removeprefix(f"{ROOT}."): inner}} if isinstance(subject, Var) else inner


def _compare(node: Any) -> Schema:
    return _of(node.left, _COMPARISONS[node.relation](node.right.value))


def _in(node: Any) -> Schema:
    if isinstance(node.items, ListConst):
        return _of(node.item, {"enum": list(node.items.constants)})
    return _of(node.items, {"contains": {"const": node.item.value}})


def _string(node: Any) -> Schema:
    return _of(node.subject, {"pattern": _PATTERNS[node.relation].format(re.escape(node.argument.value))})


_COMPARISONS: Final[Mapping[str, Callable[[Any], Schema]]] = {
    "==": lambda value: {"const": value},
    "!=": lambda value: {"not": {"const": value}},
    "<": lambda value: {"exclusiveMaximum": value},
    "<=": lambda value: {"maximum": value},
    ">": lambda value: {"exclusiveMinimum": value},
    ">=": lambda value: {"minimum": value},
}
_PATTERNS: Final = {"startsWith": "^{}", "endsWith": "{}$", "contains": "{}"}
_SCHEMAS: Final[Mapping[type[Node], Callable[[Any], Schema]]] = {
    Var: lambda node: _of(node, {"const": True}),
    DefinitionRef: lambda node: schema(node.body),
    Not: lambda node: {"not": schema(node.operand)},
    And: lambda node: {"allOf": [schema(part) for part in node.operands]},
    Or: lambda node: {"anyOf": [schema(part) for part in node.operands]},
    Conditional: lambda node: {
        "if": schema(node.test),
        "then": schema(node.then),
        "else": schema(node.otherwise),
    },
    Compare: _compare,
    In: _in,
    StringTest: _string,
    Exists: lambda node: _of(node.items, {"contains": schema(node.body)}),
    All: lambda node: _of(node.items, {"items": schema(node.body)}),
}
