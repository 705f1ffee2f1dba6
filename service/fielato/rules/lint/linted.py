"""The policies that are looked at, which of their rules and definitions are asked about, and where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from fielato.errors import PolicyError, Problem
from fielato.reading.decode import decode
from fielato.rules.declaration import Bilingual, Case, Definition, InstrumentFile, LegalBasis, Rule
from fielato.rules.pack import CASES, Policies
from fielato.rules.places import Places


class Linted:
    """Policies, and the folders among them that are asked about (None for all)."""

    def __init__(self, policies: Policies, packs: frozenset[str] | None = None) -> None:
        self.policies = policies
        self.packs = packs

    @cached_property
    def places(self) -> Places:
        """Where things stand in the files."""
        return Places(self.policies)

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The ids of the rules and the names of the definitions that are asked about, rules first."""
        return tuple(owner for owner in (*self.policies.rules, *self.policies.definitions) if self._asked(owner))

    def _asked(self, owner: str) -> bool:
        return self.packs is None or self.pack(owner) in self.packs

    def pack(self, owner: str) -> str:
        """The pack of a rule or definition."""
        one = self.policies.definitions.get(owner)
        return owner.partition("/")[0] if one is None else one.pack

    def written(self, owner: str) -> Rule | Definition:
        """What the file of a rule or definition says."""
        one = self.policies.definitions.get(owner)
        return self.policies.rules[owner].rule if one is None else one.definition

    def file(self, owner: str) -> str:
        """The file of a rule or definition."""
        return (self.policies.rules.get(owner) or self.policies.definitions[owner]).file

    def cases(self, owner: str) -> tuple[Case, ...]:
        """The cases beside a rule or definition."""
        return self.policies.cases.get(owner, ())

    def at(self, owner: str, pointer: str, message: str, hint: str = "") -> Problem:
        """Something to say of a value in the file of a rule or definition."""
        return self.places.problem(self.file(owner), pointer, message, hint)

    def at_case(self, owner: str, index: int, message: str, hint: str = "") -> Problem:
        """Something to say of one of the cases of a rule or definition."""
        return self.places.problem(self.cases_file(owner), f"/cases/{index}", message, hint)

    def at_instrument(self, name: str, message: str, hint: str) -> Problem:
        """Something to say of an instrument."""
        for file in self.policies.files:
            if file.rpartition("/")[2] == "instruments.yaml":
                document = self.places.document(file)
                for index, one in enumerate(decode(document, InstrumentFile, PolicyError).instruments):
                    if one.id == name:
                        return document.problem(f"/instruments/{index}", message, hint)
        return Problem(message, hint=hint)

    def cases_file(self, owner: str) -> str:
        """The file of its cases."""
        return self.file(owner).removesuffix(".yaml") + CASES

    def bases(self) -> Iterator[tuple[str, int, LegalBasis]]:
        """The legal bases of all rules and definitions, asked about or not, with their owners and numbers."""
        for owner in (*self.policies.rules, *self.policies.definitions):
            for index, basis in enumerate(self.written(owner).legal_basis):
                yield owner, index, basis

    def texts(self) -> Iterator[tuple[str, str, Bilingual]]:
        """Every text in two languages that is asked about: its file, its pointer, itself."""
        for owner in self.owners:
            written = self.written(owner)
            for name in written.__struct_fields__:
                value = getattr(written, name)
                if isinstance(value, Bilingual):
                    yield self.file(owner), f"/{name}", value
        for name, pack in self.policies.packs.items():
            if self.packs is None or name in self.packs:
                file = self.pack_file(name)
                yield file, "/title", pack.title
                yield file, "/description", pack.description

    def pack_file(self, pack: str) -> str:
        """The `pack.yaml` of a pack."""
        ending = f"{pack}/pack.yaml"
        return next(file for file in self.policies.files if file == ending or file.endswith(f"/{ending}"))
