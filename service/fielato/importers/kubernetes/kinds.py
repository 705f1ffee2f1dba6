"""Which kind of object is read how, which is looked up by others, and which can hold and move no data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from fielato.importers.kubernetes import configuration, kserve, kuberay, networking, storage, workloads
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run

Reader: TypeAlias = Callable[[Object, Run], None]


def _looked_up(of: Object, run: Run) -> None:
    """Others name it, and it says nothing by itself."""


RUNNING: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(
        ("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "Pod"),
        workloads.workload,
    ),
    "Service.serving.knative.dev": workloads.workload,
    "Configuration.serving.knative.dev": workloads.workload,
    "Rollout.argoproj.io": workloads.workload,
    "LeaderWorkerSet.leaderworkerset.x-k8s.io": workloads.workload,
    "PyTorchJob.kubeflow.org": workloads.workload,
    "TFJob.kubeflow.org": workloads.workload,
    "Notebook.kubeflow.org": workloads.workload,
    "InferenceService.serving.kserve.io": kserve.inference_service,
    "InferenceGraph.serving.kserve.io": kserve.inference_graph,
    "LLMInferenceService.serving.kserve.io": kserve.model_service,
    "RayCluster.ray.io": kuberay.ray,
    "RayJob.ray.io": kuberay.ray,
    "RayService.ray.io": kuberay.ray,
    "PersistentVolumeClaim": storage.claim,
}
"""What is a component, by kind and group; a kind alone stands for it in any group of Kubernetes itself."""

LEADING: Final[Mapping[str, Reader]] = {
    "Service": networking.service,
    "Ingress": networking.ingress,
    "HTTPRoute": networking.route,
    "GRPCRoute": networking.route,
    "ConfigMap": configuration.config_map,
    **dict.fromkeys(
        [
            "Secret", "ServiceAccount", "PersistentVolume", "Namespace", "PodTemplate",
            "ServingRuntime.serving.kserve.io", "ClusterServingRuntime.serving.kserve.io",
            "LLMInferenceServiceConfig.serving.kserve.io", "LocalModelCache.serving.kserve.io",
        ],
        _looked_up,
    ),
}  # fmt: skip
"""What is read once all workloads are known."""

_OWN_HARMLESS: Final = """
Role RoleBinding ClusterRole ClusterRoleBinding NetworkPolicy HorizontalPodAutoscaler
PodDisruptionBudget ResourceQuota LimitRange PriorityClass RuntimeClass StorageClass
VolumeAttributesClass CSIDriver CSINode VolumeSnapshotClass IngressClass GatewayClass Gateway
ReferenceGrant Lease Event Node ControllerRevision CustomResourceDefinition APIService
ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy
ValidatingAdmissionPolicyBinding CertificateSigningRequest PodSecurityPolicy FlowSchema
PriorityLevelConfiguration DeviceClass ResourceClaim ResourceClaimTemplate Kustomization Component
"""
_OTHER_HARMLESS: Final[Mapping[str, str]] = {
    "monitoring.coreos.com": "ServiceMonitor PodMonitor PrometheusRule",
    "monitoring.googleapis.com": "PodMonitoring",
    "keda.sh": "ScaledObject ScaledJob TriggerAuthentication ClusterTriggerAuthentication",
    "cert-manager.io": "Certificate Issuer ClusterIssuer",
    "external-secrets.io": "ExternalSecret SecretStore ClusterSecretStore",
    "bitnami.com": "SealedSecret",
    "secrets-store.csi.x-k8s.io": "SecretProviderClass",
    "autoscaling.k8s.io": "VerticalPodAutoscaler",
    "autoscaling.internal.knative.dev": "PodAutoscaler",
    "karpenter.sh": "NodePool",
    "karpenter.k8s.aws": "EC2NodeClass",
    "kueue.x-k8s.io": "ClusterQueue LocalQueue ResourceFlavor Workload",
    "security.istio.io": "PeerAuthentication AuthorizationPolicy RequestAuthentication",
    "networking.istio.io": "DestinationRule Gateway ServiceEntry Sidecar EnvoyFilter",
    "kyverno.io": "Policy ClusterPolicy",
    "serving.kserve.io": "ClusterStorageContainer",
    "scheduling.volcano.sh": "PodGroup Queue",
    "cloud.google.com": "BackendConfig FrontendConfig",
    "networking.gke.io": "ManagedCertificate",
    "argoproj.io": "Application AppProject",
}
"""By group."""

HARMLESS: Final = frozenset(_OWN_HARMLESS.split()) | {
    f"{kind}.{group}" for group, kinds in _OTHER_HARMLESS.items() for kind in kinds.split()
}
"""What only grants, limits, measures, scales or describes."""

_OWN_GROUPS: Final = (".k8s.io", "apps", "batch", "autoscaling", "policy", "extensions")


def known_as(of: Object) -> str:
    """The name under which the tables list a kind."""
    own = not of.group or of.group in _OWN_GROUPS or of.group.endswith(_OWN_GROUPS[0])
    return of.kind if own and of.type not in HARMLESS else of.type
