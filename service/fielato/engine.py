"""What both doors do with a submission: import, assess, report; policies and catalogue are loaded once and shared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from fielato import library
from fielato.assess import Assessment, assess
from fielato.catalogue import Catalogue
from fielato.errors import InputError, Problem, UsageError
from fielato.importers import IMPORTERS, Imported
from fielato.judge import Judge
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

if TYPE_CHECKING:
    from fielato.scenarios import Overlay

FIRST_DAY: Final = datetime.date(2018, 5, 25)
"""The GDPR applies from this day (Art. 99(2)): nothing is assessed before it."""
MAX_REGISTERS: Final = 64
"""Registers of which an engine remembers that nothing is wrong with them."""
_CODE = re.compile(r"^[A-Z]{2}$")


class Terms(msgspec.Struct, frozen=True):
    """How to assess: what the caller chooses beside the documents."""

    as_of: datetime.date
    profile: str = DEFAULT
    gate: str | None = None
    boundary: Boundary | None = None
    each_phase: bool = True
    """Whether every phase of a roll-out is assessed on its own as well."""


class Engine:
    """Policies and catalogue, ready to assess any number of submissions."""

    def __init__(self, policies: Policies, catalogue: Catalogue, scenario: Overlay | None = None) -> None:
        self.policies = policies
        self.catalogue = catalogue
        self.scenario = scenario
        """What is supposed: the catalogue is that of the scenario."""
        self._judges: dict[tuple[str, str | None], Judge] = {}
        self._sound: set[RegisterFile] = set()

    def read(self, data: bytes, file: str) -> Imported:
        """Read the bytes of one file; raises InputError with every problem."""
        return IMPORTERS[0].imports(data, file)

    def assess(self, submitted: Sequence[tuple[Manifest, RegisterFile | None]], terms: Terms) -> list[Assessment]:
        """Assess deployments, each with the register that goes with it.

        Raises InputError with the problems of all documents, UsageError when the terms name what does not exist.
        """
        if terms.as_of < FIRST_DAY:
            raise UsageError(f"{terms.as_of} is before {FIRST_DAY}, from when the GDPR applies")
        judge = self.judge(terms.profile, terms.gate)
        registers = dict.fromkeys(register for _, register in submitted if register is not None)
        problems = [problem for one in registers for problem in self._register_problems(one)]
        found: list[Assessment] = []
        for manifest, register in submitted:
            try:
                found.append(self._assess(manifest, register, judge, terms))
            except InputError as error:
                problems.extend(error.problems)
        if problems:
            raise InputError(problems)
        return found

    def _assess(self, manifest: Manifest, register: RegisterFile | None, judge: Judge, terms: Terms) -> Assessment:
        return assess(
            manifest,
            register,
            judge,
            self.catalogue,
            terms.as_of,
            boundary=terms.boundary,
            scenario=self.scenario,
            each_phase=terms.each_phase,
        )

    def supposing(self, overlay: Overlay) -> Engine:
        """The same policies over the catalogue as a scenario has it; this engine stays as it is."""
        return Engine(self.policies, overlay.catalogue, overlay)

    def _register_problems(self, register: RegisterFile) -> list[Problem]:
        """What is wrong with a register; one without fault is looked at once."""
        if register in self._sound:
            return []
        problems = list(register_problems(register, self.catalogue))
        if not problems:
            if len(self._sound) >= MAX_REGISTERS:
                self._sound.clear()
            self._sound.add(register)
        return problems

    def judge(self, profile: str = DEFAULT, gate: str | None = None) -> Judge:
        """The rules that a profile chooses, ready to be used; raises UsageError when there is no such thing."""
        if (profile, gate) not in self._judges:
            self._judges[profile, gate] = Judge(choose(self.policies, profile, gate))
        return self._judges[profile, gate]

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


def sole_register(registers: Sequence[RegisterFile], file: str) -> RegisterFile:
    """The register of a file that was named as one; raises InputError where it holds none, or more."""
    register = only_register(registers)
    if register is None:
        raise InputError(Problem("this file holds no register", file, hint="it begins with `kind: Register`"))
    return register


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
