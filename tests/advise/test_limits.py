"""What advice does not say: what no table shows, and that something helps where nothing does."""

from __future__ import annotations

import pytest
from tests.advise.support import (
    MODEL,
    STORE,
    about,
    advised,
    alternatives,
    answered,
    assessed,
    fielato,
    made,
    rewritten,
)
from tests.resolve.support import manifest

from fielato import library
from fielato.catalogue.offers import Point
from fielato.cli.gather import gather

pytestmark = pytest.mark.slow

ABROAD = {"id": "model", "party": "maker", "place": {"territory": "US"}, "purposes": ["inference"]}
MAKER = {"id": "maker", "entity": "Maker Inc.", "country": "US", "role": "processor"}
TRAINING = {"id": "training", "provider": "aws", "service": "ec2", "region": "eu-west-2", "purposes": ["training"]}


def regions(found: object) -> set[str]:
    return {
        change.after
        for one in alternatives(found)  # type: ignore[arg-type]
        for change in one.changes
        if change.field == "region"
    }


def test_a_compliant_deployment_needs_nothing() -> None:
    path = library.demo("hospital-triage/regional.yaml")
    ((given, entries),) = gather(fielato(), (str(path),), None)
    found = advised(given, entries)
    assert (found.ending, found.goal, found.components, found.evaluations) == ("fine", None, (), 0)


def test_it_says_so_when_only_answers_help() -> None:
    found = about(ABROAD, parties=[MAKER], policy={})
    assert found.ending == "answers"
    assert not alternatives(found)
    assert found.together.replies
    assert found.together.after.gate.state == "open"


def test_it_says_so_when_nothing_helps() -> None:
    place = {"kind": "on-premises", "territory": "US", "own": True}
    found = about({"id": "cellar", "place": place, "purposes": ["storage"]}, data=[
        {"id": "people", "personal": True, "registers": []},
    ])  # fmt: skip
    assert found.ending in {"nothing", "partly"}
    assert not alternatives(found)
    assert found.together.left
    assert found.further is None


@pytest.mark.parametrize(
    ("accelerator", "where"), [("H200", {"eu-north-1", "eu-south-2"}), ("GB200", set()), ("GB300", set())]
)
def test_only_regions_that_have_the_accelerator_are_suggested(accelerator: str, where: set[str]) -> None:
    found = about({**TRAINING, "accelerator": accelerator})
    assert regions(found) == where
    assert found.components[0].lacking == ("" if where else accelerator)


def test_only_regions_that_have_the_service_are_suggested() -> None:
    nlp = {"id": "nlp", "provider": "aws", "service": "comprehend", "region": "eu-west-2"}
    found = about({**nlp, "options": {"ai_services_opt_out": True}})
    offered = fielato().catalogue.offers.with_service("aws", fielato().catalogue.service("aws", "comprehend"))  # type: ignore[arg-type]
    assert offered is not None
    assert regions(found)
    assert regions(found) <= offered
    assert "eu-south-2" not in regions(found)


def test_what_no_table_says_is_to_be_confirmed() -> None:
    index = {"id": "index", "provider": "gcp", "service": "cloud-sql", "region": "europe-west2"}
    one = alternatives(about(index))[0]
    assert one.confirm == ("service",)
    assert one.cost is not None
    assert (one.cost.missing_services, one.cost.missing_accelerators) == (None, None)


def test_a_model_is_not_suggested_in_a_region_from_which_no_row_shows_it() -> None:
    found = about({**MODEL, "region": "us-east-1"})
    rows = fielato().catalogue.profile_sources
    for one in alternatives(found):
        after = {change.field: change.after for change in one.changes}
        assert (after["model"], after["region"]) in rows


def test_a_region_of_another_partition_is_not_suggested() -> None:
    assert not {one for one in regions(about({**STORE, "region": "eu-west-2"})) if one.startswith("eusc-")}


def test_a_host_outside_the_eea_is_not_suggested() -> None:
    found = about({"id": "model", "provider": "openai", "service": "api", "model": "gpt-5-mini"})
    hosts = {str(change.after) for one in alternatives(found) for change in one.changes if change.field == "endpoint"}
    assert not hosts & {"https://us.api.openai.com", "https://jp.api.openai.com"}


