"""From conditions to clauses over atoms: a disjunctive normal form that is bounded, and means the same in three values.

An *atom* is a part of a condition that is asked as one: a part that reads one fact, however it is put together, or a
test of two facts or more. A *literal* is an atom or its negation, a *clause* a conjunction of literals, and a condition
is brought into a disjunction of clauses. Distribution, De Morgan's laws and absorption hold in Kleene's logic; the
excluded middle does not, so no clause is dropped because it contradicts itself. `t ? a : b` is unknown wherever `t` is,
and so is `t && a || !t && b || t && !t`.

Distribution can multiply. Where a product would have more than `MAX_PRODUCT` clauses, its largest factor is cut out
and computed first, as a *stratum*; the product then names it by one literal. So the form grows with the text and not
exponentially, whatever the rule.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from fielato.rules.evaluate import Evaluation
from fielato.rules.syntax import And, Conditional, DefinitionRef, Node, Not, Or, Var, children
from fielato.rules.values import UNKNOWN, Truth, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MAX_PRODUCT: Final = 24
"""Clauses that a conjunction may multiply to before a factor is cut out."""

Literal: TypeAlias = int
"""`n` for the atom number n - 1, `-n` for its negation."""
Clause: TypeAlias = tuple[Literal, ...]
"""Literals that must all hold, sorted; without any, it holds always."""
Clauses: TypeAlias = tuple[Clause, ...]
"""Clauses of which one must hold; without any, it never does."""

ALWAYS: Final[Clauses] = ((),)
NEVER: Final[Clauses] = ()


class Atom:
    """What a literal speaks of: a test of some facts, or the stratum of that number."""

    __slots__ = ("_node", "facts", "stratum", "unasked")

    def __init__(
        self,
        node: Node | Callable[[], Node] | None,
        facts: tuple[str, ...] = (),
        unasked: Truth = UNKNOWN,
        stratum: int = -1,
    ) -> None:
        self._node = node
        self.facts = facts
        """The facts that the test reads; a table answers for one, evaluation for more."""
        self.unasked = unasked
        """What the test comes to where nothing is known."""
        self.stratum = stratum

    @property
    def tabled(self) -> bool:
        """Whether a table answers for it."""
        return len(self.facts) == 1

    @property
    def node(self) -> Node:
        """The test; its tree can be given as a function that reads it."""
        if not isinstance(self._node, Node):
            assert self._node is not None  # noqa: S101 - nobody asks a stratum for its test
            self._node = self._node()
        return self._node


class Conditions(msgspec.Struct, frozen=True, array_like=True):
    """One rule: where it can apply, and where it is broken (`when && !require`)."""

    applies: Clauses
    broken: Clauses


class Form(msgspec.Struct, frozen=True):
    """Rules in normal form, over shared atoms and strata; a stratum names only earlier ones."""

    atoms: tuple[Atom, ...]
    strata: tuple[Clauses, ...]
    rules: tuple[Conditions, ...]
    types: dict[str, Type]
    """The type of each fact that an atom reads."""


def normalise(rules: Iterable[tuple[Node, Node]]) -> Form:
    """Bring rules, each given by the trees of `when` and `require`, into normal form."""
    work = _Normaliser()
    conditions = []
    for when, require in rules:
        applies = work.clauses(when, sign=True)
        broken = work.conjunction([applies, work.clauses(require, sign=False)])
        conditions.append(Conditions(applies, broken))
    return Form(tuple(work.atoms), tuple(work.strata), tuple(conditions), work.types)


class _Normaliser:
    """The atoms and strata found so far; each part of a tree is brought into normal form once for each sign."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.strata: list[Clauses] = []
        self.types: dict[str, Type] = {}
        self._numbers: dict[Node | Clauses, int] = {}
        self._known: dict[tuple[int, bool], Clauses] = {}
        self._nodes: list[Node] = []  # keeps what `_known` and `_read` name by identity
        self._read: dict[int, dict[str, Type]] = {}

    def clauses(self, node: Node, *, sign: bool) -> Clauses:
        """The clauses of a part, or of its negation where `sign` is false."""
        key = (id(node), sign)
        if key not in self._known:
            self._nodes.append(node)
            self._known[key] = self._clauses(node, sign)
        return self._known[key]

    def _clauses(self, node: Node, sign: bool) -> Clauses:
        facts = self._facts(node)
        if not facts:
            return ALWAYS if Evaluation({}).truth(node) is sign else NEVER
        if isinstance(node, Not):
            return self.clauses(node.operand, sign=not sign)
        if isinstance(node, DefinitionRef):
            return self.clauses(node.body, sign=sign)
        if len(facts) == 1 and not _is_list(facts):
            return self._literal(node, sign)
        match node:
            case And(operands) | Or(operands):
                parts = [self.clauses(part, sign=sign) for part in self._grouped(type(node), operands)]
                return self.conjunction(parts) if isinstance(node, And) is sign else _disjunction(parts)
            case Conditional(test, then, otherwise):
                return self._conditional(test, then, otherwise, sign)
            case _:
                return self._literal(node, sign)

    def _conditional(self, test: Node, then: Node, otherwise: Node, sign: bool) -> Clauses:
        holds, fails = self.clauses(test, sign=True), self.clauses(test, sign=False)
        return _disjunction(
            [
                self.conjunction([holds, self.clauses(then, sign=sign)]),
                self.conjunction([fails, self.clauses(otherwise, sign=sign)]),
                self.conjunction([holds, fails]),
            ]
        )

    def _grouped(self, junction: type[And | Or], operands: Sequence[Node]) -> Iterator[Node]:
        """The operands, those that read one and the same fact taken together: they become one atom."""
        groups: dict[str, list[Node]] = {}
        for index, part in enumerate(operands):
            facts = self._facts(part)
            alone = len(facts) == 1 and not _is_list(facts)
            groups.setdefault(next(iter(facts)) if alone else f" {index}", []).append(part)
        for parts in groups.values():
            yield parts[0] if len(parts) == 1 else junction(tuple(parts))

    def conjunction(self, factors: Sequence[Clauses]) -> Clauses:
        """The product of the factors, the largest cut out as strata until it is small enough."""
        factors = list(factors)
        while _size(factors) > MAX_PRODUCT and max(map(len, factors)) > 1:
            largest = max(range(len(factors)), key=lambda index: len(factors[index]))
            factors[largest] = ((self._stratum(factors[largest]),),)
        return _absorbed(tuple(sorted({one for part in parts for one in part})) for parts in product(*factors))

    def _stratum(self, clauses: Clauses) -> Literal:
        if clauses not in self._numbers:
            self.strata.append(clauses)
            self._add(clauses, Atom(None, stratum=len(self.strata) - 1))
        return self._numbers[clauses] + 1

    def _literal(self, node: Node, sign: bool) -> Clauses:
        if node not in self._numbers:
            facts = self._facts(node)
            self.types |= facts
            self._add(node, Atom(node, tuple(facts), Evaluation({}).truth(node)))
        literal = self._numbers[node] + 1
        return ((literal if sign else -literal,),)

    def _add(self, key: Node | Clauses, atom: Atom) -> None:
        self._numbers[key] = len(self.atoms)
        self.atoms.append(atom)

    def _facts(self, node: Node) -> dict[str, Type]:
        """The facts that a part reads, through definitions too, in order of appearance, with their types."""
        if id(node) not in self._read:
            found: dict[str, Type] = {node.name: node.type} if isinstance(node, Var) else {}
            for part in (node.body,) if isinstance(node, DefinitionRef) else children(node):
                found |= self._facts(part)
            self._nodes.append(node)
            self._read[id(node)] = found
        return self._read[id(node)]


def _is_list(facts: dict[str, Type]) -> bool:
    """Whether it is a list that is read: tables look at its items one by one, so its tests stay apart."""
    return next(iter(facts.values())).element is not None


def _size(factors: Sequence[Clauses]) -> int:
    size = 1
    for factor in factors:
        size *= len(factor)
    return size


def _disjunction(parts: Iterable[Clauses]) -> Clauses:
    return _absorbed(clause for part in parts for clause in part)


_MANY: Final = 64


def _absorbed(clauses: Iterable[Clause]) -> Clauses:
    """The clauses, each once; of a few, none that another one contains: `a || a && b` is `a` in three values too."""
    distinct = list(dict.fromkeys(clauses))
    if len(distinct) > _MANY:
        return tuple(distinct)
    sets = [frozenset(clause) for clause in distinct]
    return tuple(clause for clause, own in zip(distinct, sets, strict=True) if not any(other < own for other in sets))
