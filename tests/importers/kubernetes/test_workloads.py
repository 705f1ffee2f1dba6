"""Workloads of Kubernetes: what they use, where they run, and which hosts lead to them."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked, look

from fielato.importers.interface import Source
from fielato.importers.kubernetes import KubernetesImporter
from fielato.model.surroundings import Surroundings

CHAT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: chat, namespace: shop}
spec:
  template:
    metadata: {labels: {app: chat}}
    spec:
      containers:
      - name: chat
        image: ghcr.io/example/chat:1
"""
KEY = "k8s:Deployment/shop/chat"


def look_at(*documents: str, around: Surroundings | None = None) -> Looked:
    return look(KubernetesImporter(), "---\n".join(documents), around)


def with_env(*lines: str) -> str:
    return CHAT + "        env:\n" + "".join(f"        - {line}\n" for line in lines)


def in_pod(*lines: str) -> str:
    return CHAT.replace("      containers:\n", "".join(f"      {line}\n" for line in lines) + "      containers:\n")


def test_a_service_that_a_container_calls_stands_at_the_line_of_its_variable() -> None:
    found = look_at(with_env("{name: OPENAI_BASE_URL, value: 'https://eu.api.openai.com/v1'}"))
    assert found.of("host:eu.api.openai.com")["provider"] == "openai"
    assert found.at("host:eu.api.openai.com", "endpoint") == "'https://eu.api.openai.com/v1'}"
    assert found.flows() == {(KEY, "host:eu.api.openai.com"): "'https://eu.api.openai.com/v1'}"}


def test_variables_of_config_maps_and_secrets_are_read_where_they_are_written() -> None:
    found = look_at(
        CHAT + "        envFrom:\n        - configMapRef: {name: chat}\n        - secretRef: {name: keys}\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: chat, namespace: shop}\ndata:\n"
        "  DD_SITE: us3.datadoghq.com\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: keys, namespace: shop}\nstringData:\n  MISTRAL_API_KEY: abc\n",
    )
    assert found.at("host:api.us3.datadoghq.com", "endpoint") == "us3.datadoghq.com"
    assert found.of("host:api.mistral.ai") == {"provider": "mistral", "service": "api"}


def test_an_encoded_secret_gives_its_address_and_not_its_password() -> None:
    # postgres://u:hunter2@db.example.es/x
    data = "cG9zdGdyZXM6Ly91Omh1bnRlcjJAZGIuZXhhbXBsZS5lcy94"
    found = look_at(
        with_env("{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: db, key: url}}}"),
        f"apiVersion: v1\nkind: Secret\nmetadata: {{name: db, namespace: shop}}\ndata: {{url: {data}}}\n",
    )
    assert found.of("host:db.example.es") == {"endpoint": "db.example.es", "purposes": ["storage"]}


def test_a_config_map_of_another_namespace_is_not_this_one() -> None:
    found = look_at(
        CHAT + "        envFrom:\n        - configMapRef: {name: chat}\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: chat, namespace: other}\ndata: {DD_SITE: datadoghq.eu}\n",
    )
    assert list(found.facts()) == [KEY]
    assert "ConfigMap `chat`, which is not among these files" in found.notes()[-1]


def test_a_secret_that_is_not_there_is_told_of_without_asking_for_it() -> None:
    found = look_at(CHAT + "        envFrom:\n        - secretRef: {name: keys}\n")
    assert "give hosts and regions as plain variables" in found.notes()[-1]


def test_a_variable_may_be_made_of_others() -> None:
    found = look_at(
        with_env("{name: HOST, value: llm.example.com}", "{name: OPENAI_BASE_URL, value: 'https://$(HOST)/v1'}")
    )
    assert found.of("host:llm.example.com")["endpoint"] == "https://llm.example.com/v1"


@pytest.mark.parametrize(
    "written",
    ["http://vllm", "http://vllm.shop", "http://vllm.shop.svc:8000", "http://vllm.shop.svc.cluster.local/v1"],
)
def test_every_way_to_write_a_service_leads_to_the_workload_behind_it(written: str) -> None:
    served = CHAT.replace("chat", "vllm").replace("ghcr.io/example/vllm:1", "vllm/vllm-openai:v1")
    found = look_at(
        with_env(f"{{name: OPENAI_BASE_URL, value: '{written}'}}"),
        served,
        "apiVersion: v1\nkind: Service\nmetadata: {name: vllm, namespace: shop}\nspec: {selector: {app: vllm}}\n",
    )
    behind = found.harvest.with_key("k8s:Deployment/shop/vllm")
    assert behind is not None
    assert "host:vllm.shop.svc" in behind.keys
    assert (KEY, "host:vllm.shop.svc") in found.flows()
    assert found.of("k8s:Deployment/shop/vllm")["purposes"] == ["inference"]


