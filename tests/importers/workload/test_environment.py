"""The environment of a workload: which services it uses and where, without a secret in any fact or note."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato import library
from fielato.importers import workload
from fielato.importers.addresses import addresses
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.model.origin import Origin

SECRET = "hunter2"  # noqa: S105


def harvested(env: Mapping[str, str | None], image: str = "") -> Harvest:
    harvest, context = Harvest(), Context(library.catalogue())
    app = harvest.component("app", "app", Origin("observed"))
    pairs = [(name, value, Origin("observed", pointer=name)) for name, value in env.items()]
    workload.environment(app, pairs, harvest, context)
    if image:
        workload.image(app, image, Origin("observed", pointer="image"), env, harvest, context)
    return harvest


def facts(one: Found) -> dict[str, object]:
    said = {field: said.value for field, said in one.facts.items()}
    return {**said, **{field: [said.value for said in values] for field, values in one.lists.items()}}


def used(env: Mapping[str, str | None], image: str = "") -> dict[str, dict[str, object]]:
    return {one.key: facts(one) for one in harvested(env, image).found if one.key != "app"}


def reached(env: Mapping[str, str | None]) -> list[str]:
    return [flow.target for flow in harvested(env).flows if flow.source == "app"]


def test_a_key_alone_shows_that_a_service_is_used_at_its_default_host() -> None:
    assert used({"OPENAI_API_KEY": None}) == {"host:api.openai.com": {"provider": "openai", "service": "api"}}


def test_a_base_url_of_the_same_service_stands_for_its_default_host() -> None:
    assert used({"OPENAI_API_KEY": SECRET, "OPENAI_BASE_URL": "https://eu.api.openai.com/v1"}) == {
        "host:eu.api.openai.com": {"provider": "openai", "service": "api", "endpoint": "https://eu.api.openai.com/v1"}
    }


def test_a_base_url_inside_the_deployment_is_a_flow_and_no_component() -> None:
    env = {"OPENAI_API_KEY": "EMPTY", "OPENAI_BASE_URL": "http://vllm:8000/v1"}
    assert used(env) == {}
    assert reached(env) == ["host:vllm"]


def test_a_base_url_of_another_vendor_is_that_vendor() -> None:
    assert used({"OPENAI_BASE_URL": "https://api.mistral.ai/v1"})["host:api.mistral.ai"]["provider"] == "mistral"


def test_a_base_url_that_nobody_knows_is_a_component_of_which_only_the_host_is_known() -> None:
    assert used({"OPENAI_BASE_URL": "https://llm.example.com/v1"}) == {
        "host:llm.example.com": {"endpoint": "https://llm.example.com/v1", "purposes": ["inference", "prompt_log"]}
    }


@pytest.mark.parametrize("value", [None, "${LLM_URL}", "$(LLM_URL)", "<your-url>", "https://{{ host }}/v1"])
def test_an_address_that_is_not_in_the_files_leaves_the_place_open_and_says_what_would_settle_it(
    value: str | None,
) -> None:
    harvest = harvested({"OPENAI_API_KEY": None, "OPENAI_BASE_URL": value})
    assert facts(harvest.found[1]) == {"purposes": ["inference", "prompt_log"]}
    assert "`OPENAI_BASE_URL`" in harvest.notes[0].text["en"]
    assert harvest.notes[0].origin.pointer == "OPENAI_BASE_URL"


def test_an_unknown_address_of_a_service_that_is_always_its_vendors_own_keeps_the_vendor() -> None:
    found = used({"AZURE_OPENAI_ENDPOINT": None, "AZURE_OPENAI_API_KEY": None})
    assert found == {"app/azure-openai": {"provider": "azure", "service": "openai"}}


@pytest.mark.parametrize(
    ("env", "host"),
    [
        ({"LANGFUSE_PUBLIC_KEY": "pk"}, "cloud.langfuse.com"),
        ({"LANGFUSE_PUBLIC_KEY": "pk", "LANGFUSE_HOST": "https://us.cloud.langfuse.com"}, "us.cloud.langfuse.com"),
        ({"LANGSMITH_TRACING": "true"}, "api.smith.langchain.com"),
        ({"LANGCHAIN_TRACING_V2": "true", "LANGSMITH_ENDPOINT": "https://eu.api.smith.langchain.com"},
         "eu.api.smith.langchain.com"),
        ({"POSTHOG_API_KEY": "k"}, "us.i.posthog.com"),
        ({"DD_API_KEY": None}, "api.datadoghq.com"),
        ({"DD_API_KEY": None, "DD_SITE": "datadoghq.eu"}, "api.datadoghq.eu"),
        ({"SENTRY_DSN": "https://abc@o1.ingest.de.sentry.io/5"}, "o1.ingest.de.sentry.io"),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "https://api.honeycomb.io"}, "api.honeycomb.io"),
        ({"MISTRAL_API_KEY": "k"}, "api.mistral.ai"),
        ({"GOOGLE_API_KEY": "k"}, "generativelanguage.googleapis.com"),
        ({"AZURE_SEARCH_SERVICE": "kb"}, "kb.search.windows.net"),
        ({"TAVILY_API_KEY": "k"}, "api.tavily.com"),
    ],
)  # fmt: skip
def test_the_host_decides_where_traces_and_requests_go_and_without_one_the_default(
    env: Mapping[str, str | None], host: str
) -> None:
    assert list(used(env)) == [f"host:{host}"]


@pytest.mark.parametrize(
    "env",
    [
        {"LANGFUSE_PUBLIC_KEY": "pk", "LANGFUSE_TRACING_ENABLED": "False"},
        {"LANGSMITH_API_KEY": "k", "LANGSMITH_TRACING": "false"},
        {"WANDB_API_KEY": "k", "WANDB_MODE": "offline"},
        {"OPENAI_API_KEY": ""},
    ],
)
def test_what_is_switched_off_or_empty_is_not_used(env: Mapping[str, str | None]) -> None:
    assert used(env) == {}


def test_a_region_goes_to_the_services_of_its_provider_that_are_used() -> None:
    found = used({"AWS_REGION": "eu-west-1", "BEDROCK_MODEL_ID": "global.anthropic.claude-sonnet-4-5"})
    assert found == {
        "app/bedrock": {
            "provider": "aws",
            "service": "bedrock",
            "model": "global.anthropic.claude-sonnet-4-5",
            "region": "eu-west-1",
        }
    }


def test_a_region_without_a_service_is_a_component_of_which_only_that_is_known() -> None:
    assert used({"AWS_REGION": "us-east-1"}) == {"app/aws": {"provider": "aws", "region": "us-east-1"}}


def test_a_region_from_a_secret_is_told_of_and_not_guessed() -> None:
    harvest = harvested({"BEDROCK_MODEL_ID": "eu.amazon.nova-pro-v1:0", "AWS_BEDROCK_REGION": None})
    assert "region" not in facts(harvest.found[1])
    assert "`AWS_BEDROCK_REGION`" in harvest.notes[0].text["en"]


def test_the_switch_between_googles_two_services_leads_to_one_of_them() -> None:
    env = {"GOOGLE_API_KEY": "k", "GOOGLE_GENAI_USE_VERTEXAI": "true", "GOOGLE_CLOUD_LOCATION": "europe-west1"}
    assert used(env) == {"app/vertex-ai": {"provider": "gcp", "service": "vertex-ai", "region": "europe-west1"}}


def test_a_bucket_is_known_by_its_name_and_has_the_region_that_is_said_beside_it() -> None:
    env = {"LANGFUSE_S3_EVENT_UPLOAD_BUCKET": "events", "LANGFUSE_S3_EVENT_UPLOAD_REGION": "eu-south-2"}
    assert used(env) == {"s3:events": {"provider": "aws", "service": "s3", "region": "eu-south-2"}}


def test_the_region_of_all_other_calls_is_no_more_than_a_claim_about_a_bucket() -> None:
    harvest = harvested({"S3_BUCKET": "chats", "AWS_REGION": "eu-west-1"})
    bucket = harvest.with_key("s3:chats")
    assert bucket is not None
    assert (bucket.get("region"), bucket.facts["region"].origin.how) == ("eu-west-1", "declared")


def test_a_bucket_at_a_server_of_ones_own_is_a_flow_to_that_server() -> None:
    env = {
        "LANGFUSE_S3_EVENT_UPLOAD_BUCKET": "events",
        "LANGFUSE_S3_EVENT_UPLOAD_REGION": "auto",
        "LANGFUSE_S3_EVENT_UPLOAD_ENDPOINT": "http://minio:9000",
    }
    assert used(env) == {}
    assert reached(env) == ["host:minio"]


def test_models_that_are_fetched_flow_to_the_workload_and_nothing_flows_back() -> None:
    harvest = harvested({"HF_TOKEN": None})
    assert [(flow.source, flow.target) for flow in harvest.flows] == [("host:huggingface.co", "app")]
    assert facts(harvest.found[1])["data"] == ()


def test_several_servers_in_one_value_are_all_reached() -> None:
    assert reached({"KAFKA_BOOTSTRAP_SERVERS": "k1:9092,k2:9092"}) == ["host:k1", "host:k2"]


def test_usage_statistics_get_none_of_the_data_and_are_sent_unless_a_variable_stops_them() -> None:
    image = "docker.io/vllm/vllm-openai:v0.9.0"
    found = harvested({}, image)
    assert facts(found.found[0]) == {"purposes": ["inference"]}
    stats = found.with_key("host:stats.vllm.ai")
    assert stats is not None
    assert facts(stats) == {"provider": "vllm", "service": "usage-stats", "data": ()}
    assert stats.facts["provider"].origin.how == "default"
    assert found.flows == ()
    assert used({"VLLM_NO_USAGE_STATS": "1"}, image) == {}
    assert used({"DO_NOT_TRACK": "1"}, image) == {}
    assert list(used({"RAY_USAGE_STATS_ENABLED": "1"}, "rayproject/ray:2.9")) == ["host:usage-stats.ray.io"]
    assert used({"RAY_USAGE_STATS_ENABLED": "0"}, "rayproject/ray:2.9") == {}


def test_a_server_for_usage_statistics_stands_for_the_default_one() -> None:
    found = used({"VLLM_USAGE_STATS_SERVER": "https://stats.example.com"}, "vllm/vllm-openai")
    assert list(found) == ["host:stats.example.com"]


def test_an_image_that_no_table_knows_says_nothing() -> None:
    assert facts(harvested({}, "ghcr.io/example/app:1").found[0]) == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"postgresql+asyncpg://u:{SECRET}@db.example.es:5432/x?sslmode=require", ("db.example.es:5432",)),
        ("postgres://u:${PASSWORD}@db:5432/x", ("db:5432",)),
        (f"mongodb+srv://u:{SECRET}/a@b@c0.abc.mongodb.net/x", ("c0.abc.mongodb.net",)),
        (f"jdbc:postgresql://db.example.es/x?user=u&password={SECRET}", ("db.example.es",)),
        (f"host=db.example.es port=5432 password={SECRET}", ("db.example.es",)),
        (f"Server=tcp:x.database.windows.net,1433;Database=d;Password={SECRET}", ("x.database.windows.net",)),
        (f"DefaultEndpointsProtocol=https;AccountName=acc;AccountKey={SECRET}==",
         ("https://acc.blob.core.windows.net",)),
        (f"AccountEndpoint=https://c.documents.azure.com:443/;AccountKey={SECRET}==",
         ("https://c.documents.azure.com:443/",)),
        (f"https://{SECRET}@o1.ingest.de.sentry.io/5?x=1#y", ("https://o1.ingest.de.sentry.io/5",)),
        (f"redis://:{SECRET}@r1:6379,r2:6379/0", ("r1:6379", "r2:6379")),
        ("http://a:1/x,http://b:2/y", ("http://a:1/x", "http://b:2/y")),
        ("redis", ("redis",)),
        ("${HOST}:5432", ()),
        ("https://<your-resource>.openai.azure.com", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_an_address_has_neither_user_nor_password_nor_query(value: str, expected: tuple[str, ...]) -> None:
    assert addresses(value) == expected


NAMES = sorted(
    {name for name in library.catalogue().recognised._variables if "*" not in name}  # noqa: SLF001
)
PASSWORD = re.compile(SECRET)


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    st.sampled_from(["https", "postgresql", "mongodb+srv", "redis", "amqp"]),
    st.text("abc/@:#?%.$", max_size=6),
    st.sampled_from(["db", "db.example.com", "10.0.0.1:5432", "a.b.svc:80,c:81"]),
)
def test_no_secret_of_an_address_is_in_any_fact_note_or_key(
    names: list[str], scheme: str, noise: str, host: str
) -> None:
    harvest = harvested(dict.fromkeys(names, f"{scheme}://user:{noise}{SECRET}@{host}/path?password={SECRET}"))
    everything = [str(facts(one)) + str(one.keys) + one.name for one in harvest.found]
    everything += [str(note.text) for note in harvest.notes] + [
        f"{flow.source} {flow.target}" for flow in harvest.flows
    ]
    assert not [text for text in everything if PASSWORD.search(text)]
