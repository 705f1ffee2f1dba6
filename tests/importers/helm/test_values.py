"""Helm values of the vLLM production stack: engines, router, cache, and the providers that the router calls."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked, look

from fielato.importers.helm import HelmImporter
from fielato.importers.interface import Source

VALUES = """\
servingEngineSpec:
  modelSpec:
  - name: chat
    repository: vllm/vllm-openai
    tag: v0.9
    modelURL: acme/chat-7b
    hf_token: {secretName: s, secretKey: k}
    env:
    - {name: LMCACHE_REMOTE_URL, value: "redis://:pw@cache.example.com:6379"}
    nodeSelectorTerms:
    - matchExpressions:
      - {key: topology.kubernetes.io/region, operator: In, values: [eu-west-1]}
      - {key: eks.amazonaws.com/nodegroup, operator: In, values: [gpu]}
      - {key: nvidia.com/gpu.product, operator: In, values: [NVIDIA-L40S]}
  - {name: off, enabled: false, modelURL: acme/off}
cacheserverSpec: {repository: lmcache/vllm-openai, tag: latest}
routerSpec:
  repository: lmcache/lmstack-router
  otel: {endpoint: "https://otlp.nr-data.net"}
  external_providers:
  - {name: gpt, type: openai, api_base: "https://api.openai.com/v1"}
  - {name: claude, type: anthropic}
  - {name: other}
"""
ENGINE = "helm:k8s/a.yaml/servingEngineSpec/modelSpec/0"
CACHE = "helm:k8s/a.yaml/cacheserverSpec"
ROUTER = "helm:k8s/a.yaml/routerSpec"


def look_at(text: str) -> Looked:
    return look(HelmImporter(), text)


def test_an_engine_has_its_model_and_the_place_that_selects_its_nodes() -> None:
    assert look_at(VALUES).of(ENGINE) == {
        "model": "acme/chat-7b",
        "provider": "aws",
        "region": "eu-west-1",
        "accelerator": "L40S",
        "purposes": ["inference"],
    }


def test_the_router_sends_to_external_providers_at_their_lines() -> None:
    found = look_at(VALUES)
    assert found.of("host:api.openai.com")["endpoint"] == "https://api.openai.com/v1"
    assert found.at("host:api.openai.com", "endpoint").startswith('"https://api.openai.com/v1"')
    assert found.of("host:api.anthropic.com") == {"provider": "anthropic", "service": "api"}
    assert "`other`" in found.notes()[-1]


def test_what_is_switched_on_is_connected_and_what_is_off_is_not_there() -> None:
    assert set(look_at(VALUES).flows()) == {
        ("host:huggingface.co", ENGINE),
        (ENGINE, "host:cache.example.com"),
        (ENGINE, CACHE),
        (ROUTER, ENGINE),
        (ROUTER, "host:otlp.nr-data.net"),
        (ROUTER, "host:api.openai.com"),
        (ROUTER, "host:api.anthropic.com"),
    }


def test_a_cache_elsewhere_holds_what_requests_leave_behind() -> None:
    found = look_at(VALUES)
    assert found.of("host:cache.example.com") == {"endpoint": "cache.example.com:6379", "purposes": ["cache"]}


def test_the_chart_adds_a_router_unless_told_not_to() -> None:
    engines = "servingEngineSpec: {modelSpec: [{name: a, modelURL: x/y}]}\n"
    router = look_at(engines).harvest.with_key(ROUTER)
    assert router is not None
    assert router.lists["purposes"][0].origin.how == "default"
    assert ROUTER not in look_at(engines + "routerSpec: {enableRouter: false}\n").facts()


def test_manifests_that_come_along_are_read_too() -> None:
    found = look_at(
        "servingEngineSpec: {}\nextraObjects:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n"
        "  spec: {containers: [{name: c, image: postgres}]}\n"
    )
    assert found.of("k8s:Pod/default/p") == {"purposes": ["storage"]}


def test_providers_may_stand_in_a_file_of_their_own() -> None:
    found = look_at("external_providers:\n- {name: gpt, type: openai}\n")
    assert (ROUTER, "host:api.openai.com") in found.flows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (VALUES, True),
        ("image: {repository: nginx}\nservice: {port: 80}\n", False),
        ("apiVersion: v1\nkind: ConfigMap\ndata:\n  x: |\nservingEngineSpec: {}\n", False),
    ],
)
def test_only_values_of_this_chart_are_claimed(text: str, *, expected: bool) -> None:
    assert HelmImporter().claims(Source("values.yaml", text.encode())) is expected
