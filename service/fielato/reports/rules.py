"""Rules and definitions as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from msgspec import Meta

from fielato.errors import UsageError
from fielato.model.fact import UNSET
from fielato.model.variables import SubjectKind
from fielato.model.vocabulary import Layer, Question, Severity
from fielato.reading import hint_for
from fielato.reports import json
from fielato.reports.citations import citation
from fielato.reports.layout import table, wrapped
from fielato.reports.words import Language, word
from fielato.rules.declaration import Case, Definition, LegalBasis, Period, Rule
from fielato.rules.pack import Policies


class ListedRule(TypedDict):
    """What a list shows of a rule."""

    rule: str
    title: str
    layer: Layer
    question: Question
    severity: Severity
    subject: SubjectKind
    verified: bool
    in_force: Annotated[str, Meta(description="From – until; empty where it always was, and still is.")]
    legal_basis: Annotated[list[str], Meta(description="As a lawyer would cite it, in the language asked for.")]
    researched_as: list[str]


class WholeRule(ListedRule):
    """A rule with its condition, rationale and remedy."""

    when: str
    require: str
    rationale: str
    remediation: str


def listing(policies: Policies, language: Language) -> list[ListedRule]:
    """Every rule with what a list shows of it, by id."""
    return [_listed(policies, rule_id, language) for rule_id in sorted(policies.rules)]


def whole(policies: Policies, rule_id: str, language: Language) -> WholeRule:
    """One rule with its condition, rationale and remedy; raises KeyError when there is no such rule."""
    rule = policies.rules[rule_id].rule
    return {
        **_listed(policies, rule_id, language),
        "when": rule.when.strip(),
        "require": rule.require.strip(),
        "rationale": rule.rationale[language],
        "remediation": rule.remediation[language],
    }


def _listed(policies: Policies, rule_id: str, language: Language) -> ListedRule:
    rule = policies.rules[rule_id].rule
    return {
        "rule": rule_id,
        "title": rule.title[language],
        "layer": rule.layer,
        "question": rule.question,
        "severity": rule.severity,
        "subject": rule.subject,
        "verified": rule.verified,
        "in_force": period(rule.in_force),
        "legal_basis": [citation(policies, basis, language) for basis in rule.legal_basis],
        "researched_as": list(rule.researched_as),
    }


def render_listing(policies: Policies, format_: str, language: Language) -> str:
    """The list as text or JSON."""
    rows = listing(policies, language)
    if format_ == "json":
        return json.render(rows)
    columns = ("rule", "severity", "layer", "question", "legal basis")
    shown = [
        dict(zip(columns, (row["rule"], row["severity"], row["layer"], row["question"], basis), strict=True))
        for row in rows
        for basis in ["; ".join(row["legal_basis"])]
    ]
    return table(shown, columns)


def explain(policies: Policies, name: str, language: Language) -> str:
    """Everything about one rule or definition, for a person.

    `name` is `pack/rule`, the rule alone where that is clear, or a definition's name. Raises UsageError when there is
    no such rule.
    """
    if name in policies.definitions:
        return _page(_definition(policies, name, language))
    return _page(_rule(policies, rule_id(policies, name), language))


def rule_id(policies: Policies, name: str) -> str:
    """The rule of that id, or of that name where it is clear; raises UsageError when there is none."""
    if name in policies.rules:
        return name
    alike = [one for one in policies.rules if one.rpartition("/")[2] == name]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise UsageError(f"`{name}` stands in several packs: {', '.join(alike)}")
    known = [*policies.rules, *policies.definitions, *(one.rpartition("/")[2] for one in policies.rules)]
    hint = hint_for(name, known, "`fielato rules` lists them")
    raise UsageError(f"there is no rule or definition `{name}`; {hint}")


def _rule(policies: Policies, rule_id: str, language: Language) -> Iterator[tuple[str, str]]:
    rule: Rule = policies.rules[rule_id].rule
    yield "", f"{rule_id}: {rule.title[language]}"
    severity = word(rule.severity, language)
    kinds = f"{word(rule.layer, language)} · {rule.question} · {severity} · {rule.subject}"
    yield "", kinds if rule.verified else f"{kinds} · {word('unverified-rule', language)}"
    yield from _bases(policies, rule.legal_basis, language)
    if period(rule.in_force):
        yield word("in-force", language), period(rule.in_force)
    yield "when", rule.when.strip()
    yield "require", rule.require.strip()
    yield from _definitions(policies, rule_id, language)
    yield word("why", language), rule.rationale[language]
    yield word("remedy", language), rule.remediation[language]
    yield from _cases(policies, rule_id, language)


def _definition(policies: Policies, name: str, language: Language) -> Iterator[tuple[str, str]]:
    definition: Definition = policies.definitions[name].definition
    yield "", f"{name}: {definition.title[language]}"
    yield from _bases(policies, definition.legal_basis, language)
    if period(definition.in_force):
        yield word("in-force", language), period(definition.in_force)
    yield "holds", definition.holds.strip()
    yield from _cases(policies, name, language)


def _bases(policies: Policies, bases: tuple[LegalBasis, ...], language: Language) -> Iterator[tuple[str, str]]:
    for basis in bases:
        instrument = policies.instruments[basis.instrument]
        given = (instrument.celex, instrument.boe, instrument.eli, instrument.ecli)
        ids = [str(one) for one in given if one is not UNSET]
        where = f" [{', '.join(ids)}]" if ids else ""
        yield word("basis", language), f"{citation(policies, basis, language)} — {instrument.name[language]}{where}"


def _definitions(policies: Policies, rule_id: str, language: Language) -> Iterator[tuple[str, str]]:
    rule = policies.rules[rule_id]
    for name in dict.fromkeys((*rule.when.definitions, *rule.require.definitions)):
        yield name, policies.definitions[name].definition.title[language]


def _cases(policies: Policies, owner: str, language: Language) -> Iterator[tuple[str, str]]:
    cases = policies.cases.get(owner, ())
    if cases:
        yield word("cases", language), "\n".join(f"{_outcome(case, language)}: {case.name}" for case in cases)


def _outcome(case: Case, language: Language) -> str:
    outcome = case.outcome if case.outcome is not UNSET else case.holds
    return word(str(outcome), language)


def period(found: Period) -> str:
    """Its first and last day; empty where it always was, and still is."""
    since = f"{found.since}" if found.since is not UNSET else ""
    until = f"{found.until}" if found.until is not UNSET else ""
    return f"{since} – {until}".strip() if since or until else ""


def _page(parts: Iterator[tuple[str, str]]) -> str:
    lines: list[str] = []
    for label, text in parts:
        if not label:
            lines.append(text)
            continue
        lines.extend(("", f"{label}:"))
        for line in filter(str.strip, text.splitlines()):
            lines.extend(wrapped(line, "  "))
    return "\n".join(lines) + "\n"
