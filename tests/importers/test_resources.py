"""What resources become by the rows of the tables: components, parts of them, flows, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from fielato import library
from fielato.catalogue import Catalogue
from fielato.importers.found import Harvest, Said
from fielato.importers.interface import Around, Context
from fielato.importers.places import Spot
from fielato.importers.resources import Path, Reference, Resource, Unknown, take
from fielato.importers.resources.values import leads_to, read, walk
from fielato.model.origin import Location, Origin
from fielato.model.surroundings import Surroundings
from fielato.model.vocabulary import NOT_TOLD

HEAD = "format,type,kind,provider,service,purposes,note,source,read,verified\n"
TYPES = """\
terraform,bucket,component,aws,s3,,,x,2026-11-23,true
terraform,store,component,aws,dynamodb,,,x,2026-11-23,true
terraform,account,component,azure,openai,,,x,2026-11-23,true
terraform,model,component,azure,openai,,,x,2026-11-23,true
terraform,edge,component,aws,cloudfront,,,x,2026-11-23,true
terraform,guess,component,aws,s3,,,general knowledge,2026-11-23,false
terraform,rule,part,,,,,x,2026-11-23,true
terraform,alone,part,aws,s3,,,x,2026-11-23,true
terraform,pipe,part,,,,,x,2026-11-23,true
terraform,role*,none,,,,,x,2026-11-23,true
"""
FIELDS = """\
terraform,bucket,name,key,s3,,x,2026-11-23,true
terraform,bucket,region,region,region,,x,2026-11-23,true
terraform,bucket,copies[].region,replication.regions,region,,x,2026-11-23,true
terraform,bucket,log,flow:prompt_log,s3,,x,2026-11-23,true
terraform,bucket,from,source,s3,,x,2026-11-23,true
terraform,bucket,next,fallbacks,s3,,x,2026-11-23,true
terraform,bucket,spare,fallbacks,,,x,2026-11-23,true
terraform,bucket,image,otherwise-region,address-region,,x,2026-11-23,true
terraform,store,uses,part,s3,,x,2026-11-23,true
terraform,account,place,region,location,,x,2026-11-23,true
terraform,model,account,within,azure-id,,x,2026-11-23,true
terraform,edge,,placeless,,,x,2026-11-23,true
terraform,rule,bucket,owner,s3,,x,2026-11-23,true
terraform,pipe,bucket,owner,,,x,2026-11-23,true
terraform,pipe,to,flow:backup,host,,x,2026-11-23,true
terraform,rule,days,retention_days,days,,x,2026-11-23,true
terraform,rule,bucket,backup_regions,own-region,,x,2026-11-23,true
"""


def catalogue() -> Catalogue:
    heading = "format,type,path,fact,read_as,note,source,read,verified\n"
    files = {
        **library.catalogue()._files,  # noqa: SLF001
        "importers/resource_types.csv": (HEAD + TYPES).encode(),
        "importers/resource_fields.csv": (heading + FIELDS).encode(),
    }
    return Catalogue(files)


CATALOGUE = catalogue()
WHY = Unknown({"en": "of {reasons}", "es": "por {razones}"})


def at(path: Path) -> Origin:
    return Origin("observed", Spot(Location("f", 1, 1, "/".join(map(str, path)))))


def resource(address: str, given: Said | Unknown | None = None, /, **values: object) -> Resource:
    type_, _, name = address.partition(".")
    return Resource("terraform", type_, address, name, values, at, given)


def taken(*resources: Resource, around: Sequence[Around] = ()) -> Harvest:
    harvest = Harvest()
    take(resources, harvest, Context(CATALOGUE, around))
    return harvest


def facts(harvest: Harvest, address: str) -> dict[str, Any]:
    found = harvest.with_key(address if ":" in address else f"terraform:{address}")
    assert found is not None, address
    lists = {field: [one.value for one in said] for field, said in found.lists.items()}
    return {**{field: said.value for field, said in found.facts.items()}, **lists}


def flows(harvest: Harvest) -> set[tuple[str, str]]:
    return {(one.source, one.target) for one in harvest.flows}


def test_a_component_says_what_its_rows_say_where_the_values_stand() -> None:
    harvest = taken(resource("bucket.a", name="a", region="eu-west-1", copies=[{"region": "eu-west-2"}]))
    assert facts(harvest, "bucket.a") == {
        "provider": "aws", "service": "s3", "region": "eu-west-1", "replication.regions": ["eu-west-2"],
    }  # fmt: skip
    [found] = harvest.found
    assert found.keys == ["terraform:bucket.a", "s3:a"]
    assert found.facts["region"].origin.location.pointer == "region"
    assert found.lists["replication.regions"][0].origin.location.pointer == "copies/0/region"


def test_a_fact_that_rests_on_a_row_nobody_verified_says_so() -> None:
    [found] = taken(resource("guess.a")).found
    origin = found.facts["service"].origin
    assert (origin.verified, origin.source) == (False, "general knowledge (read 2026-11-23)")


@pytest.mark.parametrize("bucket", ["a", Reference("bucket.a", "id")])
def test_a_part_speaks_for_its_owner(bucket: object) -> None:
    region = Said("eu-west-2", at(("provider",)))
    harvest = taken(resource("bucket.a", name="a"), resource("rule.r", region, bucket=bucket, days=30))
    assert len(harvest.found) == 1
    assert facts(harvest, "bucket.a")["retention_days"] == 30
    assert facts(harvest, "bucket.a")["backup_regions"] == ["eu-west-2"]
    assert "region" not in facts(harvest, "bucket.a")


def test_the_owner_of_a_part_may_lie_outside_the_files() -> None:
    harvest = taken(resource("rule.r", bucket="elsewhere", days=30))
    [found] = harvest.found
    assert (found.key, found.external) == ("s3:elsewhere", True)
    assert facts(harvest, "s3:elsewhere")["retention_days"] == 30


def test_a_part_without_an_owner_is_told_or_stands_for_itself() -> None:
    harvest = taken(resource("rule.r"), resource("alone.s"))
    assert [found.key for found in harvest.found] == ["terraform:alone.s"]
    assert "`rule.r` belongs to something that these files do not show" in harvest.notes[0].text["en"]


def test_a_part_that_moves_data_moves_them_whoever_its_owner_is() -> None:
    region = Said("eu-west-1", at(("provider",)))
    harvest = taken(resource("pipe.p", region, bucket=Reference("bucket.gone"), to="https://api.openai.com/v1"))
    assert facts(harvest, "pipe.p") == {}
    assert flows(harvest) == {("terraform:pipe.p", "host:api.openai.com")}
    assert [note.text["en"].partition(";")[0] for note in harvest.notes] == [
        "`pipe.p` belongs to something that these files do not show"
    ]


def test_what_another_names_as_its_part_speaks_for_it() -> None:
    harvest = taken(resource("store.t", uses=Reference("alone.s")), resource("alone.s"))
    assert [found.key for found in harvest.found] == ["terraform:store.t"]


def test_data_flow_to_and_from_what_is_named() -> None:
    harvest = taken(resource("bucket.a", log=Reference("bucket.b"), **{"from": "c"}), resource("bucket.b"))
    assert flows(harvest) == {("terraform:bucket.a", "terraform:bucket.b"), ("s3:c", "terraform:bucket.a")}
    assert facts(harvest, "bucket.b")["purposes"] == ["storage", "prompt_log"]


def test_a_reference_without_an_index_means_all_instances() -> None:
    harvest = taken(resource("bucket.a", log=Reference("bucket.b")), resource("bucket.b[0]"), resource('bucket.b["x"]'))
    assert flows(harvest) == {
        ("terraform:bucket.a", "terraform:bucket.b[0]"), ("terraform:bucket.a", 'terraform:bucket.b["x"]'),
    }  # fmt: skip


def test_what_takes_over_is_a_fallback() -> None:
    harvest = taken(resource("bucket.a", next="b"), resource("bucket.b", name="b"))
    assert facts(harvest, "bucket.a")["fallbacks"] == ["terraform:bucket.b"]


@pytest.mark.parametrize(
    ("value", "key", "name"),
    [
        ("no bucket", "terraform:bucket.a/fallbacks/no bucket", "no bucket"),
        (Reference("bucket.gone"), "terraform:bucket.gone", "bucket.gone"),
        (WHY, "terraform:bucket.a/fallbacks/spare", "a.spare"),
    ],
)
def test_what_takes_over_stays_a_fallback_where_no_file_describes_it(value: object, key: str, name: str) -> None:
    harvest = taken(resource("bucket.a", spare=value))
    assert facts(harvest, "bucket.a")["fallbacks"] == [key]
    [_, there] = harvest.found
    assert (there.name, there.external, facts(harvest, key)) == (name, True, {"purposes": ["storage"]})
    assert "`fallbacks` of `bucket.a` is not known" in harvest.notes[0].text["en"]


def test_what_is_harmless_or_the_resource_itself_takes_no_data() -> None:
    given = [Reference("role_x.a"), Reference("bucket.a")]
    harvest = taken(resource("role_x.a"), *(resource("bucket.a", log=one, spare=one) for one in given))
    assert (flows(harvest), len(harvest.found)) == (set(), 1)
    assert "fallbacks" not in facts(harvest, "bucket.a")


@pytest.mark.parametrize("region", [WHY, Reference("bucket.b", "region")])
def test_a_copy_in_a_region_that_is_not_told_is_not_left_out(region: object) -> None:
    harvest = taken(resource("bucket.a", copies=[{"region": region}]))
    assert facts(harvest, "bucket.a")["replication.regions"] == [NOT_TOLD]


def test_what_lies_in_another_is_where_that_is() -> None:
    harvest = taken(resource("model.m", account=Reference("account.a")), resource("account.a", place="UK South"))
    assert facts(harvest, "model.m")["region"] == "uksouth"


def test_the_region_of_the_provider_is_that_of_what_has_none_of_its_own() -> None:
    region = Said("eu-west-1", at(("provider",)))
    harvest = taken(resource("bucket.a", region), resource("bucket.b", region, region="us-east-1"))
    assert [facts(harvest, f"bucket.{name}")["region"] for name in "ab"] == ["eu-west-1", "us-east-1"]


def test_a_region_that_is_not_known_is_never_the_provider_s() -> None:
    harvest = taken(resource("bucket.a", Said("eu-west-1", at(())), region=WHY))
    assert "region" not in facts(harvest, "bucket.a")
    [note] = harvest.notes
    assert note.text == {
        "en": "`region` of `bucket.a` is not known: of {reasons}",
        "es": "no se conoce `region` de `bucket.a`: por {razones}",
    }


def test_what_is_everywhere_has_no_region_and_no_note() -> None:
    harvest = taken(resource("edge.e", Said("eu-west-1", at(()))))
    assert "region" not in facts(harvest, "edge.e")
    assert harvest.notes == []


def test_a_weak_sign_of_the_region_counts_where_there_is_no_other() -> None:
    image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/x:1"
    harvest = taken(resource("bucket.a", image=image), resource("bucket.b", Said("eu-west-1", at(())), image=image))
    assert [facts(harvest, f"bucket.{name}")["region"] for name in "ab"] == ["us-west-2", "eu-west-1"]


def test_a_region_is_declared_for_one_provider() -> None:
    around = [Around(Surroundings(provider="aws", region="eu-south-2"), Origin("declared"))]
    harvest = taken(resource("bucket.a"), resource("account.a"), around=around)
    assert facts(harvest, "bucket.a")["region"] == "eu-south-2"
    assert "region" not in facts(harvest, "account.a")
    assert "infrastructure: [{provider: azure, region: …}]" in harvest.notes[0].text["en"]


def test_a_flow_that_leads_nowhere_is_told() -> None:
    harvest = taken(resource("model.m", account="x"), resource("bucket.a", log=WHY))
    assert [note.text["en"] for note in harvest.notes if "flow" in note.text["en"]] == [
        "`flow` of `bucket.a` is not known: of {reasons}"
    ]
    assert flows(harvest) == {("terraform:bucket.a", "terraform:bucket.a/flow/log")}
    assert facts(harvest, "terraform:bucket.a/flow/log") == {"purposes": ["prompt_log"]}


def test_harmless_types_are_passed_over_and_unknown_ones_named() -> None:
    harvest = taken(resource("role_x.a"), resource("lake.a"), resource("lake.b"))
    assert harvest.found == []
    assert {type_: len(origins) for type_, origins in harvest.unrecognised.items()} == {"lake": 2}


@pytest.mark.parametrize(
    ("word", "value", "provider", "expected"),
    [
        ("", " x ", "aws", "x"),
        ("", [], "aws", None),
        ("text", True, "aws", "true"),
        ("flag", "false", "aws", False),
        ("days", 0, "aws", None),
        ("days", "30", "aws", 30),
        ("days", 10**9, "aws", None),
        ("location", "West Europe", "azure", "westeurope"),
        ("location", "global", "azure", "global"),
        ("zone", "europe-west6-b", "gcp", "europe-west6"),
        ("address-region", "arn:aws:kms:eu-west-2:1:key/x", "aws", "eu-west-2"),
        ("address-region", "projects/p/locations/us-east1/endpoints/1", "gcp", "us-east1"),
        ("address-region", "nothing", "aws", None),
        ("present", "x", "aws", True),
        ("redundancy", "Standard_RAGRS", "azure", "RAGRS"),
        ("redundancy", "RA-GRS", "azure", "RAGRS"),
        ("instance-type", "ml.g5.2xlarge", "aws", "A10G"),
        ("instance-type", "m7i.large", "aws", None),
        ("after:regional-", "regional-europe-west1", "gcp", "europe-west1"),
        ("after:regional-", "eur3", "gcp", None),
        ("map:OpenAI=openai;*=other", "OpenAI", "azure", "openai"),
        ("map:OpenAI=openai;*=other", "Speech", "azure", "other"),
        ("map:true=GRS", False, "azure", None),
    ],
)
def test_a_value_is_read_as_the_word_says(word: str, value: object, provider: str, expected: object) -> None:
    assert read(word, value, provider, CATALOGUE) == expected


@pytest.mark.parametrize(
    ("word", "written", "key"),
    [
        ("s3", "logs/prefix", "s3:logs"),
        ("gs", "logs", "gs:logs"),
        ("host", "https://api.openai.com/v1", "host:api.openai.com"),
        ("subdomain:openai.azure.com", "acme", "host:acme.openai.azure.com"),
        ("arn", "arn:aws:s3:::logs", "s3:logs"),
        ("google-sink", "storage.googleapis.com/logs", "gs:logs"),
        ("google-sink", "pubsub.googleapis.com/projects/p/topics/t", "gcp:projects/p/topics/t"),
    ],
)
def test_an_address_leads_to_a_key(word: str, written: str, key: str) -> None:
    target = leads_to(word, written, CATALOGUE)
    assert target is not None
    assert target.key == key


@pytest.mark.parametrize(("word", "written"), [("arn", "role"), ("subdomain:x.y", "a b"), ("google-sink", "x/y")])
def test_what_is_no_address_leads_nowhere(word: str, written: str) -> None:
    assert leads_to(word, written, CATALOGUE) is None


VALUES: Mapping[str, object] = {
    "a": [{"b": 1}, {"b": WHY}],
    "c": {"x": {"d": 2}, "y": {"d": 3}},
    "e": WHY,
    "f": {"b": 4},
    "g": '[{"b": 5}]',
    "h": "[x",
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a[].b", [(("a", 0, "b"), 1), (("a", 1, "b"), WHY)]),
        ("a.b", [(("a", 0, "b"), 1), (("a", 1, "b"), WHY)]),
        ("f[].b", [(("f", "b"), 4)]),
        ("c.*.d", [(("c", "x", "d"), 2), (("c", "y", "d"), 3)]),
        ("e[].z.w", [(("e",), WHY)]),
        ("a[].z", []),
        ("g[].b", [(("g", 0, "b"), 5)]),
        ("h[].b", []),
        ("", [((), VALUES)]),
    ],
)
def test_a_path_leads_to_every_value_there(path: str, found: list[tuple[Path, object]]) -> None:
    assert list(walk(VALUES, path)) == found
