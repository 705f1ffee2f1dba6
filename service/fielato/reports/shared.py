"""What findings say alike, made once for given policies and a language: citations, titles, descriptions of facts."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Sequence
from typing import Any, Final, Literal

import msgspec

from fielato.finding import Judgement
from fielato.model.fact import UNSET
from fielato.reports import places
from fielato.reports.citations import citation
from fielato.reports.document import Basis, Because, PlaceInFile, StepTaken
from fielato.reports.places import ProcessingTexts
from fielato.reports.words import Language, word
from fielato.resolve.provenance import Anchor
from fielato.resolve.purposes import Processing
from fielato.rules.because import Step
from fielato.rules.declaration import LegalBasis
from fielato.rules.outcome import Outcome
from fielato.rules.pack import CompiledRule, Policies
from fielato.rules.values import UNKNOWN

MAX_KEPT: Final = 16_384
"""How many judgements are kept in words, and how many purposes; beyond, it starts afresh."""
_SLOT: Final = "\0"

Form = Literal["parts", "json"]
"""Parts of the document, for whoever reads them; or their JSON at once, for a document that is only to be sent."""


class RuleTexts(msgspec.Struct, frozen=True, gc=False):
    """What every finding of one rule says."""

    title: str
    message: str
    rationale: str
    remediation: str
    legal_basis: Any
    """The parts `Basis`, in the form that was asked for."""


class JudgementTexts(msgspec.Struct, frozen=True):
    """What findings say that come to the same judgement."""

    rule: RuleTexts
    outcome: Any
    violated: bool
    """Whether the rule is violated, waived or not."""
    undecided: tuple[str, str]
    """What the message of an undetermined finding says before and after the name of its subject."""
    undecided_places: tuple[str, str]
    """The same where the place is what is not known; the reasons follow."""
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    """The names of the deciding facts, with the record of each that follow one another."""
    steps: Any
    missing: Any
    ask_first: str | None


class Shared:
    """The common parts of findings under some policies, in one language and form.

    It holds no more than there are rules, definitions and facts to name, and `MAX_KEPT` of the rest.
    """

    def __init__(self, policies: Policies, language: Language, form: Form) -> None:
        self.policies, self.language, self.form = policies, language, form
        self._rules: dict[str, RuleTexts] = {}
        self._judgements: dict[Judgement, JudgementTexts] = {}
        self._processing: dict[Processing, ProcessingTexts] = {}
        self._steps: dict[tuple[str, object], Any] = {}
        self._unknown: dict[str, Any] = {}

    def formed(self, part: Any) -> Any:
        """A part in the form that was asked for."""
        return part if self.form == "parts" else msgspec.Raw(msgspec.json.encode(part))

    def judgement(self, judgement: Judgement) -> JudgementTexts:
        """The texts of a judgement."""
        found = self._judgements.get(judgement)
        if found is None:
            if len(self._judgements) >= MAX_KEPT:
                self._judgements.clear()
            found = self._judgements[judgement] = self._judged(judgement)
        return found

    def _step(self, step: Step) -> Any:
        """A definition on the way to an outcome, as the part `StepTaken`."""
        key = (step.name, step.answer)
        found = self._steps.get(key)
        if found is None:
            title = self.policies.definitions[step.name].definition.title[self.language]
            holds = None if step.answer is UNKNOWN else bool(step.answer)
            found = self._steps[key] = self.formed(StepTaken(definition=step.name, title=title, holds=holds))
        return found

    def processing(self, one: Processing, anchors: Sequence[Anchor]) -> ProcessingTexts:
        """The texts of one purpose, given as its content has it and what binds it to a document."""
        found = self._processing.get(one)
        if found is None:
            if places.names_records(one.places):
                return places.tell(one.bound(anchors), self.language, self.formed)
            if len(self._processing) >= MAX_KEPT:
                self._processing.clear()
            found = self._processing[one] = places.tell(one, self.language, self.formed)
        return found

    def unknown(self, fact: str, place: PlaceInFile | None) -> Any:
        """A fact that is unknown, as the part `Because`; most stand in no file."""
        if place is not None:
            return self.formed(self._unknown_at(fact, place))
        found = self._unknown.get(fact)
        if found is None:
            found = self._unknown[fact] = self.formed(self._unknown_at(fact, None))
        return found

    def description(self, fact: str) -> str:
        """What a fact says."""
        return self.policies.facts[fact].description(self.language)

    def _unknown_at(self, fact: str, place: PlaceInFile | None) -> Because:
        return Because(
            fact=fact,
            value=None,
            description=self.description(fact),
            how="unknown",
            source=None,
            verified=True,
            location=place,
        )

    def _judged(self, judgement: Judgement) -> JudgementTexts:
        rule, because, question = judgement.rule, judgement.because, judgement.question
        if rule.id not in self._rules:
            self._rules[rule.id] = self._texts(rule)
        texts = self._rules[rule.id]
        title = f"{texts.title[:1].lower()}{texts.title[1:]}"
        asked = question.ask_first or next(iter(question.missing), None)
        ask = self.description(asked) if asked is not None else ""
        return JudgementTexts(
            rule=texts,
            outcome=judgement.outcome.value,
            violated=judgement.yields is Outcome.VIOLATED,
            undecided=self._around("undecided", title=title, ask=f"{ask[:1].lower()}{ask[1:]}"),
            undecided_places=self._around("undecided-places", title=title, why=""),
            facts=tuple([(root, tuple(names)) for root, names in itertools.groupby(because.facts, _root)]),
            steps=self.formed(tuple(map(self._step, because.steps))),
            missing=self.formed(question.missing),
            ask_first=question.ask_first,
        )

    def _around(self, key: str, **values: str) -> tuple[str, str]:
        before, _, after = word(key, self.language, subject=_SLOT, **values).partition(_SLOT)
        return before, after

    def _texts(self, compiled: CompiledRule) -> RuleTexts:
        rule, language = compiled.rule, self.language
        return RuleTexts(
            title=rule.title[language],
            message=rule.message[language],
            rationale=rule.rationale[language],
            remediation=rule.remediation[language],
            legal_basis=self.formed(tuple(map(self._basis, rule.legal_basis))),
        )

    def _basis(self, basis: LegalBasis) -> Basis:
        instrument = self.policies.instruments[basis.instrument]
        return Basis(
            instrument=basis.instrument,
            articles=basis.articles,
            citation=citation(self.policies, basis, self.language),
            name=instrument.name[self.language],
            celex=_or_none(instrument.celex),
            boe=_or_none(instrument.boe),
            eli=_or_none(instrument.eli),
            ecli=_or_none(instrument.ecli),
        )


_RECENT: Final[deque[Shared]] = deque(maxlen=8)


def shared(policies: Policies, language: Language, form: Form) -> Shared:
    """The common parts for these very policies, kept for the last few combinations that were asked for."""
    for one in tuple(_RECENT):
        if one.policies is policies and one.language == language and one.form == form:
            return one
    made = Shared(policies, language, form)
    _RECENT.append(made)
    return made


def _root(fact: str) -> str:
    return fact.partition(".")[0]


def _or_none(value: Any) -> str | None:
    return None if value is UNSET else str(value)
