"""Conditions as CEL text for CEL's own evaluator: definitions written out, dates as text, open lists as maps."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final

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
    Matches,
    Node,
    Not,
    Or,
    Size,
    StringTest,
    Var,
)

KEY: Final = "v"
"""Under which an item of a list that may be open stands in its map."""


def text(node: Node, open_lists: Collection[str] = ()) -> str:
    """The condition as CEL; ISO dates are ordered as text. `open_lists` are the facts that may be open lists."""
    return _Writer(open_lists).text(node, ())


class _Writer:
    def __init__(self, open_lists: Collection[str]) -> None:
        self._open = open_lists

    def text(self, node: Node, scope: tuple[str, ...]) -> str:  # noqa: C901 - one case for each kind of node
        """`scope` has the loop variables, the outermost first."""
        match node:
            case Const(value):
                return json.dumps(value if isinstance(value, (bool, int, str)) else str(value), ensure_ascii=False)
            case Var(name):
                return name
            case LoopVar(level):
                return scope[level]
            case DefinitionRef():
                return self.text(node.body, ())
            case ListConst(items):
                return f"[{', '.join(self.text(item, scope) for item in items)}]"
            case Not(operand):
                return f"!({self.text(operand, scope)})"
            case And(operands):
                return f"({' && '.join(self.text(part, scope) for part in operands)})"
            case Or(operands):
                return f"({' || '.join(self.text(part, scope) for part in operands)})"
            case Conditional():
                parts = (self.text(part, scope) for part in (node.test, node.then, node.otherwise))
                return "({} ? {} : {})".format(*parts)
            case Compare(relation, left, right):
                return f"({self.text(left, scope)} {relation} {self.text(right, scope)})"
            case StringTest(relation, subject, argument):
                return f"{self.text(subject, scope)}.{relation}({self.text(argument, scope)})"
            case Matches(subject, pattern):
                return f"{self.text(subject, scope)}.matches({json.dumps(pattern.source, ensure_ascii=False)})"
            case In(item, items):
                return self._in(self.text(item, scope), items, scope)
            case Exists(items, _, body):
                return self._loop("exists", items, body, scope)
            case All(items, _, body):
                return self._loop("all", items, body, scope)
            case Size(items):
                return self._size(items, scope)
        raise TypeError(type(node).__name__)

    def _in(self, item: str, items: Node, scope: tuple[str, ...]) -> str:
        if self._may_be_open(items):
            return f"{self.text(items, scope)}.exists(one, one.{KEY} == {item})"
        return f"({item} in {self.text(items, scope)})"

    def _loop(self, macro: str, items: Node, body: Node, scope: tuple[str, ...]) -> str:
        name = f"item{len(scope)}"
        inner = (*scope, f"{name}.{KEY}" if self._may_be_open(items) else name)
        return f"{self.text(items, scope)}.{macro}({name}, {self.text(body, inner)})"

    def _size(self, items: Node, scope: tuple[str, ...]) -> str:
        written = self.text(items, scope)
        if self._may_be_open(items):  # what may follow has no key: then the test fails, and so does the whole
            return f"({written}.all(one, one.{KEY} == one.{KEY}) ? size({written}) : 0)"
        return f"size({written})"

    def _may_be_open(self, items: Node) -> bool:
        return isinstance(items, Var) and items.name in self._open
