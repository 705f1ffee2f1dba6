"""How the files of policy folders become compiled rules: decoded, cross-checked, compiled against the facts."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from fielato.errors import InputError, PolicyError, Problem
from fielato.model.fact import UNSET, Record
from fielato.model.variables import SUBJECTS, SubjectKind, of_root
from fielato.reading import Document, did_you_mean, read
from fielato.reading.decode import decode
from fielato.rules.compile import Compiler, Expression, Mark
from fielato.rules.declaration import (
    Bilingual,
    Case,
    CaseFile,
    Definition,
    Gate,
    GateFile,
    Instrument,
    InstrumentFile,
    LegalBasis,
    Pack,
    Period,
    Profile,
    Rule,
)
from fielato.rules.definitions import Source, compile_definitions
from fielato.rules.values import Type

CASES = ".cases.yaml"
"""How the file of cases beside a rule ends."""

_ADD = "add it to instruments.yaml"
_SAME_NAME = "give both the same name"

RecordT = TypeVar("RecordT", bound=Record)


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
                cases = decode(_only_document(data, file), CaseFile, PolicyError).cases
            except (InputError, PolicyError) as error:
                problems.extend(error.problems)
                continue
            if stem in owners:
                found[owners[stem]] = cases
            else:
                problems.append(Problem("there is no rule or definition beside these cases", file, hint=_SAME_NAME))
        if problems:
            raise PolicyError(problems)
        return found


@dataclass(slots=True)
class _Gathered:
    """What the files say, before anything is compiled."""

    packs: dict[str, Pack] = field(default_factory=dict)
    rules: dict[str, tuple[Rule, Document, bytes]] = field(default_factory=dict)
    definitions: dict[str, tuple[Definition, str, Document, bytes]] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    gates: dict[str, Gate] = field(default_factory=dict)
    profiles: dict[str, tuple[Profile, Document]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(files: Mapping[str, bytes]) -> Policies:
    """Compile policy folders from the bytes of their files, by path (`gdpr/transfer-has-a-ground.yaml`).

    Raises PolicyError with the problems of all files at once.
    """
    gathered = _Gathered()
    case_files = {path: files[path] for path in sorted(files) if path.endswith(CASES)}
    for path in sorted(files.keys() - case_files.keys()):
        try:
            _gather(gathered, PurePosixPath(path), files[path])
        except (InputError, PolicyError) as error:
            gathered.problems.extend(error.problems)
    gathered.problems.extend(_cross_check(gathered) if not gathered.problems else ())
    if gathered.problems:
        raise PolicyError(gathered.problems)
    definitions = _compiled_definitions(gathered)
    return Policies(
        packs=gathered.packs,
        rules=_compiled_rules(gathered, definitions),
        definitions=definitions,
        instruments=gathered.instruments,
        gates=gathered.gates,
        profiles={name: profile for name, (profile, _) in gathered.profiles.items()},
        case_files=case_files,
        digest=_digest(files),
    )


@functools.cache
def declared() -> Mapping[str, Type]:
    """Every fact that any rule may name, with its type."""
    roots = dict.fromkeys(root for roots in SUBJECTS.values() for root in roots)
    return {name: Type(variable.type) for root in roots for name, variable in of_root(root).items()}


def _gather(gathered: _Gathered, path: PurePosixPath, data: bytes) -> None:
    file = str(path)
    document = _only_document(data, file)
    folder = path.parent.name
    if path.name == "instruments.yaml":
        instruments = decode(document, InstrumentFile, PolicyError).instruments
        _add(gathered.instruments, {one.id: one for one in instruments}, document)
    elif path.name == "gates.yaml":
        _add(gathered.gates, {gate.id: gate for gate in decode(document, GateFile, PolicyError).gates}, document)
    elif folder == "profiles":
        profile = decode(document, Profile, PolicyError)
        _named(profile.id, path.stem, document)
        _add(gathered.profiles, {profile.id: (profile, document)}, document, "/id")
    elif path.name == "pack.yaml":
        pack = decode(document, Pack, PolicyError)
        _named(pack.id, folder, document)
        _add(gathered.packs, {pack.id: pack}, document)
    elif isinstance(document.value, dict) and document.value.get("kind") == "Definition":
        definition = decode(document, Definition, PolicyError)
        _add(gathered.definitions, {definition.name: (definition, folder, document, data)}, document, "/name")
    else:
        rule = decode(document, Rule, PolicyError)
        _named(rule.id, path.stem, document)
        _add(gathered.rules, {f"{folder}/{rule.id}": (rule, document, data)}, document, "/id")


def _only_document(data: bytes, file: str) -> Document:
    documents = read(data, file)
    if len(documents) > 1:
        raise PolicyError(_problem(documents[1], "", "one file holds one document", "split the file"))
    return documents[0]


ItemT = TypeVar("ItemT")


def _add(known: dict[str, ItemT], found: Mapping[str, ItemT], document: Document, pointer: str = "") -> None:
    twice = [name for name in found if name in known]
    if twice:
        raise PolicyError(_problem(document, pointer, f"`{twice[0]}` exists already", "choose another name"))
    known.update(found)


def _named(name: str, expected: str, document: Document) -> None:
    if name != expected:
        raise PolicyError(_problem(document, "/id", f"`{name}` stands in `{expected}`", _SAME_NAME))


def _cross_check(gathered: _Gathered) -> Iterator[Problem]:
    cited: list[tuple[Document, tuple[LegalBasis, ...]]] = [
        *((document, rule.legal_basis) for rule, document, _ in gathered.rules.values()),
        *((document, definition.legal_basis) for definition, _, document, _ in gathered.definitions.values()),
    ]
    for document, bases in cited:
        for index, basis in enumerate(bases):
            if basis.instrument not in gathered.instruments:
                pointer = f"/legal_basis/{index}/instrument"
                yield _unknown(document, pointer, "instrument", basis.instrument, gathered.instruments, _ADD)
    for rule_id, (rule, document, _) in gathered.rules.items():
        if rule_id.split("/")[0] not in gathered.packs:
            yield _problem(document, "", f"the folder of `{rule.id}` has no pack.yaml", "add one")
    for profile, document in gathered.profiles.values():
        yield from _profile_problems(profile, document, gathered)


def _profile_problems(profile: Profile, document: Document, gathered: _Gathered) -> Iterator[Problem]:
    references: list[tuple[str, str, str, Iterable[str]]] = [
        *(
            ("pack", f"/packs/{index}", name, gathered.packs)
            for index, name in enumerate(profile.packs if profile.packs is not UNSET else ())
        ),
        *([("gate", "/gate", profile.gate, gathered.gates)] if profile.gate is not UNSET else []),
        *([("profile", "/extends", profile.extends, gathered.profiles)] if profile.extends is not UNSET else []),
    ]
    for kind, pointer, name, known in references:
        if name not in known:
            yield _unknown(document, pointer, kind, name, known)


def _compiled_definitions(gathered: _Gathered) -> dict[str, CompiledDefinition]:
    sources = {
        name: _in_force(_source(document, "/holds", definition.holds, data), definition.in_force)
        for name, (definition, _, document, data) in gathered.definitions.items()
    }
    compiled = compile_definitions(declared(), sources)
    found = {
        name: CompiledDefinition(definition, pack, document.file, compiled[name])
        for name, (definition, pack, document, _) in gathered.definitions.items()
    }
    problems = [
        problem
        for name, (definition, _, document, _) in gathered.definitions.items()
        for problem in _invisible(definition.subject, compiled[name], document, "/holds")
    ]
    if problems:
        raise PolicyError(problems)
    return found


def _compiled_rules(gathered: _Gathered, definitions: Mapping[str, CompiledDefinition]) -> dict[str, CompiledRule]:
    compiler = Compiler(declared(), {name: one.condition for name, one in definitions.items()})
    problems: list[Problem] = []
    compiled: dict[str, CompiledRule] = {}
    for rule_id, (rule, document, data) in gathered.rules.items():
        conditions: dict[str, Expression] = {}
        for key, text in (("when", rule.when), ("require", rule.require)):
            source = _source(document, f"/{key}", text, data)
            try:
                conditions[key] = compiler.compile(source.text, source.file, source.mark)
            except PolicyError as error:
                problems.extend(error.problems)
                continue
            problems.extend(_invisible(rule.subject, conditions[key], document, f"/{key}"))
        if len(conditions) == 2:
            compiled[rule_id] = CompiledRule(rule_id, rule, document.file, **conditions)
    if problems:
        raise PolicyError(problems)
    return compiled


def _invisible(subject: SubjectKind, condition: Expression, document: Document, pointer: str) -> Iterator[Problem]:
    roots = SUBJECTS[subject]
    for name in condition.variables:
        if name.partition(".")[0] not in roots:
            yield _problem(document, pointer, f"a {subject} has no fact `{name}`", f"it sees: {', '.join(roots)}")


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


def _unknown(
    document: Document, pointer: str, kind: str, name: str, known: Iterable[str], otherwise: str = ""
) -> Problem:
    guess = did_you_mean(name, known)
    hint = f"did you mean `{guess}`?" if guess else otherwise or f"known: {', '.join(known)}"
    return _problem(document, pointer, f"there is no {kind} `{name}`", hint)


def _problem(document: Document, pointer: str, message: str, hint: str) -> Problem:
    mark = document.mark(pointer)
    return Problem(message, document.file, mark.line, mark.column, pointer, hint)


def _digest(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for path in sorted(files):
        whole.update(f"{path}\0{len(files[path])}\0".encode())
        whole.update(files[path])
    return f"sha256:{whole.hexdigest()}"


__all__ = ["CASES", "Bilingual", "CompiledDefinition", "CompiledRule", "Policies", "declared", "load"]
