"""A report in less detail says the same as the full one, and less."""

from __future__ import annotations

import datetime
import functools
import json

import jsonschema
import pytest

from fielato import library
from fielato.assess import Assessment
from fielato.cli.gather import gather
from fielato.engine import Engine, Terms, engine
from fielato.reports import json as printed
from fielato.reports.brief import brief, verdicts
from fielato.reports.build import build
from fielato.reports.details import in_detail
from fielato.reports.document import DETAILS, Detail
from fielato.reports.less import BriefFinding, schema
from fielato.reports.words import LANGUAGES, Language

DAY = datetime.date(2026, 11, 23)
DEMOS = library.demos()
SCHEMA_OF = {"full": "assessment", "brief": "brief", "verdict": "verdict"}


@functools.cache
def fielato() -> Engine:
    return engine()


@functools.cache
def assessed(demo: str) -> list[Assessment]:
    return fielato().assess(gather(fielato(), (str(DEMOS[demo]),), None), Terms(DAY))


@functools.cache
def told(demo: str, detail: Detail, language: Language = "en") -> dict[str, object]:
    shared = fielato()
    found = in_detail(detail, assessed(demo), shared.policies, shared.catalogue, language)
    return json.loads(printed.render(found))


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("detail", DETAILS)
def test_every_detail_is_what_its_published_schema_says(demo: str, detail: Detail) -> None:
    validator = jsonschema.Draft202012Validator(schema(SCHEMA_OF[detail]))
    assert [error.message for error in validator.iter_errors(told(demo, detail))] == []


@pytest.mark.parametrize("demo", DEMOS)
def test_a_brief_finding_says_of_a_finding_what_the_full_one_says(demo: str) -> None:
    names = BriefFinding.__struct_fields__
    for full, short in zip(told(demo, "full")["assessments"], told(demo, "brief")["assessments"], strict=True):
        assert short["findings"] == [{name: one[name] for name in names if name in one} for one in full["findings"]]


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_verdict_says_of_the_decision_what_the_full_report_says(demo: str, language: Language) -> None:
    full_report, report = told(demo, "full", language), told(demo, "verdict", language)
    assert report["gate"]["state"] == full_report["gate"]["state"]
    for full, one in zip(full_report["assessments"], report["assessments"], strict=True):
        same = one.keys() & full.keys() - {"gate"}
        assert {name: one[name] for name in same} == {name: full[name] for name in same}
        assert one.keys() - same == {"gate", "declarations", "counts"}
        reasons = [{name: each[name] for name in ("rule", "subject", "outcome")} for each in full["gate"]["reasons"]]
        assert one["gate"] == full["gate"] | {"reasons": reasons}
        assert one["declarations"] == full["rests_on"]["declarations"]
        outcomes = [each["outcome"] for each in full["findings"]]
        assert one["counts"] == {
            "violated": outcomes.count("violated"),
            "undetermined": outcomes.count("undetermined"),
            "satisfied": full["satisfied"],
        }


@pytest.mark.parametrize("demo", DEMOS)
def test_a_brief_report_is_the_verdict_and_the_findings(demo: str) -> None:
    short, verdict = told(demo, "brief"), told(demo, "verdict")
    without = [{name: one[name] for name in one if name != "findings"} for one in short["assessments"]]
    assert short | {"assessments": without} == verdict


def test_the_run_is_closed_when_one_deployment_is() -> None:
    demos = ["chatbot.yaml", "hospital-triage/global-profile.yaml"]
    both = [one for path in demos for one in assessed_file(path)]
    assert [one.gate.state for one in both] == ["open", "closed"]
    for found in (verdicts(both, fielato().catalogue), brief(both, fielato().catalogue)):
        assert (found.gate.state, len(found.assessments)) == ("closed", 2)


def test_a_verdict_works_out_neither_reasons_nor_questions() -> None:
    again = Engine(library.policies.__wrapped__(), library.catalogue.__wrapped__())
    found = again.assess(gather(again, (str(next(iter(DEMOS.values()))),), None), Terms(DAY))
    verdicts(found, again.catalogue)
    judgements = [finding.judgement for one in found for finding in one.findings]
    assert judgements
    assert {(one._because, one._question) for one in judgements} == {(None, None)}  # noqa: SLF001 - the point


def test_the_full_detail_is_the_report_itself() -> None:
    shared = fielato()
    one = assessed(next(iter(DEMOS)))
    assert in_detail("full", one, shared.policies, shared.catalogue, "es") == build(
        one, shared.policies, shared.catalogue, "es"
    )


def assessed_file(path: str) -> list[Assessment]:
    return fielato().assess(gather(fielato(), (str(library.demo() / path),), None), Terms(DAY))
