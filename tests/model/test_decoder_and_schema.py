"""The decoder and the published JSON Schema accept the same documents: one declaration, one set."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielato.errors import InputError
from fielato.model.schema import DOCUMENTS, published
from fielato.reading import read
from fielato.reading.decode import decode

from .documents import Json, spoilt, valid

VALIDATORS = {
    name: jsonschema.Draft202012Validator(
        published(DOCUMENTS[name], name), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for name in DOCUMENTS
}
NAMES = sorted(DOCUMENTS)


def refused(name: str, value: Json) -> bool:
    """Whether the decoder refuses the document; a refusal always names a mistake."""
    try:
        (document,) = read(json.dumps(value).encode(), "d.json")
        decode(document, DOCUMENTS[name])
    except InputError as error:
        return len(error.problems) > 0 and all(problem.message and problem.line for problem in error.problems)
    return False


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_accept_what_the_declaration_allows(name: str, data: st.DataObject) -> None:
    document = data.draw(valid(DOCUMENTS[name]))
    assert [error.message for error in VALIDATORS[name].iter_errors(document)] == []
    assert not refused(name, document)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_both_refuse_the_same_documents(name: str, data: st.DataObject) -> None:
    document = data.draw(spoilt(DOCUMENTS[name]))
    assert refused(name, document) == (not VALIDATORS[name].is_valid(document))


HEAD = {"apiVersion": "fielato/v1", "kind": "AIDeployment", "name": "d", "controller": {"name": "C"}}


@pytest.mark.parametrize(
    ("days", "accepted"),
    [
        pytest.param(30, True, id="a whole number"),
        pytest.param(30.0, True, id="the same number with a point: JSON has one kind of number"),
        pytest.param(3e1, True, id="the same number with an exponent"),
        pytest.param(30.5, False, id="a fraction"),
        pytest.param(True, False, id="a boolean"),
        pytest.param("30", False, id="digits in quotes"),
        pytest.param(36501, False, id="more than the most"),
        pytest.param(36501.0, False, id="more than the most, with a point"),
    ],
)
def test_a_whole_number_may_be_written_with_a_point(days: object, accepted: bool) -> None:
    document = {**HEAD, "components": [{"id": "model", "retention_days": days}]}
    assert VALIDATORS["deployment"].is_valid(document) is accepted
    assert refused("deployment", document) is not accepted


def test_a_number_with_a_point_is_read_as_the_whole_number() -> None:
    (document,) = read(json.dumps({**HEAD, "components": [{"id": "m", "retention_days": 30.0}]}).encode(), "d.json")
    days = decode(document, DOCUMENTS["deployment"]).components[0].retention_days  # type: ignore[attr-defined]
    assert (days, type(days)) == (30, int)


@pytest.mark.parametrize(
    ("value", "accepted"),
    [(2**63 - 1, True), (-(2**63), True), (2**63, False), (1e300, False), (1.5, False), ({}, False)],
)
def test_an_answer_fits_into_64_bits(value: object, accepted: bool) -> None:
    answer = {"fact": "party.dpf.checked", "value": value, "author": "DPO", "date": "2026-01-01"}
    register = {"apiVersion": "fielato/v1", "kind": "Register", "organisation": "o", "evidence": [answer]}
    assert VALIDATORS["register"].is_valid(register) is accepted
    assert refused("register", register) is not accepted