def test_services_of_one_name_in_two_namespaces_are_two() -> None:
    service = "apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: %s}\nspec: {selector: {app: chat}}\n"
    found = look_at(CHAT, CHAT.replace("shop", "lab"), service % "shop", service % "lab")
    keys = [set(one.keys) for one in found.harvest.found]
    assert not keys[0] & keys[1]
    assert "host:db.lab.svc" in keys[1]


def test_a_service_before_several_workloads_is_a_gateway_to_all_of_them() -> None:
    found = look_at(
        CHAT,
        CHAT.replace("name: chat, namespace", "name: canary, namespace"),
        "apiVersion: v1\nkind: Service\nmetadata: {name: chat, namespace: shop}\nspec: {selector: {app: chat}}\n",
    )
    assert found.of("k8s:Service/shop/chat") == {"purposes": ["gateway"]}
    assert set(found.flows()) == {
        ("k8s:Service/shop/chat", KEY),
        ("k8s:Service/shop/chat", "k8s:Deployment/shop/canary"),
    }


def test_an_external_name_is_the_host_elsewhere() -> None:
    found = look_at(
        with_env("{name: PGHOST, value: db}"),
        "apiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}\n"
        "spec: {type: ExternalName, externalName: x.eu-west-1.rds.amazonaws.com}\n",
    )
    there = found.harvest.with_key("host:x.eu-west-1.rds.amazonaws.com")
    assert there is not None
    assert "host:db.shop.svc" in there.keys
    assert there.get("region") == "eu-west-1"
    assert (KEY, "host:db.shop.svc") in found.flows()


def test_an_ingress_is_found_by_its_public_host() -> None:
    found = look_at(
        CHAT,
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, namespace: shop}\nspec:\n  rules:\n"
        "  - host: chat.example.es\n    http: {paths: [{path: /, backend: {service: {name: chat}}}]}\n",
    )
    gate = found.harvest.with_key("k8s:Ingress/shop/web")
    assert gate is not None
    assert "host:chat.example.es" in gate.keys
    assert ("k8s:Ingress/shop/web", "host:chat.shop.svc") in found.flows()


def test_a_mirror_of_a_route_receives_a_copy() -> None:
    found = look_at(
        "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r, namespace: shop}\nspec:\n"
        "  hostnames: [chat.example.es]\n  rules:\n  - backendRefs: [{name: chat}]\n"
        "    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: shadow}}}]\n"
    )
    assert ("k8s:HTTPRoute/shop/r", "host:shadow.shop.svc") in found.flows()


# Where the cluster is


def test_labels_of_a_providers_own_clusters_tell_provider_and_region() -> None:
    found = look_at(
        in_pod("nodeSelector:", "  topology.kubernetes.io/region: eu-south-2", "  eks.amazonaws.com/nodegroup: gpu")
    )
    assert found.of(KEY) == {"provider": "aws", "region": "eu-south-2"}
    assert found.at(KEY, "region") == "eu-south-2"
    assert found.notes() == []


@pytest.mark.parametrize(
    ("label", "zone", "provider", "region"),
    [
        ("eks.amazonaws.com/nodegroup", "eu-west-2a", "aws", "eu-west-2"),
        ("cloud.google.com/gke-nodepool", "europe-west6-b", "gcp", "europe-west6"),
        ("kubernetes.azure.com/agentpool", "westeurope-1", "azure", "westeurope"),
    ],
)
def test_a_zone_is_read_as_its_region(label: str, zone: str, provider: str, region: str) -> None:
    found = look_at(in_pod("nodeSelector:", f"  topology.kubernetes.io/zone: {zone}", f"  {label}: x"))
    assert found.of(KEY) == {"provider": provider, "region": region}
    assert found.at(KEY, "region") == zone


def test_a_region_whose_provider_nobody_names_is_told_of() -> None:
    found = look_at(in_pod("nodeSelector: {topology.kubernetes.io/region: eu-west-1}"))
    assert found.of(KEY) == {"region": "eu-west-1"}
    assert "whose region that is" in found.notes()[0]


def test_the_surroundings_name_the_provider_of_a_region() -> None:
    around = Surroundings(provider="aws", region="eu-central-1")
    selected = look_at(in_pod("nodeSelector: {topology.kubernetes.io/region: eu-west-1}"), around=around)
    assert selected.of(KEY) == {"provider": "aws", "region": "eu-west-1"}
    assert look_at(CHAT, around=around).of(KEY) == {"provider": "aws", "region": "eu-central-1"}


