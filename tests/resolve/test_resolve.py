from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.support import BUCKET, LONDON, manifest, names, places, register, resolved, subject

from fielato import library
from fielato.resolve.purposes import ROUTINGS

MODEL = {"id": "model", "provider": "aws", "service": "bedrock", "region": "eu-south-2",
         "model": "anthropic.claude-sonnet-4-6"}  # fmt: skip
MISTRAL = {"id": "model", "provider": "mistral", "service": "api", "endpoint": "https://api.eu.mistral.ai"}
PLACES = st.fixed_dictionaries({"kind": st.just("office")}, optional={"territory": st.sampled_from(["ES", "US"])})
ACCESS = st.fixed_dictionaries(
    {
        "purpose": st.sampled_from(["support", "inference", "human_review"]),
        "territories": st.lists(st.sampled_from(["ES", "IN"])),
    }
)
DECLARATIONS = st.fixed_dictionaries(
    {},
    optional={
        "place": PLACES,
        "access": st.lists(ACCESS, max_size=2),
        "backup_regions": st.lists(st.just("eu-west-1"), max_size=1),
        "replication": st.just({"regions": ["eu-west-3"]}),
        "options": st.just({"eu_support_only": True}),
        "guardrail_profile": st.sampled_from(["none", "eu.guardrail.v1:0"]),
    },
)


@given(st.sampled_from([MODEL, LONDON, BUCKET, {**MODEL, "model": "global.acme.x"}]), DECLARATIONS)
def test_a_declaration_never_removes_an_observed_territory(component: dict[str, Any], more: dict[str, Any]) -> None:
    before, after = resolved(manifest(component)), resolved(manifest({**component, **more}))
    for one in before.processing:
        same = [p.places.territories for p in after.processing if (p.purpose, p.run_by) == (one.purpose, one.run_by)]
        assert {code for found in same for code in found} >= one.places.territories.keys(), one.purpose


@pytest.mark.parametrize(("day", "known"), [(-1, False), (0, True), (30, True), (31, False)])
def test_evidence_holds_from_its_date_until_its_last_day(day: int, known: bool) -> None:
    stated = datetime.date(2026, 6, 1)
    answer = {"fact": "component.ens_certified", "value": True, "author": "DPO", "date": str(stated),
              "until": str(stated + datetime.timedelta(30))}  # fmt: skip
    found = resolved(manifest(BUCKET), register(evidence=[answer]), day=stated + datetime.timedelta(day))
    one = subject(found, "component/store")
    assert one.row.get("component.ens_certified") is (True if known else None)
    if known:
        assert one.origin("component.ens_certified").how == "evidenced"


def test_evidence_never_overrides_what_the_manifest_says() -> None:
    answer = {"fact": "component.ens_certified", "value": True, "author": "DPO", "date": "2026-01-01"}
    found = resolved(manifest({**BUCKET, "ens_certified": False}), register(evidence=[answer]))
    assert subject(found, "component/store").row["component.ens_certified"] is False


def test_evidence_on_an_option_closes_the_question_it_answers() -> None:
    answer = {"fact": "component.options.ai_services_opt_out", "value": True, "author": "DPO", "date": "2026-01-01"}
    comprehend = {"id": "model", "provider": "aws", "service": "comprehend", "region": "eu-west-1"}
    before, after = resolved(manifest(comprehend)), resolved(manifest(comprehend), register(evidence=[answer]))
    assert places(before, "model", "storage", "vendor").unknown
    assert not places(after, "model", "storage", "vendor").unknown


def test_the_registers_controller_outranks_and_completes_the_manifests() -> None:
    entry = {"name": "Ejemplo SL", "country": "FR", "public": True}
    one = subject(resolved(manifest(BUCKET), register(controllers=[entry])), "deployment")
    assert (one.row["controller.country"], one.row["controller.public"]) == ("FR", True)
    assert one.origin("controller.public").location.file == "organisation.json"


