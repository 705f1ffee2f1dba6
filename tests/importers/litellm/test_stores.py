"""Cache, database, pass-through addresses and MCP servers of the proxy."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.litellm import LitellmImporter

GATEWAY = "litellm:p.yaml"


def proxy(text: str) -> Looked:
    return read(LitellmImporter(), {"p.yaml": f"litellm_settings: {{drop_params: true}}\n{text}"})


def cached(params: str, rest: str = "") -> Looked:
    text = f"litellm_settings: {{cache: true, cache_params: {{{params}}}}}\n{rest}"
    return read(LitellmImporter(), {"p.yaml": text})


def test_a_cache_keeps_answers_at_its_host() -> None:
    looked = cached("type: redis, host: redis.acme.example, port: 6379")
    assert looked.of("host:redis.acme.example")["purposes"] == ["cache"]


def test_a_cache_may_be_a_bucket() -> None:
    facts = cached("type: s3, s3_bucket_name: answers, s3_region_name: us-west-2").of("s3:answers")
    assert (facts["region"], facts["purposes"]) == ("us-west-2", ["cache"])


def test_a_semantic_cache_embeds_somewhere_too() -> None:
    looked = cached(
        "type: redis-semantic, host: r.acme.example, redis_semantic_cache_embedding_model: text-embedding-3-small"
    )
    assert looked.of(f"{GATEWAY}/text-embedding-*/text-embedding-3-small")["provider"] == "openai"


@pytest.mark.parametrize("kind", ["local", "disk"])
def test_a_cache_in_the_proxy_is_no_other_component(kind: str) -> None:
    assert list(cached(f"type: {kind}").facts()) == [GATEWAY]


def test_parameters_without_a_cache_say_nothing() -> None:
    text = "litellm_settings: {cache: false, cache_params: {type: redis, host: r.acme.example}}"
    assert list(read(LitellmImporter(), {"p.yaml": text}).facts()) == [GATEWAY]


def test_a_cache_whose_host_nobody_gives_is_told() -> None:
    assert any("REDIS_HOST" in note for note in cached("type: redis").notes())


def test_the_database_keeps_prompts_if_told_to() -> None:
    looked = proxy(
        "general_settings: {database_url: 'postgresql://u:p@db.acme.example/l', store_prompts_in_spend_logs: true}"
    )
    assert looked.of("host:db.acme.example")["purposes"] == ["storage", "prompt_log"]
    assert "p@" not in str(looked.facts())


def test_a_database_from_the_environment_is_at_no_known_place() -> None:
    looked = proxy("general_settings: {database_url: os.environ/DATABASE_URL, store_model_in_db: true}")
    assert looked.of(f"{GATEWAY}/database") == {"purposes": ["storage"]}
    assert any("DATABASE_URL" in note for note in looked.notes())
    assert any("store_model_in_db" in note for note in looked.notes())


def test_requests_are_passed_through_to_another_host() -> None:
    looked = proxy(
        "general_settings: {pass_through_endpoints: [{path: /r, target: 'https://api.cohere.com/v1/rerank'}]}"
    )
    assert looked.flows()[GATEWAY, "host:api.cohere.com"].startswith("'https://api.cohere.com")


def test_mcp_servers_are_tools() -> None:
    looked = proxy("mcp_servers: {tickets: {url: 'https://mcp.acme.example/sse'}}")
    assert looked.of("host:mcp.acme.example")["purposes"] == ["tool"]


def test_a_store_on_the_same_machine_receives_nothing_from_elsewhere() -> None:
    assert list(proxy("environment_variables: {REDIS_HOST: localhost}").flows()) == []
