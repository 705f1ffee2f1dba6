"""What the containers and volumes of a pod say of a workload: what it does, what it calls, what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fielato.importers import workload
from fielato.importers.found import Found
from fielato.importers.kubernetes import placing, storage
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.kubernetes.variables import variables
from fielato.importers.node import Node
from fielato.model.origin import Origin

_CONTAINERS = ("containers", "initContainers", "ephemeralContainers")
_NOT_IN_HOSTS = re.compile(r"[^a-z0-9.-]+")
_PRODUCT = re.compile(r"(?:^|[-_ ])(?P<name>(?:GB|GH|A|B|H|L|MI|P|T|V)\d{1,3}[A-Z]{0,2})(?=[-_ ]|$)", re.IGNORECASE)
_PRODUCT_LABELS = frozenset(
    {
        "nvidia.com/gpu.product",
        "cloud.google.com/gke-accelerator",
        "karpenter.k8s.aws/instance-gpu-name",
        "k8s.amazonaws.com/accelerator",
        "gpu.nvidia.com/model",
        "amd.com/gpu.product-name",
    }
)


def specs(within: Node) -> list[Node]:
    """The specifications of pods at or below a value."""
    return [one for one in within.walk() if isinstance(one.at(_CONTAINERS[0]).value, list)]


def add(found: Found, of: Object, pods: Sequence[Node], run: Run, further: Sequence[Node] = ()) -> None:
    """Say all that some pods, which run as one workload, show of it and of where it is.

    `further` are containers that stand outside a pod's own list.
    """
    placing.place(found, of, pods, run)
    itself = _itself(found)
    found.known_by(f"host:{itself}")
    for container in further:
        _add_container(found, container, of, run, itself)
    for pod in pods:
        for container in _containers(pod):
            _add_container(_whose(found, container, pod, of, run), container, of, run, itself)
        storage.mounted(found, pod, of, run)
        say_accelerator(found, pod)
    _do_the_same_elsewhere(found, run)


def _do_the_same_elsewhere(found: Found, run: Run) -> None:
    """What a workload does it does in every region where its pods may run."""
    for other in found.lists.get("fallbacks", ()):
        if (there := run.harvest.with_key(str(other.value))) is not None:
            for said in found.lists.get("purposes", ()):
                there.say("purposes", said.value, said.origin)


def _containers(pod: Node) -> Iterator[Node]:
    for name in _CONTAINERS:
        yield from pod.at(name).items()


def _add_container(found: Found, container: Node, of: Object, run: Run, pod: str) -> None:
    local = run.cluster.local(of.namespace, pod)
    pairs = variables(container, of, run)
    workload.environment(found, pairs, run.harvest, run.context, local)
    image = container.at("image")
    if image.text and not _prepares(container):
        env = {name: value for name, value, _ in pairs}
        workload.image(found, image.text, image.origin, env, run.harvest, run.context)
    workload.arguments(found, _words(container), run.harvest, run.context, local, pairs)


def _prepares(container: Node) -> bool:
    """Whether it has ended before the pod works: what its image could do besides is not done."""
    return "/initContainers/" in container.pointer and container.at("restartPolicy").text != "Always"


def _itself(found: Found) -> str:
    """The host by which a pod calls itself, as one that no other has."""
    return f"{_NOT_IN_HOSTS.sub('-', found.key.lower())}.pod.local"


def _words(container: Node) -> list[tuple[str, Origin]]:
    both = (*container.at("command").items(), *container.at("args").items())
    return [(one.text, one.origin) for one in both]


def _whose(found: Found, container: Node, pod: Node, of: Object, run: Run) -> Found:
    """The workload itself; a component beside it for a known helper in the pod of something that is not known.

    What the helper does would else count as all that the workload does.
    """
    recognised = run.context.catalogue.recognised
    rows = [recognised.image(one.at("image").text) for one in pod.at("containers").items()]
    row = recognised.image(container.at("image").text)
    if row is None or not row.purposes or all(rows) or _prepares(container):
        return found
    beside = run.component(of, container.at("image"), container.at("name").text or "helper")
    for field, said in found.facts.items():
        beside.say(field, said.value, said.origin)
    run.harvest.flow(found.key, beside.key, container.at("image").origin)
    return beside


def say_accelerator(found: Found, pod: Node) -> None:
    """Say the accelerator that a pod's node must have, where a label names the product."""
    for label, values in placing.selected(pod):
        for value in values if label in _PRODUCT_LABELS else ():
            if match := _PRODUCT.search(value.text):
                found.say("accelerator", match["name"].upper(), value.origin)