@pytest.mark.parametrize(
    ("controller", "union", "eea"),
    [
        ({"country": "ES"}, True, True),
        ({"country": "NO"}, False, True),
        ({"country": "US", "establishments": []}, False, False),
        ({"country": "US", "establishments": ["IE"]}, True, True),
    ],
)
def test_a_controller_is_established_where_any_of_its_establishments_is(
    controller: dict[str, Any], union: bool, eea: bool
) -> None:
    row = subject(resolved(manifest(BUCKET, controller={"name": "Ejemplo SL", **controller})), "deployment").row
    assert (row["controller.in_union"], row["controller.in_eea"]) == (union, eea)


def test_a_controller_of_another_name_is_not_the_registers() -> None:
    one = subject(resolved(manifest(BUCKET), register(controllers=[{"name": "Otra SL", "public": True}])), "deployment")
    assert "controller.public" not in one.row


def test_what_the_customer_uses_a_service_for_is_the_customers_though_the_vendor_table_places_it() -> None:
    found = resolved(manifest({"id": "edge", "provider": "aws", "service": "cloudfront"}))
    assert places(found, "edge", "gateway", "customer").territories
    assert subject(found, "location/edge/gateway/US").row["location.run_by"] == "customer"


def test_declared_purposes_leave_what_the_vendor_does_anyway() -> None:
    model = {"id": "model", "provider": "openai", "service": "api", "purposes": ["inference"]}
    assert places(resolved(manifest(model)), "model", "prompt_log", "vendor").territories


def test_the_vendors_support_staff_are_where_the_component_says() -> None:
    access = [{"purpose": "support", "territories": ["FR"]}]
    found = resolved(manifest({**MISTRAL, "access": access}))
    support = places(found, "model", "support", "vendor")
    assert (set(support.territories), support.unknown) == ({"FR"}, ())


def test_another_partys_access_does_not_answer_for_the_vendor() -> None:
    access = [{"purpose": "support", "territories": ["ES"], "party": "helper"}]
    found = resolved(manifest({**MISTRAL, "access": access}, parties=[{"id": "helper"}]))
    assert "location/model/support/unknown" in names(found, "location")
    assert "location/model/support/ES/helper" in names(found, "location")


def test_support_that_is_nowhere_is_no_location() -> None:
    found = resolved(manifest({**MISTRAL, "access": [{"purpose": "support", "territories": []}]}))
    assert not [name for name in names(found, "location") if "/support/" in name]


def test_a_place_that_customer_and_vendor_share_is_one_row_of_the_customers() -> None:
    component = {"id": "x", "provider": "aws", "service": "comprehend", "region": "eu-west-1", "purposes": ["storage"]}
    found = resolved(manifest(component))
    assert {one.run_by for one in found.processing if one.purpose == "storage"} == {"customer", "vendor"}
    assert names(found, "location").count("location/x/storage/IE") == 1
    assert subject(found, "location/x/storage/IE").row["location.run_by"] == "customer"


def test_ids_are_unique() -> None:
    access = [{"purpose": "support", "territories": ["ES", "US"], "party": p} for p in ("controller", "helper")]
    found = resolved(manifest({**MISTRAL, "access": access}, MODEL | {"id": "b"}, parties=[{"id": "helper"}]))
    ids = [one.id for one in found.subjects]
    assert len(set(ids)) == len(ids)


def test_a_reason_points_at_the_line_that_decides() -> None:
    found = resolved(manifest({**MODEL, "model": "global.acme.x"}))
    reason = places(found, "model", "inference").territories["US"][0]
    assert reason.origin.location.pointer == "/components/0/model"
    assert reason.origin.location.line > 1


def test_the_catalogues_routings_are_all_implemented() -> None:
    catalogue = library.catalogue()
    rows = (
        catalogue.service(provider, name) for provider in catalogue.providers for name in catalogue.services(provider)
    )
    assert ROUTINGS.keys() == {row.model_routing for row in rows if row is not None}


def test_a_deployment_without_data_sets_has_rows_for_unnamed_data() -> None:
    found = resolved(manifest(LONDON, data=[]))
    assert names(found, "data") == []
    assert subject(found, "deployment").row["deployment.personal_data"] is False
