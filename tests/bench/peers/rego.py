"""Generated rules as one Rego module, for OPA and regorus.

Conjunctions stand in the body of a rule; what Rego cannot say inside a body (or, `?:`, not of several expressions)
becomes a helper function. A definition is the set of components that it holds for, worked out once a manifest.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

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

PACKAGE: Final = "bench"
DOCUMENT: Final = f"{PACKAGE}.found"
"""What to ask for: by rule and component the outcome, or the set of all [rule, component, outcome]."""
_TESTS: Final = {"startsWith": "startswith", "endsWith": "endswith", "contains": "contains"}
_EACH: Final = "some c in input.components"


def objects(pack: Pack) -> str:
    """A module in which every rule is an object from component to outcome: what OPA and regorus are fastest with."""
    writer = _written(pack)
    for rule in pack.rules:
        body = [_EACH, *writer.body(rule.when.node)]
        writer.add(f"found_{rule.id}[c.id] := {rule.id}(c) if", body)
    entries = ",\n".join(f'"{rule.id}": found_{rule.id}' for rule in pack.rules)  # regorus refuses very long lines
    return writer.module(f"found := {{\n{entries}\n}}")


def one_set(pack: Pack) -> str:
    """A module in which all rules add to one set, as in `deny contains message if …`: the usual way."""
    writer = _written(pack)
    for rule in pack.rules:
        body = [_EACH, *writer.body(rule.when.node), f"verdict := {rule.id}(c)"]
        writer.add(f'found contains ["{rule.id}", c.id, verdict] if', body)
    return writer.module()


def _written(pack: Pack) -> _Writer:
    """The definitions, and a function from component to outcome for each rule."""
    writer = _Writer()
    for name, definition in pack.definitions.items():
        writer.add(f"{_short(name)} contains c.id if", [_EACH, *writer.body(definition.node)])
    for rule in pack.rules:
        writer.lines.append(f'default {rule.id}(_) := "violated"')
        writer.add(f'{rule.id}(c) := "satisfied" if', writer.body(rule.require.node))
    return writer


class _Writer:
    def __init__(self) -> None:
        self._helpers: dict[Node, str] = {}
        self.lines: list[str] = []

    def module(self, *more: str) -> str:
        """All that was written, and more."""
        return "\n".join([f"package {PACKAGE}", "import rego.v1", *self.lines, *more]) + "\n"

    def add(self, head: str, body: list[str]) -> None:
        """A rule with a body."""
        self.lines.append(f"{head} {{ {'; '.join(body)} }}")

    def body(self, node: Node) -> list[str]:
        """The expressions of a rule's body that hold exactly when the node does."""
        if isinstance(node, And):
            return [line for part in node.operands for line in self.body(part)]
        return [_BOOLEAN[type(node)](self, node)]

    def helper(self, node: Node, bodies: list[list[str]]) -> str:
        """A helper rule that holds when one of the bodies does."""
        if node not in self._helpers:
            self._helpers[node] = f"helper_{len(self._helpers)}(c)"
            for body in bodies:
                self.add(f"{self._helpers[node]} if", body)
        return self._helpers[node]

    def either(self, node: Or) -> str:
        return self.helper(node, [self.body(part) for part in node.operands])

    def negated(self, node: Not) -> str:
        lines = self.body(node.operand)
        single = len(lines) == 1 and not lines[0].startswith(("not ", "every "))
        return f"not {lines[0] if single else self.helper(node.operand, [lines])}"

    def conditional(self, node: Conditional) -> str:
        test = node.test
        return self.helper(
            node, [self.body(test) + self.body(node.then), self.body(Not(test)) + self.body(node.otherwise)]
        )

    def exists(self, node: Exists) -> str:
        items = self.value(node.items)
        return self.helper(node, [[f"some {_item(node.level)} in {items}", *self.body(node.body)]])

    def every(self, node: All) -> str:
        return f"every {_item(node.level)} in {self.value(node.items)} {{ {'; '.join(self.body(node.body))} }}"

    def reference(self, node: DefinitionRef) -> str:
        return f"c.id in {_short(node.name)}"

    def value(self, node: Any) -> str:
        match node:
            case Var(name):
                return f"c.{name.removeprefix(f'{ROOT}.')}"
            case LoopVar(level):
                return _item(level)
            case Const(value):
                return json.dumps(value if isinstance(value, (bool, int, str)) else str(value))
            case ListConst(items):
                return f"{{{', '.join(self.value(item) for item in items)}}}"
        raise TypeError(type(node).__name__)


def _short(name: str) -> str:
    return name.replace(".", "_")


def _item(level: int) -> str:
    return f"item{level}"


_BOOLEAN: Final[dict[type[Node], Callable[[_Writer, Any], str]]] = {
    Var: lambda writer, node: writer.value(node),
    DefinitionRef: _Writer.reference,
    Not: _Writer.negated,
    Or: _Writer.either,
    Conditional: _Writer.conditional,
    Compare: lambda writer, node: f"{writer.value(node.left)} {node.relation} {writer.value(node.right)}",
    In: lambda writer, node: f"{writer.value(node.item)} in {writer.value(node.items)}",
    StringTest: lambda writer, node: (
        f"{_TESTS[node.relation]}({writer.value(node.subject)}, {writer.value(node.argument)})"
    ),
    Exists: _Writer.exists,
    All: _Writer.every,
}
