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
    from collections.abc import Callable, Iterable, Sequence

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
        ordered = {one for leaf, found in constants if found is not None and is_ordered(leaf) for one in found}
        equal = {one: one for _, found in constants if found is not None for one in found}
        self._looks: list[Callable[[Any], object]] = [equal.get] if equal else []
        if ordered:
            self._looks.append(partial(bisect, sorted(ordered)))
        self._looks += looks_of(leaf for leaf, found in constants if found is None)

    def _of(self, value: Any) -> int:
        kind = tuple([look(value) for look in self._looks])
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
        questions = [(use, item_question(use.atom.node)) for use in uses]
        asked = [(use, one) for use, one in questions if one is not None]
        self._groups = [_Asked(asked[at : at + TOGETHER]) for at in range(0, len(asked), TOGETHER)]
        self._items: dict[Scalar, int] = {}
        self._tests = [(1 << index, one.test) for index, (_, one) in enumerate(asked)]
        self._open = sum(1 << index for index, (_, one) in enumerate(asked) if one.may_follow)
        self._whole = [use for use, one in questions if one is None]
        self._kinds: dict[tuple[object, ...], int] = {}

    def _of(self, value: ListValue) -> int:
        items = value.known if isinstance(value, OpenList) else value
        found = 0
        for item in items:
            known = self._items.get(item)
            found |= self._item(item) if known is None else known
        perhaps = self._open & ~found if isinstance(value, OpenList) else 0
        evaluation = Evaluation({self.name: value})
        truths = [evaluation.truth(use.atom.node) for use in self._whole]
        kind = (found, perhaps, *truths)
        mask = self._kinds.get(kind)
        if mask is None:
            if len(self._kinds) >= MAX_ENTRIES:
                self._kinds.clear()
            mask = self._kinds[kind] = self._full & ~self._lost(found, perhaps, truths)
        return mask

    def _item(self, item: Scalar) -> int:
        if len(self._items) >= MAX_ENTRIES:
            self._items.clear()
        answers = self._items[item] = sum(bit for bit, test in self._tests if test(item))
        return answers

    def _lost(self, found: int, perhaps: int, truths: Iterable[Truth]) -> int:
        lost = 0
        for group in self._groups:
            lost |= group[found & _GROUP | (perhaps & _GROUP) << TOGETHER]
            found >>= TOGETHER
            perhaps >>= TOGETHER
        for use, truth in zip(self._whole, truths, strict=True):
            lost |= use.lost(truth)
        return lost


TOGETHER: Final = 8
"""Tests of items whose answers are looked up together."""
_GROUP: Final = (1 << TOGETHER) - 1


class _Asked(dict[int, int]):
    """The bits that a few tests of items lose, by their answers: of each, whether an item was found, or may follow."""

    def __init__(self, tests: Sequence[tuple[Use, ItemQuestion]]) -> None:
        super().__init__()
        self._tests = tests

    def __missing__(self, answers: int) -> int:
        lost = 0
        for index, (use, question) in enumerate(self._tests):
            if answers >> index & 1:
                lost |= use.lost(question.found_is)
            else:
                lost |= use.lost(UNKNOWN if answers >> index + TOGETHER & 1 else not question.found_is)
        if len(self) >= MAX_ENTRIES:
            self.clear()
        self[answers] = lost
        return lost


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
