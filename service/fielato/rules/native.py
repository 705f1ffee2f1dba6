"""Many rows at once through a kernel in C, where one is installed; what it says is what `Program` says.

The kernel (`pip install ./service/kernel` builds it) is an extra that nothing needs. It asks `Program`'s tables for
the mask of each *kind* of value once, and remembers it: values of one kind are those that no test of their fact tells
apart. This module says what the kinds are, and lays masks out in whole blocks of words.

Tests that no table answers become *steps*, taken after the tables: two facts compared choose a mask by their order, an
item and a list one by membership, a stratum by the bits that are left of its clauses, and any other test is asked as
`Program` asks it. A step is taken only where a clause that wants it is still possible.
"""

from __future__ import annotations

import datetime
import importlib
from functools import lru_cache, reduce
from itertools import compress
from operator import itemgetter, or_
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from fielato.rules.atoms import constants_of, is_ordered, leaves_of, predicate, row_predicate
from fielato.rules.evaluate import COMPARISONS
from fielato.rules.layout import Layout
from fielato.rules.outcome import Outcome
from fielato.rules.program import Name, Program, Subject
from fielato.rules.syntax import Compare, Const, In, Node, StringTest, Var
from fielato.rules.tables import MAX_ENTRIES, CutTable, ListTable, Table, TextTable, item_question
from fielato.rules.values import UNKNOWN, OpenList, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fielato.rules.layout import Placed
    from fielato.rules.normal import Form
    from fielato.rules.tables import ItemQuestion, Use
    from fielato.rules.values import Row, Scalar, Truth, Value

INTERFACE: Final = 2
"""The kernel's interface that this module speaks."""

_CUT, _WORD, _TEXT, _LIST, _OTHER = range(5)
_PAIR, _MEMBER, _TEST, _STRATUM = range(4)
_TRUTHS: Final[tuple[Truth, ...]] = (False, True, UNKNOWN)
_SIGNS: Final = (-1, 0, 1)
_PYTHON: Final = {Type.BOOL: bool, Type.INT: int, Type.DATE: datetime.date}
_BITS: Final = 64
_MANY: Final = 3
"""Blocks of a region from which it pays to find out first, roughly, which rules may apply."""
_Specification: TypeAlias = tuple[Any, ...]
_Group: TypeAlias = "tuple[int, int, int, Node | None]"


def kernel() -> Any | None:
    """The kernel's module; None where it is not installed, or speaks another interface."""
    try:
        found = importlib.import_module("fielato_kernel")
    except ImportError:
        return None
    return found if found.INTERFACE == INTERFACE else None


def program(form: Form) -> Program:
    """The rules as a program, with the kernel where there is one."""
    found = kernel()
    return Program(form) if found is None else NativeProgram(form, found)


class NativeProgram(Program):
    """A program whose `judged` runs in the kernel."""

    def __init__(self, form: Form, module: Any) -> None:
        super().__init__(form)
        self._module = module
        self._kernel: Any | None = None

    def judged(
        self,
        columns: Iterable[Iterable[Value | None]],
        rows: Sequence[Row],
        rules: Sequence[Name],
        subjects: Sequence[Subject],
    ) -> list[tuple[Name, Subject, Outcome]]:
        """What `Program.judged` returns."""
        if self._kernel is None:
            self._kernel = self._module.Kernel(*self._specification())
        found: list[tuple[Name, Subject, Outcome]] = self._kernel.judge(columns, rows, rules, subjects)
        return found

    def _specification(self) -> _Specification:
        words = _Words(self._size, self._guard, self.full, self._module.BLOCK)
        tables = [
            table
            for column, entries in enumerate(self.tables)
            for table in _tables(entries, self._form.types[entries.name], column, words)
        ]
        return (
            words.of(self.full),
            (words.rough, words.region),
            tuple(guard.bit_length() - 1 for guard in self._guard),
            (Outcome.SATISFIED, Outcome.VIOLATED, Outcome.UNDETERMINED),
            msgspec.UNSET,
            len(self.facts),
            tuple(tables),
            tuple(_steps(self._form, self.facts, words)),
            MAX_ENTRIES,
        )


