"""How the files of policy folders become compiled rules: each condition compiled against the facts it may name."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fielato import digest
from fielato.errors import InputError, PolicyError, Problem
from fielato.model.fact import UNSET
from fielato.model.variables import ROOTS, SUBJECTS, SubjectKind, of_root
from fielato.reading import Document
from fielato.rules.compile import Compiler, Expression, Mark
from fielato.rules.declaration import Case, Definition, Gate, Instrument, Pack, Period, Profile, Rule
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.files import CASES, SAME_NAME, PolicyFiles, cases_in, decoded
from fielato.rules.references import problems as reference_problems
from fielato.rules.values import Type


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to be held against rows of facts. Its `id` is `pack/rule`."""

    id: str
    rule: Rule
    file: str
    when: Expression
    require: Expression


@dataclass(frozen=True, slots=True)
class CompiledDefinition:
    """A definition, its file, and its condition."""

    definition: Definition
    pack: str
    file: str
    condition: Expression


@dataclass(frozen=True)
class Policies:
    """Everything that policy folders say; cases are read when first asked for, since no assessment needs them."""

    packs: Mapping[str, Pack]
    rules: Mapping[str, CompiledRule]
    definitions: Mapping[str, CompiledDefinition]
    instruments: Mapping[str, Instrument]
    gates: Mapping[str, Gate]
    profiles: Mapping[str, Profile]
    case_files: Mapping[str, bytes] = field(repr=False)
    digest: str = ""
    """SHA-256 over every file's name and content."""

    @functools.cached_property
    def cases(self) -> Mapping[str, tuple[Case, ...]]:
        """The cases of each rule (by id) and definition (by name).

        Raises PolicyError when a file of cases is not valid.
        """
        owners = {
            **{one.file.removesuffix(".yaml"): rule_id for rule_id, one in self.rules.items()},
            **{one.file.removesuffix(".yaml"): name for name, one in self.definitions.items()},
        }
        found: dict[str, tuple[Case, ...]] = {}
        problems: list[Problem] = []
        for file, data in self.case_files.items():
            stem = file.removesuffix(CASES)
            try:
                cases = cases_in(data, file)
            except (InputError, PolicyError) as error:
                problems.extend(error.problems)
                continue
            if stem in owners:
                found[owners[stem]] = cases
            else:
                problems.append(Problem("there is no rule or definition beside these cases", file, hint=SAME_NAME))
        if problems:
            raise PolicyError(problems)
        return found


def load(files: Mapping[str, bytes]) -> Policies:
    """Compile policy folders from the bytes of their files, by path (`gdpr/transfer-has-a-ground.yaml`).

    Raises PolicyError with the problems of all files at once.
    """
    found = decoded(files)
    if unknown := list(reference_problems(found)):
        raise PolicyError(unknown)
    definitions = _compiled_definitions(found)
    return Policies(
        packs=found.packs,
        rules=_compiled_rules(found, definitions),
        definitions=definitions,
        instruments=found.instruments,
        gates=found.gates,
        profiles={name: profile for name, (profile, _) in found.profiles.items()},
        case_files={path: files[path] for path in sorted(files) if path.endswith(CASES)},
        digest=digest.of_files(files),
    )


@functools.cache
def declared() -> Mapping[str, Type]:
    """Every fact that any rule may name, with its type."""
    return {name: Type(variable.type) for root in ROOTS for name, variable in of_root(root).items()}


def _compiled_definitions(files: PolicyFiles) -> dict[str, CompiledDefinition]:
    sources = {
        name: _in_force(_source(one.document, "/holds", one.definition.holds, one.data), one.definition.in_force)
        for name, one in files.definitions.items()
    }
    conditions = compile_definitions(declared(), sources)
    problems = [
        problem
        for name, one in files.definitions.items()
        for problem in _invisible(one.definition.subject, conditions[name], one.document, "/holds")
    ]
    if problems:
        raise PolicyError(problems)
    return {
        name: CompiledDefinition(one.definition, one.pack, one.document.file, conditions[name])
        for name, one in files.definitions.items()
    }


def _compiled_rules(files: PolicyFiles, definitions: Mapping[str, CompiledDefinition]) -> dict[str, CompiledRule]:
    compiler = Compiler(declared(), {name: one.condition for name, one in definitions.items()})
    problems: list[Problem] = []
    compiled: dict[str, CompiledRule] = {}
    for rule_id, one in files.rules.items():
        conditions: dict[str, Expression] = {}
        for key, text in (("when", one.rule.when), ("require", one.rule.require)):
            source = _source(one.document, f"/{key}", text, one.data)
            try:
                conditions[key] = compiler.compile(source.text, source.file, source.mark)
            except PolicyError as error:
                problems.extend(error.problems)
                continue
            problems.extend(_invisible(one.rule.subject, conditions[key], one.document, f"/{key}"))
        if len(conditions) == 2:
            compiled[rule_id] = CompiledRule(rule_id, one.rule, one.document.file, **conditions)
    if problems:
        raise PolicyError(problems)
    return compiled


def _invisible(subject: SubjectKind, condition: Expression, document: Document, pointer: str) -> Iterator[Problem]:
    roots = SUBJECTS[subject]
    for name in condition.variables:
        if name.partition(".")[0] not in roots:
            yield document.problem(pointer, f"a {subject} has no fact `{name}`", f"it sees: {', '.join(roots)}")


def _source(document: Document, pointer: str, text: str, data: bytes) -> Source:
    """The condition with the place where its text begins, in a block scalar the line below its `|`."""
    mark = document.mark(pointer)
    lines = data.decode("utf-8").splitlines()
    head = lines[mark.line - 1][mark.column - 1 :] if mark.line <= len(lines) else ""
    if head[:1] in {"|", ">"} and mark.line < len(lines):
        below = lines[mark.line]
        indent = len(below) - len(below.lstrip())
        return Source(text, document.file, Mark(mark.line + 1, indent + 1, indent))
    quoted = head[:1] in {'"', "'"}
    return Source(text, document.file, Mark(mark.line, mark.column + quoted))


def _in_force(source: Source, period: Period) -> Source:
    """The condition, false outside the period."""
    limits = [
        f'deployment.as_of {sign} date("{day}")'
        for sign, day in ((">=", period.since), ("<=", period.until))
        if day is not UNSET
    ]
    if not limits:
        return source
    shifted = Mark(source.mark.line, source.mark.column - 1, source.mark.indent)
    return Source(f"({source.text}) && {' && '.join(limits)}", source.file, shifted)
