"""OSCAL: valid by the models generated from NIST's schema, every reference leads somewhere, the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from oscal_bindings.v1.parser import OscalParseError, parse_assessment_results
from tests.reports.formats.made import demo, finding, found, hostile, place, report, waiver

from fielato.reports.document import NotePart, Report
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.oscal import VERSION, render


def results(made: Report) -> dict[str, Any]:
    printed = render(made, Rendering())
    parse_assessment_results(printed)
    document = json.loads(printed)["assessment-results"]
    assert isinstance(document, dict)
    return document


def texts(part: Any) -> Iterator[tuple[str, str]]:
    """Every key with the text that stands under it."""
    if isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str):
                yield key, value
            yield from texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from texts(one)


def test_the_models_refuse_what_is_no_oscal() -> None:
    with pytest.raises(OscalParseError):
        parse_assessment_results('{"assessment-results": {}}')


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_it_is_valid_and_every_reference_leads_somewhere(made: Report) -> None:
    document = results(made)
    named = {text for key, text in texts(document) if key == "uuid"}
    assert {text for key, text in texts(document) if key.endswith("-uuid")} <= named


@pytest.mark.parametrize("name", ["chatbot", "hospital-triage/global-profile", "phased-rollout"])
def test_a_demo_has_what_an_assessor_asks_for(name: str) -> None:
    document = results(demo(name))
    assert document["metadata"]["oscal-version"] == VERSION
    assert document["import-ap"]["href"] == f"#{document['back-matter']['resources'][0]['uuid']}"
    (result,) = document["results"]
    assert result["start"] == "2026-11-23T00:00:00Z"
    ids = [one["uuid"] for one in (*result["observations"], *result["findings"])]
    assert len(set(ids)) == len(ids)
    seen = {one["uuid"] for one in result["observations"]}
    related = [one["observation-uuid"] for found_ in result["findings"] for one in found_["related-observations"]]
    assert sorted(related) == sorted(seen)


def test_outcomes_are_told_in_oscals_words() -> None:
    made = found(
        finding("gdpr/a"),
        finding("gdpr/b", outcome="undetermined"),
        finding("gdpr/c", outcome="waived", waiver=waiver("Waived.")),
    )
    (result,) = results(made)["results"]
    told = {one["target"]["target-id"]: one["target"]["status"] for one in result["findings"]}
    assert told == {
        "gdpr.a": {"state": "not-satisfied", "reason": "fail"},
        "gdpr.b": {"state": "not-satisfied", "reason": "other"},
        "gdpr.c": {"state": "not-satisfied", "reason": "other"},
    }
    (risk,) = result["risks"]
    assert risk["status"] == "deviation-approved"
    assert risk["description"] == "Waived."


def test_what_was_not_understood_is_an_observation() -> None:
    note = NotePart(message="x is not known", location=place("main.tf", 0, 0, address="x.y"))
    (result,) = results(found(notes=(note,)))["results"]
    assert [one["description"] for one in result["observations"]] == ["main.tf: x.y: x is not known"]


def test_another_day_or_finding_is_another_document() -> None:
    ids = [
        results(made)["uuid"]
        for made in (found(), found(as_of="2026-11-24"), found(finding()), report(found().assessments[0]))
    ]
    assert len(set(ids)) == 3
    assert ids[0] == ids[3]
