"""One task: a component for each place it may run in, and what it reaches from there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from fielato.importers import beside, scripts, workload
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.node import Node
from fielato.importers.notes import PLACE, filled
from fielato.importers.skypilot import notes
from fielato.importers.skypilot.infra import CLUSTERS, Candidate, candidates
from fielato.importers.skypilot.storage import mounts
from fielato.importers.workload import Pair
from fielato.model.origin import Origin

_USAGE: Final = "https://usage-v2.skypilot.co"
_USAGE_KEY: Final = "host:usage-v2.skypilot.co"
_USAGE_OFF: Final = "SKYPILOT_DISABLE_USAGE_COLLECTION"
_USAGE_SOURCE: Final = "skypilot 0.14.1, sky/usage/constants.py (read 2026-11-23)"
_SERVE_SOURCE: Final = "skypilot 0.14.1, sky/serve (read 2026-11-23)"
_SERVED = re.compile(r"(?:vllm serve|--model(?:-path)?[ =]|ollama (?:run|pull)) *(?P<model>[^\s\\'\"]+)")
_VARIABLE = re.compile(r"\$(?:\{(?P<braced>\w+)\}|(?P<plain>\w+))")


def add(task: Node, key: str, name: str, harvest: Harvest, context: Context) -> None:
    """Add a task with all that it reaches."""
    places = candidates(task.at("resources"))
    tasks = [_component(task, one, f"{key}/{index}", name, harvest, context) for index, one in enumerate(places)]
    for stand_in, place in zip(tasks[1:], places[1:], strict=True):
        tasks[0].say("fallbacks", stand_in.key, place.origin or task.origin)
    _open(task, places, name, harvest)
    if task.at("service").value is not None:
        _service(task, tasks, key, name, harvest)
    environment = _environment(task)
    workload.environment(tasks[0], environment, harvest, context)
    _scripts(task, tasks[0], {variable: value for variable, value, _ in environment}, harvest, context)
    _usage(task, harvest)
    _also(tasks, harvest)
    mounts(task, tasks, harvest, context)


def _component(task: Node, place: Candidate, key: str, name: str, harvest: Harvest, context: Context) -> Found:
    found = harvest.component(key, name, place.origin or task.origin)
    row = context.catalogue.recognised.clouds.get(place.cloud)
    if place.cloud in CLUSTERS or not (place.cloud or place.region):
        beside.place(found, task.places.file, context)
    if place.origin is not None:
        provider = row.provider if row is not None else context.catalogue.provider(place.cloud)
        service = row.service if row is not None else ""
        found.say_all([("provider", provider), ("service", service), ("region", place.region)], place.origin)
        if provider and provider not in context.catalogue.providers:
            harvest.note(notes.CLOUD, place.origin, cloud=place.cloud, name=name)
    if place.accelerator and place.accelerator_origin is not None:
        found.say("accelerator", place.accelerator, place.accelerator_origin)
    if task.at("service").value is not None:
        found.say("purposes", "inference", task.at("service").origin)
    return found


def _open(task: Node, places: Sequence[Candidate], name: str, harvest: Harvest) -> None:
    """Tell, once for each cause, what the candidates leave to the optimiser."""
    resources = task.at("resources")
    for place in places:
        origin = place.origin or (resources if resources.value is not None else task).origin
        if place.cloud in CLUSTERS:
            harvest.note(PLACE, origin, thing=filled(notes.CLUSTER, name=name, infra=place.cloud))
        elif not place.cloud and not place.region:
            harvest.note(notes.ANYWHERE, origin, name=name)
        elif not place.region:
            harvest.note(notes.ANY_REGION, origin, name=name, cloud=place.cloud)


def _service(task: Node, tasks: Sequence[Found], key: str, name: str, harvest: Harvest) -> None:
    """The controller of SkyServe, which stands before the replicas."""
    at = task.at("service").origin
    default = Origin("default", at.places, at.pointer, _SERVE_SOURCE)
    controller = harvest.component(f"{key}/controller", f"{name}-controller", default)
    controller.say("purposes", "gateway", default)
    for one in tasks:
        harvest.flow(controller.key, one.key, default)
    harvest.note(notes.CONTROLLER, at, name=name, id=controller.name)


def _environment(task: Node) -> list[Pair]:
    pairs: list[Pair] = []
    for field in ("envs", "secrets"):
        for name, value in task.at(field).entries():
            pairs.append((name, None if value.value is None else value.text, value.origin))
        pairs += [(one.text, None, one.origin) for one in task.at(field).items() if one.text]
    return pairs


def _scripts(task: Node, found: Found, env: Mapping[str, str | None], harvest: Harvest, context: Context) -> None:
    for field in ("setup", "run"):
        script = task.at(field)
        if isinstance(script.value, str):
            scripts.reached(found, script.value, script.within, harvest, context.catalogue)
            for match in _SERVED.finditer(script.value):
                model = _VARIABLE.sub(lambda one: env.get(one["braced"] or one["plain"]) or one[0], match["model"])
                if "$" not in model:
                    found.say("model", model, script.within(match.start("model")))
    image = task.at("resources", "image_id")
    for one in [image] if image.text else [inner for _, inner in image.entries()]:
        if one.text.startswith("docker:"):
            workload.image(found, one.text.removeprefix("docker:"), one.origin, env, harvest, context)


def _usage(task: Node, harvest: Harvest) -> None:
    """What SkyPilot itself reports unless told not to: how it is used, and none of the data."""
    if task.at("envs", _USAGE_OFF).text in {"1", "true"}:
        return
    default = Origin("default", task.places, task.pointer, _USAGE_SOURCE)
    there = harvest.pointed_to(_USAGE_KEY, "skypilot-usage", default)
    there.say_all(
        [("provider", "skypilot"), ("service", "usage-stats"), ("endpoint", _USAGE), ("data", ())],
        default,
    )


def _also(tasks: Sequence[Found], harvest: Harvest) -> None:
    """What holds of the first candidate holds of the others."""
    first = tasks[0]
    for one in tasks[1:]:
        for flow in harvest.flows:
            if flow.source == first.key:
                harvest.flow(one.key, flow.target, flow.origin)
            elif flow.target == first.key:
                harvest.flow(flow.source, one.key, flow.origin)
        for field, said in first.facts.items():
            if field == "model":
                one.say(field, said.value, said.origin)
        for said in first.lists.get("purposes", []):
            one.say("purposes", said.value, said.origin)
