"""How the files of policy folders become compiled rules: each condition compiled against the facts it may name."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from fielato.errors import PolicyError, Problem
from fielato.model import variables
from fielato.model.variables import SUBJECTS, SubjectKind
from fielato.reading import Document
from fielato.rules.compile import Compiler
from fielato.rules.definitions import compile_definitions
from fielato.rules.files import PolicyFiles, decoded
from fielato.rules.pack import CompiledDefinition, CompiledRule, Policies, digest_of
from fielato.rules.references import problems as reference_problems
from fielato.rules.sources import source, within
from fielato.rules.syntax import Expression
from fielato.rules.values import Type


def compiled(files: Mapping[str, bytes]) -> Policies:
    """Compile policy folders from the bytes of their files, by path (`gdpr/transfer-has-a-ground.yaml`).

    Raises PolicyError with the problems of all files at once.
    """
    found = decoded(files)
    if unknown := list(reference_problems(found)):
        raise PolicyError(unknown)
    definitions = _compiled_definitions(found)
    rules = _compiled_rules(found, definitions)
    return Policies(
        packs=found.packs,
        rules=rules,
        definitions=definitions,
        instruments=found.instruments,
        gates=found.gates,
        profiles={name: profile for name, (profile, _) in found.profiles.items()},
        facts=variables.declared(),
        files=files,
        digest=digest_of(files),
    )


@functools.cache
def declared() -> Mapping[str, Type]:
    """Every fact that any rule may name, with its type."""
    return {name: Type(variable.type) for name, variable in variables.declared().items()}


def _compiled_definitions(files: PolicyFiles) -> dict[str, CompiledDefinition]:
    sources = {
        name: within(source(one.document, "/holds", one.definition.holds, one.data), one.definition.in_force)
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
            found = source(one.document, f"/{key}", text, one.data)
            try:
                conditions[key] = compiler.compile(found.text, found.file, found.mark)
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
