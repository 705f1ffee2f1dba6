"""KServe: services with their runtimes, loggers, transformers and explainers; graphs; services of language models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from fielato.catalogue.hosts import split
from fielato.importers import targets
from fielato.importers.addresses import addresses
from fielato.importers.found import Found
from fielato.importers.kubernetes import notes, placing, pods
from fielato.importers.kubernetes.fetching import fetch
from fielato.importers.kubernetes.objects import Object
from fielato.importers.kubernetes.run import Run
from fielato.importers.node import Node

_FRAMEWORKS: Final = (
    "model", "sklearn", "xgboost", "tensorflow", "pytorch", "triton", "onnx", "pmml", "lightgbm", "paddle", "mlflow",
    "huggingface", "art",
)  # fmt: skip
"""The parts of a predictor or explainer that describe its container."""
_RUNTIMES: Final = ("ServingRuntime", "ClusterServingRuntime")


def inference_service(of: Object, run: Run) -> None:
    """A component for each of predictor, transformer and explainer; requests enter where they do in the cluster."""
    predictor = _part(of, of.spec.at("predictor"), "", run, "inference")
    predictor.known_by(*run.cluster.hosts(f"{of.name}-predictor", of.namespace))
    predictor.known_by(*run.cluster.hosts(f"{of.name}-predictor-default", of.namespace))
    entry = predictor
    if of.spec.has("transformer"):
        at = of.spec.at("transformer")
        entry = _part(of, at, "transformer", run)
        entry.known_by(*run.cluster.hosts(f"{of.name}-transformer", of.namespace))
        run.harvest.flow(entry.key, predictor.key, at.origin)
    if of.spec.has("explainer"):
        at = of.spec.at("explainer")
        explainer = _part(of, at, "explainer", run, "evaluation")
        explainer.known_by(*run.cluster.hosts(f"{of.name}-explainer", of.namespace))
        run.harvest.flow(explainer.key, predictor.key, at.origin)
    entry.known_by(*run.cluster.hosts(of.name, of.namespace))


def _part(of: Object, at: Node, part: str, run: Run, purpose: str = "") -> Found:
    found = run.component(of, at if part else None, part)
    if purpose:
        found.say("purposes", purpose, at.origin)
    inside = [at, *(spec for spec in pods.specs(at) if spec.pointer != at.pointer)]
    pods.add(found, of, [*inside, *_runtime(of, at, run)], run, list(_described(at)))
    for model in (at, *_described(at)):
        for field in ("storageUri", "uri"):
            fetch(found, model.at(field).text, model.at(field).origin, run.harvest, run.context)
        for one in model.at("storageUris").items():
            uri = one.at("uri") if one.has("uri") else one
            fetch(found, uri.text, uri.origin, run.harvest, run.context)
        _stored(found, model.at("storage"), run)
    if at.has("logger"):
        _log(found, at.at("logger"), of, run)
    return found


def _described(at: Node) -> Iterator[Node]:
    yield from (at.at(name) for name in _FRAMEWORKS if at.has(name))


def _runtime(of: Object, at: Node, run: Run) -> Sequence[Node]:
    name = at.at("model", "runtime")
    if not name.text:
        return []
    for one in run.cluster.of(*_RUNTIMES):
        if one.name == name.text and (one.kind == _RUNTIMES[1] or one.namespace == of.namespace):
            return [one.spec]
    run.harvest.note(notes.RUNTIME_ELSEWHERE, name.origin, name=of.name, reference=name.text)
    return []


def _stored(found: Found, storage: Node, run: Run) -> None:
    """A model whose bucket is named beside a secret."""
    parameters = storage.at("parameters")
    scheme, bucket = parameters.at("type").text, parameters.at("bucket")
    if scheme and bucket.text:
        fetch(found, f"{scheme}://{bucket.text}", bucket.origin, run.harvest, run.context)


def _log(found: Found, logger: Node, of: Object, run: Run) -> None:
    """The logger copies whole requests and responses, to a host or to a bucket."""
    url, path = logger.at("url"), logger.at("storage", "path")
    local, catalogue = run.cluster.local(of.namespace), run.context.catalogue
    at = url if url.text else path
    lead = next((targets.host(local(one), catalogue) for one in addresses(url.text)), None)
    lead = lead or targets.target(path.text, catalogue)
    if lead is None:
        run.harvest.note(notes.LOGGER, logger.origin, name=of.name)
        at = logger
        lead = targets.Target(f"{found.key}/logger", f"{found.name}-logger")
    if lead.inside:
        _log_here(lead, at, of, run)
    targets.send(found, lead, run.harvest, at.origin, "prompt_log")


def _log_here(lead: targets.Target, at: Node, of: Object, run: Run) -> None:
    """What receives the copies in the cluster, whether or not its own manifest is among the files."""
    if run.harvest.with_key(lead.key) is None:
        there = run.harvest.pointed_to(lead.key, lead.name.removesuffix(".svc"), at.origin)
        placing.place(there, of, [], run)


def inference_graph(of: Object, run: Run) -> None:
    """A router that sends requests through steps, in the cluster or outside."""
    found = run.component(of)
    found.say("purposes", "gateway", of.root.at("kind").origin)
    found.known_by(*run.cluster.hosts(of.name, of.namespace))
    pods.add(found, of, [of.spec, *pods.specs(of.spec)], run)
    for _, at in of.spec.at("nodes").entries():
        for step in at.at("steps").items():
            if step.has("serviceName"):
                _to_service(found, step.at("serviceName"), of, run)
            elif step.has("serviceUrl"):
                _to_url(found, step.at("serviceUrl"), of, run)


def _to_service(found: Found, name: Node, of: Object, run: Run) -> None:
    run.harvest.flow(found.key, run.cluster.hosts(name.text, of.namespace)[0], name.origin)


def _to_url(found: Found, url: Node, of: Object, run: Run) -> None:
    """A host of KServe's own form, `name.namespace.domain`, is the service of that name and namespace."""
    host, _ = split(url.text)
    name, _, rest = host.partition(".")
    namespace = rest.partition(".")[0]
    if run.cluster.named("InferenceService", namespace, name) is not None:
        run.harvest.flow(found.key, run.cluster.hosts(name, namespace)[0], url.origin)
        return
    local = run.cluster.local(of.namespace)
    leads = [targets.host(local(address), run.context.catalogue) for address in addresses(url.text)]
    for lead in leads:
        if lead is not None:
            targets.send(found, lead, run.harvest, url.origin, lead.unless_known("inference"))
    if not any(leads):
        run.harvest.note(notes.STEP, url.origin, name=of.name, host=host)


