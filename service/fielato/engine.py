"""What both doors do with a submission: import, assess, report; policies and catalogue are loaded once and shared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from fielato import library
from fielato.assess import Assessment, assess
from fielato.catalogue import Catalogue
from fielato.errors import InputError, Problem, UsageError
from fielato.importers import NATIVE, Imported, Importer, Source, importers
from fielato.importers.detect import detect, named
from fielato.importers.files import is_ours
from fielato.judge import Judge
from fielato.model.controller import Boundary
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.parts import Place
from fielato.model.surroundings import Surroundings
from fielato.model.vocabulary import AREAS
from fielato.reading import hint_for
from fielato.reports.build import build
from fielato.reports.document import Report
from fielato.reports.words import Language
from fielato.resolve.references import register_problems
from fielato.rules.pack import Policies
from fielato.rules.profile import DEFAULT, choose

if TYPE_CHECKING:
    from fielato.baseline import Baseline
    from fielato.importers.project import Root
    from fielato.scenarios import Overlay
    from fielato.waivers import Book

FIRST_DAY: Final = datetime.date(2018, 5, 25)
"""The GDPR applies from this day (Art. 99(2)): nothing is assessed before it."""
MAX_REGISTERS: Final = 64
"""Registers of which an engine remembers that nothing is wrong with them."""
_CODE = re.compile(r"^[A-Z]{2}$")
_DATE: Final = r"(\d{4})-(1[0-2]|0?[1-9])-(3[01]|[12]\d|[0 ]?[1-9])"
"""What `strptime` takes for YYYY-MM-DD, which is slow to load."""


class Terms(msgspec.Struct, frozen=True):
    """How to assess: what the caller chooses beside the documents."""

    as_of: datetime.date
    profile: str = DEFAULT
    gate: str | None = None
    boundary: Boundary | None = None
    each_phase: bool = True
    """Whether every phase of a roll-out is assessed on its own as well."""


class Accepted(msgspec.Struct, frozen=True):
    """What a call need not be stopped by again."""

    waivers: Book | None = None
    """What the organisation has accepted; None where there is nothing to say of waivers."""
    baseline: Baseline | None = None
    """What was known before, if only what is new is to stop the pipeline."""


NOTHING_ACCEPTED: Final = Accepted()
"""Every finding counts."""


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
        """Read the bytes of one file, ours or another tool's; raises InputError with every problem."""
        if not is_ours(data) and (importer := self.importer(source := Source(file, data))) is not None:
            from fielato.importers.project import Root  # as below

            return Imported((self.assembled(Root(file, ((importer, source),))),))
        return NATIVE.imports(data, file)

    def importer(self, source: Source, format_: str | None = None) -> Importer | None:
        """What reads a file of another tool: the importer called `format_`, or the one that recognises the file.

        Raises UsageError where there is no such format.
        """
        return named(format_, importers()) if format_ is not None else detect(source, importers())

    def assembled(
        self, root: Root, files: Mapping[str, bytes] | None = None, around: Surroundings | None = None
    ) -> Manifest:
        """The deployment that files of other tools make; `files` are those that may be looked up beside them."""
        from fielato.importers.project import deployment  # most files are ours

        return deployment(root, self.catalogue, files, around)

    def assess(
        self,
        submitted: Sequence[tuple[Manifest, RegisterFile | None]],
        terms: Terms,
        accepted: Accepted = NOTHING_ACCEPTED,
    ) -> list[Assessment]:
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
                one = assess(
                    manifest,
                    register,
                    judge,
                    self.catalogue,
                    terms.as_of,
                    boundary=terms.boundary,
                    scenario=self.scenario,
                    each_phase=terms.each_phase,
                    waivers=accepted.waivers,
                    baseline=accepted.baseline,
                )
                found.append(one)
            except InputError as error:
                problems.extend(error.problems)
        if problems:
            raise InputError(problems)
        return found

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


def parse_surroundings(text: str) -> Surroundings:
    """Where files are applied, as people write it: `aws/eu-south-2`, or a country for premises of one's own.

    Raises UsageError for what is neither.
    """
    catalogue = library.catalogue()
    provider, slash, region = text.partition("/")
    known = catalogue.provider(provider)
    if slash and known in catalogue.providers and catalogue.region(known, region) is not None:
        return Surroundings(provider=known, region=region)
    if not slash and _CODE.match(text) and catalogue.has_territory(text):
        return Surroundings(place=Place(kind="on-premises", territory=text))
    hint = "write PROVIDER/REGION, such as aws/eu-south-2, or a country, such as ES"
    if slash and known in catalogue.providers:
        hint = hint_for(region, [one.region for one in catalogue.regions(known)], "`fielato facts regions` lists them")
    raise UsageError(f"`{text}` is no place that is known; {hint}")


def parse_date(text: str) -> datetime.date:
    """A date as YYYY-MM-DD; raises UsageError for anything else."""
    try:
        if (found := re.fullmatch(_DATE, text)) is not None:
            return datetime.date(*map(int, found.groups()))
    except ValueError:  # such as the 30th of February
        pass
    raise UsageError(f"`{text}` is not a date; write it as YYYY-MM-DD")
