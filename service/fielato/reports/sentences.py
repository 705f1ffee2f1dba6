"""How a finding and the facts in it are told: as a person would say them, in one language."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Final

from fielato.catalogue import Catalogue
from fielato.model.values import OpenList, Value
from fielato.reports.places import texts
from fielato.reports.shared import JudgementTexts
from fielato.reports.values import TOLD, told
from fielato.reports.words import Language, word
from fielato.resolve.processing import Reason
from fielato.resolve.subjects import Subject
from fielato.resolve.transfers import UNKNOWN

_SLOT: Final = r"\{([a-z_]+(?:\.[a-z0-9_]+)+)\}"
_TERRITORIES: Final = frozenset({"country", "territory", "key_territory"})
"""The last part of the names of facts that are territories, beside those of the territory itself."""


def territory_name(catalogue: Catalogue, code: str, as_of: datetime.date, language: Language) -> str:
    """A territory's name with its code; the code alone where the catalogue has no name."""
    found = catalogue.territory(code, as_of)
    return f"{found.name(language)} ({code})" if found else code


class Sentences:
    """Tells the findings of one assessment, as of its date, in one language."""

    def __init__(self, catalogue: Catalogue, as_of: datetime.date, language: Language) -> None:
        self._catalogue = catalogue
        self._as_of = as_of
        self._language: Language = language
        self._subjects: dict[str, tuple[str, str | None]] = {}

    def message(self, subject: Subject, reasons: Iterable[Reason], told: JudgementTexts) -> str:
        """A finding in a sentence: what is violated, or what is not known and whom to ask about first."""
        if told.violated:
            return self.filled(told.rule.message, subject)
        known = self._subjects.get(subject.id)
        if known is None:
            known = self._subjects[subject.id] = self._name(subject), self._why(subject, reasons)
        name, why = known
        before, after = told.undecided if why is None else told.undecided_places
        return f"{before}{name}{after}{why or ''}"

    def filled(self, text: str, subject: Subject) -> str:
        """A text of a rule with the facts of the subject in it."""
        if "{" not in text:
            return text

        def fact(slot: re.Match[str]) -> str:
            return self._shown(slot[1], subject.value(slot[1]))

        return re.sub(_SLOT, fact, text)

    def _name(self, subject: Subject) -> str:
        """The subject as a person would call it."""
        parts = subject.id.split("/")[1:] or [str(subject.value("deployment.name") or "")]
        if subject.kind in {"party", "transfer"} and isinstance(entity := subject.value("party.entity"), str):
            parts[0] = entity
        if subject.kind in {"location", "transfer"}:
            place = parts[2]
            named = self._shown("territory.code", place)
            parts[2] = word("places-not-known", self._language) if place == UNKNOWN else named
            parts[1] = word(parts[1], self._language)
        return word(f"subject-{subject.kind}", self._language).format(*parts)

    def _why(self, subject: Subject, reasons: Iterable[Reason]) -> str | None:
        """Why not all places are known, where that is what the row is about."""
        return "; ".join(texts(reasons, self._language)) if UNKNOWN in subject.id.split("/") else None

    def _shown(self, name: str, value: Value | None) -> str:
        """A fact's value as a person would say it."""
        if value is None:
            return word("unknown", self._language)
        if isinstance(value, bool):
            return word(str(value).lower(), self._language)
        if isinstance(value, (tuple, OpenList)):
            items = value.known if isinstance(value, OpenList) else value
            return ", ".join(self._shown(name, item) for item in items) or word("none", self._language)
        text = str(value)
        last = name.rpartition(".")[2]
        if last in _TERRITORIES or name in {"territory.code", "territory.state"}:
            return territory_name(self._catalogue, text, self._as_of, self._language)
        return told(text, self._language) if last in TOLD else text