def model_service(of: Object, run: Run) -> None:
    """A service of a language model with its workers and its router, all in one place."""
    found = run.component(of)
    model = of.spec.at("model")
    found.say("purposes", "inference", (model if model.has("uri") else of.root.at("kind")).origin)
    if name := model.at("name").text:
        found.say("model", name, model.at("name").origin)
    fetch(found, model.at("uri").text, model.at("uri").origin, run.harvest, run.context)
    found.known_by(*run.cluster.hosts(of.name, of.namespace))
    found.known_by(*run.cluster.hosts(f"{of.name}-kserve-workload-svc", of.namespace))
    pods.add(found, of, _pods(of), run)
    if of.spec.has("baseRefs"):
        for base in of.spec.at("baseRefs").items():
            _base(found, base.at("name"), of, run)


def _pods(of: Object) -> list[Node]:
    return [*pods.specs(of.spec), *([of.spec.at("template")] if of.spec.has("template") else [])]


def _base(found: Found, name: Node, of: Object, run: Run) -> None:
    """What the service takes from a shared configuration."""
    base = run.cluster.named("LLMInferenceServiceConfig", of.namespace, name.text)
    if base is None:
        run.harvest.note(notes.RUNTIME_ELSEWHERE, name.origin, name=of.name, reference=name.text)
        return
    uri = base.spec.at("model", "uri")
    fetch(found, uri.text, uri.origin, run.harvest, run.context)
    pods.add(found, of, pods.specs(base.spec), run)
