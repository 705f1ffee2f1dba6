"""Whether rules and definitions come out as their cases say: what `fielato policy test` runs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fielato.model.fact import UNSET
from fielato.model.variables import PYTHON_TYPES, SUBJECTS, SubjectKind, Variable, visible
from fielato.reading import hint_for
from fielato.rules.declaration import Case, CaseValue, OpenListCase
from fielato.rules.evaluate import evaluate
from fielato.rules.matter import missing
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.pack import CompiledDefinition, CompiledRule, Policies
from fielato.rules.values import UNKNOWN, OpenList, Truth, Value

DEFAULT_DATE = datetime.date(2026, 11, 22)
"""The date of a case that names none: when the rules were researched."""

HOLDS: Mapping[Truth, str] = {True: "yes", False: "no", UNKNOWN: "unknown"}
NEEDED = frozenset({Outcome.SATISFIED.value, Outcome.VIOLATED.value, Outcome.UNDETERMINED.value})
"""The outcomes that every rule's cases must show."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that did not come out as written, or a rule or definition whose cases leave an outcome out."""

    owner: str
    case: str
    message: str


def run(policies: Policies) -> Iterator[Failure]:
    """Run every case; yields what failed."""
    for owner in (*policies.rules, *policies.definitions):
        yield from failures(policies, owner)


def failures(policies: Policies, owner: str) -> Iterator[Failure]:
    """Run the cases of the rule of that id, or of the definition of that name; yields what failed."""
    cases = policies.cases.get(owner, ())
    if owner in policies.rules:
        for case in cases:
            yield from _rule_failures(policies.rules[owner], case)
        for absent in sorted(NEEDED - {case.outcome for case in cases}):
            yield Failure(owner, "", f"no case is {absent}")
        return
    for case in cases:
        yield from _definition_failures(owner, policies.definitions[owner], case)
    for absent in sorted(set(HOLDS.values()) - {case.holds for case in cases}):
        yield Failure(owner, "", f"no case comes to {absent}")


def row_of(case: Case, subject: SubjectKind) -> tuple[dict[str, Value], list[str]]:
    """The row of facts that a case describes, and what is wrong with its facts."""
    known = visible(subject)
    row: dict[str, Value] = {"deployment.as_of": DEFAULT_DATE if case.as_of is UNSET else case.as_of}
    mistakes: list[str] = []
    for name, written in case.facts.items():
        variable = known.get(name)
        if variable is None:
            hint = hint_for(name, known, f"it sees {', '.join(SUBJECTS[subject])}")
            mistakes.append(f"a {subject} has no fact `{name}` ({hint})")
        elif (value := _value(variable, written)) is None:
            mistakes.append(f"`{name}` is a {variable.type}; the case gives {written!r}")
        elif isinstance(value, str) and variable.values and value not in variable.values and len(variable.values) > 1:
            mistakes.append(f"`{name}` cannot be `{value}`; it can be {', '.join(variable.values)}")
        else:
            row[name] = value
    return row, mistakes


def _value(variable: Variable, written: CaseValue) -> Value | None:
    if isinstance(written, OpenListCase):
        return OpenList(written.open) if variable.type == "list(string)" else None
    if variable.type == "date":
        try:
            return datetime.date.fromisoformat(written) if isinstance(written, str) else None
        except ValueError:
            return None
    return written if type(written) is PYTHON_TYPES[variable.type] else None


def _rule_failures(compiled: CompiledRule, case: Case) -> Iterator[Failure]:
    row, mistakes = row_of(case, compiled.rule.subject)
    yield from (Failure(compiled.id, case.name, mistake) for mistake in mistakes)
    if case.outcome is UNSET:
        yield Failure(compiled.id, case.name, "a rule's case says `outcome:`")
        return
    as_of = row["deployment.as_of"]
    in_force = isinstance(as_of, datetime.date) and compiled.rule.in_force.contains(as_of)
    got = outcome(evaluate(compiled.when, row), evaluate(compiled.require, row)) if in_force else Outcome.NOT_APPLICABLE
    if got.value != case.outcome:
        yield Failure(compiled.id, case.name, f"is {got.value}, not {case.outcome}")
    if case.missing is not UNSET:
        found = missing(compiled.when, compiled.require, row)
        if set(found) != set(case.missing):
            yield Failure(compiled.id, case.name, f"misses {', '.join(found)}, not {', '.join(case.missing)}")


def _definition_failures(name: str, compiled: CompiledDefinition, case: Case) -> Iterator[Failure]:
    row, mistakes = row_of(case, compiled.definition.subject)
    yield from (Failure(name, case.name, mistake) for mistake in mistakes)
    if case.holds is UNSET:
        yield Failure(name, case.name, "a definition's case says `holds:`")
        return
    got = HOLDS[evaluate(compiled.condition, row)]
    if got != case.holds:
        yield Failure(name, case.name, f"comes to {got}, not {case.holds}")
