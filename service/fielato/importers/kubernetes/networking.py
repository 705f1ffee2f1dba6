"""Which host leads to which workload: services with their selectors, external names, ingresses and routes."""

from __future__ import annotations

from collections.abc import Iterator

from fielato.importers import targets
from fielato.importers.kubernetes import placing
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.node import Node


def service(of: Object, run: Run) -> None:
    """Let the workload behind a service be found by the service's hosts; several are behind a component of its own."""
    hosts = run.cluster.hosts(of.name, of.namespace)
    if of.spec.at("type").text == "ExternalName":
        _external(of, hosts, run)
        return
    selector = {name: value.text for name, value in of.spec.at("selector").entries()}
    behind = [key for key in run.cluster.running(of.namespace, selector) if run.harvest.with_key(key) is not None]
    if len(behind) == 1 and (found := run.harvest.with_key(behind[0])) is not None:
        found.known_by(*hosts)
    elif behind:
        gate = run.component(of)
        gate.name = f"{of.name}-service"
        gate.known_by(*hosts)
        gate.say("purposes", "gateway", of.root.at("kind").origin)
        placing.place(gate, of, [], run)
        for key in behind:
            run.harvest.flow(gate.key, key, of.spec.at("selector").origin)


def _external(of: Object, hosts: tuple[str, ...], run: Run) -> None:
    """A name of the cluster for a host elsewhere: whoever calls the one reaches the other."""
    name = of.spec.at("externalName")
    local = run.cluster.local(of.namespace)
    lead = targets.host(local(name.text), run.context.catalogue)
    if lead is None or lead.inside:
        return
    there = run.harvest.pointed_to(lead.key, lead.name, name.origin)
    there.known_by(*hosts)
    there.say_all(lead.facts, name.origin)


def ingress(of: Object, run: Run) -> None:
    """Let the workload behind a public host be found by it, where that host leads to one alone."""
    for rule in of.spec.at("rules").items():
        backends = {one.text: one for one in _services(rule)}
        _lead([rule.at("host").text], backends, of, run)


def route(of: Object, run: Run) -> None:
    """The same of a route of the Gateway API."""
    backends = {one.at("name").text: one.at("name") for one in _backends(of.spec)}
    _lead([one.text for one in of.spec.at("hostnames").items()], backends, of, run)


def _services(rule: Node) -> Iterator[Node]:
    for path in rule.at("http", "paths").items():
        backend = path.at("backend")
        yield backend.at("service", "name") if backend.has("service") else backend.at("serviceName")


def _backends(spec: Node) -> Iterator[Node]:
    for rule in spec.at("rules").items():
        yield from rule.at("backendRefs").items()
        for one in rule.at("filters").items():
            if one.has("requestMirror"):  # a copy of every request
                yield one.at("requestMirror", "backendRef")


def _lead(hosts: list[str], backends: dict[str, Node], of: Object, run: Run) -> None:
    names = [host for host in hosts if host and "*" not in host]
    if not names or not any(backends):
        return
    gate = run.component(of)
    gate.name = f"{of.name}-{of.kind.lower()}"
    gate.known_by(*(f"host:{name}" for name in names))
    gate.say("purposes", "gateway", of.root.at("kind").origin)
    placing.place(gate, of, [], run)
    for name, at in backends.items():
        if name:
            run.harvest.flow(gate.key, run.cluster.hosts(name, of.namespace)[0], at.origin)
