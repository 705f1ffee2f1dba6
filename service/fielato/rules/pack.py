"""What policy folders come to: their packs, rules and definitions, ready to be used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import msgspec

from fielato import digest
from fielato.errors import InputError, PolicyError, Problem

if TYPE_CHECKING:
    from fielato.model.variables import SubjectKind, Variable
    from fielato.rules.declaration import Case, Definition, Gate, Instrument, Pack, Profile, Rule
    from fielato.rules.held import HeldRules
    from fielato.rules.syntax import Expression, Node

CASES: Final = ".cases.yaml"
"""How the file of cases beside a rule ends."""


class CompiledRule(msgspec.Struct, frozen=True):
    """A rule ready to be held against rows of facts. Its `id` is `pack/rule`."""

    id: str
    rule: Rule
    file: str
    when: Expression
    require: Expression


class CompiledDefinition(msgspec.Struct, frozen=True):
    """A definition, its file, and its condition."""

    definition: Definition
    pack: str
    file: str
    condition: Expression


class Policies(msgspec.Struct, frozen=True, dict=True, eq=False):
    """Everything that policy folders say; rules and cases are read when they are asked for."""

    packs: Mapping[str, Pack]
    rules: Mapping[str, CompiledRule]
    """By id, in order of the files."""
    definitions: Mapping[str, CompiledDefinition]
    instruments: Mapping[str, Instrument]
    gates: Mapping[str, Gate]
    profiles: Mapping[str, Profile]
    facts: Mapping[str, Variable]
    """What rules may name: kept with them, since to work it out from the declaration takes long."""
    files: Mapping[str, bytes]
    """What they were made from; a file of cases is read when it is asked for, since no assessment needs it."""
    digest: str
    """Names what decides: `digest_of` the files."""
    programs: Mapping[SubjectKind, bytes] = {}
    """What evaluates the rules of each kind of subject, as data."""

    @cached_property
    def held(self) -> Mapping[SubjectKind, HeldRules]:
        """The rules on each kind of subject, ready to become programs."""
        from fielato.rules import held  # it reads trees, which not every command needs

        if not self.programs:
            return held.held(self.rules.values())
        return {kind: held.from_bytes(data, self._tree) for kind, data in self.programs.items()}

    def _tree(self, definition: str) -> Node:
        return self.definitions[definition].condition.node

    @cached_property
    def cases(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of each rule (by id) and definition (by name).

        Raises PolicyError when a file of cases is not valid.
        """
        from fielato.rules.files import cases_in  # reads files, which no assessment needs

        owners = {
            **{one.file.removesuffix(".yaml"): rule_id for rule_id, one in self.rules.items()},
            **{one.file.removesuffix(".yaml"): name for name, one in self.definitions.items()},
        }
        found: dict[str, tuple[Case, ...]] = {}
        problems: list[Problem] = []
        for file in sorted(file for file in self.files if file.endswith(CASES)):
            stem = file.removesuffix(CASES)
            try:
                cases = cases_in(self.files[file], file)
            except (InputError, PolicyError) as error:
                problems.extend(error.problems)
                continue
            if stem in owners:
                found[owners[stem]] = cases
            else:
                problems.append(
                    Problem("there is no rule or definition beside these cases", file, hint="give both the same name")
                )
        if problems:
            raise PolicyError(problems)
        return found


def digest_of(files: Mapping[str, bytes]) -> str:
    """The digest of policy files, by path; those of cases do not count, since no verdict rests on them."""
    return digest.of_files({path: files[path] for path in files if not path.endswith(CASES)})


def load(files: Mapping[str, bytes]) -> Policies:
    """Compile policy folders from the bytes of their files, by path (`gdpr/transfer-has-a-ground.yaml`).

    Raises PolicyError with the problems of all files at once.
    """
    from fielato.rules.build import compiled  # CEL's compiler takes long to load: policies that are kept go without

    return compiled(files)
