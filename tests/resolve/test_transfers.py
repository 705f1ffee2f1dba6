from __future__ import annotations

import datetime
from typing import Any

import pytest
from tests.resolve.support import BUCKET, LONDON, manifest, names, register, resolved, subject

VIRGINIA = {"id": "copy", "provider": "aws", "service": "s3", "region": "us-east-1"}
RACK = {"id": "rack", "purposes": ["storage"], "place": {"territory": "ES"}, "party": "host"}
TRANSFER = "transfer/aws/storage/GB/people"


def test_a_place_outside_the_eea_is_a_transfer_to_its_operator() -> None:
    assert names(resolved(manifest(LONDON)), "transfer") == [TRANSFER]


def test_a_place_in_the_eea_of_an_importer_in_the_eea_is_none() -> None:
    assert names(resolved(manifest(BUCKET)), "transfer") == []


def test_an_importer_in_a_third_country_is_one_though_the_servers_are_in_the_eea() -> None:
    host = {"id": "host", "entity": "Host Inc.", "country": "US"}
    found = resolved(manifest(RACK, parties=[host]))
    assert names(found, "transfer") == ["transfer/host/storage/US/people"]
    assert subject(found, "transfer/host/storage/US/people").row["transfer.separate_importer"] is True


def test_the_country_of_an_importer_is_written_once_under_any_alias() -> None:
    host = {"id": "host", "entity": "Host Ltd", "country": "UK"}
    found = resolved(manifest({**RACK, "place": {"territory": "UK"}}, parties=[host]))
    assert names(found, "transfer") == ["transfer/host/storage/GB/people"]


def test_the_same_entity_abroad_is_no_transfer() -> None:
    own = {"id": "rack", "purposes": ["storage"], "place": {"kind": "office", "territory": "US", "own": True}}
    found = resolved(manifest(own))
    assert names(found, "transfer") == []
    assert "location/rack/storage/US" in names(found, "location")


def test_an_unknown_entity_leaves_the_transfer_open() -> None:
    found = resolved(manifest({"id": "rack", "purposes": ["storage"], "place": {"territory": "ES"}}))
    row = subject(found, "transfer/unknown/storage/unknown/people").row
    assert "transfer.separate_importer" not in row


def test_data_that_are_not_personal_are_not_transferred() -> None:
    found = resolved(manifest(LONDON, data=[{"id": "weather", "personal": False}]))
    assert names(found, "transfer") == []


def test_components_that_lead_to_the_same_transfer_are_merged() -> None:
    clear = {**LONDON, "id": "one", "plaintext": True}
    sealed = {**LONDON, "id": "two", "encryption": {"client_side": True, "vendor_can_decrypt": False}}
    found = resolved(manifest(sealed, clear))
    assert [one.ways.components for one in found.candidates] == [("two", "one")]
    assert found.candidates[0].ways.plaintext is True


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [("ES", "FR", True), ("ES", "US", False), ("ES", None, None)],
)
def test_keys_are_in_the_eea_if_all_are(first: str, second: str | None, merged: bool | None) -> None:
    def sealed(name: str, where: str | None) -> dict[str, Any]:
        keys = {"key_holder": "customer", "key_territory": where} if where else {}
        return {**LONDON, "id": name, "encryption": {"at_rest": True, **keys}}

    found = resolved(manifest(sealed("one", first), sealed("two", second)))
    assert found.candidates[0].ways.keys_in_eea is merged


def test_a_fallback_answers_for_its_own_transfers() -> None:
    first = {**BUCKET, "fallbacks": ["second"]}
    second = {"id": "second", "provider": "openai", "service": "api", "endpoint": "us.api.openai.com"}
    found = resolved(manifest(first, second))
    assert "location/store/failover/US" in names(found, "location")
    assert "transfer/openai/inference/US/people" in names(found, "transfer")
    assert not [name for name in names(found, "transfer") if name.startswith("transfer/aws/failover")]


def test_a_replica_is_a_transfer_of_the_component_itself() -> None:
    found = resolved(manifest({**BUCKET, "replication": {"regions": ["us-east-1"]}}))
    assert names(found, "transfer") == ["transfer/aws/failover/US/people"]


def tools(ground: dict[str, Any], *, day: datetime.date = datetime.date(2026, 6, 30)) -> object:
    given = manifest(LONDON, grounds=[{"importer": "aws", "scc": {"version": "2021/914"}, **ground}])
    return subject(resolved(given, day=day), TRANSFER).row.get("transfer.scc.present")


