"""KServe: what a model is fetched from, what a logger copies, and where graphs and transformers send requests."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked, look

from fielato.importers.kubernetes import KubernetesImporter
from fielato.model.surroundings import Surroundings

HEAD = "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: risk, namespace: ml}\nspec:\n"
KEY = "k8s:InferenceService/ml/risk"


def look_at(*documents: str, around: Surroundings | None = None) -> Looked:
    return look(KubernetesImporter(), "---\n".join(documents), around)


@pytest.mark.parametrize(
    ("uri", "key", "expected"),
    [
        ("s3://weights/risk", "s3:weights", {"provider": "aws", "service": "s3", "data": ()}),
        ("gs://weights/risk", "gs:weights", {"provider": "gcp", "service": "gcs", "data": ()}),
        ("hf://acme/risk", "host:huggingface.co", {"provider": "huggingface", "service": "hub", "data": ()}),
        ("https://example.com/risk.joblib?token=abc", "host:example.com",
         {"endpoint": "https://example.com/risk.joblib", "purposes": ["storage"], "data": ()}),
    ],
)  # fmt: skip
def test_a_model_flows_from_where_it_is_kept_to_the_predictor(uri: str, key: str, expected: dict[str, object]) -> None:
    found = look_at(HEAD + f"  predictor:\n    model:\n      modelFormat: {{name: sklearn}}\n      storageUri: {uri}\n")
    assert found.of(KEY) == {"purposes": ["inference"]}
    assert found.of(key) == expected
    assert found.flows() == {(key, KEY): uri}


def test_a_model_on_a_volume_of_the_cluster_comes_from_nowhere_else() -> None:
    found = look_at(HEAD + "  predictor:\n    sklearn: {storageUri: 'pvc://models/risk'}\n")
    assert list(found.facts()) == [KEY]


def test_a_logger_copies_whole_requests_to_the_host_of_its_line() -> None:
    found = look_at(
        HEAD + "  predictor:\n    logger:\n      mode: all\n      url: https://logs.example.com/in\n    sklearn: {}\n"
    )
    assert found.of("host:logs.example.com") == {"endpoint": "https://logs.example.com/in", "purposes": ["prompt_log"]}
    assert found.at("host:logs.example.com", "purposes") == "https://logs.example.com/in"
    assert (KEY, "host:logs.example.com") in found.flows()


def test_a_logger_to_a_host_of_the_cluster_is_a_log_at_the_cluster() -> None:
    found = look_at(
        HEAD + "  predictor:\n    logger: {url: 'http://dumper.ml/'}\n    sklearn: {}\n",
        around=Surroundings(provider="aws", region="eu-west-1"),
    )
    expected = {"provider": "aws", "region": "eu-west-1", "purposes": ["prompt_log"]}
    assert found.of("host:dumper.ml.svc") == expected


def test_a_logger_without_a_url_copies_to_a_place_that_only_the_cluster_knows() -> None:
    found = look_at(HEAD + "  predictor:\n    logger: {mode: request}\n    sklearn: {}\n")
    assert found.of(f"{KEY}/logger") == {"purposes": ["prompt_log"]}
    assert found.at(f"{KEY}/logger", "purposes") == "{mode: request}"
    assert any("`defaultUrl`" in note for note in found.notes())


def test_a_logger_may_copy_to_a_bucket() -> None:
    found = look_at(HEAD + "  predictor:\n    logger: {storage: {path: 's3://copies/risk'}}\n    sklearn: {}\n")
    assert found.of("s3:copies") == {"provider": "aws", "service": "s3", "purposes": ["prompt_log"]}
    assert (KEY, "s3:copies") in found.flows()


def test_requests_pass_the_transformer_before_the_predictor() -> None:
    found = look_at(
        HEAD + "  predictor:\n    sklearn: {}\n  transformer:\n    containers:\n    - image: x\n      env:\n"
        "      - {name: OPENAI_API_KEY, value: k}\n  explainer:\n    containers:\n    - image: y\n"
    )
    assert set(found.flows()) == {
        (f"{KEY}/transformer", "host:api.openai.com"),
        (f"{KEY}/transformer", KEY),
        (f"{KEY}/explainer", KEY),
    }
    entry = found.harvest.with_key(f"{KEY}/transformer")
    assert entry is not None
    assert "host:risk.ml.svc" in entry.keys


def test_each_part_runs_where_its_own_nodes_are() -> None:
    found = look_at(
        HEAD + "  predictor:\n    nodeSelector: {topology.kubernetes.io/region: us-east-1}\n    sklearn: {}\n"
        "  transformer:\n    nodeSelector: {topology.kubernetes.io/region: eu-west-1}\n    containers: [{image: x}]\n",
        around=Surroundings(provider="aws"),
    )
    assert found.of(KEY)["region"] == "us-east-1"
    assert found.of(f"{KEY}/transformer")["region"] == "eu-west-1"


def test_the_container_of_a_framework_has_variables_too() -> None:
    found = look_at(
        HEAD + "  predictor:\n    model:\n      modelFormat: {name: huggingface}\n"
        "      args: ['--model_id=acme/risk']\n      env: [{name: HF_TOKEN, value: x}]\n"
    )
    assert found.of(KEY) == {"model": "acme/risk", "purposes": ["inference"]}
    assert ("host:huggingface.co", KEY) in found.flows()


RUNTIME = """\
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: {name: vllm}
spec:
  containers:
  - name: kserve-container
    image: vllm/vllm-openai:v1
    env: [{name: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, value: "https://otlp.nr-data.net"}]
