"""How loud a finding is: an error exactly where it closes the gate."""

from __future__ import annotations

import pytest
from tests.reports.formats.made import assessment, finding, found, place, reason, report, since

from fielato.reports.document import GatePart
from fielato.reports.formats.annotations import annotated
from fielato.reports.formats.levels import Levels, state


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