def test_a_cluster_that_nobody_places_is_told_of_once() -> None:
    found = look_at(CHAT, CHAT.replace("name: chat, namespace", "name: other, namespace"))
    assert [note for note in found.notes() if "where the cluster that runs" in note] == found.notes()
    assert len(found.notes()) == 1


REQUIRED = (
    "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: "
    "[{key: topology.kubernetes.io/region, operator: In, values: [eu-west-1, us-east-1]}]}]}}}"
)


def test_a_workload_that_may_run_in_several_regions_runs_in_all_of_them() -> None:
    found = look_at(in_pod(REQUIRED), around=Surroundings(provider="aws"))
    assert found.of(KEY) == {"provider": "aws", "region": "eu-west-1", "fallbacks": [f"{KEY}@us-east-1"]}
    assert found.of(f"{KEY}@us-east-1") == {"provider": "aws", "region": "us-east-1"}
    assert found.at(f"{KEY}@us-east-1", "region").startswith("us-east-1]")


def test_a_region_that_is_only_preferred_decides_nothing() -> None:
    found = look_at(in_pod(REQUIRED.replace("requiredDuring", "preferredDuring")))
    assert found.of(KEY) == {}


def test_a_workload_spread_over_regions_is_told_of() -> None:
    found = look_at(in_pod("topologySpreadConstraints: [{maxSkew: 1, topologyKey: topology.kubernetes.io/region}]"))
    assert "spread over all regions" in found.notes()[0]


def test_the_product_of_a_gpu_is_the_accelerator() -> None:
    found = look_at(in_pod("nodeSelector: {nvidia.com/gpu.product: NVIDIA-A100-SXM4-80GB}"))
    assert found.of(KEY) == {"accelerator": "A100"}


# Storage


def test_a_claim_holds_data_in_the_zone_of_its_volume() -> None:
    found = look_at(
        in_pod("volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]"),
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data, namespace: shop}\nspec: {volumeName: v}\n",
        "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v}\nspec:\n  csi: {driver: ebs.csi.aws.com}\n"
        "  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: topology.kubernetes.io/zone, "
        "operator: In, values: [eu-west-3a]}]}]}}\n",
    )
    claim = "k8s:PersistentVolumeClaim/shop/data"
    assert found.of(claim) == {"purposes": ["storage"], "region": "eu-west-3", "provider": "aws"}
    assert (KEY, claim) in found.flows()


def test_a_mounted_bucket_and_a_share_elsewhere_receive_data() -> None:
    found = look_at(
        in_pod(
            "volumes:",
            "- {name: b, csi: {driver: gcsfuse.csi.storage.gke.io, volumeAttributes: {bucketName: chats}}}",
            "- {name: n, nfs: {server: nfs.example.com, path: /}}",
        )
    )
    assert found.of("gs:chats") == {"provider": "gcp", "service": "gcs"}
    assert found.of("host:nfs.example.com")["purposes"] == ["storage"]


# Pods, kinds, files


def test_a_known_helper_beside_something_unknown_is_a_component_of_its_own() -> None:
    found = look_at(CHAT + "      - {name: traces, image: 'otel/opentelemetry-collector:1'}\n")
    assert found.of(KEY) == {}
    assert found.of(f"{KEY}/traces")["purposes"] == ["telemetry", "prompt_log"]
    assert (KEY, f"{KEY}/traces") in found.flows()


def test_a_container_that_only_prepares_does_not_do_what_its_image_could() -> None:
    waits = "initContainers: [{name: wait, image: 'postgres:17', env: [{name: PGHOST, value: db.example.es}]}]"
    found = look_at(in_pod(waits))
    assert set(found.facts()) == {KEY, "host:db.example.es"}
    assert found.of(KEY) == {}


@pytest.mark.parametrize(
    ("kind", "group", "path"),
    [
        ("StatefulSet", "apps/v1", "template: {spec: %s}"),
        ("DaemonSet", "apps/v1", "template: {spec: %s}"),
        ("Job", "batch/v1", "template: {spec: %s}"),
        ("CronJob", "batch/v1", "jobTemplate: {spec: {template: {spec: %s}}}"),
        ("Pod", "v1", "%s"),
        ("Service", "serving.knative.dev/v1", "template: {spec: %s}"),
    ],
)
def test_every_kind_that_runs_pods_is_a_component(kind: str, group: str, path: str) -> None:
    pods = "{initContainers: [{name: i, env: [{name: MISTRAL_API_KEY, value: x}]}], containers: [{name: c, image: x}]}"
    spec = path % pods
    spec = spec if spec.startswith("{") else f"{{{spec}}}"
    found = look_at(f"apiVersion: {group}\nkind: {kind}\nmetadata: {{name: a}}\nspec: {spec}\n")
    assert list(found.facts()) == [f"k8s:{kind}/default/a", "host:api.mistral.ai"]


