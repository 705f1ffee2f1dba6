"""How a finding and the facts in it are told: as a person would say them, in one language."""

from __future__ import annotations

import datetime
import re
from typing import Final

from fielato.assess import Finding
from fielato.catalogue import Catalogue
from fielato.model.values import OpenList, Value
from fielato.model.variables import visible
from fielato.reports.values import TOLD, told
from fielato.reports.words import Language, word
from fielato.resolve.transfers import UNKNOWN
from fielato.rules.outcome import Outcome

_SLOT: Final = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)+)\}")
_OF_TERRITORY: Final = re.compile(r"(?:^territory\.(?:code|state)$|\.(?:country|territory|key_territory)$)")


def territory_name(catalogue: Catalogue, code: str, as_of: datetime.date, language: Language) -> str:
    """A territory's name with its code; the code alone where the catalogue has no name."""
    found = catalogue.territory(code, as_of)
    return f"{found.name(language)} ({code})" if found else code


class Sentences:
    """Tells findings in one language."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._catalogue = catalogue
        self._language: Language = language

    def message(self, finding: Finding, as_of: datetime.date) -> str:
        """The finding in a sentence: what is violated, or what is not known and whom to ask about first."""
        rule = finding.rule.rule
        if finding.outcome is Outcome.VIOLATED:
            return self.filled(rule.message[self._language], finding, as_of)
        title = rule.title[self._language]
        title = title[:1].lower() + title[1:]
        name = self._subject_name(finding, as_of)
        if UNKNOWN in finding.subject.id.split("/"):
            reasons = dict.fromkeys(reason.text(self._language) for reason in finding.subject.reasons)
            return word("undecided-places", self._language, subject=name, title=title, why="; ".join(reasons))
        asked = visible(finding.subject.kind)[finding.ask_first or finding.missing[0]] if finding.missing else None
        ask = asked.description(self._language) if asked is not None else ""
        return word("undecided", self._language, subject=name, title=title, ask=ask[:1].lower() + ask[1:])

    def _subject_name(self, finding: Finding, as_of: datetime.date) -> str:
        """The subject as a person would call it."""
        subject = finding.subject
        parts = subject.id.split("/")[1:] or [str(subject.row.get("deployment.name", ""))]
        if subject.kind in {"party", "transfer"} and isinstance(entity := subject.row.get("party.entity"), str):
            parts[0] = entity
        if subject.kind in {"location", "transfer"}:
            place = parts[2]
            named = self._shown("territory.code", place, as_of)
            parts[2] = word("places-not-known", self._language) if place == UNKNOWN else named
            parts[1] = word(parts[1], self._language)
        return word(f"subject-{subject.kind}", self._language).format(*parts)

    def filled(self, text: str, finding: Finding, as_of: datetime.date) -> str:
        """A text of a rule with the facts of the finding in it."""

        def fact(slot: re.Match[str]) -> str:
            return self._shown(slot[1], finding.subject.row.get(slot[1]), as_of)

        return _SLOT.sub(fact, text)

    def _shown(self, name: str, value: Value | None, as_of: datetime.date) -> str:
        """A fact's value as a person would say it."""
        if value is None:
            return word("unknown", self._language)
        if isinstance(value, bool):
            return word(str(value).lower(), self._language)
        if isinstance(value, (tuple, OpenList)):
            items = value.known if isinstance(value, OpenList) else value
            return ", ".join(self._shown(name, item, as_of) for item in items) or word("none", self._language)
        text = str(value)
        if _OF_TERRITORY.search(name):
            return territory_name(self._catalogue, text, as_of, self._language)
        return told(text, self._language) if TOLD.search(name) else text
