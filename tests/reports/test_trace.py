"""`fielato explain RULE --trace PATH` shows each stage for one subject."""

from __future__ import annotations

import datetime

import pytest

from fielato import library
from fielato.assess import Assessment
from fielato.engine import Engine, Terms, engine, only_register
from fielato.errors import UsageError
from fielato.reports import trace

DAY = datetime.date(2026, 11, 23)
RULE = "es-public-sector/register-systems-in-the-union"


@pytest.fixture(scope="module")
def fielato() -> Engine:
    return engine()


@pytest.fixture(scope="module")
def hospital(fielato: Engine) -> Assessment:
    folder = library.demo("hospital-triage")
    manifest = fielato.read((folder / "global-profile.yaml").read_bytes(), "global-profile.yaml").manifests[0]
    register = only_register(fielato.read((folder / "organisation.yaml").read_bytes(), "organisation.yaml").registers)
    return fielato.assess([(manifest, register)], Terms(DAY))[0]


def page(fielato: Engine, one: Assessment, wanted: str | None = None, language: str = "en") -> str:
    rule = fielato.policies.rules[RULE]
    subject = trace.choose(one.resolved.subjects, one.findings, rule, wanted)
    mine = [found for found in one.findings if found.rule.id == RULE and found.subject.id == subject.id]
    return trace.page(rule, subject, mine[0] if mine else None, language)  # type: ignore[arg-type]  # a language


def test_the_first_subject_that_the_rule_finds_fault_with_is_followed(fielato: Engine, hospital: Assessment) -> None:
    shown = page(fielato, hospital)
    first = next(found for found in hospital.findings if found.rule.id == RULE)
    assert shown.splitlines()[0] == f"{RULE} · {first.subject.id}"
    headings = [line for line in shown.splitlines() if line[:2] in {f"{number}." for number in range(1, 9)}]
    assert [line[:1] for line in headings] == list("12345678")
    assert 'location.run_by                          "customer"  (declared, global-profile.yaml:31:12)' in shown
    assert "7. Outcome\n  violated\n" in shown


def test_a_subject_of_ones_own_choice_that_is_in_order(fielato: Engine, hospital: Assessment) -> None:
    shown = page(fielato, hospital, "location/model/inference/ES")
    assert "7. Outcome\n  satisfied\n" in shown
    assert "8. Why" not in shown


def test_the_stages_have_spanish_names_too(fielato: Engine, hospital: Assessment) -> None:
    assert "7. Resultado\n  incumplida\n" in page(fielato, hospital, language="es")


def test_a_subject_that_the_deployment_does_not_have(fielato: Engine, hospital: Assessment) -> None:
    with pytest.raises(UsageError, match="is no location of this deployment"):
        page(fielato, hospital, "location/model/inference/XX")


def test_a_rule_about_what_the_deployment_does_not_have(fielato: Engine, hospital: Assessment) -> None:
    rule = fielato.policies.rules[RULE]
    with pytest.raises(UsageError, match="this deployment has none"):
        trace.choose((), (), rule, None)
    assert hospital.findings
