"""How a rule comes to its outcome on one subject: every stage of the evaluation, for whoever wants to follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fielato.errors import UsageError
from fielato.finding import Finding
from fielato.model.values import OpenList, Value
from fielato.reading import hint_for
from fielato.reports.layout import wrapped
from fielato.reports.words import Language, pair, word
from fielato.resolve.subjects import Subject
from fielato.rules.normal import Literal
from fielato.rules.outcome import Outcome
from fielato.rules.pack import CompiledRule
from fielato.rules.syntax import Node, children
from fielato.rules.trace import Trace, TracedClauses, trace
from fielato.rules.unparse import literal, unparse
from fielato.rules.values import UNKNOWN

_STAGES: Final = {
    "declaration": pair("1. Declaration: what the file says", "1. Declaración: lo que dice el fichero"),
    "tree": pair("2. Tree: the checked expression", "2. Árbol: la expresión comprobada"),
    "facts": pair("3. Facts: what the subject says", "3. Hechos: lo que dice el sujeto"),
    "atoms": pair("4. Atoms: the tests, each with its answer", "4. Átomos: las pruebas, cada una con su respuesta"),
    "clauses": pair(
        "5. Clauses: where the rule applies, and where it is broken (when && !require)",
        "5. Cláusulas: dónde se aplica la regla y dónde se incumple (when && !require)",
    ),
    "masks": pair(
        "6. Tables: what each fact leaves of the clauses' bits",
        "6. Tablas: qué deja cada hecho de los bits de las cláusulas",
    ),
    "outcome": pair("7. Outcome", "7. Resultado"),
    "why": pair("8. Why", "8. Por qué"),
    "missing": pair("can still change it", "aún puede cambiarlo"),
    "first": pair("ask first", "preguntar primero"),
}
_TRUTHS: Final = {True: "true", False: "false", UNKNOWN: "unknown"}
_MAX_WIDTH: Final = 100
"""Bits of a mask that are shown in one line."""


def choose(subjects: Sequence[Subject], findings: Sequence[Finding], rule: CompiledRule, wanted: str | None) -> Subject:
    """The subject of that id or, without one, the first with a finding of the rule, or else the first of its kind.

    Raises UsageError when there is none.
    """
    fitting = [one for one in subjects if one.kind == rule.rule.subject]
    if wanted is not None:
        found = [one for one in fitting if one.id == wanted]
        if not found:
            hint = hint_for(wanted, [one.id for one in fitting], f"the deployment has {len(fitting)} of that kind")
            raise UsageError(f"`{wanted}` is no {rule.rule.subject} of this deployment; {hint}")
        return found[0]
    concerned = [finding.subject for finding in findings if finding.rule.id == rule.id]
    if not concerned and not fitting:
        raise UsageError(f"{rule.id} is about a {rule.rule.subject}; this deployment has none")
    return (concerned or fitting)[0]


def page(rule: CompiledRule, subject: Subject, finding: Finding | None, language: Language = "en") -> str:
    """Every stage of a rule on a subject; `finding` is what an assessment made of it, if anything."""
    found = trace(rule.when.node, rule.require.node, subject.row)
    lines = [f"{rule.id} · {subject.id}"]
    for stage, content in (
        ("declaration", _declaration(rule)),
        ("tree", _tree(rule)),
        ("facts", _facts(rule, subject)),
        ("atoms", _atoms(found)),
        ("clauses", _clauses(found)),
        ("masks", _masks(found)),
        ("outcome", [_outcome(found.outcome, language)]),
        ("why", _why(finding, language)),
    ):
        shown = list(content)
        if shown:
            lines += ["", _STAGES[stage][language], *(f"  {line}" for line in shown)]
    return "\n".join(lines) + "\n"


def _declaration(rule: CompiledRule) -> Iterator[str]:
    yield rule.file
    for key, text in (("when", rule.when.text), ("require", rule.require.text)):
        first, *more = wrapped(" ".join(text.split()))
        yield f"{key + ':':9}{first}"
        yield from (f"{'':9}{line}" for line in more)


def _tree(rule: CompiledRule) -> Iterator[str]:
    for key, node in (("when", rule.when.node), ("require", rule.require.node)):
        yield f"{key}:"
        yield from _branches(node, 1)


def _branches(node: Node, depth: int) -> Iterator[str]:
    parts = children(node)
    leaf = not any(children(part) for part in parts)
    yield f"{'  ' * depth}{type(node).__name__}" + (f"  {unparse(node)}" if leaf else "")
    if not leaf:
        for part in parts:
            yield from _branches(part, depth + 1)


def _facts(rule: CompiledRule, subject: Subject) -> Iterator[str]:
    names = dict.fromkeys((*rule.when.variables, *rule.require.variables))
    width = max(map(len, names), default=0)
    for name in names:
        value = subject.value(name)
        origin = subject.origin(name)
        at = origin.location
        place = f"{at.file}:{at.line}:{at.column}" if at.line else origin.source
        whence = f"  ({', '.join(filter(None, (origin.how, place)))})" if value is not None else ""
        yield f"{name:{width}}  {_value(value)}{whence}"


def _value(value: Value | None) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, OpenList):
        return f"[{', '.join([*map(literal, value.known), '…'])}]"
    return f"[{', '.join(map(literal, value))}]" if isinstance(value, tuple) else literal(value)


def _atoms(found: Trace) -> Iterator[str]:
    for number, one in enumerate(found.atoms, 1):
        text = f"stratum {one.atom.stratum + 1}" if one.atom.stratum >= 0 else unparse(one.atom.node)
        yield from _numbered(f"a{number}", _TRUTHS[one.truth], text)


def _clauses(found: Trace) -> Iterator[str]:
    for number, one in enumerate(found.strata, 1):
        yield from _joined(f"stratum {number}", one)
    yield from _joined("applies", found.applies)
    yield from _joined("broken", found.broken)


def _joined(name: str, found: TracedClauses) -> Iterator[str]:
    yield f"{name}: {_TRUTHS[found.truth]}"
    for number, (clause, truth) in enumerate(zip(found.clauses, found.truths, strict=True), 1):
        yield from _numbered(f"  c{number}", _TRUTHS[truth], " && ".join(map(_literal, clause)) or "true")


def _literal(literal: Literal) -> str:
    return f"!a{-literal}" if literal < 0 else f"a{literal}"


def _numbered(number: str, truth: str, text: str) -> Iterator[str]:
    first, *more = wrapped(text)
    yield f"{number:6}{truth:9}{first}"
    yield from (f"{'':15}{line}" for line in more)


def _masks(found: Trace) -> Iterator[str]:
    if found.width > _MAX_WIDTH:
        yield f"{found.width} bits; {_MAX_WIDTH} are shown at most"
        return
    width = max(len(one.fact) for one in found.masks)
    for one in found.masks:
        yield f"{one.fact:{width}}  {one.mask:0{found.width}b}"


def _outcome(outcome: Outcome, language: Language) -> str:
    return word(outcome.value, language)


def _why(finding: Finding | None, language: Language) -> Iterator[str]:
    if finding is None:
        return
    for fact in finding.because:
        yield f"{fact.name} = {_value(fact.value)}"
    for step in finding.steps:
        yield f"{step.name}: {_TRUTHS[step.answer]}"
    if finding.missing:
        yield f"{_STAGES['missing'][language]}: {', '.join(finding.missing)}"
    if finding.ask_first:
        yield f"{_STAGES['first'][language]}: {finding.ask_first}"
