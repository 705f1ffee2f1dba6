from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.resolve.support import BUCKET, manifest, register, resolved, subject

from fielato import library
from fielato.resolve.references import register_problems

ANSWER = {"author": "DPO", "date": "2026-01-01"}


def told(**answer: Any) -> list[tuple[str, str, str]]:
    given = register(evidence=[{**ANSWER, **answer}])
    return [(one.pointer, one.message, one.hint) for one in register_problems(given, library.catalogue())]


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("data.hr", True),
        ("component.retention_days", 30),
        ("party.entity", "Acme"),
        ("data.registers", ["padron"]),
        ("deployment.procurement.tender_published", "2018-01-01"),
        ("data.registers", []),
    ],
)
def test_an_answer_of_the_facts_type_is_taken(fact: str, value: object) -> None:
    assert told(fact=fact, value=value) == []


@pytest.mark.parametrize(
    ("fact", "value", "message", "hint"),
    [
        ("data.hr", 7, "the answer to `data.hr` is not true or false", "write true or false"),
        ("component.retention_days", True, "the answer to `component.retention_days` is not a whole number",
         "write a whole number"),
        ("data.registers", "padron", "the answer to `data.registers` is not a list", "write a list"),
        ("transfer.scc.signed", "soon", "the answer to `transfer.scc.signed` is not a date such as 2026-01-31",
         "write a date such as 2026-01-31"),
    ],
)  # fmt: skip
def test_an_answer_of_another_type_is_refused_at_its_place(fact: str, value: object, message: str, hint: str) -> None:
    assert told(fact=fact, value=value) == [("/evidence/0/value", message, hint)]


def test_an_answer_outside_the_facts_vocabulary_is_refused() -> None:
    [(pointer, message, hint)] = told(fact="data.registers", value=["padron", "padrone"])
    assert (pointer, message) == ("/evidence/0/value", "`padrone` is no answer to `data.registers`")
    assert hint.startswith("allowed: ")


def test_an_answer_to_a_fact_that_does_not_exist_is_refused() -> None:
    assert told(fact="data.persnal", value=True) == [
        ("/evidence/0/fact", "there is no fact `data.persnal`", "did you mean `data.personal`?")
    ]


def test_an_answer_to_a_root_that_does_not_exist_is_refused() -> None:
    [(pointer, message, _)] = told(fact="weather.sunny", value=True)
    assert (pointer, message) == ("/evidence/0/fact", "there is no fact `weather.sunny`")


def test_a_date_that_somebody_answers_is_a_date() -> None:
    given = register(evidence=[{**ANSWER, "fact": "party.dpf.checked", "value": "2026-11-01"}])
    row = subject(resolved(manifest(BUCKET), given), "party/aws").row
    assert (row["party.dpf.checked"], row["party.dpf_check_age"]) == (datetime.date(2026, 11, 1), 22)
