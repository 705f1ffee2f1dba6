"""One rule on one row, stage by stage: what a newcomer would see who followed it through the chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from fielato.rules.evaluate import Evaluation
from fielato.rules.normal import Atom, Clauses, Literal, normalise
from fielato.rules.outcome import Outcome
from fielato.rules.program import Program
from fielato.rules.values import Truth, conjunction, disjunction, negation

if TYPE_CHECKING:
    from fielato.rules.syntax import Node
    from fielato.rules.values import Row


class TracedAtom(msgspec.Struct, frozen=True):
    """An atom of the rule with its answer."""

    atom: Atom
    truth: Truth


class TracedClauses(msgspec.Struct, frozen=True):
    """A disjunction of clauses with their answers, and its own."""

    clauses: Clauses
    truths: tuple[Truth, ...]
    truth: Truth


class TracedMask(msgspec.Struct, frozen=True):
    """The bits that are left once a fact has been looked at."""

    fact: str
    mask: int


class Trace(msgspec.Struct, frozen=True):
    """The stages of one rule on one row."""

    atoms: tuple[TracedAtom, ...]
    strata: tuple[TracedClauses, ...]
    applies: TracedClauses
    broken: TracedClauses
    width: int
    """The bits of a mask."""
    masks: tuple[TracedMask, ...]
    """From the mask on which nothing has been looked at, fact by fact."""
    outcome: Outcome


def trace(when: Node, require: Node, row: Row) -> Trace:
    """Follow a rule through normal form, tables and outcome on one row."""
    form = normalise([(when, require)])
    evaluation = Evaluation(row)
    truths: list[Truth] = []
    strata: list[TracedClauses] = []
    for atom in form.atoms:
        if atom.stratum >= 0:
            strata.append(_clauses(form.strata[atom.stratum], truths))
            truths.append(strata[-1].truth)
        else:
            truths.append(evaluation.truth(atom.node))
    rule = form.rules[0]
    program = Program(form)
    return Trace(
        atoms=tuple(map(TracedAtom, form.atoms, truths)),
        strata=tuple(strata),
        applies=_clauses(rule.applies, truths),
        broken=_clauses(rule.broken, truths),
        width=program.full.bit_length(),
        masks=tuple(_masks(program, row)),
        outcome=program.judge(row).get(0, Outcome.NOT_APPLICABLE),
    )


def _clauses(clauses: Clauses, truths: list[Truth]) -> TracedClauses:
    answers = tuple(conjunction(_literal(literal, truths) for literal in clause) for clause in clauses)
    return TracedClauses(clauses, answers, disjunction(answers))


def _literal(literal: Literal, truths: list[Truth]) -> Truth:
    truth = truths[abs(literal) - 1]
    return negation(truth) if literal < 0 else truth


def _masks(program: Program, row: Row) -> list[TracedMask]:
    mask = program.full
    found = [TracedMask("", mask)]
    for name, entries in zip(program.facts, program.tables, strict=True):
        mask &= entries[row.get(name)]
        found.append(TracedMask(name, mask))
    return found
