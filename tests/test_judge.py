"""Rows judged through masks come to what each rule says by itself; equal rows share their judgement, within bounds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from fielato import judge, library
from fielato.engine import Engine, Terms, engine, only_register
from fielato.judge import Judge
from fielato.model.manifest import Manifest, RegisterFile
from fielato.rules.because import because_of_rule
from fielato.rules.evaluate import evaluate
from fielato.rules.matter import ask_first, missing
from fielato.rules.outcome import Outcome, outcome
from fielato.rules.profile import choose

DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def fielato() -> Engine:
    return engine()


def demos(fielato: Engine) -> Iterator[tuple[Manifest, RegisterFile | None]]:
    for path in library.demos().values():
        beside = path.with_name("organisation.yaml")
        register = only_register(fielato.read(beside.read_bytes(), beside.name).registers) if beside.is_file() else None
        for manifest in fielato.read(path.read_bytes(), path.name).manifests:
            yield manifest, register


def test_every_demo_is_judged_as_rule_by_rule(fielato: Engine) -> None:
    for manifest, register in demos(fielato):
        (one,) = fielato.assess([(manifest, register)], Terms(DAY))
        expected: set[tuple[str, str, Outcome]] = set()
        satisfied = 0
        for rule_id in one.choice.rules:
            rule = fielato.policies.rules[rule_id]
            if not rule.rule.in_force.contains(DAY):
                continue
            for subject in one.resolved.of(rule.rule.subject):
                found = outcome(evaluate(rule.when, subject.row), evaluate(rule.require, subject.row))
                satisfied += found is Outcome.SATISFIED
                if found in {Outcome.VIOLATED, Outcome.UNDETERMINED}:
                    expected.add((rule_id, subject.id, found))
        assert {(found.rule.id, found.subject.id, found.outcome) for found in one.findings} == expected
        assert one.satisfied == satisfied


def test_a_finding_says_why_and_what_is_missing_as_the_rule_does(fielato: Engine) -> None:
    for manifest, register in demos(fielato):
        (one,) = fielato.assess([(manifest, register)], Terms(DAY))
        for finding in one.findings[:40]:
            rule, row = finding.rule, finding.subject.row
            why = because_of_rule(rule.when, rule.require, row)
            assert tuple(fact.name for fact in finding.because) == why.facts
            assert [fact.value for fact in finding.because] == [row.get(name) for name in why.facts]
            assert finding.steps == why.steps
            if finding.outcome is Outcome.UNDETERMINED:
                assert finding.missing == missing(rule.when, rule.require, row)
                assert finding.ask_first == ask_first(rule.when, rule.require, row)
            else:
                assert (finding.missing, finding.ask_first) == ((), None)


def test_equal_rows_of_two_documents_share_one_judgement(fielato: Engine) -> None:
    data = library.demo("chatbot.yaml").read_bytes()
    first, second = (
        fielato.read(data.replace(b"shop-chatbot", name), "app.yaml").manifests[0] for name in (b"a", b"b")
    )
    one, other = fielato.assess([(first, None), (second, None)], Terms(DAY))
    assert [found.judgement for found in one.findings] == [found.judgement for found in other.findings]
    assert all(mine.subject is not theirs.subject for mine, theirs in zip(one.findings, other.findings, strict=True))


def test_what_a_judge_remembers_is_bounded_and_forgetting_changes_nothing(
    fielato: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "MAX_KNOWN", 3)
    monkeypatch.setattr(judge, "MAX_DATES", 1)
    small = Judge(choose(fielato.policies))
    for manifest, register in demos(fielato):
        (one,) = fielato.assess([(manifest, register)], Terms(DAY))
        for _ in range(2):
            findings, satisfied = small.findings(one.resolved.subjects, DAY)
            assert [(found.fingerprint, found.outcome) for found in findings] == [
                (found.fingerprint, found.outcome) for found in one.findings
            ]
            assert satisfied == one.satisfied
