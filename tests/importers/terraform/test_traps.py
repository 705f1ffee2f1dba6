"""Each trap of Terraform's resources gives the fact that decides, at the place that says it."""

from __future__ import annotations

import pytest
from tests.importers.terraform_files import AWS, written


def resource(type_: str, body: str) -> str:
    return f'resource "{type_}" "x" {{\n  {body}\n}}\n'


FACTS = {
    "a profile that routes anywhere": (
        "aws_bedrockagent_agent", 'foundation_model = "global.anthropic.claude-sonnet-4-6"',
        "model", "global.anthropic.claude-sonnet-4-6", '"global.anthropic.claude-sonnet-4-6"'),
    "a profile that was copied": (
        "aws_bedrock_inference_profile",
        'model_source {\n copy_from = "arn:aws:bedrock:eu-west-1::inference-profile/eu.x.y"\n}',
        "copied_from", "arn:aws:bedrock:eu-west-1::inference-profile/eu.x.y", '"arn:aws:bedrock:eu-west-1'),
    "a guardrail that works elsewhere": (
        "aws_bedrock_guardrail", 'cross_region_config { guardrail_profile_identifier = "us.guardrail.v1:0" }',
        "guardrail_profile", "us.guardrail.v1:0", '"us.guardrail.v1:0"'),
    "a resource with a region of its own": (
        "aws_s3_bucket", 'region = "us-west-2"', "region", "us-west-2", '"us-west-2"'),
    "a replica of a table": (
        "aws_dynamodb_table", 'replica { region_name = "eu-west-2" }', "replication.regions",
        ["eu-west-2"], '"eu-west-2"'),
    "a secret with a replica": (
        "aws_secretsmanager_secret", 'replica { region = "us-east-1" }', "replication.regions",
        ["us-east-1"], '"us-east-1"'),
    "a registry that replicates": (
        "aws_ecr_replication_configuration",
        'replication_configuration {\n rule {\n destination {\n region = "us-east-2"\n registry_id = "1"\n}\n}\n}',
        "replication.regions", ["us-east-2"], '"us-east-2"'),
    "an accelerator": (
        "aws_instance", 'instance_type = "p4d.24xlarge"', "accelerator", "A100", '"p4d.24xlarge"'),
    "a deployment that answers anywhere": (
        "azurerm_cognitive_deployment", 'sku {\n name = "GlobalStandard"\n}', "sku", "GlobalStandard",
        '"GlobalStandard"'),
    "the same in version 3": (
        "azurerm_cognitive_deployment", 'scale {\n type = "DataZoneStandard"\n}', "sku",
        "DataZoneStandard", '"DataZoneStandard"'),
    "a display name": (
        "azurerm_search_service", 'location = "UK South"', "region", "uksouth", '"UK South"'),
    "storage in the paired region": (
        "azurerm_storage_account", 'account_replication_type = "RAGZRS"', "replication.redundancy",
        "RAGZRS", '"RAGZRS"'),
    "a backup in the paired region": (
        "azurerm_postgresql_flexible_server", "geo_redundant_backup_enabled = true",
        "replication.redundancy", "GRS", "true"),
    "a database in two places": (
        "azurerm_cosmosdb_account", 'geo_location {\n location = "East US"\n failover_priority = 1\n}',
        "replication.regions", ["eastus"], '"East US"'),
    "a registry in two places": (
        "azurerm_container_registry", 'georeplications {\n location = "westus"\n}',
        "replication.regions", ["westus"], '"westus"'),
    "gateways in two places": (
        "azurerm_api_management", 'additional_location {\n location = "uksouth"\n}',
        "replication.regions", ["uksouth"], '"uksouth"'),
    "the worldwide location": (
        "google_vertex_ai_endpoint", 'location = "global"', "region", "global", '"global"'),
    "London with a European name": (
        "google_cloud_run_v2_service", 'location = "europe-west2"', "region", "europe-west2", '"europe-west2"'),
    "a predefined dual region": (
        "google_storage_bucket", 'name = "b"\n location = "EUR5"', "region", "EUR5", '"EUR5"'),
    "a bucket in two chosen regions": (
        "google_storage_bucket", 'name = "b"\n custom_placement_config {\n data_locations = ["EUROPE-WEST2"]\n}',
        "replication.regions", ["EUROPE-WEST2"], '"EUROPE-WEST2"'),
    "a zone": (
        "google_compute_instance", 'zone = "europe-west6-a"', "region", "europe-west6", '"europe-west6-a"'),
    "a configuration that names the region": (
        "google_spanner_instance", 'config = "regional-us-central1"', "region", "us-central1",
        '"regional-us-central1"'),
    "a search engine": (
        "google_discovery_engine_data_store", 'location = "us"', "region", "us", '"us"'),
    "Snowflake's account parameter": (
        "snowflake_current_account", 'cortex_enabled_cross_region = "ANY_REGION"',
        "settings.CORTEX_ENABLED_CROSS_REGION", "ANY_REGION", '"ANY_REGION"'),
}  # fmt: skip


