"""What importers find becomes one deployment: joined on keys, laid over with what is declared, each at its place."""

from __future__ import annotations

import pytest
from tests.importers.fakes import PROJECT, assembled, of_sources

from fielato.errors import InputError
from fielato.importers.found import Found
from fielato.importers.interface import Source
from fielato.importers.merging import merged
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest
from fielato.model.origin import Origin
from fielato.model.surroundings import Surroundings


def components(manifest: Manifest) -> dict[str, dict[str, object]]:
    """What is known of each component, by id."""
    found: dict[str, dict[str, object]] = {}
    for one in manifest.deployment.components:
        known = {name: getattr(one, name) for name in one.__struct_fields__ if name != "id"}
        found[one.id] = {name: value for name, value in known.items() if value is not UNSET}
    return found


def place(manifest: Manifest, pointer: str) -> tuple[str, int, int, str]:
    at = manifest.places.location(pointer)
    return at.file, at.line, at.column, manifest.places.known(pointer).how


def notes(manifest: Manifest) -> list[str]:
    return [note.text["en"] for note in manifest.notes]


def test_a_component_has_the_facts_of_its_file_each_at_its_place() -> None:
    one = assembled("fake:m model provider=aws service=bedrock region=eu-south-2")
    assert components(one) == {"model": {"provider": "aws", "service": "bedrock", "region": "eu-south-2"}}
    assert place(one, "/components/0/region") == ("infra/a.lines", 2, 43, "observed")
    assert place(one, "/components/0/model") == ("infra/a.lines", 2, 1, "observed")


def test_what_shares_a_key_is_one_component_and_what_shares_a_name_is_not() -> None:
    one = assembled(
        "tf:b bucket provider=aws service=s3 =s3:logs",
        "cfn:x store region=eu-south-2 =s3:logs",
        "k8s:y bucket provider=gcp",
    )
    assert components(one) == {
        "bucket": {"provider": "aws", "service": "s3", "region": "eu-south-2"},
        "bucket-2": {"provider": "gcp"},
    }


def test_keys_join_through_others() -> None:
    one = assembled("a:1 one =k1", "b:1 two =k2", "c:1 three =k1 =k2")
    assert list(components(one)) == ["one"]


def test_two_files_that_place_one_thing_differently_both_count() -> None:
    one = assembled("tf:b bucket region=eu-south-2 =s3:b", "cfn:b bucket region=us-east-1 =s3:b", "x:app app -> tf:b")
    found = components(one)
    assert {name: facts.get("region") for name, facts in found.items()} == {
        "bucket": "eu-south-2",
        "app": None,
        "bucket.otherwise": "us-east-1",
    }
    assert found["bucket"]["contradictions"] == ("region: eu-south-2 ≠ us-east-1",)
    flows = {(flow.source, flow.target) for flow in one.deployment.flows}
    assert flows == {("app", "bucket"), ("app", "bucket.otherwise")}


def test_a_declaration_fills_a_hole() -> None:
    project = PROJECT + "components: [{id: model, region: eu-south-2, retention_days: 30}]\n"
    one = assembled("fake:m model provider=aws", project=project)
    assert components(one) == {"model": {"provider": "aws", "region": "eu-south-2", "retention_days": 30}}
    assert place(one, "/components/0/region") == ("infra/fielato.yaml", 6, 34, "declared")
    assert place(one, "/components/0/provider")[3] == "observed"
    assert one.deployment.name == "shop"


def test_a_declaration_does_not_remove_what_was_observed() -> None:
    project = PROJECT + "components: [{id: model, region: eu-south-2}]\n"
    one = assembled("fake:m model provider=aws region=us-east-1", project=project)
    found = components(one)
    assert found["model"]["region"] == "us-east-1"
    assert found["model.otherwise"]["region"] == "eu-south-2"
    assert notes(one) == [
        ("two sources say different things of model (region: us-east-1 ≠ eu-south-2): both count until one is mended")
    ]


def test_components_flows_and_what_else_is_declared_stay_where_they_stand() -> None:
    project = PROJECT + (
        "components: [{id: officer, place: {kind: office, territory: ES}}]\nflows: [{from: officer, to: model}]\n"
    )
    one = assembled("fake:m model provider=aws", project=project)
    assert list(components(one)) == ["model", "officer"]
    assert [(flow.source, flow.target) for flow in one.deployment.flows] == [("officer", "model")]
    assert place(one, "/components/1/place/territory") == ("infra/fielato.yaml", 6, 61, "declared")
    assert place(one, "/data/0/personal") == ("infra/fielato.yaml", 5, 30, "declared")


def test_surroundings_say_where_things_run_whose_files_do_not() -> None:
    project = PROJECT + "infrastructure: [{files: ['*.lines'], provider: aws, region: eu-south-2}]\n"
    one = assembled("fake:m model provider=aws", project=project)
    assert components(one)["model"]["region"] == "eu-south-2"
    assert place(one, "/components/0/region")[0::3] == ("infra/fielato.yaml", "declared")
    flag = assembled(
        "fake:m model provider=aws", project=project, around=Surroundings(provider="aws", region="eu-west-1")
    )
    assert components(flag)["model"]["region"] == "eu-west-1"


