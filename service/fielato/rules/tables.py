"""For one fact, what each of its values leaves of the clauses: a table from values to masks.

A *mask* is an integer with two bits for each clause: *possible* (no literal of it is false) and *true* (all of them
are true). A value's mask says what the value does to the literals that read this fact, and leaves the bits of all other
clauses set: so the masks of a row's facts, joined by `&`, say what the row does to every clause at once.

Tables are worked out from the atoms, value by value as values are met, and never hold more than `MAX_ENTRIES`. Where
atoms only compare with constants, values that fall between the same constants share one mask.
"""

from __future__ import annotations

import datetime
from bisect import bisect
from functools import partial
from operator import eq
from typing import TYPE_CHECKING, Any, Final

import msgspec

from fielato.rules.atoms import Predicate, constants_of, is_ordered, item_predicate, leaves_of, looks_of, predicate
from fielato.rules.evaluate import Evaluation
from fielato.rules.syntax import All, Const, DefinitionRef, Exists, In, Node, Not, Var, walk
from fielato.rules.values import UNKNOWN, OpenList, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fielato.rules.normal import Atom
    from fielato.rules.values import ListValue, Scalar, Truth

MAX_ENTRIES: Final = 4_096
"""Values that one table remembers; a full table starts afresh."""


class Use(msgspec.Struct, frozen=True):
    """An atom, and the bits of the clauses that it stands in, plain and negated."""

    atom: Atom
    plain: int
    """The possible and true bits of the clauses that want it to hold."""
    plain_true: int
    """The true bits alone."""
    negated: int
    negated_true: int

    def lost(self, truth: Truth) -> int:
        """The bits that are lost where the atom has this truth."""
        if truth is True:
            return self.negated
        return self.plain if truth is False else self.plain_true | self.negated_true


def unknown(full: int, uses: Iterable[Use]) -> int:
    """The mask of a fact that is not known; `full` has the bits of all clauses."""
    lost = 0
    for use in uses:
        lost |= use.lost(use.atom.unasked)
    return full & ~lost


class Table(dict[Any, int]):
    """The mask of each value of one fact; `None` and `UNSET` stand for a fact that is unknown."""

    def __init__(self, name: str, full: int, uses: Sequence[Use]) -> None:
        super().__init__()
        self.name = name
        self.uses = uses
        self._full = full
        self.unknown = unknown(full, uses)
        """The mask of a fact that is not known."""
        self._restart()

    def column(self, values: Iterable[Any]) -> Iterable[int]:
        """The masks of many values, in order."""
        return map(self.__getitem__, values)

    def _restart(self) -> None:
        self.clear()
        self[None] = self[msgspec.UNSET] = self.unknown

    def __missing__(self, value: Any) -> int:
        mask = self._of(value)
        if len(self) >= MAX_ENTRIES:
            self._restart()
        self[value] = mask
        return mask

    def _of(self, value: Any) -> int:
        raise NotImplementedError

    def _mask(self, truths: Iterable[Truth]) -> int:
        lost = 0
        for use, truth in zip(self.uses, truths, strict=True):
            lost |= use.lost(truth)
        return self._full & ~lost


class TextTable(Table):
    """A table over scalars of any type: values that no atom tells apart share the work.

    A value is known by the constant that it equals, if atoms compare with it, by those that it falls between, if they
    ask for its order, and by its answers to tests that look into a text.
    """

    def __init__(self, name: str, full: int, uses: Sequence[Use]) -> None:
        super().__init__(name, full, uses)
        self._tests = [predicate(use.atom.node) for use in uses]
        self._kinds: dict[object, int] = {}
        leaves = {leaf: None for use in uses for leaf in leaves_of(use.atom.node)}
        constants = [(leaf, constants_of(leaf)) for leaf in leaves]
        self._constants = frozenset(one for _, found in constants if found is not None for one in found)
        ordered = {one for leaf, found in constants if found is not None and is_ordered(leaf) for one in found}
        self._cuts: list[Any] = sorted(ordered)
        self._looks = list(looks_of(leaf for leaf, found in constants if found is None))

    def _of(self, value: Any) -> int:
        constant = value if value in self._constants else None
        kind = (constant, bisect(self._cuts, value), *[look(value) for look in self._looks])
        mask = self._kinds.get(kind)
        if mask is None:
            if len(self._kinds) >= MAX_ENTRIES:
                self._kinds.clear()
            mask = self._kinds[kind] = self._mask([test(value) for test in self._tests])
        return mask


