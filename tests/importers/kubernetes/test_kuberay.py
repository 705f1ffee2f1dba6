"""KubeRay: what stands in the YAML inside a string, where the state of a cluster is kept, and what Ray reports."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked, look

from fielato.errors import InputError
from fielato.importers.kubernetes import KubernetesImporter

SERVICE = """\
apiVersion: ray.io/v1
kind: RayService
metadata: {name: llm, namespace: ml}
spec:
  serveConfigV2: |
    applications:
    - name: chat
      import_path: ray.serve.llm:build_openai_app
      runtime_env:
        working_dir: "https://github.com/example/app/archive/main.zip"
        env_vars:
          LANGFUSE_HOST: https://us.cloud.langfuse.com
      args:
        llm_configs:
        - model_loading_config:
            model_id: chat-7b
            model_source: acme/chat-7b
          accelerator_type: A10G
  rayClusterConfig:
    gcsFaultToleranceOptions:
      redisAddress: "redis.example.com:6379"
    headGroupSpec:
      template:
        spec:
          containers:
          - name: head
            image: rayproject/ray:2.52.0
"""
KEY = "k8s:RayService/ml/llm"


def look_at(text: str) -> Looked:
    return look(KubernetesImporter(), text)


def test_the_configuration_inside_the_string_is_read_at_its_own_lines() -> None:
    found = look_at(SERVICE)
    assert found.of(KEY) == {"model": "chat-7b", "accelerator": "A10G", "purposes": ["inference"]}
    assert found.at("host:us.cloud.langfuse.com", "endpoint") == "https://us.cloud.langfuse.com"
    assert found.at("host:github.com", "endpoint") == '"https://github.com/example/app/archive/main.zip"'
    assert found.at("host:huggingface.co", "provider") == "acme/chat-7b"


def test_code_and_models_are_fetched_and_traces_and_state_are_sent() -> None:
    assert set(look_at(SERVICE).flows()) == {
        ("host:github.com", KEY),
        ("host:huggingface.co", KEY),
        (KEY, "host:us.cloud.langfuse.com"),
        (KEY, "host:redis.example.com"),
    }


def test_ray_reports_its_use_unless_told_not_to() -> None:
    assert look_at(SERVICE).of("host:usage-stats.ray.io") == {"provider": "ray", "service": "usage-stats", "data": ()}


def test_the_redis_that_keeps_the_state_stands_at_its_line() -> None:
    found = look_at(SERVICE)
    assert found.of("host:redis.example.com") == {"endpoint": "redis.example.com:6379", "purposes": ["cache"]}
    assert found.at("host:redis.example.com", "endpoint") == '"redis.example.com:6379"'


def test_an_older_way_to_name_that_redis_counts_too() -> None:
    found = look_at(
        SERVICE.replace(
            "            image: rayproject/ray:2.52.0\n",
            "            image: rayproject/ray:2.52.0\n            env:\n"
            "            - {name: RAY_REDIS_ADDRESS, value: 'old.example.com:6379'}\n"
            "            - {name: RAY_USAGE_STATS_ENABLED, value: '0'}\n",
        )
    )
    assert found.of("host:old.example.com")["purposes"] == ["cache"]
    assert "host:usage-stats.ray.io" not in found.facts()


@pytest.mark.parametrize("source", ["{bucket_uri: 's3://weights/chat'}", "s3://weights/chat"])
def test_a_model_may_come_from_a_bucket(source: str) -> None:
    found = look_at(SERVICE.replace("model_source: acme/chat-7b", f"model_source: {source}"))
    assert ("s3:weights", KEY) in found.flows()


def test_a_job_brings_its_environment_in_a_string_of_its_own() -> None:
    found = look_at(
        "apiVersion: ray.io/v1\nkind: RayJob\nmetadata: {name: train}\nspec:\n  runtimeEnvYAML: |\n"
        "    working_dir: 's3://code/app.zip'\n    env_vars: {WANDB_API_KEY: abc}\n  rayClusterSpec: {}\n"
    )
    key = "k8s:RayJob/default/train"
    assert set(found.flows()) == {("s3:code", key), (key, "host:api.wandb.ai")}


def test_a_mistake_inside_the_string_stands_at_its_place_in_the_file() -> None:
    with pytest.raises(InputError) as caught:
        look_at(SERVICE.replace("    - name: chat\n", "    - name: [chat\n"))
    assert {problem.file for problem in caught.value.problems} == {"k8s/a.yaml"}
    assert 7 <= caught.value.problems[0].line <= 19


def test_heads_and_workers_in_two_regions_are_both_places_of_the_cluster() -> None:
    found = look_at(
        "apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: {name: c}\nspec:\n"
        "  headGroupSpec: {template: {spec: {nodeSelector: {topology.kubernetes.io/region: eu-west-1, "
        "eks.amazonaws.com/nodegroup: a}, containers: [{name: h, image: x}]}}}\n"
        "  workerGroupSpecs: [{template: {spec: {nodeSelector: {topology.kubernetes.io/region: us-west-2}, "
        "containers: [{name: w, image: x}]}}}]\n"
    )
    key = "k8s:RayCluster/default/c"
    assert {one.get("region") for one in found.harvest.found} == {"eu-west-1", "us-west-2"}
    assert isinstance(found.of(key)["fallbacks"], list)


def test_a_label_of_gke_tells_the_provider_and_the_note_asks_for_the_region() -> None:
    found = look_at(
        "apiVersion: ray.io/v1\nkind: RayCluster\nmetadata: {name: c}\nspec: {headGroupSpec: {template: {spec: "
        '{nodeSelector: {iam.gke.io/gke-metadata-server-enabled: "true"}, containers: [{name: h, image: x}]}}}}\n'
    )
    assert found.of("k8s:RayCluster/default/c") == {"provider": "gcp"}
    assert "`infrastructure: [{provider: gcp, region: …}]`" in found.notes()[0]
