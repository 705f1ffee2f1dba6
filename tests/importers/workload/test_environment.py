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


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_REGION_NAME", "GOOGLE_CLOUD_LOCATION"])
def test_a_region_alone_shows_no_use(name: str) -> None:
    assert used({name: "us-east-1"}) == {}


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


# What no row speaks of


@pytest.mark.parametrize(
    ("value", "key", "said"),
    [
        ("https://api.openai.com/v1", "host:api.openai.com", {"provider": "openai"}),
        ("https://somewhere.example/in", "host:somewhere.example", {"endpoint": "https://somewhere.example/in"}),
        ("grpc://traces.example.com:4317", "host:traces.example.com", {}),
        (f"postgresql+asyncpg://app:{SECRET}@db.example.com/chat", "host:db.example.com", {}),
        (f"jdbc:sqlserver://x.database.windows.net;password={SECRET}", "host:x.database.windows.net", {}),
        (f"Server=tcp:x.database.windows.net,1433;Password={SECRET}", "host:x.database.windows.net", {}),
        ("s3://chats/in", "s3:chats", {"provider": "aws", "service": "s3"}),
        ("gs://chats", "gs:chats", {"provider": "gcp"}),
        ("arn:aws:sqs:us-east-1:1234:chats", "arn:aws:sqs:us-east-1:1234:chats", {"region": "us-east-1"}),
        ("kb.openai.azure.com", "host:kb.openai.azure.com", {"provider": "azure"}),
        ('{"sink": "https://somewhere.example/in"}', "host:somewhere.example", {}),
        ("-Dsink=https://api.openai.com/v1", "host:api.openai.com", {}),
    ],
)  # fmt: skip
def test_an_address_in_a_variable_of_which_no_row_speaks_is_where_data_go(
    value: str, key: str, said: dict[str, str]
) -> None:
    found = used({"MY_SINK": value})
    assert list(found) == [key]
    assert said.items() <= found[key].items()
    assert reached({"MY_SINK": value}) == [key]
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    "value",
    [
        "http://backend:8000",
        "http://localhost:8000",
        "http://10.0.0.5",
        "http://llm.shop.svc.cluster.local",
        "sqlite:///chat.db",
        "file:///etc/app.yaml",
        "arn:aws:iam::123456789012:role/app",
        "v1.2.3",
        "see https://docs.example.com for more",
        "org/llama-3",
    ],
)
def test_what_is_inside_or_gets_no_data_is_nowhere_data_go(value: str) -> None:
    assert used({"MY_SINK": value}) == {}


@pytest.mark.parametrize("name", ["PUBLIC_URL", "BASE_URL", "OAUTH_REDIRECT_URI", "CORS_ALLOW_ORIGINS", "API_DOCS_URL"])
def test_a_variable_that_names_the_workload_itself_leads_nowhere_unless_to_a_vendors_service(name: str) -> None:
    assert used({name: "https://chat.example.com"}) == {}
    assert used({name: "https://chat-x.run.app"}) == {}
    assert list(used({name: "https://api.openai.com/v1"})) == ["host:api.openai.com"]


def test_an_address_that_is_to_be_filled_in_is_told_of_in_any_variable() -> None:
    harvest = harvested({"MY_LLM": "https://${HOST}/v1"})
    assert "`MY_LLM`" in harvest.notes[0].text["en"]


def test_the_location_in_a_path_of_google_counts_beside_that_of_the_host() -> None:
    url = "https://europe-west1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/1"
    there = harvested({"MY_ENDPOINT": url}).found[1]
    assert there.get("region") == "europe-west1"
    assert [(field, said.value) for field, said in there.against] == [("region", "us-central1")]


@pytest.mark.parametrize(
    ("value", "provider", "model"),
    [
        ("bedrock/global.anthropic.claude-sonnet-4-6", "aws", "global.anthropic.claude-sonnet-4-6"),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "aws", "us.anthropic.claude-sonnet-4-5-20250929-v1:0"),
        ("amazon.nova-pro-v1:0", "aws", "amazon.nova-pro-v1:0"),
        ("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0", "aws",
         "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0"),
        ("vertex_ai/gemini-2.5-pro", "gcp", "gemini-2.5-pro"),
        ("openai/gpt-5", "openai", "gpt-5"),
        ("azure/chat", "azure", None),
    ],
)  # fmt: skip
def test_a_model_as_clients_write_it_is_a_call_of_its_provider(value: str, provider: str, model: str | None) -> None:
    (found,) = used({"CHAT_LLM_ID": value}).values()
    assert (found["provider"], found.get("model")) == (provider, model)
    assert len(reached({"CHAT_LLM_ID": value})) == 1


