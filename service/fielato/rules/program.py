"""Many rules at once: their clauses as bits of one integer, and what a row of facts leaves of them.

A row's mask (`layout` says which bit is which) is the conjunction of what its facts' tables say. Adding to a rule's
lane all ones but the guard carries into the guard exactly if a bit of the lane is set: so one addition finds, for all
rules together, those of which a clause is left. From there,

- violated: a clause of `when && !require` is true;
- undetermined: none is true, but one is possible;
- satisfied: none is possible, but a clause of `when` is;
- not applicable: no clause of `when` is possible.

Clauses whose literals are more than tables can answer (tests of two facts, strata) are finished one by one, and only
where the facts before have left them possible.
"""

from __future__ import annotations

import struct
from itertools import compress
from operator import and_
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from fielato.rules.atoms import row_predicate
from fielato.rules.layout import WORD, Layout, Placed
from fielato.rules.outcome import Outcome
from fielato.rules.tables import Table, table, unknown
from fielato.rules.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from fielato.rules.normal import Form
    from fielato.rules.values import Row, Truth, Value

Name = TypeVar("Name")
Subject = TypeVar("Subject")

MAX_WORDS: Final = 4_096
"""Words of bits of which the rules are remembered, at each place."""
_CODES: Final = {1: Outcome.SATISFIED, 2: Outcome.VIOLATED, 3: Outcome.UNDETERMINED}
"""What the guard of a rule and the bit below it say together."""


class Outcomes(msgspec.Struct, frozen=True, gc=False):
    """What a row comes to: sets of rules, each rule one bit. A rule that is in none of them does not apply."""

    violated: int
    undetermined: int
    satisfied: int


