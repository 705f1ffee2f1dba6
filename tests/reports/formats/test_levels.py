"""How loud a finding is: an error exactly where it closes the gate."""

from __future__ import annotations

import pytest
from tests.reports.formats.made import PLAIN, assessment, demo, finding, found, place, reason, report, since

from fielato.reports.document import GatePart
from fielato.reports.formats import render
from fielato.reports.formats.annotations import annotated
from fielato.reports.formats.levels import Level, Levels, effect, state


@pytest.mark.parametrize(
    ("severity", "verified", "outcome", "closes", "level"),
    [
        ("block", True, "violated", True, "error"),
        ("block", True, "undetermined", True, "error"),
        ("block", True, "violated", False, "warning"),
        ("block", True, "undetermined", False, "warning"),
        ("block", False, "violated", False, "warning"),
        ("block", False, "undetermined", False, "note"),
        ("review", True, "violated", False, "warning"),
        ("review", True, "undetermined", False, "note"),
        ("advise", True, "violated", False, "note"),
        ("advise", True, "undetermined", False, "note"),
        ("block", True, "waived", False, None),
    ],
)
def test_the_level_of_a_finding(severity: str, verified: bool, outcome: str, closes: bool, level: str | None) -> None:
    one = finding(severity=severity, verified=verified, outcome=outcome)
    gate = GatePart(name="default", state="open", reasons=(reason(one),) if closes else ())
    assert Levels(gate).of(one) == level


def test_with_a_baseline_only_what_is_new_is_an_error() -> None:
    known, new = finding(subject="component/a", baseline=True), finding(subject="component/b")
    gate = GatePart(name="default", state="closed", reasons=(reason(known), reason(new)), since_baseline=since(new))
    assert [Levels(gate).of(one) for one in (known, new)] == ["warning", "error"]
    assert state(gate) == "closed"
    quiet = GatePart(name="default", state="closed", reasons=(reason(known),), since_baseline=since())
    assert state(quiet) == "open"
    assert Levels(quiet).of(known) == "warning"


def test_what_one_line_causes_is_told_once_and_the_loudest_comes_first() -> None:
    quiet = [finding("gdpr/a", f"component/{name}", severity="advise") for name in "xy"]
    loud = [finding("gdpr/b", f"component/{name}") for name in "xyz"]
    waived = finding("gdpr/c", outcome="waived")
    told = [(one.first.rule, one.level, len(one.findings)) for one in annotated(found(waived, *quiet, *loud))]
    assert told == [("gdpr/b", "error", 3), ("gdpr/a", "note", 2), ("gdpr/c", None, 1)]


def test_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    def names(line: int) -> list[str]:
        findings = [finding(rule, location=place(line=line)) for rule in ("gdpr/a", "gdpr/b")]
        same = assessment(findings), assessment(findings)
        return [one.fingerprint for one in annotated(report(*same))]

    assert names(3) == names(300)
    assert len(set(names(3))) == 4


@pytest.mark.parametrize(
    ("severity", "verified", "outcome", "level", "key"),
    [
        ("block", True, "violated", "error", "closes-gate"),
        ("review", True, "undetermined", "error", "closes-gate"),
        ("block", True, "undetermined", "warning", "open-question"),
        ("block", True, "violated", "warning", "closes-not"),
        ("block", True, "waived", None, "closes-not"),
        ("block", False, "undetermined", "note", "review"),
        ("review", True, "violated", "warning", "review"),
        ("advise", True, "violated", "note", "advise"),
    ],
)
def test_what_the_gate_makes_of_a_finding(
    severity: str, verified: bool, outcome: str, level: Level | None, key: str
) -> None:
    assert effect(finding(severity=severity, verified=verified, outcome=outcome), level) == key


@pytest.mark.parametrize("name", ["chatbot", "hospital-triage/global-profile", "phased-rollout"])
@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_nothing_is_said_to_close_a_gate_that_is_open(name: str, format_: str) -> None:
    made = demo(name)
    closes = "· closes the gate" in render(format_, made, PLAIN)
    assert closes == (state(made.gate) == "closed")
