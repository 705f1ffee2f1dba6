"""The objects of all manifests of a deployment, and what their names, labels and hosts lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from fielato.catalogue.hosts import is_itself, split
from fielato.importers.node import Node

DEFAULT: Final = "default"
"""The namespace of what names none."""
_USUAL: Final = frozenset({DEFAULT, "kube-system", "knative-serving", "knative-eventing", "istio-system", "monitoring"})
_TEMPLATES: Final = (("spec", "template"), ("spec", "jobTemplate", "spec", "template"))
"""Where the labels of the pods stand that an object runs."""
_SERVICE_DOMAIN: Final = ".svc"


class Object(msgspec.Struct, frozen=True, eq=False):
    """One object of the cluster."""

    root: Node
    group: str
    """The API group; empty for the core."""
    kind: str
    name: str
    namespace: str

    @property
    def key(self) -> str:
        """What it is known by."""
        return f"k8s:{self.kind}/{self.namespace}/{self.name}"

    @property
    def spec(self) -> Node:
        """What it is to be."""
        return self.root.at("spec")

    @property
    def type(self) -> str:
        """Kind and group, as people write them: `Rollout.argoproj.io`."""
        return f"{self.kind}.{self.group}" if self.group else self.kind

    def labels(self, *path: str) -> Mapping[str, str]:
        """Its labels, or those at a path below it."""
        return {name: inner.text for name, inner in self.root.at(*path, "metadata", "labels").entries()}


def objects(root: Node) -> Iterator[Object]:
    """The object of a document; those in a list one by one."""
    if not isinstance(root.value, dict) or not isinstance(kind := root.value.get("kind"), str):
        return
    if kind.endswith("List") and isinstance(root.value.get("items"), list):
        for item in root.at("items").items():
            yield from objects(item)
        return
    metadata = root.at("metadata")
    group = root.at("apiVersion").text.rpartition("/")[0]
    name = metadata.at("name").text or metadata.at("generateName").text.rstrip("-") or kind.lower()
    yield Object(root, group, kind, name, metadata.at("namespace").text or DEFAULT)


class Cluster:
    """What the manifests of one deployment hold."""

    def __init__(self, found: Sequence[Object]) -> None:
        self.objects = found
        self._named = {(one.kind, one.namespace, one.name): one for one in reversed(found)}
        self._services = {(one.namespace, one.name) for one in found if one.kind == "Service" and not one.group}
        self._spaces: dict[str, set[str]] = {}
        for of, name in self._services:
            self._spaces.setdefault(name, set()).add(of)
        self._mounting: dict[tuple[str, str], set[str]] | None = None
        self._labelled: dict[str, list[tuple[str, set[tuple[str, str]]]]] = {}
        self._namespaces = _USUAL | {one.namespace for one in found}
        self._namespaces |= {one.name for one in found if one.kind == "Namespace"}

    def of(self, *kinds: str) -> Iterator[Object]:
        """The objects of some kinds, in order."""
        return (one for one in self.objects if one.kind in kinds)

    def named(self, kind: str, namespace: str, name: str) -> Object | None:
        """An object by its full name."""
        return self._named.get((kind, namespace, name))

    def running(self, namespace: str, selector: Mapping[str, str]) -> list[str]:
        """The keys of what runs pods that carry all labels of a selector."""
        if not self._labelled:
            for one in self.objects:
                for path in ((),) if one.kind == "Pod" else _TEMPLATES:
                    if labels := set(one.labels(*path).items()):
                        self._labelled.setdefault(one.namespace, []).append((one.key, labels))
        wanted = set(selector.items())
        found = [key for key, labels in self._labelled.get(namespace, ()) if wanted <= labels]
        return list(dict.fromkeys(found)) if wanted else []

    def mounting(self, namespace: str, name: str) -> set[str]:
        """The keys of the objects whose pods mount a ConfigMap."""
        if self._mounting is None:
            self._mounting = {}
            for one in self.objects:
                for inside in one.spec.walk():
                    for mounted in inside.at("volumes").items():
                        for source in (mounted, *mounted.at("projected", "sources").items()):
                            named = source.at("configMap", "name").text
                            self._mounting.setdefault((one.namespace, named), set()).add(one.key)
        return self._mounting.get((namespace, name), set())

    def local(self, namespace: str, pod: str = "") -> Callable[[str], str]:
        """How an address that is written in this namespace is called from everywhere: `http://redis.shop.svc`.

        `pod` is the host by which the pod is called that it is written in.
        """

        def renamed(written: str) -> str:
            if pod and is_itself(written):
                return pod
            host, _ = split(written)
            whole = self.service_host(host, namespace)
            return written.replace(host, whole, 1) if whole and host in written else written

        return renamed

    def service_host(self, host: str, namespace: str) -> str:
        """The full host of a service of the cluster, as `name.namespace.svc`; empty where it is none."""
        labels = host.split(".")
        if "svc" in labels[2:]:
            end = labels.index("svc", 2)
            return f"{labels[end - 2]}.{labels[end - 1]}{_SERVICE_DOMAIN}"
        match labels:
            case [name] if name and not name.isdigit() and name != "localhost":
                return f"{name}.{namespace}{_SERVICE_DOMAIN}"
            case [name, of] if of in self._namespaces:
                return f"{name}.{of}{_SERVICE_DOMAIN}"
            case [*_, service] if len(labels) > 1 and (namespace, service) in self._services:
                return f"{service}.{namespace}{_SERVICE_DOMAIN}"  # a pod of a StatefulSet
        return ""

    def hosts(self, name: str, namespace: str) -> tuple[str, ...]:
        """The keys of a service of the cluster, whoever calls it; by its bare name where that names one service."""
        whole = f"{name}.{namespace}{_SERVICE_DOMAIN}"
        bare = () if self._spaces.get(name, set()) - {namespace} else (f"host:{name}",)
        return (f"host:{whole}", f"host:{whole}.cluster.local", f"host:{name}.{namespace}", *bare)
