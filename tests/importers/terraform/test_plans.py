"""A plan: what it says is there, what it leaves open, and where its values come from."""

from __future__ import annotations

import json

import pytest
from tests.importers.terraform_files import constant, names, plan, planned

from fielato.errors import InputError
from fielato.model.vocabulary import NOT_TOLD

BUCKET = {"address": "aws_s3_bucket.b", "values": {"bucket": "b"}, "expressions": {"bucket": constant("b")}}
KEY = "terraform:aws_s3_bucket.b"


def of_module(value: object, **call: object) -> dict[str, object]:
    """A plan whose provider takes its region from the variable of a module."""
    inner = {"resources": [{"address": "aws_s3_bucket.b", "provider_config_key": "module.m:aws", "expressions": {}}]}
    given = plan(
        {"address": "module.m.aws_s3_bucket.b", "values": {}},
        provider={
            "module.m:aws": {
                "name": "aws",
                "module_address": "module.m",
                "expressions": {"region": names("var.region")},
            }
        },
        variables={"where": {"value": value}},
    )
    inner["variables"] = {"region": {"default": "eu-west-3"}}  # type: ignore[assignment]
    given["configuration"]["root_module"] = {"module_calls": {"m": {"expressions": call, "module": inner}}}
    return given


def test_the_provider_s_region_is_that_of_what_has_none() -> None:
    found = planned(plan(BUCKET))
    assert found.of(KEY)["region"] == "eu-central-1"
    [one] = found.harvest.found
    at = one.facts["region"].origin.location
    assert (at.file, at.line, at.address) == ("plan.json", 0, "provider.aws")
    assert at.pointer == "/configuration/provider_config/aws/expressions/region"


def test_a_resource_s_own_region_wins() -> None:
    values = {"bucket": "b", "region": "us-east-1"}
    found = planned(plan({**BUCKET, "values": values}))
    assert found.of(KEY)["region"] == "us-east-1"
    assert found.harvest.found[0].facts["region"].origin.location.pointer == (
        "/planned_values/root_module/resources/0/values/region"
    )


@pytest.mark.parametrize(
    ("call", "region"),
    [
        ({"region": names("var.where")}, "eu-south-2"),
        ({"region": constant("eu-north-1")}, "eu-north-1"),
        ({}, "eu-west-3"),
    ],
)
def test_a_region_is_followed_through_the_variables_of_modules(call: dict[str, object], region: str) -> None:
    found = planned(of_module("eu-south-2", **call))
    assert found.of("terraform:module.m.aws_s3_bucket.b")["region"] == region


def test_part_of_a_text_is_no_region() -> None:
    found = planned(of_module("west-1", region=names("var.where")))
    assert "region" not in found.of("terraform:module.m.aws_s3_bucket.b")
    assert "an expression that the plan does not settle" in found.notes()[0]


def test_a_region_from_the_environment_is_not_known() -> None:
    found = planned(plan(BUCKET, provider={"aws": {"name": "aws", "expressions": {}}}))
    assert "region" not in found.of(KEY)
    assert "the provider `aws` takes its region from the environment" in found.notes()[0]


def test_a_value_that_is_known_only_after_apply_is_not_known() -> None:
    found = planned(
        plan(
            {
                "address": "aws_dynamodb_table.t",
                "values": {"name": "t", "replica": [{}]},
                "unknown": {"arn": True, "replica": [{"region_name": True, "arn": True}]},
                "expressions": {"replica": [{"region_name": names("data.aws_region.other.region")}]},
            }
        )
    )
    assert found.of("terraform:aws_dynamodb_table.t")["replication.regions"] == [NOT_TOLD]
    [note] = found.notes()
    assert "`replication.regions` of `aws_dynamodb_table.t` is not known: the data source" in note


def test_what_the_provider_works_out_by_itself_is_passed_over() -> None:
    found = planned(plan({**BUCKET, "unknown": {"arn": True, "replication_configuration": True, "region": True}}))
    assert found.of(KEY)["region"] == "eu-central-1"
    assert found.notes() == []


def test_what_is_deleted_is_no_part_of_the_deployment() -> None:
    given = plan(BUCKET)
    given["resource_changes"].append({"address": "aws_s3_bucket.old", "change": {"actions": ["delete"], "after": None}})
    given["prior_state"] = {"values": {"root_module": {"resources": [{"address": "aws_s3_bucket.old"}]}}}
    assert list(planned(given).facts()) == [KEY]


def test_data_sources_are_no_components() -> None:
    given = plan(BUCKET)
    given["planned_values"]["root_module"]["resources"].append(
        {"address": "data.aws_s3_bucket.o", "mode": "data", "type": "aws_s3_bucket", "name": "o", "values": {}}
    )
    assert list(planned(given).facts()) == [KEY]