class Program:
    """Rules in normal form, ready to be held against rows."""

    def __init__(self, form: Form) -> None:
        self._form = form
        layout = Layout(form)
        self._size = layout.size
        self._lanes = (1 << layout.size) - 1
        self._guards = sum(layout.guards)
        self._fill = sum(guard - (1 << offset) for guard, offset in zip(layout.guards, layout.offsets, strict=True))
        self._guard = layout.guards
        self._strata = layout.strata
        self._unfinished = {placed.possible.bit_length(): placed for placed in layout.placed if placed.rest}
        self._pending = sum(placed.possible for placed in self._unfinished.values())
        words = layout.size // WORD + 1
        self._words = struct.Struct(f"<{words}I")
        self._known: list[_Word] = [_Word() for _ in range(words)]
        for number, guard in enumerate(layout.guards):
            place, bit = divmod(guard.bit_length() - 1, WORD)
            self._known[place].rules.append((bit - 1, number))
        self.full = layout.full
        """The mask of a row of which nothing has been looked at."""
        self.uses = layout.uses()
        """The tests of each fact, with the clauses that they stand in."""
        self.facts: tuple[str, ...] = tuple(self.uses)
        """The facts that tables answer for, in the order in which `mask` takes their values."""
        self._tables: dict[str, Table] = {}
        self._unknown = {name: unknown(layout.full, uses) for name, uses in self.uses.items()}
        self._tests: dict[int, Callable[[Row], Truth]] = {}
        self._roots: dict[str, list[str]] = {}
        for name in self.facts:
            self._roots.setdefault(name.partition(".")[0], []).append(name)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The table of each of `facts`."""
        return tuple([self.table(name) for name in self.facts])

    def table(self, name: str) -> Table:
        """The table of a fact, made when the first value of the fact is met."""
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = table(name, self._form.types[name], self.full, self.uses[name])
        return found

    def mask(self, values: Iterable[Value | None]) -> int:
        """The mask of a row, from its values in the order of `facts`; None (or `UNSET`) is an unknown fact."""
        mask = self.full
        for entries, value in zip(self.tables, values, strict=True):
            mask &= entries[value]
        return mask

    def masks(self, columns: Sequence[Sequence[Value | None]]) -> list[int]:
        """The masks of many rows, from the values of each fact in all of them, in the order of `facts`.

        Raises ValueError where columns differ in length; without any fact, nobody knows how many rows there are.
        """
        if len({len(values) for values in columns}) != 1:
            raise ValueError("a program that reads facts takes a column of each, all of one length")
        found = [self.full] * len(columns[0])
        for entries, values in zip(self.tables, columns, strict=True):
            found = list(map(and_, found, entries.column(values)))
        return found

    def part(self, root: str, facts: Row) -> int:
        """The mask of a part of a row: of all its facts below one root."""
        mask = self.full
        for name in self._roots.get(root, ()):
            value = facts.get(name)
            mask &= self._unknown[name] if value is None else self.table(name)[value]
        return mask

    def outcomes(self, mask: int, row: Row) -> Outcomes:
        """What a row comes to, from its mask; the row itself is looked at for tests of two facts and more."""
        pending = mask & self._pending
        if pending:
            mask = self._finished(mask, pending, row)
        lanes, guards, fill, size = self._lanes, self._guards, self._fill, self._size
        possible = ((mask & lanes) + fill) & guards
        broken = ((mask >> size & lanes) + fill) & guards
        applies = ((mask >> 2 * size & lanes) + fill) & guards
        return Outcomes(broken, possible ^ broken, applies & ~possible)

    def judge(self, row: Row) -> dict[int, Outcome]:
        """The outcome of each rule, by its number, that applies to a row."""
        return dict(self.listed(self.outcomes(self.mask(map(row.get, self.facts)), row)))

    def judged(
        self,
        columns: Sequence[Sequence[Value | None]],
        rows: Sequence[Row],
        rules: Sequence[Name],
        subjects: Sequence[Subject],
    ) -> list[tuple[Name, Subject, Outcome]]:
        """Every rule that applies to a row, by its name, with the row's subject and the outcome.

        `columns` has the values of each fact in all rows, in the order of `facts`, and `rules` a name for each rule.
        Raises ValueError where there are more or fewer of anything.
        """
        if len(rules) != len(self._guard):
            raise ValueError(f"{len(self._guard)} rules cannot have {len(rules)} names")
        masks = self.masks(columns) if rows and self.facts else [self.full] * len(rows)
        return [
            (rules[number], subject, outcome)
            for mask, row, subject in zip(masks, rows, subjects, strict=True)
            for number, outcome in self.listed(self.outcomes(mask, row))
        ]

    def chosen(self, rules: Iterable[int]) -> int:
        """A set of rules as bits, to be joined with outcomes by `&`."""
        return sum(self._guard[index] for index in set(rules))

    def listed(self, outcomes: Outcomes) -> list[tuple[int, Outcome]]:
        """The numbers of the rules that apply, in order, each with its outcome."""
        undetermined = outcomes.undetermined
        coded = outcomes.violated | undetermined | (undetermined | outcomes.satisfied) >> 1
        found: list[tuple[int, Outcome]] = []
        words = self._words.unpack(coded.to_bytes(self._words.size, "little"))
        for known, word in zip(compress(self._known, words), filter(None, words), strict=True):
            found += known[word]
        return found

    # Clauses that tables cannot finish

    def stratum(self, atom: int) -> Sequence[Placed] | None:
        """The clauses of an atom that is a stratum."""
        number = self._form.atoms[atom].stratum
        return None if number < 0 else self._strata[number]

    def test(self, atom: int) -> Callable[[Row], Truth]:
        """The test of an atom that reads two facts or more."""
        if atom not in self._tests:
            self._tests[atom] = row_predicate(self._form.atoms[atom].node)
        return self._tests[atom]

    def _finished(self, mask: int, pending: int, row: Row) -> int:
        rest = _Rest(self, mask, row)
        lost = 0
        while pending:
            clause = self._unfinished[pending.bit_length()]
            pending ^= clause.possible
            truth = rest.clause(clause)
            if truth is False:
                lost |= clause.possible | clause.true
            elif truth is UNKNOWN:
                lost |= clause.true
        return mask & ~lost if lost else mask


class _Word(dict[int, tuple[tuple[int, Outcome], ...]]):
    """What one word of coded outcomes says, by its value."""

    def __init__(self) -> None:
        super().__init__()
        self.rules: list[tuple[int, int]] = []
        """The rules whose codes stand in the word: the place of the code's lower bit, and the rule's number."""

    def __missing__(self, word: int) -> tuple[tuple[int, Outcome], ...]:
        if len(self) >= MAX_WORDS:
            self.clear()
        self[word] = found = tuple([(rule, _CODES[code]) for bit, rule in self.rules if (code := word >> bit & 3)])
        return found


class _Rest:
    """The literals that no table answers, on one row, each asked once."""

    __slots__ = ("_known", "_mask", "_program", "_row")

    def __init__(self, program: Program, mask: int, row: Row) -> None:
        self._program = program
        self._mask = mask
        self._row = row
        self._known: dict[int, Truth] = {}

    def clause(self, clause: Placed) -> Truth:
        """What the literals outside the tables make of a clause, by themselves."""
        answer: Truth = True
        for literal in clause.rest:
            truth = self._atom(abs(literal) - 1)
            if truth is UNKNOWN:
                answer = UNKNOWN
            elif truth is (literal < 0):
                return False
        return answer

    def _atom(self, number: int) -> Truth:
        truth = self._known.get(number)
        if truth is None:
            stratum = self._program.stratum(number)
            truth = self._program.test(number)(self._row) if stratum is None else self._stratum(stratum)
            self._known[number] = truth
        return truth

    def _stratum(self, clauses: Sequence[Placed]) -> Truth:
        answer: Truth = False
        for clause in clauses:
            if not self._mask & clause.possible:
                continue
            truth = self.clause(clause)
            if truth is True and self._mask & clause.true:
                return True
            if truth is not False:
                answer = UNKNOWN
        return answer
