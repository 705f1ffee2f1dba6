"""The answers of a register that hold on a date, and which of them are about a subject."""

from __future__ import annotations

import datetime
import fnmatch
from collections.abc import Mapping

import msgspec

from fielato.model.fact import UNSET
from fielato.model.manifest import RegisterFile
from fielato.model.origin import Origin
from fielato.model.register import Evidence
from fielato.model.values import Row, Value
from fielato.resolve import evidence


class Answer(msgspec.Struct, frozen=True, eq=False):
    """One person's answer, and where it stands."""

    name: str
    """The fact that it answers."""
    value: Value | None
    """None where it is not of the fact's type."""
    subject: str | None
    """The id or pattern of the subjects it is about; None for every one."""
    origin: Origin

    def is_about(self, subject: str) -> bool:
        """Whether it answers for this subject."""
        return self.subject is None or fnmatch.fnmatchcase(subject, self.subject)


class Answers:
    """The answers that hold on a date, in the order of the register."""

    def __init__(self, register: RegisterFile | None, as_of: datetime.date) -> None:
        self._of: dict[str, list[Answer]] = {}
        given = register.register.evidence if register is not None else UNSET
        for index, one in enumerate(given if given is not UNSET else ()):
            if register is not None and _holds(one, as_of):
                answer = _answer(one, register, f"/evidence/{index}")
                self._of.setdefault(answer.name.partition(".")[0], []).append(answer)

    def about(self, root: str, subject: str, names: Row | None = None) -> tuple[Answer, ...]:
        """The answers to facts of a root for a subject, without those that its own `names` give."""
        answers = self._of.get(root)
        if not answers:
            return ()
        taken: Mapping[str, Value] = names or {}
        return tuple(one for one in answers if one.name not in taken and one.is_about(subject))


def _holds(answer: Evidence, as_of: datetime.date) -> bool:
    return answer.date <= as_of and (answer.until is UNSET or as_of <= answer.until)


def _answer(answer: Evidence, register: RegisterFile, pointer: str) -> Answer:
    origin = Origin("evidenced", register.places, pointer, f"{answer.author}, {answer.date}")
    subject = answer.subject if answer.subject is not UNSET else None
    return Answer(answer.answers, evidence.value(answer), subject, origin)
