"""Rows of facts held against rules: what every rule comes to on every subject, and why, worked out when it is asked.

The facts of a row are those of several records (its *parts*: the controller's, the data set's, the territory's …).
What a part does to all rules is worked out once and kept with it; a row joins its parts. Rows of equal parts share one
judgement, and rules that see equal facts share one explanation. All that is remembered is bounded.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Final, get_args

import msgspec

from fielato.finding import Finding, Judgement
from fielato.model import vocabulary
from fielato.model.values import Row, Value
from fielato.resolve.batches import Batch
from fielato.resolve.facts import NAMES
from fielato.rules.matter import Questions
from fielato.rules.outcome import Outcome
from fielato.rules.program import Outcomes, Program

if TYPE_CHECKING:
    from fielato.model.variables import SubjectKind
    from fielato.resolve.content import Run
    from fielato.resolve.facts import Facts
    from fielato.resolve.subjects import FactsByRoot, Subject
    from fielato.rules.held import HeldRules
    from fielato.rules.pack import CompiledRule
    from fielato.rules.profile import Choice

MAX_KNOWN: Final = 16_384
"""Parts, rows, and explanations of one rule that a judge remembers; beyond, it starts afresh."""
MAX_DATES: Final = 64
"""Dates for which it remembers rows."""

_SEVERITIES: Final = get_args(vocabulary.Severity)
_OUTCOMES: Final = (Outcome.VIOLATED, Outcome.UNDETERMINED)
_QUESTIONS: Final = get_args(vocabulary.Question)
_LAYERS: Final = get_args(vocabulary.Layer)


class Part:
    """Facts of one record as rules see them, or of several joined: equal facts, equal object.

    It keeps what its facts do to the rules on each kind of subject.
    """

    __slots__ = ("facts", "masks", "parts", "root")

    def __init__(self, root: str, facts: Row, parts: tuple[Part, ...] = ()) -> None:
        self.root = root
        """The root of its facts, where they are those of one record."""
        self.facts = facts
        self.parts = parts
        """What it was joined from."""
        self.masks: dict[SubjectKind, int] = {}


class Judge:
    """A choice of rules, ready to be held against any number of deployments."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self._kinds = {kind: _Kind(kind, rules, choice) for kind, rules in choice.policies.held.items()}
        self._names: dict[str, dict[str, None]] = {}
        for rules in choice.policies.held.values():
            for name in rules.facts:
                self._names.setdefault(name.partition(".")[0], {})[name] = None
        self._named = frozenset(
            root for root, names in self._names.items() if not names.keys().isdisjoint(_named(root))
        )
        self._parts: dict[tuple[object, ...], Part] = {}

    def findings(self, rows: Iterable[Subject | Batch], as_of: datetime.date) -> tuple[tuple[Finding, ...], int]:
        """Hold every rule in force against every row of its kind: the findings by weight, and how many held."""
        found: list[Finding] = []
        satisfied = 0
        kinds = {kind: rules.on(as_of) for kind, rules in self._kinds.items()}
        commons: dict[int, Part] = {}

        def common_part(common: Mapping[str, Facts]) -> Part:
            part = commons.get(id(common))
            if part is None:
                part = commons[id(common)] = self._joined(common)
            return part

        for each in rows:
            rules = kinds.get(each.kind)
            if rules is None:
                continue
            if isinstance(each, Batch):
                batch = rules.batch(each.run, tuple(map(common_part, each.commons)), self._special)
                satisfied += batch.satisfied
                for number, judgements in batch.judgements:
                    subject = each.subject(number)
                    found += [Finding(judgement, subject) for judgement in judgements]
            else:
                row = rules.of(common_part(each.common), self._special(each.special))
                satisfied += row.satisfied
                if row.judgements:
                    found += [Finding(judgement, each) for judgement in row.judgements]
        found.sort(key=_RANK)
        return tuple(found), satisfied

    def _special(self, facts: FactsByRoot) -> Part:
        part: Part | None = facts.memo.get(self)
        if part is None:
            part = facts.memo[self] = self._joined(facts)
        return part

    def _joined(self, common: Mapping[str, Facts]) -> Part:
        if self._named.isdisjoint(common):
            parts = tuple([facts.values.memo.get(self) or self._part(root, facts) for root, facts in common.items()])
        else:  # rules read names, which are no part of the content
            parts = tuple([self._equal_part(root, facts) for root, facts in common.items()])
        joined = self._parts.get(parts)
        if joined is None:
            facts: dict[str, Value] = {}
            for part in parts:
                facts |= part.facts
            joined = self._keep(parts, Part("", facts, parts))
        return joined

    def _part(self, root: str, facts: Facts) -> Part:
        part = facts.values.memo[self] = self._equal_part(root, facts)
        return part

    def _equal_part(self, root: str, facts: Facts) -> Part:
        names = self._names.get(root, {})
        values = [facts.get(name) for name in names]
        key = (root, *values)
        part = self._parts.get(key)
        if part is None:
            known = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            part = self._keep(key, Part(root, known))
        return part

    def _keep(self, key: tuple[object, ...], part: Part) -> Part:
        if len(self._parts) >= MAX_KNOWN:
            self._parts.clear()
        self._parts[key] = part
        return part


def _named(root: str) -> list[str]:
    return [f"{root}.{name}" for name in NAMES.get(root, ())]


_RANK: Final = attrgetter("judgement.rank")


