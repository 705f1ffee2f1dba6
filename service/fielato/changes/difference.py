"""Findings that appear, vanish or change between two assessments of one deployment, and the facts behind that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal

import msgspec

from fielato.assess import Assessment
from fielato.finding import Finding
from fielato.model.values import Value
from fielato.resolve.subjects import Subject
from fielato.rules.outcome import Outcome

Kind = Literal["appeared", "changed", "vanished"]
Why = Literal["fact", "row-new", "row-gone", "rule-begins", "rule-ends", "rule-new", "rule-gone", "rule-differs"]
"""A fact has another value; the row about that place or transfer is new or gone; the rule comes into force or ends; the
policies have it anew, no longer, or otherwise."""

_DATE: Final = "deployment.as_of"
"""Differs between any two days, so it explains nothing where anything else does."""


class Reason(msgspec.Struct, frozen=True):
    """Something behind a change."""

    why: Why
    fact: str = ""
    before: Value | None = None
    after: Value | None = None


class Change(msgspec.Struct, frozen=True):
    """One finding that is not as it was; `before` or `after` is None where there was none, or is none any more."""

    kind: Kind
    before: Finding | None
    after: Finding | None
    aspects: tuple[Literal["outcome", "severity", "missing"], ...]
    """What differs of a finding that changed."""
    reasons: tuple[Reason, ...]

    @property
    def finding(self) -> Finding:
        """As it is now, or was last."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of both is there
        return found


class Difference(msgspec.Struct, frozen=True):
    """Two assessments of one deployment, and what differs."""

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    """Those that appeared or changed in order of weight, then those that vanished."""

    def __bool__(self) -> bool:
        return bool(self.changes) or _decided(self.before) != _decided(self.after)

    @property
    def worse(self) -> Literal["violated", "undetermined"] | None:
        """What closes the gate that did not close it before; None where nothing does."""
        already = {(one.fingerprint, one.outcome) for one in self.before.gate.reasons}
        new = {one.outcome for one in self.after.gate.reasons if (one.fingerprint, one.outcome) not in already}
        return None if not new else "violated" if Outcome.VIOLATED in new else "undetermined"


def _decided(one: Assessment) -> tuple[object, ...]:
    return one.gate.state, *one.verdicts.values()


def difference(before: Assessment, after: Assessment) -> Difference:
    """Compare two assessments of one deployment; findings are the same by rule and subject."""
    then, now = ({one.fingerprint: one for one in each.findings} for each in (before, after))
    changes = [*_new_or_changed(then, now, _Why(before, after)), *_gone(then, now, _Why(before, after))]
    return Difference(before, after, tuple(changes))


def _new_or_changed(then: Mapping[str, Finding], now: Mapping[str, Finding], why: _Why) -> Iterator[Change]:
    for name, finding in now.items():
        earlier = then.get(name)
        if earlier is None:
            yield Change("appeared", None, finding, (), why.of(finding))
        elif earlier.judgement is not finding.judgement and (aspects := _aspects(earlier, finding)):
            yield Change("changed", earlier, finding, aspects, why.of(finding, earlier))


def _gone(then: Mapping[str, Finding], now: Mapping[str, Finding], why: _Why) -> Iterator[Change]:
    for name, finding in then.items():
        if name not in now:
            yield Change("vanished", finding, None, (), why.of(finding))


def _aspects(one: Finding, other: Finding) -> tuple[Literal["outcome", "severity", "missing"], ...]:
    found: list[Literal["outcome", "severity", "missing"]] = []
    if one.outcome is not other.outcome:
        found.append("outcome")
    if (one.rule.rule.severity, one.blocks) != (other.rule.rule.severity, other.blocks):
        found.append("severity")
    if set(one.missing) != set(other.missing):
        found.append("missing")
    return tuple(found)


class _Why:
    """Finds what is behind the changes between two assessments."""

    def __init__(self, before: Assessment, after: Assessment) -> None:
        self._sides = (before, after)
        self._subjects: tuple[dict[str, Subject], ...] | None = None

    def of(self, *findings: Finding) -> tuple[Reason, ...]:
        """What is behind the change of a finding, given as it is on each side that has it."""
        return self._rule(findings[0].rule.id) or self._row(findings[0].subject.id) or tuple(self._facts(*findings))

    def _rule(self, rule: str) -> tuple[Reason, ...]:
        there = [rule in side.choice.rules for side in self._sides]
        if there[0] != there[1]:
            return (Reason("rule-new" if there[1] else "rule-gone"),)
        rules = [side.choice.policies.rules[rule] for side in self._sides]
        in_force = [one.rule.in_force.contains(side.as_of) for one, side in zip(rules, self._sides, strict=True)]
        if in_force[0] != in_force[1]:
            return (Reason("rule-begins" if in_force[1] else "rule-ends"),)
        severities = [(one.rule.severity, one.rule.verified, one.when.node, one.require.node) for one in rules]
        return (Reason("rule-differs"),) if severities[0] != severities[1] else ()

    def _row(self, subject: str) -> tuple[Reason, ...]:
        there = [subject in rows for rows in self._rows]
        return () if there[0] == there[1] else (Reason("row-new" if there[1] else "row-gone"),)

    @property
    def _rows(self) -> tuple[dict[str, Subject], ...]:
        if self._subjects is None:
            self._subjects = tuple({one.id: one for one in side.resolved.subjects} for side in self._sides)
        return self._subjects

    def _facts(self, *findings: Finding) -> Iterator[Reason]:
        """The facts that the rule reads and that have another value; those that decided come first."""
        before, after = (rows[findings[0].subject.id] for rows in self._rows)
        rule = findings[0].rule
        deciding = [name for one in findings for name in one.judgement.because.facts]
        names = dict.fromkeys([*deciding, *rule.require.variables, *rule.when.variables])
        differing = [name for name in names if before.value(name) != after.value(name)]
        for name in [one for one in differing if one != _DATE] or differing:
            yield Reason("fact", name, before.value(name), after.value(name))
