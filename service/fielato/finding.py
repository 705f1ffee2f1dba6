"""What a rule comes to on a subject, as a person must see it: why, what is missing, and where to point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from fielato.model.origin import Location, Origin
from fielato.rules.because import Because, Step, because_of_rule
from fielato.rules.matter import Question, Questions
from fielato.rules.outcome import Outcome

if TYPE_CHECKING:
    from fielato.model.values import Row, Value
    from fielato.model.vocabulary import Verdict, WaiverState
    from fielato.model.waivers import WaivedFact, Waiver
    from fielato.resolve.facts import Facts
    from fielato.resolve.processing import Reason
    from fielato.resolve.subjects import Subject
    from fielato.rules.pack import CompiledRule


_LAST: Final = 1 << 64
"""More than any rank."""


class DecidingFact(msgspec.Struct, frozen=True):
    """A fact that decided a finding, and its value; None where it is unknown."""

    name: str
    value: Value | None


class Judgement:
    """What a rule comes to on rows that look the same to it; why is worked out when somebody asks."""

    __slots__ = (
        "_because", "_facts", "_question", "_questions", "_row", "blocks", "counts_as", "outcome", "rank", "rule",
        "yields",
    )  # fmt: skip

    def __init__(
        self, rule: CompiledRule, outcome: Outcome, rank: int, row: Row, questions: Questions, *, waived: bool = False
    ) -> None:
        self.rule = rule
        self.outcome = Outcome.WAIVED if waived else outcome
        """As it counts."""
        self.yields = outcome
        """As the rule's conditions yield it, whether or not it was waived."""
        self.rank = rank | _LAST if waived else rank
        """The lower, the earlier among the findings: what was waived comes after all that counts."""
        self.blocks = rule.rule.severity == "block" and rule.rule.verified
        """Whether it counts as a block: an unverified rule never does."""
        self.counts_as = self._verdict()
        """What the verdict would be if there were nothing else."""
        self._row = row
        self._questions = questions
        self._because: Because | None = None
        self._facts: tuple[DecidingFact, ...] | None = None
        self._question: Question | None = None

    def _verdict(self) -> Verdict:
        if self.rule.rule.severity == "advise":
            return "compliant"
        if self.outcome is Outcome.WAIVED:  # what nobody has found out is accepted, not right
            return "needs_review" if self.yields is Outcome.UNDETERMINED else "compliant"
        if not self.blocks:
            return "needs_review"
        return "non_compliant" if self.outcome is Outcome.VIOLATED else "undetermined"

    def waived(self) -> Judgement:
        """The same, accepted: it no longer counts."""
        return Judgement(self.rule, self.yields, self.rank, self._row, self._questions, waived=True)

    @property
    def because(self) -> Because:
        """The facts and definitions that decided it."""
        if self._because is None:
            self._because = because_of_rule(self.rule.when, self.rule.require, self._row)
        return self._because

    @property
    def facts(self) -> tuple[DecidingFact, ...]:
        """The facts that decided it, or what is not known of them."""
        if self._facts is None:
            self._facts = tuple([DecidingFact(name, self._row.get(name)) for name in self.because.facts])
        return self._facts

    @property
    def question(self) -> Question:
        """What is missing, where it is undetermined."""
        if self._question is None:
            open_ = self.outcome is Outcome.UNDETERMINED
            self._question = self._questions.about(self._row) if open_ else Question()
        return self._question


class Changed(msgspec.Struct, frozen=True):
    """A deciding fact that is not what it was when a waiver was granted; None where it did not decide."""

    name: str
    then: WaivedFact | None
    now: WaivedFact | None


class Waiving(msgspec.Struct, frozen=True):
    """A waiver that names a finding, and what it comes to on the date of the assessment."""

    waiver: Waiver
    location: Location
    """Where it is written."""
    state: WaiverState
    changed: tuple[Changed, ...] = ()
    """What made it void, as far as the waiver keeps the facts."""


class Finding(msgspec.Struct, frozen=True):
    """One rule on one subject, with an outcome that a person must see."""

    judgement: Judgement
    subject: Subject
    waiving: Waiving | None = None
    """The waiver that names it, whether or not that holds."""

    @property
    def rule(self) -> CompiledRule:
        """The rule."""
        return self.judgement.rule

    @property
    def outcome(self) -> Outcome:
        """Violated, undetermined, or waived."""
        return self.judgement.outcome

    @property
    def because(self) -> tuple[DecidingFact, ...]:
        """The facts that decided it, or what is not known of them."""
        return self.judgement.facts

    def origin(self, fact: str) -> Origin:
        """Where one of them comes from, by its name."""
        return self.subject.origin(fact)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The definitions on the way, each with its answer."""
        return self.judgement.because.steps

    @property
    def missing(self) -> tuple[str, ...]:
        """The missing facts that can still change the outcome."""
        return self.judgement.question.missing

    @property
    def ask_first(self) -> str | None:
        """The one of them to ask for first."""
        return self.judgement.question.ask_first

    @property
    def blocks(self) -> bool:
        """Whether it counts as a block."""
        return self.judgement.blocks

    @property
    def fingerprint(self) -> str:
        """Names the same finding from run to run: rule and subject, never a line."""
        return f"{self.rule.id} {self.subject.id}"

    @property
    def location(self) -> Location:
        """Where to point: at what put the data there, else at the first deciding fact that stands in a file."""
        subject = self.subject
        location = subject.location
        if location is not None:
            return location
        return pointed_at(subject, subject.parts, subject.reasons, self.judgement.because.facts).location


def pointed_at(subject: Subject, parts: Mapping[str, Facts], reasons: Iterable[Reason], facts: Iterable[str]) -> Origin:
    """Where a finding points: at what put the data there, else at the first deciding fact that stands in a file.

    `parts` and `reasons` are the subject's, which is asked for them once though it has many findings.
    """
    for reason in reasons:
        if reason.origin.places is not None:
            return reason.origin
    for name in facts:
        found = parts.get(name.partition(".")[0])
        if found is not None and (origin := found.origin(name)).places is not None:
            return origin
    for origin in parts[subject.kind].given.values():
        if origin.places is not None:
            return origin
    places = next((part.places for part in parts.values() if part.places is not None), None)
    return Origin("declared", places, subject.pointer)