class _Rows(msgspec.Struct, frozen=True):
    """What the rules come to on rows of equal parts."""

    judgements: tuple[Judgement, ...]
    """Of the rules that are violated or undetermined."""
    satisfied: int


class _Batch(msgspec.Struct, frozen=True):
    """What the rules come to on a batch of rows."""

    judgements: tuple[tuple[int, tuple[Judgement, ...]], ...]
    """Of each row of which there are any, by its place in the order."""
    satisfied: int


class _Kind:
    """The rules on one kind of subject."""

    def __init__(self, kind: SubjectKind, rules: HeldRules, choice: Choice) -> None:
        self._kind: SubjectKind = kind
        self._rules = rules
        self._choice = choice
        self._program: Program | None = None
        self._judged: dict[int, _Judged] = {}
        self._dates: dict[datetime.date, _OnDate] = {}

    @property
    def program(self) -> Program:
        """The rules as a program."""
        if self._program is None:
            self._program = Program(self._rules.form)
        return self._program

    def on(self, date: datetime.date) -> _OnDate:
        """The rules that are in force on a date."""
        if date not in self._dates:
            if len(self._dates) >= MAX_DATES:
                self._dates.clear()
            self._dates[date] = _OnDate(self, date)
        return self._dates[date]

    def chosen(self, date: datetime.date) -> int:
        """The rules in force on a date of those that the choice has, as a set of the program."""
        chosen = frozenset(self._choice.rules)
        rules = enumerate(self._rules.rules)
        return self.program.chosen(number for number, one in rules if one.id in chosen and one.in_force.contains(date))

    def judged(self, number: int) -> _Judged:
        """A rule, by its number in the program."""
        if number not in self._judged:
            held = self._rules.rules[number]
            self._judged[number] = _Judged(self._choice.policies.rules[held.id], held.order)
        return self._judged[number]

    def mask(self, part: Part) -> int:
        """What a part does to the rules."""
        known = part.masks.get(self._kind)
        if known is None:
            if part.parts:
                known = self.program.full
                for one in part.parts:
                    known &= self.mask(one)
            else:
                known = self.program.part(part.root, part.facts)
            part.masks[self._kind] = known
        return known


class _OnDate:
    """The rules on one kind of subject that are in force on a date, and the rows that they were held against."""

    def __init__(self, kind: _Kind, date: datetime.date) -> None:
        self._kind = kind
        self._date = date
        self._active: int | None = None
        self._rows: dict[tuple[Part, ...], _Rows] = {}
        self._batches: dict[tuple[Run, tuple[Part, ...]], _Batch] = {}

    def of(self, *parts: Part) -> _Rows:
        """What the rules come to on rows of these parts."""
        row = self._rows.get(parts)
        if row is None:
            if len(self._rows) >= MAX_KNOWN:
                self._rows.clear()
            row = self._rows[parts] = self._judge(parts)
        return row

    def batch(self, run: Run, commons: tuple[Part, ...], special: Callable[[FactsByRoot], Part]) -> _Batch:
        """What they come to on all places of a component that share these parts, each as its party has it."""
        batch = self._batches.get((run, commons))
        if batch is None:
            if len(self._batches) >= MAX_KNOWN:
                self._batches.clear()
            rows = [
                self.of(commons[party], special(place.facts))
                for place, party in zip(run.locations, run.party_of, strict=True)
            ]
            judgements = tuple((number, row.judgements) for number, row in enumerate(rows) if row.judgements)
            batch = self._batches[run, commons] = _Batch(judgements, sum(row.satisfied for row in rows))
        return batch

    def _judge(self, parts: tuple[Part, ...]) -> _Rows:
        kind, program = self._kind, self._kind.program
        if self._active is None:
            self._active = kind.chosen(self._date)
        mask = program.full
        row: dict[str, Value] = {}
        for part in parts:
            mask &= kind.mask(part)
            row |= part.facts
        found = program.outcomes(mask, row)
        open_ = Outcomes(found.violated & self._active, found.undetermined & self._active, 0)
        judgements = [kind.judged(rule).on(row, outcome) for rule, outcome in program.listed(open_)]
        return _Rows(tuple(judgements), (found.satisfied & self._active).bit_count())


class _Judged:
    """One rule, explained once for each combination of the facts that it reads."""

    def __init__(self, rule: CompiledRule, order: int) -> None:
        self._rule = rule
        self._order = order
        self._names = tuple(dict.fromkeys((*rule.when.variables, *rule.require.variables)))
        self._questions = Questions(rule.when, rule.require)
        self._known: dict[tuple[object, ...], Judgement] = {}

    def on(self, row: Row, outcome: Outcome) -> Judgement:
        """What the rule comes to on a row, of which the outcome is known."""
        key = tuple(map(row.get, self._names))
        judgement = self._known.get(key)
        if judgement is None:
            if len(self._known) >= MAX_KNOWN:
                self._known.clear()
            seen = {name: row[name] for name in self._names if name in row}
            judgement = self._known[key] = Judgement(self._rule, outcome, self._rank(outcome), seen, self._questions)
        return judgement

    def _rank(self, outcome: Outcome) -> int:
        rule = self._rule.rule
        rank = _SEVERITIES.index(rule.severity)
        rank = rank * len(_OUTCOMES) + _OUTCOMES.index(outcome)
        rank = rank * len(_QUESTIONS) + _QUESTIONS.index(rule.question)
        rank = rank * len(_LAYERS) + _LAYERS.index(rule.layer)
        return rank << 32 | self._order