def test_the_objects_of_a_list_are_read_one_by_one() -> None:
    indented = "".join(f"  {line}\n" for line in CHAT.splitlines())
    found = look_at("apiVersion: v1\nkind: List\nitems:\n" + indented.replace("  apiVersion", "- apiVersion", 1))
    assert list(found.facts()) == [KEY]


def test_the_same_object_described_again_is_the_same_thing_with_both_facts() -> None:
    east = in_pod("nodeSelector: {topology.kubernetes.io/region: us-east-1}")
    west = in_pod("nodeSelector: {topology.kubernetes.io/region: eu-west-1}")
    found = look(KubernetesImporter(), {"base/a.yaml": west, "prod/a.yaml": east})
    assert [one.get("region") for one in found.harvest.found] == ["eu-west-1", "us-east-1"]
    assert KEY in found.harvest.found[1].keys


def test_a_kind_that_no_table_knows_is_named_and_its_pods_are_read_all_the_same() -> None:
    found = look_at(CHAT.replace("apps/v1", "example.com/v1").replace("Deployment", "Trainer"))
    assert list(found.harvest.unrecognised) == ["Trainer.example.com"]
    assert list(found.facts()) == ["k8s:Trainer/shop/chat"]


def test_kinds_that_can_hold_no_data_say_nothing() -> None:
    found = look_at(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r}\n",
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\n",
        "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: s}\n",
    )
    assert found.facts() == {}
    assert found.harvest.unrecognised == {}


GATEWAY = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: chat, namespace: shop}
data:
  config.yaml: |
    model_list:
    - model_name: chat
      litellm_params: {model: azure/gpt, api_base: "https://eu.api.openai.com"}
"""


def test_the_configuration_of_a_gateway_is_that_of_the_pod_that_mounts_it() -> None:
    found = look_at(in_pod("volumes: [{name: c, configMap: {name: chat}}]"), GATEWAY)
    workload, gateway = found.harvest.found[0], found.harvest.found[1]
    assert gateway.name == "litellm"
    assert set(workload.keys) & set(gateway.keys)
    assert found.text(next(one.origin for one in found.harvest.flows)).startswith("azure/gpt")


def test_a_gateway_that_no_manifest_mounts_is_told_of() -> None:
    assert "ConfigMap `chat` configures a model gateway" in look_at(GATEWAY).notes()[-1]


def test_what_a_container_calls_on_its_own_machine_is_its_own_pod() -> None:
    found = look_at(with_env("{name: OTEL_EXPORTER_OTLP_ENDPOINT, value: 'http://localhost:4318'}"))
    (target,) = [target for _, target in found.flows()]
    assert target in found.harvest.found[0].keys


CLAIMED = {
    "a workload": (CHAT, True),
    "a workload as JSON": ('{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}}', True),
    "a resource of somebody's own": ("apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: a}\n", True),
    "rights beside a workload": ("apiVersion: v1\nkind: ServiceAccount\n---\n" + CHAT, True),
    "rights alone": ("apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r}\n", False),
    "our own format": ("apiVersion: fielato/v1\nkind: AIDeployment\n", False),
    "a Helm template": (CHAT + "# {{ .Values.x }}\n", False),
    "a chart": ("apiVersion: v2\nname: chart\nversion: 1.0.0\n", False),
    "a catalogue of components": ("apiVersion: backstage.io/v1alpha1\nkind: Component\n", False),
    "a kustomization": ("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", False),
    "a kubeconfig": ("apiVersion: v1\nkind: Config\n", False),
    "a package": ('{"name": "x", "version": "1.0.0"}', False),
    "a workflow": ("on: push\njobs: {}\n", False),
    "an OpenAPI document": ("openapi: 3.1.0\ninfo: {title: x}\n", False),
}


@pytest.mark.parametrize(("text", "expected"), CLAIMED.values(), ids=CLAIMED)
def test_only_what_is_applied_to_a_cluster_and_runs_or_leads_somewhere_is_claimed(text: str, *, expected: bool) -> None:
    name = "a.json" if text.startswith("{") else "a.yaml"
    assert KubernetesImporter().claims(Source(name, text.encode())) is expected
