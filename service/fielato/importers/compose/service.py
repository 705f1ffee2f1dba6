"""One service of a Compose project: what it does, what it is called by, and what it reaches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from fielato.catalogue.hosts import is_itself
from fielato.importers import beside, scripts, workload
from fielato.importers.compose import notes
from fielato.importers.compose.drivers import Drivers
from fielato.importers.compose.project import Stack
from fielato.importers.compose.variables import environment
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.litellm import LitellmImporter
from fielato.importers.node import Node
from fielato.importers.workload import Local
from fielato.model.origin import Origin

_PORT = re.compile(r"(?:(?P<address>[\d.]+|\[[^\]]*\]):)?(?P<published>\d+):(?P<target>\d+)(?:/\w+)?")
_PLACE_LABEL = re.compile(r"labels\.[\w./-]*(?:region|zone|location|country|datacenter|site)", re.IGNORECASE)
_CONFIGURED: Final = (".yaml", ".yml")
_LITELLM: Final = LitellmImporter()


def add(
    name: str, layers: Sequence[Node], stack: Stack, ports: Mapping[str, str], run: tuple[Harvest, Context]
) -> Found:
    """Add a service; `ports` gives the service behind each port of the host."""
    harvest, context = run
    at = next((one for one in layers if one.places.file == stack.file), layers[-1])
    found = harvest.component(stack.key(name), name, at.origin)
    found.scopes = [stack.key(), beside.file_key(stack.file)]
    found.known_by(*(f"host:{host.lower()}" for host in _called(name, layers, stack)))
    found.known_by(*(beside.file_key(file) for file in _configuration(layers, stack)))
    beside.place(found, stack.file, context)
    pairs = environment(name, layers, stack, harvest)
    local = _local(name, ports)
    known = {variable: value for variable, value, _ in pairs}
    image = _last(layers, "image")
    if image.text:
        value = stack.read(image)
        workload.image(found, value.text, value.origin, known, harvest, context)
    workload.environment(found, pairs, harvest, context, local)
    _commands(found, layers, stack, local, pairs, run)
    _models(found, layers, stack, run)
    for constraint in _last(layers, "deploy").at("placement", "constraints").items():
        if _PLACE_LABEL.search(constraint.text):
            harvest.note(notes.LABEL, constraint.origin, constraint=constraint.text)
    drivers = Drivers(stack, harvest, context)
    drivers.logging(found, layers)
    drivers.volumes(found, layers)
    return found


def inside(root: Node, config: str) -> str:
    """What a configuration that stands in a Compose file would be called as a file."""
    return f"{root.places.file}#{config}"


def is_litellm(content: Node) -> bool:
    """Whether a text of a Compose file is a configuration of LiteLLM."""
    return isinstance(content.value, str) and _LITELLM.claims(Source("", content.value.encode()))


def published(stack: Stack) -> dict[str, str]:
    """The service behind each port of the host."""
    found: dict[str, str] = {}
    for name, layers in stack.services():
        for layer in layers:
            for port in layer.at("ports").items():
                match = _PORT.fullmatch(stack.read(port).text)
                number = match["published"] if match else stack.read(port.at("published")).text
                if number:
                    found.setdefault(number, name)
    return found


def _last(layers: Sequence[Node], field: str) -> Node:
    return next((one.at(field) for one in reversed(layers) if one.at(field).value is not None), layers[-1].at(field))


def _called(name: str, layers: Sequence[Node], stack: Stack) -> Iterator[str]:
    """The names under which other services reach it."""
    yield name
    for layer in layers:
        for field in ("container_name", "hostname"):
            text = stack.read(layer.at(field)).text
            if text and "$" not in text:
                yield text
        for _, network in layer.at("networks").entries():
            yield from (alias.text for alias in network.at("aliases").items() if alias.text)


def _configuration(layers: Sequence[Node], stack: Stack) -> Iterator[str]:
    """The configurations of LiteLLM that it mounts: what is made of them is made of this service."""
    for layer in layers:
        mounted = [stack.read(one.at("source") if isinstance(one.value, dict) else one).text.partition(":")[0]
                   for one in layer.at("volumes").items()]  # fmt: skip
        for one in layer.at("configs").items():
            source = one.text or one.at("source").text
            mounted += [stack.read(root.at("configs", source, "file")).text for root in stack.roots]
            yield from (
                inside(root, source) for root in stack.roots if is_litellm(root.at("configs", source, "content"))
            )
        for path in mounted:
            file = beside.path(layer.places.file, path)
            data = stack.files.data(file) if path.endswith(_CONFIGURED) else None
            if data is not None and _LITELLM.claims(Source(file, data)):
                yield file


def _local(name: str, ports: Mapping[str, str]) -> Local:
    """The host of a container is itself; from outside, a port of the machine is that of the service behind it."""

    def called(text: str) -> str:
        if not is_itself(text):
            return text
        port = re.search(r":(\d+)", text.rpartition("://")[2])
        return f"http://{ports.get(port[1], name) if port else name}"

    return called


def _commands(
    found: Found,
    layers: Sequence[Node],
    stack: Stack,
    local: Local,
    pairs: Sequence[workload.Pair],
    run: tuple[Harvest, Context],
) -> None:
    harvest, context = run
    words: list[tuple[str, Origin]] = []
    for field in ("entrypoint", "command"):
        for one in _last(layers, field).each():
            value = stack.read(one)
            words.append((value.text, value.origin))
    workload.arguments(found, words, harvest, context, local, pairs)
    for text, origin in words:
        scripts.reached(found, text, _whole(origin), harvest, context.catalogue)


def _whole(origin: Origin) -> Callable[[int], Origin]:
    return lambda _: origin


def _models(found: Found, layers: Sequence[Node], stack: Stack, run: tuple[Harvest, Context]) -> None:
    """Models that Docker itself runs for a service."""
    harvest, context = run
    for layer in layers:
        named = [(one.text, one) for one in layer.at("models").items()] + list(layer.at("models").entries())
        for name, used in named:
            for root in stack.roots:
                model = root.at("models", name)
                if model.value is not None:
                    there = harvest.component(stack.key("model", name), name, model.origin)
                    there.say("purposes", "inference", model.origin)
                    _say_model(there, model.at("model"), stack)
                    beside.place(there, stack.file, context)
                    harvest.flow(found.key, there.key, used.origin)
    provider = _last(layers, "provider")
    if provider.at("type").text == "model":
        found.say("purposes", "inference", provider.at("type").origin)
        _say_model(found, provider.at("options", "model"), stack)
    elif provider.at("type").text:
        harvest.not_recognised(f"Compose provider {provider.at('type').text}", provider.at("type").origin)


def _say_model(found: Found, model: Node, stack: Stack) -> None:
    value = stack.read(model)
    if value.text and "$" not in value.text:
        found.say("model", value.text, value.origin)
