"""Which bit of a mask is which clause.

Each rule has a *lane*: one bit for each of its clauses, and a guard above them that no clause has. Lanes stand side by
side in three regions of equal size, so that a rule has the same place in each: what may be broken, what is broken, what
may apply. Above them stand the clauses of strata, first what is possible and then what is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from fielato.rules.tables import Use

if TYPE_CHECKING:
    from fielato.rules.normal import Clause, Clauses, Form

WORD: Final = 32
"""Bits that are read together; a guard stands in the same word as the bit below it."""


class Placed(msgspec.Struct, frozen=True):
    """A clause with its bits, and the literals in it that no table answers."""

    possible: int
    true: int
    """0 where nobody asks whether it is true."""
    rest: tuple[int, ...]


class Layout:
    """The bits of every clause of a form."""

    def __init__(self, form: Form) -> None:
        self._atoms = form.atoms
        untabled = [number for number, atom in enumerate(form.atoms, 1) if not atom.tabled]
        self._rest = frozenset((*untabled, *(-number for number in untabled)))
        self.offsets: list[int] = []
        """Where each rule's lane begins."""
        self.guards: list[int] = []
        """The guard of each rule, above its lane."""
        at = 0
        for rule in form.rules:
            self.offsets.append(at)
            at += max(len(rule.applies), len(rule.broken), 1)
            at += at % WORD == 0  # the guard and the bit below it stand in one word
            self.guards.append(1 << at)
            at += 1
        self.size = at
        """The bits of a region."""
        self.full = 0
        """The bits of all clauses."""
        self.placed: list[Placed] = []
        """The clauses of the rules."""
        self.clauses: list[tuple[Clause, Placed]] = []
        """All clauses, those of strata included."""
        for rule, offset in zip(form.rules, self.offsets, strict=True):
            self.placed += self._place(rule.broken, offset, offset + at)
            self.placed += self._place(rule.applies, offset + 2 * at, None)
        self.strata: list[list[Placed]] = []
        """The clauses of each stratum."""
        top = 3 * at
        for clauses in form.strata:
            self.strata.append(self._place(clauses, top, top + len(clauses)))
            top += 2 * len(clauses)

    def _place(self, clauses: Clauses, possible: int, true: int | None) -> list[Placed]:
        placed = []
        for index, clause in enumerate(clauses):
            rest = () if self._rest.isdisjoint(clause) else tuple([one for one in clause if one in self._rest])
            one = Placed(1 << possible + index, 0 if true is None else 1 << true + index, rest)
            self.full |= one.possible | one.true
            self.clauses.append((clause, one))
            placed.append(one)
        return placed

    def asked(self) -> list[Use]:
        """The atoms that stand in a clause, each with the bits of the clauses that it stands in."""
        bits: list[list[int]] = [[0, 0, 0, 0] for _ in self._atoms]
        for clause, placed in self.clauses:
            for literal in clause:
                sums = bits[abs(literal) - 1]
                at = 2 if literal < 0 else 0
                sums[at] |= placed.possible | placed.true
                sums[at + 1] |= placed.true
        return [Use(atom, *sums) for atom, sums in zip(self._atoms, bits, strict=True) if any(sums)]

    def uses(self) -> dict[str, list[Use]]:
        """Of these, the atoms that tables answer for, by fact."""
        uses: dict[str, list[Use]] = {}
        for use in self.asked():
            if use.atom.tabled:
                uses.setdefault(use.atom.facts[0], []).append(use)
        return uses
