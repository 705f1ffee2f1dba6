from __future__ import annotations

from typing import Any

from tests.resolve.support import LONDON, manifest, register, resolved, subject

BOTH = [{"id": "people", "personal": True}, {"id": "staff", "personal": True}]
PEOPLE, STAFF = (f"transfer/aws/storage/GB/{name}" for name in ("people", "staff"))


def scc(**scope: Any) -> dict[str, Any]:
    return {"importer": "aws", "scc": {"module": 2, "signed": "2026-01-10"}, **scope}


def test_data_sets_that_nothing_tells_apart_share_what_is_known() -> None:
    found = resolved(manifest(LONDON, data=BOTH))
    people, staff = subject(found, PEOPLE), subject(found, STAFF)
    assert people.special is staff.special
    assert people.about is staff.about
    assert (people.value("data.id"), staff.value("data.id")) == ("people", "staff")


def test_a_ground_for_one_data_set_is_no_ground_for_another() -> None:
    found = resolved(manifest(LONDON, data=BOTH, grounds=[scc(data=["people"])]))
    people, staff = subject(found, PEOPLE), subject(found, STAFF)
    assert people.value("transfer.scc.present") is True
    assert staff.value("transfer.scc.present") is False
    assert people.origin("transfer.scc.present").pointer == "/grounds/0/scc"


def test_an_answer_about_one_transfer_is_none_about_another() -> None:
    answer = {"fact": "transfer.plaintext", "value": False, "author": "A. Ruiz", "date": "2026-10-01"}
    found = resolved(manifest(LONDON, data=BOTH), register(evidence=[{**answer, "subject": PEOPLE}]))
    assert subject(found, PEOPLE).value("transfer.plaintext") is False
    assert subject(found, STAFF).value("transfer.plaintext") is None


def test_data_that_some_ways_lead_to_rest_on_these_alone() -> None:
    first = {**LONDON, "id": "first", "data": ["people"], "plaintext": True}
    second = {**LONDON, "id": "second", "data": ["people", "staff"]}
    found = resolved(manifest(first, second, data=BOTH))
    components = {one.id: one.ways.components for one in found.candidates}
    assert components[PEOPLE] == ("first", "second")
    assert components[STAFF] == ("second",)
    assert subject(found, STAFF).value("transfer.plaintext") is None


def test_a_transfer_stands_where_the_first_component_leads_to_it() -> None:
    found = resolved(manifest({**LONDON, "id": "first"}, {**LONDON, "id": "second"}))
    row = subject(found, PEOPLE)
    assert row.origin("transfer.purpose").pointer.startswith("/components/0")
    assert row.location == row.origin("territory.code").location
