"""Workloads: what runs pods, whatever its kind."""

from __future__ import annotations

from fielato.importers.kubernetes import pods
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run


def workload(of: Object, run: Run) -> None:
    """A component for all pods of a workload."""
    found = run.component(of)
    if of.group == "serving.knative.dev":
        found.known_by(*run.cluster.hosts(of.name, of.namespace))
    pods.add(found, of, pods.specs(of.root), run)


def unknown(of: Object, run: Run) -> None:
    """A kind that no table knows: its pods are read if it has any, and what else it does is not known."""
    if specs := pods.specs(of.spec):
        pods.add(run.component(of), of, specs, run)
    run.harvest.not_recognised(of.type, of.root.at("kind").origin)
