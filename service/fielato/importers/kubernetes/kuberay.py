"""KubeRay: clusters, jobs and services of Ray, and the YAML that they hold in a string."""

from __future__ import annotations

from collections.abc import Iterator

from fielato.importers import misread, targets, workload
from fielato.importers.addresses import addresses
from fielato.importers.found import Found
from fielato.importers.kubernetes import pods
from fielato.importers.kubernetes.fetching import fetch
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.node import Node, node
from fielato.reading.dialects import KUBERNETES
from fielato.reading.reader import read_text_as

_REMOTE = ("working_dir", "py_modules")
"""What a runtime environment fetches code from."""


def ray(of: Object, run: Run) -> None:
    """A component for head and workers together; what Serve and the job bring along is read out of its text."""
    found = run.component(of)
    if of.kind == "RayService":
        found.say("purposes", "inference", of.root.at("kind").origin)
    for end in ("head-svc", "serve-svc"):
        found.known_by(*run.cluster.hosts(f"{of.name}-{end}", of.namespace))
    for field in ("serveConfigV2", "runtimeEnvYAML"):
        for inside in _inside(of.spec.at(field), run):
            _configuration(found, inside, of, run, whole=field == "runtimeEnvYAML")
    pods.add(found, of, pods.specs(of.spec), run)
    for spec in (of.spec, of.spec.at("rayClusterConfig"), of.spec.at("rayClusterSpec")):
        _tolerate_faults(found, spec.at("gcsFaultToleranceOptions", "redisAddress"), of, run)


def _tolerate_faults(found: Found, address: Node, of: Object, run: Run) -> None:
    """The state of the cluster is kept in a Redis, which may be elsewhere."""
    local = run.cluster.local(of.namespace)
    for one in addresses(address.text):
        if (lead := targets.host(local(one), run.context.catalogue)) is not None:
            targets.send(found, lead, run.harvest, address.origin, lead.unless_known("cache"))


def _inside(text: Node, run: Run) -> Iterator[Node]:
    if text.text:
        documents = read_text_as(text.document, text.pointer, KUBERNETES)
        misread.tell(documents, run.harvest)
        for document in documents:
            yield node(document)


def _configuration(found: Found, config: Node, of: Object, run: Run, *, whole: bool) -> None:
    if whole:
        _environment(found, config, of, run)
    for inside in config.walk():
        if inside.has("runtime_env"):
            _environment(found, inside.at("runtime_env"), of, run)
        if inside.has("model_loading_config"):
            _model(found, inside, run)


def _environment(found: Found, env: Node, of: Object, run: Run) -> None:
    pairs = [(name, at.text, at.origin) for name, at in env.at("env_vars").entries()]
    workload.environment(found, pairs, run.harvest, run.context, run.cluster.local(of.namespace))
    for field in _REMOTE:
        at = env.at(field)
        for one in (at, *at.items()):
            if "://" in one.text:
                fetch(found, one.text, one.origin, run.harvest, run.context)


def _model(found: Found, config: Node, run: Run) -> None:
    loading = config.at("model_loading_config")
    source, name = loading.at("model_source"), loading.at("model_id")
    uri = source.at("bucket_uri") if source.has("bucket_uri") else source
    if uri.text or name.text:
        shown = uri if uri.text else name
        fetch(found, shown.text, shown.origin, run.harvest, run.context)
    if name.text:
        found.say("model", name.text, name.origin)
    kind = config.at("accelerator_type")
    if kind.text:
        found.say("accelerator", kind.text, kind.origin)
