"""GitLab Code Quality: the fields it asks for, each fingerprint once."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from tests.reports.formats.made import finding, found, hostile, place

from fielato.reports.document import NotePart, Report
from fielato.reports.formats.gitlab import render
from fielato.reports.formats.interface import Rendering


def entries(report: Report, how: Rendering | None = None) -> list[dict[str, Any]]:
    made = json.loads(render(report, how or Rendering()))
    assert isinstance(made, list)
    return made


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_every_field_is_there_and_every_fingerprint_is_unique(report: Report) -> None:
    made = entries(report)
    for one in made:
        assert one.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["lines"]["begin"] >= 1
    assert len({one["fingerprint"] for one in made}) == len(made)


def test_a_path_is_relative_and_has_no_leading_dot() -> None:
    how = Rendering(folder="/repo", repository="/repo")
    (one,) = entries(found(finding(location=place("./deep/app.yaml"))), how)
    assert one["location"] == {"path": "deep/app.yaml", "lines": {"begin": 3}}


def test_severities_follow_the_levels_and_waived_findings_are_left_out() -> None:
    note = NotePart(message="`x` is not known", location=place("main.tf", 0, 0, address="x.y"))
    made = entries(
        found(
            finding("gdpr/a"),
            finding("gdpr/b", severity="review"),
            finding("gdpr/c", severity="advise"),
            finding("gdpr/d", outcome="waived"),
            notes=(note,),
        )
    )
    assert [(one["check_name"], one["severity"]) for one in made] == [
        ("gdpr/a", "blocker"),
        ("gdpr/b", "major"),
        ("gdpr/c", "minor"),
        ("fielato/not-understood", "info"),
    ]
    assert made[-1]["description"] == "main.tf: x.y: `x` is not known"