"""


def test_a_service_sends_what_its_runtime_sends() -> None:
    service = HEAD + "  predictor: {model: {modelFormat: {name: vllm}, runtime: vllm}}\n"
    found = look_at(service, RUNTIME)
    assert {target for _, target in found.flows()} == {"host:otlp.nr-data.net"}
    assert "host:stats.vllm.ai" in found.facts()
    assert found.at("host:otlp.nr-data.net", "endpoint").startswith('"https://otlp.nr-data.net"')
    assert any("serving runtime `vllm`" in note for note in look_at(service).notes())


GRAPH = """\
apiVersion: serving.kserve.io/v1alpha1
kind: InferenceGraph
metadata: {name: chain, namespace: ml}
spec:
  nodes:
    root:
      routerType: Sequence
      steps:
      - serviceName: risk
      - serviceUrl: https://eu.api.openai.com/v1/chat/completions
      - serviceUrl: http://risk.ml.example.com/v1/models/risk
      - serviceUrl: http://{host}/x
"""


def test_the_steps_of_a_graph_lead_into_the_cluster_or_out_of_it() -> None:
    found = look_at(HEAD + "  predictor: {sklearn: {}}\n", GRAPH)
    graph = "k8s:InferenceGraph/ml/chain"
    assert found.of(graph) == {"purposes": ["gateway"]}
    assert found.flows() == {
        (graph, "host:risk.ml.svc"): "risk",
        (graph, "host:eu.api.openai.com"): "https://eu.api.openai.com/v1/chat/completions",
    }
    assert "still to be filled in" in found.notes()[-1]


def test_a_service_of_a_language_model_has_its_workers_and_its_uri() -> None:
    found = look_at(
        "apiVersion: serving.kserve.io/v1alpha1\nkind: LLMInferenceService\nmetadata: {name: chat, namespace: ml}\n"
        "spec:\n  model: {uri: 'hf://acme/chat-7b', name: acme/chat-7b}\n  router: {gateway: {}, route: {}}\n"
        "  worker:\n    nodeSelector: {topology.kubernetes.io/region: europe-west4, cloud.google.com/gke-nodepool: x}\n"
        "    containers: [{name: main, image: 'vllm/vllm-openai:v1', env: [{name: VLLM_NO_USAGE_STATS, value: '1'}]}]\n"
    )
    key = "k8s:LLMInferenceService/ml/chat"
    assert found.of(key) == {
        "model": "acme/chat-7b",
        "provider": "gcp",
        "region": "europe-west4",
        "purposes": ["inference"],
    }
    assert list(found.flows()) == [("host:huggingface.co", key)]
