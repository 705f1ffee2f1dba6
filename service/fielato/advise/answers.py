"""Which open facts settle what is undetermined, and how they would have to be answered: the rules themselves say it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from fielato.advise.change import Reply
from fielato.finding import Finding
from fielato.model.values import Value
from fielato.model.variables import Variable, declared
from fielato.resolve.facts import TERRITORIES
from fielato.rules.evaluate import Evaluation
from fielato.rules.matter import Questions
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.pack import CompiledRule

Answer: TypeAlias = bool | int | str | datetime.date | tuple[str, ...]
SettledBy: TypeAlias = Mapping[str, Answer]

FACTS: Final = 12
"""The open facts of one finding that pairs are made of."""
DEPTH: Final = 8
"""The most facts that are answered to settle one finding."""
_NUMBERS: Final = (1, 2, 3, 4, 30, 90, 365, 0)
"""Numbers that are tried: modules of clauses, levels, days of notice."""
_ANSWERABLE: Final = frozenset({"deployment", "controller", "data", "party", "component", "transfer"})
"""The roots of facts that evidence can answer."""
_FOUND_BY: Final[Mapping[str, str]] = {"party.dpf_check_age": "party.dpf.checked"}
"""Facts that follow from a date, and the date to state; stated today, they are nought."""
_ITSELF: Final = frozenset({"data", "transfer"})
"""Subjects whose data facts are those of one data set."""
_GOOD: Final = frozenset({Outcome.SATISFIED, Outcome.NOT_APPLICABLE})
_OWN: Final = frozenset({"controller", "deployment", "data"})
_OWN_GOOD: Final[Mapping[bool, frozenset[Outcome]]] = {True: _GOOD, False: frozenset({Outcome.SATISFIED})}
"""What the organisation is and does may well put it outside a rule; others are asked for what satisfies it first."""


class Answers:
    """Finds answers that settle findings, and keeps to what was answered before."""

    def __init__(self, day: datetime.date, home: str) -> None:
        """`home` is the country that is tried where a country is asked for."""
        self._home = home
        self._day = day
        self._tried: Mapping[str, tuple[Answer, ...]] = {
            "bool": (True, False),
            "int": _NUMBERS,
            "date": (day,),
            "list(string)": ((),),
        }
        self._variables: Mapping[str, Variable] = declared()
        self._questions: dict[str, Questions] = {}
        self._known: dict[tuple[object, ...], SettledBy | None] = {}

    def to(self, findings: Sequence[Finding], before: Sequence[Reply] = ()) -> list[Reply]:
        """The answers that settle as many of the findings as can be, each once; without those given before."""
        given = {(one.fact, one.subject): one for one in before}
        found: dict[tuple[str, str | None], Reply] = {}
        for finding in findings:
            if finding.outcome is not Outcome.UNDETERMINED:
                continue
            supposed = {
                one.fact: one.value
                for one in (*given.values(), *found.values())
                if one.subject in {None, _record(finding, one.fact)}
            }
            for fact, value in (self._settling(finding, supposed) or {}).items():
                asked = _FOUND_BY.get(fact, fact)
                reply = Reply(asked, _record(finding, fact), value if asked == fact else self._day)
                found.setdefault((reply.fact, reply.subject), reply)
        return [one for key, one in found.items() if key not in given]

    def _settling(self, finding: Finding, supposed: SettledBy) -> SettledBy | None:
        rule = finding.rule
        read = {name: value for name, value in supposed.items() if name in finding.missing}
        key = (finding.judgement, tuple(sorted(read.items(), key=repr)))
        if key not in self._known:
            row = {name: value for name, value in finding.subject.row.items() if value is not None}
            self._known[key] = self._search(finding, rule, {**row, **read})
        return self._known[key]

    def _search(self, finding: Finding, rule: CompiledRule, row: Mapping[str, Value]) -> SettledBy | None:
        if _outcome(rule, row) in _GOOD:
            return {}
        names = [one for one in finding.missing if one not in row and self._values(one)]
        if finding.ask_first in names:
            names.sort(key=lambda one: one != finding.ask_first)
        tries = (
            (names[:1] if names[:1] == [finding.ask_first] else [], 1, _OWN_GOOD[_is_own(finding.ask_first)]),
            (names, 1, {Outcome.SATISFIED}),
            (names, 1, _GOOD),
            (names[:FACTS], 2, {Outcome.SATISFIED}),
            (names[:FACTS], 2, _GOOD),
        )
        for some, size, good in tries:
            for chosen in itertools.combinations(some, size):
                for values in itertools.product(*map(self._values, chosen)):
                    answers = dict(zip(chosen, values, strict=True))
                    if _outcome(rule, {**row, **answers}) in good:
                        return answers
        return self._greedy(rule, row, names)

    def _greedy(self, rule: CompiledRule, row: Mapping[str, Value], names: Sequence[str]) -> SettledBy | None:
        """One answer after the other, each the one that leaves the fewest facts open."""
        answers: dict[str, Answer] = {}
        for _ in range(DEPTH):
            tried = list(self._next(rule, {**row, **answers}, [one for one in names if one not in answers]))
            if not tried:
                return None
            left, name, value = min(tried, key=lambda one: one[0])
            answers[name] = value
            if not left:
                return answers if _outcome(rule, {**row, **answers}) in _GOOD else None
        return None

    def _next(
        self, rule: CompiledRule, row: Mapping[str, Value], names: Sequence[str]
    ) -> Iterator[tuple[int, str, Answer]]:
        for name in names:
            for value in self._values(name):
                reached = _outcome(rule, {**row, name: value})
                if reached in _GOOD:
                    yield 0, name, value
                elif reached is Outcome.UNDETERMINED:
                    yield len(self._about(rule, {**row, name: value})), name, value

    def _about(self, rule: CompiledRule, row: Mapping[str, Value]) -> tuple[str, ...]:
        if rule.id not in self._questions:
            self._questions[rule.id] = Questions(rule.when, rule.require)
        return self._questions[rule.id].about(row).missing

    def _values(self, name: str) -> tuple[Answer, ...]:
        """The answers that are tried: both truths, each word of a closed vocabulary, some numbers, today, no items."""
        variable = self._variables.get(name)
        if (
            variable is None
            or (variable.derived and name not in _FOUND_BY)
            or name.partition(".")[0] not in _ANSWERABLE
        ):
            return ()
        if name in _FOUND_BY:
            return (0,)
        if variable.type == "string":
            is_place = name.rpartition(".")[2] in TERRITORIES
            return (self._home,) if is_place else variable.values
        return self._tried[variable.type]


def _is_own(fact: str | None) -> bool:
    return fact is not None and fact.partition(".")[0] in _OWN


def _outcome(rule: CompiledRule, row: Mapping[str, Value]) -> Outcome:
    evaluation = Evaluation(row)
    return outcome(evaluation.truth(rule.when.node), evaluation.truth(rule.require.node))


def _record(finding: Finding, fact: str) -> str | None:
    """The record that an answer is about, as evidence names it."""
    root, subject = fact.partition(".")[0], finding.subject
    if root == "transfer":
        return "/".join([*subject.id.split("/")[:2], "*"])
    if root in {"component", "party"} or (root == "data" and subject.kind in _ITSELF):
        name = subject.value(f"{root}.id")
        return f"{root}/{name}" if name is not None else None
    return None
