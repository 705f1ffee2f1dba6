"""How an atom that reads one fact is asked of a value: a function from the value to true or false.

The common shapes (`x == "a"`, `x in [...]`, `x.startsWith("a")`, their negations and junctions) become a few calls; any
other is left to `evaluate`, which says what all of them mean. A known value that is no list always decides its atoms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fielato.rules.evaluate import COMPARISONS, Evaluation
from fielato.rules.syntax import (
    And,
    Compare,
    Const,
    DefinitionRef,
    In,
    ListConst,
    LoopVar,
    Matches,
    Node,
    Not,
    Or,
    StringTest,
    Var,
)
from fielato.rules.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from fielato.rules.syntax import Relation, StringRelation
    from fielato.rules.values import Row, Scalar, Truth

Predicate: TypeAlias = "Callable[[Any], bool]"

MIRRORED: Final[dict[Relation, Relation]] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""The relation that says the same with its sides exchanged."""
EQUALITY: Final = frozenset({"==", "!="})


def predicate(node: Node, evaluated: Callable[[Node], Predicate] | None = None) -> Predicate:
    """The test that a part makes of the one fact that it reads; `evaluated` makes those of uncommon shape."""
    other = evaluated or _of_fact
    match node:
        case Var() | LoopVar():
            return bool
        case Not(operand):
            return _negated(predicate(operand, other))
        case And(operands):
            return _all([predicate(part, other) for part in operands])
        case Or(operands):
            return _any([predicate(part, other) for part in operands])
        case DefinitionRef(body=body):
            return predicate(body, other)
        case Compare(relation, Var() | LoopVar(), Const(value)):
            return _compared(relation, value)
        case Compare(relation, Const(value), Var() | LoopVar()):
            return _compared(MIRRORED[relation], value)
        case In(Var() | LoopVar(), ListConst(constants=items)) if items is not None:
            return frozenset(items).__contains__
        case StringTest(relation, Var() | LoopVar(), Const(value)):
            return _compared(relation, value)
        case Matches(Var() | LoopVar(), pattern):
            return pattern.found_in
        case _:
            return other(node)


def item_predicate(body: Node) -> Predicate:
    """The test that the body of an outermost loop makes of an item; the body reads no fact."""
    return predicate(body, _of_item)


def row_predicate(node: Node) -> Callable[[Row], Truth]:
    """The test that a part makes of a row, of any facts; an unknown fact leaves it unknown."""
    match node:
        case Compare(relation, Var(left), Var(right)) | StringTest(relation, Var(left), Var(right)):
            return _of_two(COMPARISONS[relation], left, right)
        case _:
            return lambda row: Evaluation(row).truth(node)


def _of_two(compare: Callable[[Any, Any], bool], left: str, right: str) -> Callable[[Row], Truth]:
    def test(row: Row) -> Truth:
        one, other = row.get(left), row.get(right)
        return UNKNOWN if one is None or other is None else compare(one, other)

    return test


def _compared(relation: Relation | StringRelation, constant: Scalar) -> Predicate:
    compare = COMPARISONS[relation]
    return lambda value: compare(value, constant)


def _negated(test: Predicate) -> Predicate:
    return lambda value: not test(value)


def _all(tests: list[Predicate]) -> Predicate:
    return lambda value: all(test(value) for test in tests)


def _any(tests: list[Predicate]) -> Predicate:
    return lambda value: any(test(value) for test in tests)


def _of_item(body: Node) -> Predicate:
    return lambda item: Evaluation({}).truth(body, (item,)) is True


def _of_fact(node: Node) -> Predicate:
    return lambda value: _Single(value).truth(node) is True


class _Single(Evaluation):
    """An evaluation in which every fact, since there is but one, has this value."""

    def __init__(self, value: Scalar) -> None:
        super().__init__({})
        self._value = value

    def fact(self, name: str) -> Scalar:  # noqa: ARG002 - there is but one
        return self._value


def leaves_of(node: Node) -> Iterator[Node]:
    """The tests that a part is put together from by and, or, not and definitions."""
    match node:
        case Not(operand):
            yield from leaves_of(operand)
        case And(operands) | Or(operands):
            for part in operands:
                yield from leaves_of(part)
        case DefinitionRef(body=body):
            yield from leaves_of(body)
        case _:
            yield node


def constants_of(leaf: Node) -> frozenset[Scalar] | None:
    """The constants that a test compares its fact with; None where it does anything else."""
    match leaf:
        case Var():
            return frozenset({True, False})
        case Compare(_, Var(), Const(value)) | Compare(_, Const(value), Var()):
            return frozenset({value})
        case In(Var(), ListConst(constants=items)) if items is not None:
            return frozenset(items)
        case Const():
            return frozenset()
        case _:
            return None


def is_ordered(leaf: Node) -> bool:
    """Whether a test asks how its fact is ordered against a constant."""
    return isinstance(leaf, Compare) and leaf.relation not in EQUALITY


def looks_of(leaves: Iterable[Node]) -> Iterator[Callable[[Any], object]]:
    """Functions of a value that tell apart what these tests tell apart; beginnings of one length take one look."""
    ends: dict[tuple[str, int], set[str]] = {}
    for leaf in leaves:
        match leaf:
            case StringTest("startsWith" | "endsWith" as which, Var(), Const(str(text))):
                ends.setdefault((which, len(text)), set()).add(text)
            case _:
                yield predicate(leaf)
    for (end, length), texts in ends.items():
        part = slice(length) if end == "startsWith" else slice(-length, None) if length else slice(0)
        yield _ended(part, {text: text for text in texts})


def _ended(part: slice, texts: Mapping[str, str]) -> Callable[[Any], object]:
    known = texts.get
    return lambda value: known(value[part])