@pytest.mark.parametrize(
    ("ground", "covered"),
    [
        ({}, True),
        ({"importer": "controller"}, False),
        ({"purposes": ["storage"]}, True),
        ({"purposes": ["support"]}, False),
        ({"data": ["people"]}, True),
        ({"data": []}, False),
        ({"territories": ["US"]}, False),
        ({"territories": ["GB"]}, True),
        ({"territories": ["UK"]}, True),
        ({"since": "2026-06-30"}, True),
        ({"since": "2026-07-01"}, False),
        ({"until": "2026-06-30"}, True),
        ({"until": "2026-06-29"}, False),
    ],
)
def test_a_ground_covers_what_its_scope_names_and_its_days_include(ground: dict[str, Any], covered: bool) -> None:
    assert tools(ground) is covered


def test_without_any_list_of_grounds_nothing_is_known() -> None:
    assert "transfer.scc.present" not in subject(resolved(manifest(LONDON)), TRANSFER).row


def test_the_registers_ground_is_heard_before_the_manifests() -> None:
    own = [{"importer": "aws", "scc": {"version": "2010/87/EU"}, "bcr": {"kind": "processor"}}]
    entries = register(grounds=[{"importer": "aws", "scc": {"version": "2021/914"}}])
    row = subject(resolved(manifest(LONDON, grounds=own), entries), TRANSFER).row
    assert (row["transfer.scc.version"], row["transfer.bcr.kind"]) == ("2021/914", "processor")


def test_the_age_of_an_assessment_is_in_days() -> None:
    given = manifest(LONDON, grounds=[{"importer": "aws", "tia": {"date": "2026-01-01"}}])
    row = subject(resolved(given, day=datetime.date(2026, 1, 31)), TRANSFER).row
    assert row["transfer.tia_age"] == 30


def test_two_importers_in_one_territory_are_two_transfers() -> None:
    access = [{"purpose": "storage", "territories": ["US"], "party": "host"}]
    host = {"id": "host", "entity": "Host Inc.", "country": "US"}
    found = resolved(manifest({**VIRGINIA, "access": access}, parties=[host]))
    assert names(found, "transfer") == ["transfer/aws/storage/US/people", "transfer/host/storage/US/people"]
    assert names(found, "location")[0::3][0] == "location/copy/storage/US"
    assert "location/copy/storage/US/host" in names(found, "location")


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        ({}, ["transfer/unknown/support/IN/people", "transfer/unknown/support/unknown/people"]),
        ({"party": "controller"}, []),
        ({"party": "helper"}, ["transfer/helper/support/IN/people"]),
    ],
    ids=["nobody says whose", "the controller's own", "another company's"],
)
def test_staff_abroad_that_reach_a_server_of_ones_own_are_a_transfer_unless_they_are_ones_own(
    party: dict[str, str], expected: list[str]
) -> None:
    server = {"id": "server", "place": {"kind": "on-premises", "territory": "ES", "own": True}}
    access = [{"purpose": "support", "territories": ["IN"], **party}]
    found = resolved(
        manifest({**server, "access": access}, parties=[{"id": "helper", "entity": "Helper Ltd", "country": "IN"}])
    )
    assert names(found, "transfer") == expected


@pytest.mark.parametrize(("country", "separate"), [("ES", None), ("IN", True)])
def test_staff_abroad_of_an_entity_in_the_eea_are_not_known_to_be_an_importer(
    country: str, separate: bool | None
) -> None:
    server = {"id": "server", "place": {"kind": "on-premises", "territory": "ES", "own": True}}
    access = [{"purpose": "support", "territories": ["IN"], "party": "helper"}]
    helper = {"id": "helper", "entity": "Helper SL", "country": country}
    found = resolved(manifest({**server, "access": access}, parties=[helper]))
    row = subject(found, "transfer/helper/support/IN/people").row
    assert row.get("transfer.separate_importer") is separate


@pytest.mark.parametrize(
    ("tool", "declared"),
    [
        ("scc", {"version": "2021/914", "signed": "2026-07-01"}),
        ("tia", {"outcome": "essentially-equivalent", "date": "2026-07-01"}),
        ("other_tool", {"kind": "legacy-agreement", "date": "2026-07-01"}),
    ],
)
def test_a_tool_carries_nothing_before_it_was_made(tool: str, declared: dict[str, Any]) -> None:
    given = manifest(LONDON, grounds=[{"importer": "aws", tool: declared}])
    before, on_the_day = (
        subject(resolved(given, day=datetime.date(2026, *day)), TRANSFER).row[f"transfer.{tool}.present"]
        for day in ((6, 30), (7, 1))
    )
    assert (before, on_the_day) == (False, True)
