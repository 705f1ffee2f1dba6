"""Whom an entry of `model_list` calls, where, and what of it is only a claim."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.litellm import LitellmImporter


def proxy(entries: str, rest: str = "") -> Looked:
    listed = "\n".join(f"  - {line}" for line in entries.strip().splitlines())
    return read(LitellmImporter(), {"proxy.yaml": f"model_list:\n{listed}\n{rest}"})


def entry(params: str, name: str = "chat", more: str = "") -> str:
    return f"{{model_name: {name}, litellm_params: {{{params}}}{more}}}"


def only(looked: Looked) -> dict[str, object]:
    """The facts of the one component beside the proxy."""
    facts = [one for key, one in looked.facts().items() if key != "litellm:proxy.yaml"]
    assert len(facts) == 1, facts
    return facts[0]


@pytest.mark.parametrize(
    ("params", "provider", "service", "model"),
    [
        ("model: gpt-4o", "openai", "api", "gpt-4o"),
        ("model: openai/gpt-4o", "openai", "api", "gpt-4o"),
        ("model: claude-sonnet-4-6", "anthropic", "api", "claude-sonnet-4-6"),
        ("model: gemini/gemini-2.5-pro", "gcp", "gemini-api", "gemini-2.5-pro"),
        ("model: gemini-2.5-flash", "gcp", "vertex-ai", "gemini-2.5-flash"),
        ("model: bedrock/converse/eu.anthropic.claude-sonnet-4-6", "aws", "bedrock", "eu.anthropic.claude-sonnet-4-6"),
        ("model: bedrock/us-gov-west-1/amazon.nova-pro-v1:0", "aws", "bedrock", "amazon.nova-pro-v1:0"),
        ("model: eu.anthropic.claude-sonnet-4-6", "aws", "bedrock", "eu.anthropic.claude-sonnet-4-6"),
        ("model: sagemaker/my-endpoint", "aws", "sagemaker", "my-endpoint"),
        ("model: openrouter/meta/llama", "openrouter", "api", "meta/llama"),
        ("model: some-model, custom_llm_provider: groq", "groq", "api", "some-model"),
    ],
)
def test_the_prefix_names_provider_and_service(params: str, provider: str, service: str, model: str) -> None:
    facts = only(proxy(entry(params)))
    assert (facts["provider"], facts["service"], facts["model"]) == (provider, service, model)


def test_claude_platform_is_run_by_anthropic_and_not_by_bedrock() -> None:
    facts = only(proxy(entry("model: bedrock/claude_platform/claude-sonnet-4-6, aws_region_name: eu-west-1")))
    assert facts["provider"] == "anthropic"
    assert facts["endpoint"] == "https://aws-external-anthropic.eu-west-1.api.aws"
    assert "region" not in facts


def test_an_arn_in_model_id_is_what_is_called() -> None:
    arn = "arn:aws:bedrock:eu-west-1:1:application-inference-profile/abc"
    looked = proxy(entry(f'model: bedrock/anthropic.claude-3, model_id: "{arn}"'))
    assert only(looked)["model"] == arn
    assert not [note for note in looked.notes() if "us-west-2" in note]


# Regions


def test_the_region_of_a_bedrock_model_stands_at_its_parameter() -> None:
    looked = proxy(entry("model: bedrock/amazon.nova-pro-v1:0, aws_region_name: eu-south-2"))
    key = next(key for key in looked.facts() if "nova" in key)
    assert looked.of(key)["region"] == "eu-south-2"
    assert looked.at(key, "region").startswith("eu-south-2}")


def test_a_region_in_the_path_counts_where_no_parameter_does() -> None:
    assert only(proxy(entry("model: bedrock/eu-west-3/amazon.nova-pro-v1:0")))["region"] == "eu-west-3"
    both = entry("model: bedrock/eu-west-3/amazon.nova-pro-v1:0, aws_region_name: us-east-1")
    assert only(proxy(both))["region"] == "us-east-1"


def test_bedrock_without_a_region_takes_the_environment_which_is_told_once() -> None:
    looked = proxy("\n".join(entry(f"model: bedrock/amazon.nova-{size}-v1:0", size) for size in ("pro", "lite")))
    assert all("region" not in facts for facts in looked.facts().values())
    told = [note for note in looked.notes() if "aws_region_name" in note]
    assert len(told) == 1
    assert "`pro`, `lite`" in told[0]


def test_the_configuration_itself_may_give_the_environment() -> None:
    looked = proxy(entry("model: bedrock/amazon.nova-pro-v1:0"), "environment_variables: {AWS_REGION_NAME: eu-south-2}")
    key = next(key for key in looked.facts() if "nova" in key)
    assert looked.at(key, "region") == "eu-south-2}"


def test_a_variable_that_no_file_gives_leaves_the_region_open() -> None:
    looked = proxy(entry("model: bedrock/amazon.nova-pro-v1:0, aws_region_name: os.environ/WHERE"))
    assert "region" not in only(looked)
    assert any("WHERE" in note and "aws_region_name" in note for note in looked.notes())


def test_vertex_without_a_location_is_in_us_central1_by_litellms_default() -> None:
    looked = proxy(entry("model: vertex_ai/gemini-2.5-pro"))
    key = next(key for key in looked.facts() if "gemini" in key)
    said = looked.harvest.with_key(key)
    assert said is not None
    assert said.facts["region"].value == "us-central1"
    assert said.facts["region"].origin.how == "default"
    assert any("vertex_location" in note for note in looked.notes())


@pytest.mark.parametrize("field", ["vertex_location", "vertex_ai_location"])
def test_a_location_of_vertex_is_observed(field: str) -> None:
    assert only(proxy(entry(f"model: vertex_ai/gemini-2.5-pro, {field}: europe-west9")))["region"] == "europe-west9"


def test_region_name_is_a_claim_and_fills_a_hole_only() -> None:
    looked = proxy(entry('model: azure/gpt, api_base: "https://acme.openai.azure.com", region_name: spaincentral'))
    said = looked.harvest.with_key("host:acme.openai.azure.com/gpt")
    assert said is not None
    assert (said.facts["region"].value, said.facts["region"].origin.how) == ("spaincentral", "declared")
    assert looked.at("host:acme.openai.azure.com/gpt", "region").startswith("spaincentral")
    assert any("only filters" in note for note in looked.notes())


def test_region_name_eu_is_no_region() -> None:
    looked = proxy(entry('model: azure/gpt, api_base: "https://acme.openai.azure.com", region_name: eu'))
    assert "region" not in looked.of("host:acme.openai.azure.com/gpt")
    assert any("region_name: eu" in note for note in looked.notes())


def test_region_name_does_not_move_a_region_that_is_called() -> None:
    params = "model: bedrock/amazon.nova-pro-v1:0, aws_region_name: us-east-1, region_name: eu-south-2"
    assert only(proxy(entry(params)))["region"] == "us-east-1"


# Addresses


def test_an_azure_deployment_is_known_by_its_name_behind_its_host_and_is_no_model() -> None:
    looked = proxy(entry('model: azure/Team-GPT, api_base: "https://acme.openai.azure.com/"'))
    facts = looked.of("host:acme.openai.azure.com/team-gpt")
    assert (facts["provider"], facts["service"]) == ("azure", "openai")
    assert "model" not in facts
    assert looked.at("host:acme.openai.azure.com/team-gpt", "endpoint").startswith('"https://acme')


def test_the_base_model_of_an_azure_deployment_is_its_model() -> None:
    text = entry(
        'model: azure/x, api_base: "https://a.openai.azure.com"', more=", model_info: {base_model: azure/gpt-4o}"
    )
    assert proxy(text).of("host:a.openai.azure.com/x")["model"] == "gpt-4o"


def test_azure_without_an_address_asks_for_it() -> None:
    assert any("api_base" in note for note in proxy(entry("model: azure/gpt")).notes())


def test_an_openai_name_at_another_host_is_not_openai() -> None:
    looked = proxy(entry('model: openai/llama, api_base: "https://llm.acme.example/v1"'))
    facts = looked.of("host:llm.acme.example")
    assert "provider" not in facts
    assert facts["purposes"] == ["inference"]


def test_two_models_at_a_shared_host_stay_two() -> None:
    lines = [
        entry(f'model: openai/{name}, api_base: "https://eu.api.openai.com/v1"', name) for name in ("gpt-4o", "o3")
    ]
    facts = proxy("\n".join(lines)).facts()
    assert sorted(str(one["model"]) for one in facts.values() if "model" in one) == ["gpt-4o", "o3"]
    assert all(one["endpoint"] == "https://eu.api.openai.com/v1" for one in facts.values() if "model" in one)


def test_a_server_on_the_same_machine_is_where_the_proxy_is() -> None:
    looked = proxy(entry("model: ollama/llama3"))
    assert only(looked) == {"model": "llama3", "purposes": ["inference"]}


def test_an_address_from_a_variable_that_no_file_gives_is_not_the_vendors_default() -> None:
    looked = proxy(entry("model: mistral/mistral-large-latest, api_base: os.environ/MISTRAL_URL"))
    assert "provider" not in only(looked)
    assert any("MISTRAL_URL" in note for note in looked.notes())


def test_a_credential_gives_what_the_entry_leaves_out() -> None:
    looked = proxy(
        entry("model: azure/gpt, litellm_credential_name: team"),
        "credential_list:\n  - credential_name: team\n    credential_values: {api_base: 'https://t.openai.azure.com'}\n",
    )
    assert "host:t.openai.azure.com/gpt" in looked.facts()


def test_the_proxy_environment_can_give_openais_address() -> None:
    looked = proxy(entry("model: gpt-4o"), "environment_variables: {OPENAI_BASE_URL: 'https://eu.api.openai.com/v1'}")
    assert only(looked)["endpoint"] == "https://eu.api.openai.com/v1"


@pytest.mark.parametrize(
    ("model", "endpoint"),
    [
        ("mistral/mistral-large-latest", "https://api.mistral.ai/v1"),
        ("deepseek/deepseek-chat", "https://api.deepseek.com/beta"),
        ("dashscope/qwen-max", "https://dashscope.aliyuncs.com"),
        ("volcengine/doubao", "https://ark.cn-beijing.volces.com/api/v3"),
    ],
)
def test_the_address_that_litellm_takes_is_a_default(model: str, endpoint: str) -> None:
    looked = proxy(entry(f"model: {model}"))
    said = next(one.facts["endpoint"] for one in looked.harvest.found if "endpoint" in one.facts)
    assert (said.value, said.origin.how) == (endpoint, "default")
    assert "litellm 1.109.1" in said.origin.source


@pytest.mark.parametrize("params", ["inference_geo: us", "extra_body: {inference_geo: us}"])
def test_a_setting_of_the_vendor_that_decides_the_place_is_kept(params: str) -> None:
    looked = proxy(entry(f"model: anthropic/claude-sonnet-4-6, {params}"))
    assert only(looked)["settings.inference_geo"] == "us"


def test_a_location_for_all_of_vertex_stands_in_the_settings() -> None:
    looked = proxy(entry("model: vertex_ai/gemini-2.5-pro"), "litellm_settings: {vertex_location: europe-west9}")
    assert only(looked)["region"] == "europe-west9"


def test_assistants_and_files_are_served_somewhere_too() -> None:
    looked = proxy(
        entry("model: openai/gpt-4o"),
        "assistant_settings: {custom_llm_provider: azure, litellm_params: {api_base: 'https://a.openai.azure.com'}}\n"
        "files_settings: [{custom_llm_provider: azure, api_base: 'https://f.openai.azure.com'}]\n",
    )
    assert {"host:a.openai.azure.com", "host:f.openai.azure.com"} <= looked.facts().keys()


# Wildcards and unknown names


def test_a_wildcard_lets_in_any_model_of_a_provider() -> None:
    looked = proxy(entry("model: openai/*", "openai/*"))
    assert only(looked) == {"provider": "openai", "service": "api"}
    assert any("any model of openai" in note for note in looked.notes())


def test_a_bare_wildcard_lets_in_anybody() -> None:
    looked = proxy('{model_name: "*", litellm_params: {model: "*"}}')
    assert only(looked) == {"purposes": ["inference"]}
    assert any("any provider" in note for note in looked.notes())


def test_a_name_without_a_known_provider_is_told() -> None:
    looked = proxy(entry("model: mistralai/mistral-7b"))
    assert "provider" not in only(looked)
    assert any("mistralai/mistral-7b" in note for note in looked.notes())


def test_an_embedding_model_embeds() -> None:
    looked = proxy(entry("model: bedrock/amazon.titan-embed-text-v2:0", more=", model_info: {mode: embedding}"))
    assert only(looked)["purposes"] == ["embedding"]
