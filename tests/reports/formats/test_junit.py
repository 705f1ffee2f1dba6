"""JUnit: parsed back, its counts agree with its cases, and nothing that did not hold has passed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from tests.reports.formats.made import assessment, finding, found, hostile, reason, report

from fielato.reports.document import Report
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.junit import render


def cases(made: Report) -> dict[str, list[str]]:
    root = ET.fromstring(render(made, Rendering()))  # noqa: S314  # we wrote it
    return {str(case.get("classname")): [part.tag for part in case] for case in root.iter("testcase")}


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_it_parses_and_its_counts_agree(made: Report) -> None:
    root = ET.fromstring(render(made, Rendering()))  # noqa: S314  # we wrote it
    for suite in root:
        for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(str(suite.get(key))) == len(list(suite.iter(tag)))


def test_what_closes_the_gate_fails_and_the_rest_is_skipped() -> None:
    bad, unclear = finding("gdpr/bad"), finding("gdpr/unclear", outcome="undetermined")
    gate = assessment([bad]).gate
    gate = type(gate)(name="default", state="closed", reasons=(reason(bad), reason(unclear)))
    others = finding("gdpr/review", severity="review"), finding("gdpr/waived", outcome="waived")
    assert cases(found(bad, unclear, *others, gate=gate)) == {
        "fielato": ["system-out"],
        "gdpr/bad": ["failure"],
        "gdpr/unclear": ["error"],
        "gdpr/review": ["skipped", "system-out"],
        "gdpr/waived": ["skipped", "system-out"],
    }


def test_each_deployment_is_a_suite() -> None:
    root = ET.fromstring(render(report(assessment(), assessment()), Rendering()))  # noqa: S314  # we wrote it
    assert [suite.get("name") for suite in root] == ["app", "app"]