def test_a_model_of_a_vendor_whom_only_a_host_is_known_of_goes_to_that_host() -> None:
    assert used({"CHAT_LLM_ID": "moonshot/kimi-k2"}) == {
        "host:api.moonshot.ai": {
            "endpoint": "https://api.moonshot.ai/v1",
            "purposes": ["inference"],
            "model": "kimi-k2",
        }
    }


@pytest.mark.parametrize(
    ("name", "value"), [("MODEL", "openai/gpt-oss-20b"), ("APP_IMAGE", "databricks/app:1"), ("MODEL", "vllm/llama")]
)
def test_weights_and_images_that_look_like_it_are_none(name: str, value: str) -> None:
    assert used({name: value}) == {}


def test_a_model_goes_to_the_address_that_is_given_for_its_provider() -> None:
    env = {"CHAT_LLM_ID": "openai/llama", "OPENAI_BASE_URL": "http://vllm:8000/v1"}
    assert used(env) == {}
    assert reached(env) == ["host:vllm"]


def test_two_models_of_one_provider_are_two_calls_in_its_region() -> None:
    found = used({"A_LLM": "bedrock/eu.a.b", "B_LLM": "bedrock/us.a.b", "AWS_REGION_NAME": "eu-west-1"})
    assert {(one["model"], one["region"]) for one in found.values()} == {
        ("eu.a.b", "eu-west-1"), ("us.a.b", "eu-west-1")
    }  # fmt: skip


def test_a_listed_model_does_not_hide_another() -> None:
    found = used({"BEDROCK_MODEL_ID": "eu.amazon.nova-pro-v1:0", "BEDROCK_MODEL": "us.amazon.nova-pro-v1:0"})
    assert {one["model"] for one in found.values()} == {"eu.amazon.nova-pro-v1:0", "us.amazon.nova-pro-v1:0"}


# Arguments


def told(*args: str, env: Mapping[str, str | None] | None = None) -> tuple[dict[str, object], Harvest]:
    harvest, context = Harvest(), Context(library.catalogue())
    app = harvest.component("app", "app", Origin("observed"))
    pairs = [(name, value, Origin("observed", pointer=name)) for name, value in (env or {}).items()]
    workload.environment(app, pairs, harvest, context)
    words = [(word, Origin("observed", pointer=word)) for word in args]
    workload.arguments(app, words, harvest, context, pairs=pairs)
    return facts(app), harvest


@pytest.mark.parametrize(
    "args",
    [
        ("--upstream=https://api.openai.com/v1",),
        ("--upstream", "https://api.openai.com/v1"),
        ("proxy", "https://api.openai.com/v1"),
        ("upstream=https://api.openai.com/v1",),
        ("sh", "-c", "exec proxy --upstream https://api.openai.com/v1"),
    ],
)
def test_an_address_in_an_argument_is_where_data_go(args: tuple[str, ...]) -> None:
    _, harvest = told(*args)
    assert [flow.target for flow in harvest.flows] == ["host:api.openai.com"]


@pytest.mark.parametrize(
    "args", [("--public-url=https://chat.example.com",), ("sh", "-c", "curl -L https://example.com/x.tgz | tar x")]
)
def test_an_argument_about_the_workload_itself_or_a_download_is_no_flow(args: tuple[str, ...]) -> None:
    assert told(*args)[1].flows == ()


@pytest.mark.parametrize("flag", ["--model", "--chat-model"])
def test_a_clients_model_in_an_argument_is_a_call_and_is_not_served_here(flag: str) -> None:
    said, harvest = told(flag, "bedrock/global.anthropic.claude-sonnet-4-6", env={"AWS_REGION": "eu-west-1"})
    assert said == {}
    (there,) = harvest.found[1:]
    assert facts(there) == {
        "provider": "aws",
        "service": "bedrock",
        "model": "global.anthropic.claude-sonnet-4-6",
        "region": "eu-west-1",
    }


@pytest.mark.parametrize("model", ["org/llama", "openai/gpt-oss-20b", "openai/whisper-large-v3"])
def test_weights_in_an_argument_are_served_here(model: str) -> None:
    said, harvest = told("--model", model)
    assert said == {"model": model}
    assert harvest.flows == ()