@pytest.mark.parametrize("trap", FACTS)
def test_a_trap_is_a_fact_at_the_place_that_says_it(trap: str) -> None:
    type_, body, field, value, text = FACTS[trap]
    found = written(AWS + resource(type_, body))
    key = f"terraform:{type_}.x"
    assert found.of(key)[field] == value
    assert found.at(key, field).startswith(text)


FLOWS = {
    "every prompt of the account": (
        "aws_bedrock_model_invocation_logging_configuration",
        'logging_config {\n s3_config {\n bucket_name = "prompts"\n}\n}', "s3:prompts", "prompt_log"),
    "whole requests and answers": (
        "aws_sagemaker_endpoint_configuration",
        'data_capture_config {\n destination_s3_uri = "s3://captures/x"\n}', "s3:captures", "prompt_log"),
    "answers of asynchronous calls": (
        "aws_sagemaker_endpoint_configuration",
        'async_inference_config {\n output_config {\n s3_output_path = "s3://answers/x"\n}\n}', "s3:answers", ""),
    "log entries": (
        "google_logging_project_sink", 'destination = "bigquery.googleapis.com/projects/p/datasets/d"',
        "gcp:projects/p/datasets/d", "prompt_log"),
    "a backend of the gateway": (
        "azurerm_frontdoor", 'backend_pool {\n backend {\n address = "acme.openai.azure.com"\n}\n}',
        "host:acme.openai.azure.com", ""),
    "an index outside": (
        "aws_bedrockagent_knowledge_base",
        'storage_configuration {\n pinecone_configuration {\n connection_string = "https://x.svc.us-east-1.pinecone.io"\n}\n}',
        "host:x.svc.us-east-1.pinecone.io", "vector_index"),
}  # fmt: skip


@pytest.mark.parametrize("trap", FLOWS)
def test_a_trap_is_a_flow_to_where_the_data_go(trap: str) -> None:
    type_, body, there, purpose = FLOWS[trap]
    found = written(AWS + resource(type_, body))
    assert (f"terraform:{type_}.x", there) in found.flows()
    assert found.of(there).get("purposes", [""]) == [purpose]


def test_a_bucket_replicates_to_another_provider_s_region() -> None:
    found = written(
        AWS
        + 'provider "aws" {\n  alias  = "us"\n  region = "us-east-1"\n}\n'
        + 'resource "aws_s3_bucket" "a" {\n  bucket = "a"\n}\n'
        + 'resource "aws_s3_bucket" "b" {\n  provider = aws.us\n}\n'
        + 'resource "aws_s3_bucket_replication_configuration" "r" {\n  bucket = aws_s3_bucket.a.id\n'
        + "  rule {\n    destination {\n      bucket = aws_s3_bucket.b.arn\n    }\n  }\n}\n"
    )
    assert found.of("terraform:aws_s3_bucket.b")["region"] == "us-east-1"
    assert found.at("terraform:aws_s3_bucket.b", "region") == '"us-east-1"'
    assert found.flows() == {("terraform:aws_s3_bucket.a", "terraform:aws_s3_bucket.b"): "aws_s3_bucket.b.arn"}
    assert "terraform:aws_s3_bucket_replication_configuration.r" not in found.facts()


def test_a_replica_key_adds_the_region_that_it_is_made_in() -> None:
    found = written(
        AWS
        + 'resource "aws_kms_key" "k" {\n  multi_region = true\n}\n'
        + 'resource "aws_kms_replica_key" "r" {\n  region = "us-east-1"\n  primary_key_arn = aws_kms_key.k.arn\n}\n'
    )
    assert found.of("terraform:aws_kms_key.k")["replication.regions"] == ["us-east-1"]
    assert found.of("terraform:aws_kms_key.k")["region"] == "eu-central-1"


def test_backups_that_are_replicated_lie_where_the_replication_is_made() -> None:
    found = written(
        AWS
        + 'resource "aws_db_instance" "d" {}\n'
        + 'resource "aws_db_instance_automated_backups_replication" "r" {\n  region = "eu-west-2"\n'
        + "  source_db_instance_arn = aws_db_instance.d.arn\n}\n"
    )
    assert found.of("terraform:aws_db_instance.d")["backup_regions"] == ["eu-west-2"]


