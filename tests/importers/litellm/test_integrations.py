"""Who else gets prompts: callbacks, guardrails, search tools, vector stores, and where."""

from __future__ import annotations

from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.litellm import LitellmImporter

GATEWAY = "litellm:p.yaml"


def proxy(text: str) -> Looked:
    return read(LitellmImporter(), {"p.yaml": "model_list: []\nlitellm_settings: {drop_params: true}\n" + text})


def settings(text: str, rest: str = "") -> Looked:
    return read(LitellmImporter(), {"p.yaml": f"litellm_settings: {{{text}}}\n{rest}"})


def test_a_callback_ships_prompts_to_its_default_host() -> None:
    looked = settings("success_callback: [langfuse]")
    facts = looked.of("host:cloud.langfuse.com")
    assert (facts["provider"], facts["purposes"]) == ("langfuse", ["prompt_log"])
    assert looked.flows()[GATEWAY, "host:cloud.langfuse.com"] == "langfuse]}"
    found = looked.harvest.with_key("host:cloud.langfuse.com")
    assert found is not None
    assert found.facts["endpoint"].origin.how == "default"
    assert any("LANGFUSE_HOST" in note for note in looked.notes())


def test_the_environment_of_the_configuration_names_another_host() -> None:
    looked = settings(
        "success_callback: langfuse", "environment_variables: {LANGFUSE_HOST: 'https://us.cloud.langfuse.com'}"
    )
    assert looked.at("host:us.cloud.langfuse.com", "endpoint").startswith("'https://us.cloud")
    assert "host:cloud.langfuse.com" not in looked.facts()


def test_a_site_of_datadog_makes_its_host() -> None:
    looked = settings("callbacks: [datadog]", "environment_variables: {DD_SITE: datadoghq.eu}")
    assert looked.of("host:http-intake.logs.datadoghq.eu")["provider"] == "datadog"


def test_a_team_may_have_callbacks_of_its_own() -> None:
    looked = settings(
        "default_team_settings: [{team_id: a, success_callback: [langfuse], langfuse_host: 'https://lf.acme.example'}]"
    )
    assert looked.of("host:lf.acme.example")["purposes"] == ["prompt_log"]


def test_logs_in_a_bucket_are_in_the_region_that_is_named() -> None:
    looked = settings("callbacks: [s3_v2], s3_callback_params: {s3_bucket_name: logs, s3_region_name: us-west-2}")
    assert looked.of("s3:logs") == {
        "provider": "aws",
        "service": "s3",
        "region": "us-west-2",
        "purposes": ["prompt_log"],
    }
    assert looked.at("s3:logs", "region").startswith("us-west-2")


def test_a_bucket_of_google_is_named_by_the_environment() -> None:
    looked = settings("callbacks: [gcs_bucket]", "environment_variables: {GCS_BUCKET_NAME: traces}")
    assert looked.of("gs:traces")["service"] == "gcs"


def test_code_of_ones_own_may_send_anywhere() -> None:
    looked = settings("callbacks: [hooks.handler]")
    assert looked.of(f"{GATEWAY}/callback/hooks.handler")["purposes"] == ["prompt_log"]
    assert any("hooks.handler" in note for note in looked.notes())


def test_what_sends_nothing_is_passed_over() -> None:
    assert list(settings("callbacks: [prometheus, dynamic_rate_limiter]").facts()) == [GATEWAY]


def test_redacted_messages_leave_only_telemetry() -> None:
    looked = settings("turn_off_message_logging: true, success_callback: [langfuse]")
    assert looked.of("host:cloud.langfuse.com")["purposes"] == ["telemetry"]
    assert looked.at("host:cloud.langfuse.com", "purposes").startswith("true")
    assert any("are still sent" in note for note in looked.notes())


def test_messages_are_logged_where_that_is_not_turned_off() -> None:
    looked = settings("turn_off_message_logging: false, success_callback: [langfuse]")
    assert looked.of("host:cloud.langfuse.com")["purposes"] == ["prompt_log"]


def test_one_callback_alone_may_get_no_messages() -> None:
    text = "callbacks: [otel, langfuse], callback_settings: {otel: {message_logging: false}}"
    looked = settings(text, "environment_variables: {OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.acme.example'}")
    assert "telemetry" in looked.of("host:otel.acme.example")["purposes"]  # type: ignore[operator]
    assert looked.of("host:cloud.langfuse.com")["purposes"] == ["prompt_log"]


def test_a_guardrail_reads_what_passes() -> None:
    looked = proxy(
        "guardrails:\n"
        "  - guardrail_name: aws\n"
        "    litellm_params: {guardrail: bedrock, guardrailIdentifier: x, aws_region_name: us-east-1}\n"
        "  - guardrail_name: pii\n"
        "    litellm_params: {guardrail: presidio, api_base: 'https://presidio.acme.example'}\n"
        "  - guardrail_name: mine\n"
        "    litellm_params: {guardrail: my_guard.Guard}\n"
    )
    bedrock = looked.of(f"{GATEWAY}/guardrail/bedrock")
    assert (bedrock["service"], bedrock["region"], bedrock["purposes"]) == ("bedrock-guardrails", "us-east-1", ["tool"])
    assert looked.of("host:presidio.acme.example")["purposes"] == ["tool"]
    assert any("my_guard.Guard" in note for note in looked.notes())


def test_search_tools_and_vector_stores_are_reached() -> None:
    looked = proxy(
        "search_tools: [{search_tool_name: web, litellm_params: {search_provider: tavily}}]\n"
        "vector_store_registry: [{vector_store_name: kb, litellm_params: {custom_llm_provider: bedrock}}]\n"
    )
    assert looked.of(f"{GATEWAY}/search/tavily")["provider"] == "tavily"
    assert looked.of(f"{GATEWAY}/vector_store/bedrock")["purposes"] == ["vector_index"]


def test_alerts_go_to_slack() -> None:
    looked = proxy("general_settings: {alerting: [slack]}")
    assert looked.flows()[GATEWAY, "host:hooks.slack.com"].startswith("slack")