class CutTable(Table):
    """A table over numbers or days that are only compared with constants: one mask for each stretch between them."""

    def __init__(self, name: str, full: int, uses: Sequence[Use]) -> None:
        super().__init__(name, full, uses)
        self._tests = [predicate(use.atom.node) for use in uses]
        constants = {one for use in uses for leaf in leaves_of(use.atom.node) for one in constants_of(leaf) or ()}
        self._cuts: list[Any] = sorted(constants | {_next(one) for one in constants})
        self._masks: list[int | None] = [None] * (len(self._cuts) + 1)

    def column(self, values: Iterable[Any]) -> Iterable[int]:
        """The masks of many values, in order."""
        cuts, masks = self._cuts, self._masks
        try:
            found = [masks[bisect(cuts, value)] for value in values]
        except TypeError:  # a value is unknown
            return super().column(values)
        return super().column(values) if None in found else found  # type: ignore[return-value]

    def _of(self, value: Any) -> int:
        place = bisect(self._cuts, value)
        mask = self._masks[place]
        if mask is None:
            mask = self._masks[place] = self._mask([test(value) for test in self._tests])
        return mask


def _next(constant: Any) -> Any:
    """The least value above a constant; of days, the constant itself where there is none."""
    if not isinstance(constant, datetime.date):
        return int(constant) + 1
    return constant if constant == datetime.date.max else constant + datetime.timedelta(days=1)


class ListTable(Table):
    """A table over lists: what each item answers is worked out once, and a list is what its items are.

    A test of items (`"a" in x`, `x.exists(…)`, `x.all(…)` as what does not exist otherwise) is true if one item makes
    it so, else false, or, if more items may follow, unknown.
    """

    def __init__(self, name: str, full: int, uses: Sequence[Use]) -> None:
        super().__init__(name, full, uses)
        questions = [item_question(use.atom.node) for use in uses]
        self._items: dict[Scalar, int] = {}
        self._tests = [(1 << index, one.test) for index, one in enumerate(questions) if one is not None]
        self._found_is = [None if one is None else one.found_is for one in questions]
        self._open = sum(1 << index for index, one in enumerate(questions) if one is not None and one.may_follow)
        self._whole = [use.atom.node for use, one in zip(uses, questions, strict=True) if one is None]
        self._kinds: dict[tuple[object, ...], int] = {}

    def _of(self, value: ListValue) -> int:
        items = value.known if isinstance(value, OpenList) else value
        found = 0
        for item in items:
            known = self._items.get(item)
            found |= self._item(item) if known is None else known
        perhaps = self._open & ~found if isinstance(value, OpenList) else 0
        evaluation = Evaluation({self.name: value})
        kind = (found, perhaps, *[evaluation.truth(node) for node in self._whole])
        mask = self._kinds.get(kind)
        if mask is None:
            if len(self._kinds) >= MAX_ENTRIES:
                self._kinds.clear()
            mask = self._kinds[kind] = self._mask(self._truths(found, perhaps, iter(kind[2:])))
        return mask

    def _item(self, item: Scalar) -> int:
        if len(self._items) >= MAX_ENTRIES:
            self._items.clear()
        answers = self._items[item] = sum(bit for bit, test in self._tests if test(item))
        return answers

    def _truths(self, found: int, perhaps: int, whole: Iterator[Any]) -> Iterator[Truth]:
        for index, found_is in enumerate(self._found_is):
            if found_is is None:
                yield next(whole)
            elif found >> index & 1:
                yield found_is
            else:
                yield UNKNOWN if perhaps >> index & 1 else not found_is


class ItemQuestion(msgspec.Struct, frozen=True):
    """What a test of a list asks of each item."""

    test: Predicate
    found_is: bool
    """What the test comes to once an item is found."""
    may_follow: bool
    """Whether an item that is not known could be one."""


def item_question(node: Node) -> ItemQuestion | None:
    """What a test of a list asks of each item; None where it asks something of the list as a whole."""
    match node:
        case In(Const(value), Var()):
            return ItemQuestion(partial(eq, value), found_is=True, may_follow=True)
        case Exists(Var(), 0, body) if _reads_nothing(body):
            return ItemQuestion(item_predicate(body), True, Evaluation({}).truth(body, (UNKNOWN,)) is not False)
        case All(Var(), 0, body) if _reads_nothing(body):
            return ItemQuestion(item_predicate(Not(body)), False, Evaluation({}).truth(body, (UNKNOWN,)) is not True)
        case _:
            return None


def _reads_nothing(body: Node) -> bool:
    return not any(isinstance(part, Var | DefinitionRef) for part in walk(body))


def table(name: str, type_: Type, full: int, uses: Sequence[Use]) -> Table:
    """The table of one fact; `full` has the bits of all clauses."""
    if type_.element is not None:
        return ListTable(name, full, uses)
    compares = all(constants_of(leaf) is not None for use in uses for leaf in leaves_of(use.atom.node))
    return (CutTable if type_ in {Type.INT, Type.DATE} and compares else TextTable)(name, full, uses)