def test_what_the_vendor_would_have_to_promise_is_no_technical_change() -> None:
    found = about({"id": "runner", "provider": "hetzner", "service": "compute", "region": "fsn1"}, policy={})
    assert [(one.kinds, one.technical) for one in alternatives(found)] == [(("support-contract",), False)]
    assert found.ending == "answers"


def test_two_hundred_components_take_a_bounded_number_of_assessments() -> None:
    shapes = [
        {"provider": "aws", "service": "s3", "region": "eu-west-2"},
        {"provider": "aws", "service": "s3", "region": "eu-south-2", "backup_regions": ["us-east-1"]},
        {"provider": "gcp", "service": "cloud-sql", "region": "europe-west2"},
        {"provider": "azure", "service": "blob-storage", "region": "uksouth"},
    ]
    components = [{"id": f"c{at}", "retention_days": at, **shapes[at % len(shapes)]} for at in range(200)]
    found = advised(manifest(*components, policy={"boundary": "EU"}, grounds=[]))
    assert found.complete
    assert len(found.components) == 200
    assert found.together.after.gate.state == "open"
    assert found.evaluations < 200 * 35


def test_two_hundred_components_that_say_the_same_take_no_more_than_one() -> None:
    def evaluations(count: int) -> int:
        components = [{**STORE, "id": f"c{at}", "region": "eu-west-2"} for at in range(count)]
        return advised(manifest(*components, policy={"boundary": "EU"}, grounds=[])).evaluations

    assert evaluations(200) == evaluations(1)


def test_a_later_phase_with_a_closed_gate_gets_advice_of_its_own() -> None:
    phases = [
        {"id": "first", "starts": "2026-01-01", "components": ["store"]},
        {"id": "second", "starts": "2027-01-01", "components": ["index"]},
    ]
    index = {"id": "index", "provider": "gcp", "service": "cloud-sql", "region": "europe-west2"}
    found = about(STORE, index, phases=phases)
    (later,) = found.phases
    assert later.phase.id == "second"
    assert made(later.advice.components[0].alternatives[0]) == [("index", "region", "europe-southwest1")]


def test_the_distance_is_counted_from_the_place_asked_for() -> None:
    helsinki = fielato().catalogue.offers.city("Helsinki")
    assert helsinki is not None
    given = manifest({**STORE, "region": "eu-west-2"}, policy={"boundary": "EU"}, grounds=[])
    near = advised(given, origin=Point(helsinki.latitude, helsinki.longitude))
    assert made(alternatives(near)[0]) == [("store", "region", "eu-north-1")]


def test_a_document_that_is_known_to_be_missing_is_asked_for() -> None:
    notes = {"id": "notes", "personal": True, "special_categories": ["health"], "large_scale": True, "registers": []}
    given = manifest(STORE, policy={"boundary": "EU"}, grounds=[], data=[notes], dpia="none")
    found = advised(given)
    drawn_up = [(one.field, one.before, one.after) for one in found.together.changes if not one.component]
    assert drawn_up == [("dpia", "none", {})]
    assert found.ending == "answers"
    after = assessed(rewritten(given, found.together.changes), answered(None, found.together.replies))
    assert after.gate.state == found.together.after.gate.state == "open"


def test_who_the_organisation_is_is_no_document() -> None:
    given = manifest({**STORE, "region": "eu-west-2"}, policy={"boundary": "EU"}, grounds=[])
    assert not [one for one in advised(given).together.changes if not one.component]


def test_clauses_and_their_assessment_are_asked_for_where_no_ground_is_known_and_nothing_technical_helps() -> None:
    maker = {**MAKER, "dpf": "none", "adequacy_scope_met": False}
    given = manifest(ABROAD, parties=[maker], grounds=[], data=[{"id": "people", "personal": True, "registers": []}])
    found = advised(given)
    (change,) = found.together.changes
    assert (change.component, change.field, change.before) == ("", "grounds", ())
    assert [(one["importer"], one["scc"]["version"]) for one in change.after] == [("maker", "2021/914")]
    assert found.ending == "answers"
    after = assessed(rewritten(given, found.together.changes), answered(None, found.together.replies))
    assert after.gate.state == found.together.after.gate.state == "open"
