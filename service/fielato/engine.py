"""What both doors do with a submission: import, assess, report; policies and catalogue are loaded once and shared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fielato import library
from fielato.assess import Assessment, assess
from fielato.catalogue import Catalogue
from fielato.errors import InputError, UsageError
from fielato.importers import IMPORTERS, Imported
from fielato.model.controller import Boundary
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.vocabulary import AREAS
from fielato.reading import hint_for
from fielato.reports.build import build
from fielato.reports.document import Report
from fielato.reports.words import Language
from fielato.resolve.references import register_problems
from fielato.rules.pack import Policies
from fielato.rules.profile import DEFAULT, choose

FIRST_DAY: Final = datetime.date(2018, 5, 25)
"""The GDPR applies from this day (Art. 99(2)): nothing is assessed before it."""
_CODE = re.compile(r"^[A-Z]{2}$")


@dataclass(frozen=True, slots=True)
class Terms:
    """How to assess: what the caller chooses beside the documents."""

    as_of: datetime.date
    profile: str = DEFAULT
    gate: str | None = None
    boundary: Boundary | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    """Policies and catalogue, ready to assess any number of submissions."""

    policies: Policies
    catalogue: Catalogue

    def read(self, data: bytes, file: str) -> Imported:
        """Read the bytes of one file; raises InputError with every problem."""
        return IMPORTERS[0].imports(data, file)

    def assess(self, submitted: Sequence[tuple[Manifest, RegisterFile | None]], terms: Terms) -> list[Assessment]:
        """Assess deployments, each with the register that goes with it.

        Raises InputError with the problems of all documents, UsageError when the terms name what does not exist.
        """
        if terms.as_of < FIRST_DAY:
            raise UsageError(f"{terms.as_of} is before {FIRST_DAY}, from when the GDPR applies")
        choice = choose(self.policies, terms.profile, terms.gate)
        registers = {id(register): register for _, register in submitted if register is not None}
        problems = [problem for one in registers.values() for problem in register_problems(one, self.catalogue)]
        found: list[Assessment] = []
        for manifest, register in submitted:
            try:
                found.append(assess(manifest, register, choice, self.catalogue, terms.as_of, boundary=terms.boundary))
            except InputError as error:
                problems.extend(error.problems)
        if problems:
            raise InputError(problems)
        return found

    def report(self, assessments: Sequence[Assessment], language: Language = "en") -> Report:
        """The report over assessments of this engine."""
        return build(assessments, self.policies, self.catalogue, language)


def engine(policy_folders: Iterable[Path] = ()) -> Engine:
    """The engine over the shipped policies and facts, with further policy folders added."""
    return Engine(library.policies(tuple(policy_folders)), library.catalogue())


def only_register(registers: Sequence[RegisterFile]) -> RegisterFile | None:
    """The one register, if there is one; raises InputError where there are more."""
    if len(registers) > 1:
        second = registers[1].places.location("")
        raise InputError(second.problem("there is more than one register", "give one, with all its entries"))
    return registers[0] if registers else None


def parse_boundary(text: str) -> Boundary:
    """A boundary as people write it: `EU`, `EEA`, `EEA+adequate`, `ES`, or countries such as `ES,FR,PT`.

    Raises UsageError for anything else.
    """
    for area in AREAS:
        if text.replace(" ", "+") == area:  # a query string turns `+` into a space
            return area
    codes = tuple(part.strip() for part in text.split(","))
    if all(_CODE.match(code) and library.catalogue().has_territory(code) for code in codes):
        return codes
    hint = hint_for(text, AREAS, f"write {', '.join(AREAS)}, or countries such as ES,FR,PT")
    raise UsageError(f"`{text}` is not a boundary; {hint}")


def parse_date(text: str) -> datetime.date:
    """A date as YYYY-MM-DD; raises UsageError for anything else."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f"`{text}` is not a date; write it as YYYY-MM-DD") from None