def test_references_lead_through_outputs_and_variables_of_modules() -> None:
    given = plan(
        BUCKET,
        {"address": "module.m.aws_bedrockagent_knowledge_base.k", "values": {}},
        {"address": "module.m.aws_bedrockagent_data_source.d",
         "values": {"data_source_configuration": [{"s3_configuration": [{}]}]},
         "unknown": {"knowledge_base_id": True,
                     "data_source_configuration": [{"s3_configuration": [{"bucket_arn": True}]}]}},
        {"address": "aws_bedrockagent_agent.a", "values": {}},
        {"address": "aws_bedrockagent_agent_knowledge_base_association.k", "values": {},
         "unknown": {"knowledge_base_id": True, "agent_id": True},
         "expressions": {"knowledge_base_id": names("module.m.id", "module.m"),
                         "agent_id": names("aws_bedrockagent_agent.a.id", "aws_bedrockagent_agent.a")}},
    )  # fmt: skip
    given["configuration"]["root_module"]["module_calls"] = {
        "m": {
            "expressions": {"documents": names("aws_s3_bucket.b.arn", "aws_s3_bucket.b")},
            "module": {
                "outputs": {"id": {"expression": names("aws_bedrockagent_knowledge_base.k.id")}},
                "resources": [
                    {"address": "aws_bedrockagent_knowledge_base.k", "provider_config_key": "aws", "expressions": {}},
                    {"address": "aws_bedrockagent_data_source.d", "provider_config_key": "aws", "expressions": {
                        "knowledge_base_id": names("aws_bedrockagent_knowledge_base.k.id"),
                        "data_source_configuration": [{"s3_configuration": [{"bucket_arn": names("var.documents")}]}]}},
                ],
            },
        }
    }  # fmt: skip
    knowledge = "terraform:module.m.aws_bedrockagent_knowledge_base.k"
    found = planned(given)
    assert {(one.source, one.target) for one in found.harvest.flows} == {
        (KEY, knowledge), ("terraform:aws_bedrockagent_agent.a", knowledge),
    }  # fmt: skip
    assert found.notes() == []


def test_a_value_stands_at_its_line_in_the_file_beside_the_plan() -> None:
    given = plan({**BUCKET, "address": "module.m.aws_s3_bucket.b", "values": {"bucket": "b", "region": "us-east-1"}})
    files = {
        "main.tf": 'module "m" {\n  source = "./inner"\n}\n',
        "inner/main.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n  region = "us-east-1"\n}\n',
    }
    found = planned(given, files)
    assert found.at("terraform:module.m.aws_s3_bucket.b", "region") == '"us-east-1"'
    assert found.harvest.found[0].origin.location.line == 1


def test_files_beside_a_plan_that_cannot_be_read_leave_it_as_it_is() -> None:
    assert planned(plan(BUCKET), {"main.tf": 'resource "aws_s3_bucket" "b" {\n'}).of(KEY)["region"] == "eu-central-1"


def test_a_plan_that_is_not_complete_says_so() -> None:
    assert "the plan is not complete" in planned(plan(BUCKET, complete=False)).notes()[0]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (plan(BUCKET, errored=True), "the plan failed"),
        ({"format_version": "1.0", "terraform_version": "1", "values": {}}, "this is a Terraform state"),
        ({"version": 4, "terraform_version": "1", "serial": 1, "lineage": "x"}, "this is a Terraform state"),
        ({"format_version": "1.2", "terraform_version": "1"}, "this is no plan that can be read"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_to_do(given: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        planned(given)
    assert refused.value.problems[0].hint


def test_several_plans_are_told_apart() -> None:
    other = plan({**BUCKET, "values": {"region": "us-east-1"}})
    found = planned(plan(BUCKET), {"other.json": json.dumps(other)})
    assert {key: one["region"] for key, one in found.facts().items()} == {
        "terraform:plan.json:aws_s3_bucket.b": "eu-central-1",
        "terraform:other.json:aws_s3_bucket.b": "us-east-1",
    }


def test_a_document_in_a_text_stands_where_the_text_does() -> None:
    containers = '[{"name": "api", "environment": [{"name": "OPENAI_BASE_URL", "value": "https://api.openai.com/v1"}]}]'
    found = planned(plan({"address": "aws_ecs_task_definition.t", "values": {"container_definitions": containers}}))
    there = found.harvest.with_key("host:api.openai.com")
    assert there is not None
    pointer = "/planned_values/root_module/resources/0/values/container_definitions"
    assert there.facts["endpoint"].origin.location.pointer == pointer