class _Words:
    """How masks are laid out for the kernel, each part in whole blocks of words.

    First, if there are many rules, a bit for each that says whether a clause of what may apply is left; then the three
    regions, and the strata.
    """

    def __init__(self, size: int, guards: Sequence[int], full: int, block: int) -> None:
        self._size = size
        self._block = block * _BITS
        self._lanes = (1 << size) - 1
        self._top = 3 * size
        self._guards = sum(guards)
        self._fill = self._lanes ^ self._guards
        self.region = self._blocks(size)
        """The blocks of a region."""
        self.rough = self._blocks(len(guards)) if self.region >= _MANY else 0
        """The blocks with a bit for each rule."""
        self._digits = itemgetter(*(size - guard.bit_length() for guard in reversed(guards))) if self.rough else None
        self._rest = self._blocks(full.bit_length() - self._top)
        self.full = full
        """The mask of a row of which nothing has been looked at."""

    def _blocks(self, bits: int) -> int:
        return -(-max(bits, 0) // self._block)

    def of(self, mask: int) -> bytes:
        """The words of a mask."""
        return self._laid(self._rules(mask), mask)

    def wanted(self, mask: int) -> bytes:
        """The words of a mask; a rule has its bit if all its clauses are in it."""
        return self._laid(self._rules(self.full) & ~self._rules(self.full & ~mask), mask)

    def _rules(self, mask: int) -> int:
        if self._digits is None:
            return 0
        applies = (mask >> 2 * self._size & self._lanes) + self._fill
        return int("".join(self._digits(f"{applies & self._guards:0{self._size}b}")), 2)

    def _laid(self, rules: int, mask: int) -> bytes:
        regions = [self._words(mask >> start * self._size & self._lanes, self.region) for start in range(3)]
        return b"".join((self._words(rules, self.rough), *regions, self._words(mask >> self._top, self._rest)))

    def _words(self, bits: int, blocks: int) -> bytes:
        return bits.to_bytes(blocks * self._block // 8, "little")

    def left(self, uses: Iterable[Use], truths: Iterable[Truth]) -> bytes:
        """The words of what is left where the atoms have these truths."""
        lost = 0
        for use, truth in zip(uses, truths, strict=True):
            lost |= use.lost(truth)
        return self.of(self.full & ~lost)


def _tables(entries: Table, type_: Type, column: int, words: _Words) -> Iterator[_Specification]:
    """The kernel's tables for one fact; a list's tests of items apart from those of the list as a whole."""
    if not isinstance(entries, ListTable):
        yield _table(entries, column, words, *_shape(entries, type_))
        return
    questions = [item_question(use.atom.node) for use in entries.uses]
    asked = [(use, one) for use, one in zip(entries.uses, questions, strict=True) if one is not None]
    if asked:
        part = ListTable(entries.name, words.full, [use for use, _ in asked])
        yield _table(part, column, words, _LIST, (OpenList, "known", *_items(asked, words)))
    if whole := [use for use, one in zip(entries.uses, questions, strict=True) if one is None]:
        yield _table(ListTable(entries.name, words.full, whole), column, words, _OTHER, ({},))


def _table(entries: Table, column: int, words: _Words, shape: int, details: _Specification) -> _Specification:
    def ask(value: Value) -> bytes:
        return words.of(entries[value])

    return shape, column, ask, words.of(entries.unknown), details


def _shape(entries: Table, type_: Type) -> tuple[int, _Specification]:
    """What tells the values of a fact apart."""
    leaves = list(dict.fromkeys(leaf for use in entries.uses for leaf in leaves_of(use.atom.node)))
    plain = [leaf for leaf in leaves if constants_of(leaf) is not None]
    constants = {one for leaf in plain for one in constants_of(leaf) or ()}
    looks = _looks(leaf for leaf in leaves if leaf not in plain)
    match entries:
        case _ if type_ is Type.BOOL:
            return _CUT, (bool, (False, True))
        case CutTable():
            return _CUT, (_PYTHON[type_], tuple(sorted(constants)))
        case TextTable() if type_ is Type.STRING and not any(map(is_ordered, plain)):
            numbers = {one: number for number, one in enumerate(constants, 1)}
            return (_TEXT, (numbers, *looks, {})) if any(looks) else (_WORD, (numbers,))
        case _:
            return _OTHER, ({},)


def _items(asked: Sequence[tuple[Use, ItemQuestion]], words: _Words) -> _Specification:
    """What each item leaves of the clauses that want it not to be there, and saves of those that want one to be."""
    layers: list[int] = []
    saves = [_layered(use.lost(not one.found_is), layers) for use, one in asked]

    def packed(left: bytes, saved: Iterable[list[int]]) -> bytes:
        sums = [0] * len(layers)
        for parts in saved:
            for layer, bits in enumerate(parts):
                sums[layer] |= bits
        return b"".join((left, *map(words.of, sums)))

    @lru_cache(MAX_ENTRIES)
    def found(answers: tuple[bool, ...]) -> bytes:
        hit = list(compress(asked, answers))
        left = words.left([use for use, _ in hit], [one.found_is for _, one in hit])
        return packed(left, compress(saves, answers))

    def item(value: Scalar) -> bytes:
        return found(tuple([bool(one.test(value)) for _, one in asked]))

    may = [one.may_follow for _, one in asked]
    perhaps = [[bits & ~use.lost(UNKNOWN) for bits in parts] for (use, _), parts in zip(asked, saves, strict=True)]
    lost = reduce(or_, (use.lost(UNKNOWN) & ~use.lost(not one.found_is) for use, one in asked if one.may_follow), 0)
    more = packed(words.of(words.full & ~lost), compress(perhaps, may))
    return len(layers), b"".join(map(words.wanted, layers)), {}, item, more


def _layered(bits: int, layers: list[int]) -> list[int]:
    """The bits by layer, each in the first that does not have it yet; `layers` has those that are taken."""
    parts: list[int] = []
    while bits:
        if len(parts) == len(layers):
            layers.append(0)
        taken = layers[len(parts)]
        layers[len(parts)] |= bits
        parts.append(bits & ~taken)
        bits &= taken
    return parts


def _looks(leaves: Iterable[Node]) -> Sequence[tuple[Any, ...]]:
    """The tests that look into a text, as the kernel makes them: begins with, ends with, contains, any other."""
    found: dict[str, list[Any]] = {"startsWith": [], "endsWith": [], "contains": [], "": []}
    for leaf in leaves:
        match leaf:
            case StringTest(relation, Var(), Const(value)):
                found[relation].append(value)
            case _:
                found[""].append(predicate(leaf))
    return [tuple(one) for one in found.values()]


def _steps(form: Form, facts: Sequence[str], words: _Words) -> Iterator[_Specification]:
    """The tests that no table answers, in an order in which each needs only those before."""
    layout = Layout(form)
    columns = {name: number for number, name in enumerate(facts)}
    groups: dict[_Group, list[Use]] = {}
    strata: list[Use] = []
    for use in layout.asked():
        if use.atom.stratum >= 0:
            strata.append(use)
        elif not use.atom.tabled:
            groups.setdefault(_group(use.atom.node, columns), []).append(use)
    for group, uses in groups.items():
        yield _tested(group, uses, words)
    for use in sorted(strata, key=lambda one: one.atom.stratum):
        yield _stratum(use, layout.strata[use.atom.stratum], words)


def _group(node: Node, columns: Mapping[str, int]) -> _Group:
    """Of which kind a test is, the columns that it reads, and what tells it from other tests of these."""
    match node:
        case Compare(_, Var(left), Var(right)) if left in columns and right in columns:
            return _PAIR, columns[left], columns[right], None
        case In(Var(left), Var(right)) if left in columns and right in columns:
            return _MEMBER, columns[left], columns[right], None
        case _:
            return _TEST, 0, 0, node


def _tested(group: _Group, uses: Sequence[Use], words: _Words) -> _Specification:
    kind, left, right, _ = group
    tests = [row_predicate(use.atom.node) for use in uses]
    masks: tuple[bytes, ...] = ()
    if kind == _PAIR:
        relations = [COMPARISONS[use.atom.node.relation] for use in uses if isinstance(use.atom.node, Compare)]
        ordered = (words.left(uses, [relation(sign, 0) for relation in relations]) for sign in _SIGNS)
        masks = (*ordered, words.left(uses, [UNKNOWN] * len(uses)))
    elif kind == _MEMBER:
        masks = tuple(words.left(uses, [truth] * len(uses)) for truth in _TRUTHS)

    def ask(row: Row) -> bytes:
        return words.left(uses, [test(row) for test in tests])

    return kind, left, right, ask, words.of(_touched(uses)), masks, b"", b""


def _stratum(use: Use, clauses: Sequence[Placed], words: _Words) -> _Specification:
    masks = tuple(words.left([use], [truth]) for truth in _TRUTHS)
    possible, true = (sum(bits) for bits in zip(*((one.possible, one.true) for one in clauses), strict=True))
    return _STRATUM, 0, 0, None, words.of(_touched([use])), masks, words.of(possible), words.of(true)


def _touched(uses: Iterable[Use]) -> int:
    """The bits that some atoms can clear."""
    return reduce(or_, (use.plain | use.negated for use in uses), 0)