def test_an_agent_runs_the_model_that_its_inference_profile_was_copied_from() -> None:
    found = written(
        AWS
        + 'resource "aws_bedrock_inference_profile" "p" {\n  model_source {\n    copy_from = "global.x.y"\n  }\n}\n'
        + 'resource "aws_bedrockagent_agent" "a" {\n'
        + "  foundation_model = aws_bedrock_inference_profile.p.arn\n}\n"
    )
    assert found.of("terraform:aws_bedrockagent_agent.a")["copied_from"] == "global.x.y"
    assert found.at("terraform:aws_bedrockagent_agent.a", "model") == '"global.x.y"'


def test_what_works_at_the_edge_has_no_region() -> None:
    types = ("aws_cloudfront_distribution", "aws_globalaccelerator_accelerator")
    found = written(AWS + "".join(resource(type_, "enabled = true") for type_ in types))
    assert ["region" in found.of(f"terraform:{type_}.x") for type_ in types] == [False, False]
    assert found.notes() == []


def test_a_firewall_works_at_the_edge_only_for_cloudfront() -> None:
    edge = written(AWS + resource("aws_wafv2_web_acl", 'scope = "CLOUDFRONT"')).of("terraform:aws_wafv2_web_acl.x")
    here = written(AWS + resource("aws_wafv2_web_acl", 'scope = "REGIONAL"')).of("terraform:aws_wafv2_web_acl.x")
    assert (edge["service"], edge.get("region")) == ("cloudfront", None)
    assert (here["service"], here.get("region")) == ("waf", "eu-central-1")


def test_a_deployment_lies_in_its_account_and_the_subdomain_leads_to_it() -> None:
    found = written(
        'resource "azurerm_cognitive_account" "a" {\n  kind = "AIServices"\n  location = "swedencentral"\n'
        '  custom_subdomain_name = "acme"\n}\n'
        'resource "azurerm_cognitive_deployment" "d" {\n  cognitive_account_id = azurerm_cognitive_account.a.id\n'
        '  model {\n    format = "Anthropic"\n    name = "claude-sonnet-4-6"\n  }\n'
        '  sku {\n    name = "GlobalStandard"\n  }\n}\n'
    )
    assert found.of("terraform:azurerm_cognitive_deployment.d") == {
        "provider": "azure", "service": "foundry", "model": "claude-sonnet-4-6", "sku": "GlobalStandard",
        "region": "swedencentral",
    }  # fmt: skip
    account = found.harvest.with_key("terraform:azurerm_cognitive_account.a")
    assert account is not None
    assert "host:acme.openai.azure.com" in account.keys


def test_a_backend_of_a_gateway_leads_to_its_host() -> None:
    found = written(
        'resource "azurerm_api_management" "g" {\n  name = "acme"\n  location = "westeurope"\n}\n'
        'resource "azurerm_api_management_backend" "b" {\n'
        "  api_management_name = azurerm_api_management.g.name\n"
        '  url = "https://acme-uk.openai.azure.com/openai"\n}\n'
    )
    assert ("terraform:azurerm_api_management.g", "host:acme-uk.openai.azure.com") in found.flows()


def test_a_resource_of_azapi_is_what_its_type_of_azure_is() -> None:
    found = written(
        'resource "azapi_resource" "d" {\n  type = "Microsoft.CognitiveServices/accounts/deployments@2025-06-01"\n'
        '  name = "chat"\n  body = {\n    sku = { name = "GlobalStandard", capacity = 1 }\n'
        '    properties = { model = { format = "OpenAI", name = "gpt-4.1" } }\n  }\n}\n'
    )
    [facts] = found.facts().values()
    assert (facts["sku"], facts["model"]) == ("GlobalStandard", "gpt-4.1")
    assert found.at("arm:azapi_resource.d", "sku").startswith('"GlobalStandard"')


def test_what_a_function_is_told_of_it_uses() -> None:
    found = written(
        AWS
        + 'resource "aws_dynamodb_table" "t" {\n  name = "t"\n}\n'
        + 'resource "aws_lambda_function" "f" {\n  environment {\n    variables = {\n'
        + '      OPENAI_BASE_URL = "https://api.openai.com/v1"\n      TABLE = aws_dynamodb_table.t.id\n    }\n  }\n}\n'
    )
    function = "terraform:aws_lambda_function.f"
    assert set(found.flows()) == {(function, "host:api.openai.com"), (function, "terraform:aws_dynamodb_table.t")}
    assert found.at("host:api.openai.com", "endpoint") == '"https://api.openai.com/v1"'


