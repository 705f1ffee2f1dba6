"""What the facts that conditions read can be at all, as conditions: closed vocabularies, and the days in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fielato.model.fact import UNSET
from fielato.model.variables import visible
from fielato.rules.conditions import Conditions
from fielato.rules.syntax import Compare, Const, DefinitionRef, In, ListConst, Node, Relation, Var, walk
from fielato.rules.values import Type

AS_OF: Final = "deployment.as_of"
"""The fact that is the date of the assessment."""


def limits(conditions: Conditions) -> tuple[Node, ...]:
    """What holds of every row that the conditions can meet."""
    read = sorted({name for tree in conditions.trees.values() for name in facts_read(tree)})
    return (*_vocabularies(conditions, read), *(_days(conditions) if AS_OF in read else ()))


def facts_read(node: Node) -> set[str]:
    """The facts that a part reads, through definitions too."""
    found: set[str] = set()
    for part in walk(node):
        if isinstance(part, Var):
            found.add(part.name)
        elif isinstance(part, DefinitionRef):
            found |= facts_read(part.body)
    return found


def _vocabularies(conditions: Conditions, names: list[str]) -> Iterator[Node]:
    declared = visible(conditions.subject)
    for name in names:
        values = declared[name].values
        if len(values) > 1 and declared[name].type == "string":
            items = tuple(Const(value, Type.STRING) for value in values)
            yield In(Var(name, Type.STRING), ListConst(items, Type.STRING_LIST))


def _days(conditions: Conditions) -> Iterator[Node]:
    ends: tuple[tuple[Relation, object], ...] = (
        (">=", conditions.in_force.since),
        ("<=", conditions.in_force.until),
    )
    for relation, day in ends:
        if day is not UNSET:
            yield Compare(relation, Var(AS_OF, Type.DATE), Const(day, Type.DATE))  # type: ignore[arg-type]  # not UNSET
