"""Helm values of the vLLM production stack: engines, router and cache server, and the providers it routes to.

What the values mean was read in the chart's `values.yaml` and templates (github.com/vllm-project/production-stack,
2026-11-23); external providers in its issue 883 and pull request 902.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fielato.importers import misread, targets, workload
from fielato.importers.addresses import addresses
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.kubernetes import placing, pods, storage
from fielato.importers.kubernetes.fetching import fetch
from fielato.importers.kubernetes.importer import apply
from fielato.importers.kubernetes.objects import DEFAULT, Cluster, Object, objects
from fielato.importers.kubernetes.run import Run
from fielato.importers.kubernetes.variables import variables
from fielato.importers.mistakes import Mistakes
from fielato.importers.node import Node, node
from fielato.model.origin import Origin

_OURS: Final = re.compile(rb"^(?:servingEngineSpec|cacheserverSpec|external_providers)[ \t]*:", re.MULTILINE)
_NOT_OURS: Final = re.compile(rb"^(?:apiVersion|kind|model_list|services)[ \t]*:", re.MULTILINE)
_ROUTER: Final = "github.com/vllm-project/production-stack helm/values.yaml, routerSpec.enableRouter (read 2026-11-23)"

UNKNOWN_PROVIDER = {
    "en": "the router sends requests to the external provider `{name}` without saying where that is: give `api_base`",
    "es": "el enrutador envía peticiones al proveedor externo `{name}` y no se dice dónde está: indique `api_base`",
}


class HelmImporter:
    """Reads values of the vLLM production stack."""

    name = "helm"
    folder = False

    def claims(self, source: Source) -> bool:
        """Whether a file has a part that only this chart has."""
        return _OURS.search(source.data) is not None and _NOT_OURS.search(source.data) is None

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read each file as the values of one release."""
        from fielato.reading.dialects import HELM
        from fielato.reading.reader import read_as

        mistakes = Mistakes()
        for source in sources:
            with mistakes:
                documents = read_as(source.data, source.file, HELM)
                misread.tell(documents, harvest)
                for document in documents:
                    _Stack(node(document), harvest, context).add()
        mistakes.refuse()