def test_what_is_not_known_is_counted_and_named_and_becomes_a_fact() -> None:
    one = assembled("fake:m model", "?aws_new_store", "?aws_new_store")
    assert one.deployment.unrecognised == ("aws_new_store",)
    assert notes(one)[0].startswith("`aws_new_store` (2×) is a type that Fielato does not know")
    assert one.notes[0].origin.location.line == 3


def test_data_that_go_where_no_file_says_are_told() -> None:
    one = assembled("fake:m model -> host:elsewhere")
    assert one.deployment.flows == ()
    assert notes(one)[0].startswith("data go to `elsewhere`, which none of these files describes")


def test_a_fallback_that_no_file_describes_stays_one() -> None:
    one = assembled("a:1 model provider=aws fallbacks=arm:/some/where")
    [component] = one.deployment.components
    assert component.fallbacks == ("arm:-some-where",)
    assert "data go to `arm:/some/where`" in notes(one)[0]


@pytest.mark.parametrize("said", ["guardrail_profile=?", "backup_regions=?"])
def test_a_name_that_no_file_tells_gives_way_to_one_that_is_declared(said: str) -> None:
    field = said.partition("=")[0]
    stated = {"guardrail_profile": "eu.guardrail.v1:0", "backup_regions": "[eu-west-1]"}[field]
    project = PROJECT + f"components: [{{id: model, {field}: '{stated}'}}]\n".replace("'[", "[").replace("]'", "]")
    one = assembled(f"a:1 model provider=aws {said}", project=project)
    known = components(one)["model"]
    assert known[field] in ("eu.guardrail.v1:0", ("eu-west-1",))
    assert "contradictions" not in known


def test_without_anything_declared_the_controller_is_not_stated() -> None:
    one = assembled("fake:m model")
    assert (one.deployment.name, one.deployment.controller.name) == ("infra", "not-stated")
    assert one.deployment.data is UNSET


def test_names_become_identifiers() -> None:
    one = assembled("a:1 módulo/ñ[0]", "a:2 ---", "a:3 módulo/ñ[0]")
    assert list(components(one)) == ["m-dulo-0", "component", "m-dulo-0-2"]


def test_a_value_that_the_model_does_not_take_is_left_out_and_told() -> None:
    one = assembled("fake:m model provider=aws replication.redundancy=XXL")
    assert components(one) == {"model": {"provider": "aws"}}
    assert notes(one) == [
        "`replication.redundancy: XXL` of model is not a value that Fielato knows: it counts as unknown"
    ]


def test_the_problems_of_a_file_are_told_and_nothing_is_made_of_it() -> None:
    with pytest.raises(InputError) as caught:
        assembled("fake:m model", "!")
    assert [str(problem) for problem in caught.value.problems] == ["infra/a.lines:3:1: this line is broken"]


def test_files_in_which_nothing_holds_data_are_no_deployment() -> None:
    with pytest.raises(InputError, match="nothing in these files holds or handles data"):
        assembled()


def test_the_digest_is_that_of_every_file() -> None:
    one, other = Source("a.lines", b"#lines\na:1 x"), Source("b.lines", b"#lines\nb:1 y")
    changed = Source("b.lines", b"#lines\nb:1 z")
    digests = {of_sources(one, other).digest, of_sources(one, changed).digest, of_sources(one).digest}
    assert len(digests) == 3
    assert of_sources(one, other).digest == of_sources(one, other).digest


def test_the_records_are_whole() -> None:
    assert isinstance(assembled("fake:m model").deployment, Deployment)


def test_what_is_only_fetched_from_a_described_bucket_does_not_say_that_it_holds_no_data() -> None:
    described, fetched = Found("tf:b", "bucket", Origin("observed")), Found("s3:b", "bucket", Origin("observed"))
    described.known_by("s3:b")
    fetched.external = True
    fetched.say("data", (), Origin("default"))
    (whole,) = merged([fetched, described])
    assert "data" not in whole.facts
    (alone,) = merged([fetched])
    assert alone.facts["data"].value == ()


def test_each_item_of_a_list_keeps_its_own_place() -> None:
    one = assembled("a:1 table replication.regions=eu-west-2", project=PROJECT + (
        "components: [{id: table, replication: {regions: [us-east-1]}}]\n"
    ))  # fmt: skip
    assert components(one)["table"]["replication"].regions == ("eu-west-2", "us-east-1")
    assert place(one, "/components/0/replication/regions/0")[0::3] == ("infra/a.lines", "observed")
    assert place(one, "/components/0/replication/regions/1")[0::3] == ("infra/fielato.yaml", "declared")