def test_an_endpoint_is_one_component_with_its_configuration_and_model() -> None:
    found = written(
        AWS
        + 'resource "aws_sagemaker_model" "m" {\n  primary_container {\n'
        + '    image          = "763104351884.dkr.ecr.eu-central-1.amazonaws.com/vllm:0.11"\n'
        + '    model_data_url = "s3://weights/m.tar.gz"\n  }\n}\n'
        + 'resource "aws_sagemaker_endpoint_configuration" "c" {\n  production_variants {\n'
        + '    model_name    = aws_sagemaker_model.m.name\n    instance_type = "ml.g5.2xlarge"\n  }\n'
        + '  data_capture_config {\n    destination_s3_uri = "s3://captures/all"\n  }\n}\n'
        + 'resource "aws_sagemaker_endpoint" "e" {\n'
        + "  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name\n}\n"
    )
    endpoint = "terraform:aws_sagemaker_endpoint.e"
    assert [key for key in found.facts() if key.startswith("terraform:")] == [endpoint]
    assert found.of(endpoint)["accelerator"] == "A10G"
    assert set(found.flows()) == {("s3:weights", endpoint), (endpoint, "s3:captures")}


def test_a_task_s_containers_are_read_from_the_document_inside() -> None:
    found = written(
        AWS
        + 'resource "aws_ecs_task_definition" "t" {\n  container_definitions = jsonencode([{\n    name = "api"\n'
        + '    environment = [{ name = "OPENAI_BASE_URL", value = "https://eu.api.openai.com/v1" }]\n  }])\n}\n'
        + 'resource "aws_ecs_service" "s" {\n  task_definition = aws_ecs_task_definition.t.arn\n}\n'
    )
    assert ("terraform:aws_ecs_service.s", "host:eu.api.openai.com") in found.flows()
    assert found.at("host:eu.api.openai.com", "endpoint").startswith('"https://eu.api.openai.com/v1"')


def test_requests_go_to_every_bucket_behind_an_access_point_of_many_regions() -> None:
    found = written(
        AWS
        + 'resource "aws_s3_bucket" "b" {\n  bucket = "b"\n  region = "us-east-1"\n}\n'
        + 'resource "aws_s3control_multi_region_access_point" "p" {\n  details {\n    region {\n'
        + "      bucket = aws_s3_bucket.b.id\n    }\n  }\n}\n"
    )
    point = "terraform:aws_s3control_multi_region_access_point.p"
    assert found.flows() == {(point, "terraform:aws_s3_bucket.b"): "aws_s3_bucket.b.id"}
    assert "region" not in found.of(point)


def test_backups_are_copied_to_a_vault_outside() -> None:
    vault = "arn:aws:backup:eu-west-2:123456789012:backup-vault:copies"
    found = written(
        AWS
        + 'resource "aws_backup_vault" "v" {\n  name = "v"\n}\n'
        + 'resource "aws_backup_plan" "p" {\n  rule {\n    target_vault_name = aws_backup_vault.v.name\n'
        + f'    copy_action {{\n      destination_vault_arn = "{vault}"\n    }}\n  }}\n}}\n'
    )
    assert set(found.flows()) == {("terraform:aws_backup_vault.v", vault)}
    assert found.of(vault)["region"] == "eu-west-2"


@pytest.mark.parametrize(
    ("type_", "body", "target"),
    [
        ("azurerm_api_management_backend", 'api_management_name = var.name\nurl = "https://api.openai.com/v1"',
         "host:api.openai.com"),
        ("aws_s3_bucket_replication_configuration", 'rule {\n destination { bucket = "arn:aws:s3:::copy" }\n}',
         "s3:copy"),
        ("aws_cloudwatch_log_subscription_filter",
         'log_group_name = "gone"\ndestination_arn = "arn:aws:kinesis:us-east-1:1:stream/s"',
         "arn:aws:kinesis:us-east-1:1:stream/s"),
        ("aws_cloudwatch_event_target", 'arn = "arn:aws:sqs:us-east-1:1:q"', "arn:aws:sqs:us-east-1:1:q"),
    ],
)  # fmt: skip
def test_what_moves_data_moves_them_though_its_owner_is_in_other_files(type_: str, body: str, target: str) -> None:
    found = written(AWS + 'variable "name" {}\n' + resource(type_, body))
    assert (f"terraform:{type_}.x", target) in found.flows()


def test_each_region_of_an_atlas_cluster_counts() -> None:
    configs = "".join(f'region_configs {{ region_name = "{name}" }}\n' for name in ("EU_WEST_1", "EU_WEST_2"))
    found = written(resource("mongodbatlas_advanced_cluster", f"replication_specs {{\n{configs}}}"))
    cluster = found.of("terraform:mongodbatlas_advanced_cluster.x")
    assert cluster["region"] == "EU_WEST_1"
    assert cluster["replication.regions"] == ["EU_WEST_1", "EU_WEST_2"]
    assert found.notes() == []