class _Stack:
    """One release of the chart."""

    def __init__(self, values: Node, harvest: Harvest, context: Context) -> None:
        self._values = values
        self._run = Run(Cluster([]), harvest, context)

    def add(self) -> None:
        engines = [self._engine(spec) for spec in self._enabled_models()]
        cache = self._cache() if self._has_cache() else None
        if cache is not None:
            for engine in engines:
                self._run.harvest.flow(engine.key, cache.key, self._values.at("cacheserverSpec").origin)
        if self._values.at("routerSpec", "enableRouter").value is not False:
            self._router(engines)
        apply([one for at in self._values.at("extraObjects").items() for one in objects(at)], *self._into)

    @property
    def _into(self) -> tuple[Harvest, Context]:
        return self._run.harvest, self._run.context

    def _enabled_models(self) -> Iterator[Node]:
        engines = self._values.at("servingEngineSpec")
        if engines.at("enableEngine").value is not False:
            yield from (one for one in engines.at("modelSpec").items() if one.at("enabled").value is not False)

    def _has_cache(self) -> bool:
        spec = self._values.at("cacheserverSpec")
        return spec.value is not None and spec.at("enabled").value is not False

    # Parts

    def _engine(self, spec: Node) -> Found:
        found, of = self._part(spec, spec.at("name").text or "engine", spec.at("name"))
        found.say("purposes", "inference", spec.at("modelURL").origin)
        if model := spec.at("modelURL").text:
            found.say("model", model, spec.at("modelURL").origin)
            fetch(found, model, spec.at("modelURL").origin, *self._into)
        self._running(found, of, spec, spec.at("vllmConfig", "extraArgs"))
        server = self._values.at("sharedPvcStorage")
        storage.outside(found, server, self._run)
        self._adapters(found, spec.at("name").text)
        return found

    def _cache(self) -> Found:
        spec = self._values.at("cacheserverSpec")
        found, of = self._part(spec, "cache-server", spec)
        found.say("purposes", "cache", spec.origin)
        placing.place(found, of, [spec], self._run)
        return found

    def _router(self, engines: Sequence[Found]) -> None:
        spec = self._values.at("routerSpec")
        origin = spec.origin if spec.value is not None else Origin("default", spec.places, "", _ROUTER)
        found, of = self._part(spec, "router", spec)
        found.origin = origin
        found.say("purposes", "gateway", origin)
        self._running(found, of, spec, spec.at("extraArgs"))
        for engine in engines:
            self._run.harvest.flow(found.key, engine.key, origin)
        self._send(found, spec.at("otel", "endpoint"), "telemetry")
        for backend in addresses(spec.at("staticBackends").text):
            self._to(found, backend, spec.at("staticBackends"), "inference")
        for providers in (at for at in self._values.walk() if at.has("external_providers")):
            for one in providers.at("external_providers").items():
                self._provider(found, one)

    def _provider(self, found: Found, one: Node) -> None:
        kind, base = one.at("type").text or one.at("provider").text, one.at("api_base")
        base = base if base.text else one.at("base_url")
        known = self._run.context.catalogue.service(self._run.context.catalogue.provider(kind), "api")
        if base.text and (known is None or addresses(base.text)):
            self._to(found, base.text, base, "inference")
        elif known is not None:
            at = base if base.text else one.at("type")
            workload.call(found, (known.provider, known.service), base.text, at.origin, *self._into)
        else:
            self._run.harvest.note(UNKNOWN_PROVIDER, one.origin, name=one.at("name").text or kind or "?")

    # What parts share

    def _part(self, spec: Node, name: str, at: Node) -> tuple[Found, Object]:
        of = Object(spec, "", "Helm", name, DEFAULT)
        key = f"helm:{spec.places.file}{spec.pointer}"
        return self._run.harvest.component(key, name, at.origin), of

    def _running(self, found: Found, of: Object, spec: Node, args: Node) -> None:
        placing.place(found, of, [spec], self._run)
        pairs = variables(spec, of, self._run)
        if spec.has("hf_token"):
            pairs.append(("HF_TOKEN", None, spec.at("hf_token").origin))
        for name, at in self._values.at("servingEngineSpec", "configs").entries() if spec.has("modelURL") else ():
            pairs.append((name, at.text, at.origin))
        workload.environment(found, pairs, *self._into)
        repository, tag = spec.at("repository"), spec.at("tag").text
        if repository.text:
            env = {name: value for name, value, _ in pairs}
            workload.image(found, f"{repository.text}:{tag}", repository.origin, env, *self._into)
        workload.arguments(found, [(one.text, one.origin) for one in args.items()], *self._into, pairs=pairs)
        pods.say_accelerator(found, spec)
        for volume in spec.at("extraVolumes").items():
            storage.outside(found, volume, self._run)
        for inside in spec.walk():
            for name in ("remote_url", "remoteUrl"):
                self._send(found, inside.at(name), "cache")

    def _adapters(self, found: Found, model: str) -> None:
        for one in self._values.at("loraAdapters").items():
            source = one.at("adapterSource")
            if one.at("enabled").value is not False and one.at("baseModel").text in {"", model}:
                fetch(found, source.at("repository").text, source.at("repository").origin, *self._into)

    def _send(self, found: Found, at: Node, purpose: str) -> None:
        for address in addresses(at.text):
            self._to(found, address, at, purpose)

    def _to(self, found: Found, address: str, at: Node, purpose: str) -> None:
        lead = targets.host(next(iter(addresses(address)), address), self._run.context.catalogue)
        if lead is not None:
            targets.send(found, lead, self._run.harvest, at.origin, lead.unless_known(purpose))
