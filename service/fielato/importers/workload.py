"""What a workload uses, by its environment variables, its image and its arguments, whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import EnvironmentVariable, Image
from fielato.importers import targets
from fielato.importers.addresses import is_unresolved
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.usage import Given, Local, Uses, at_default_host
from fielato.model.origin import Origin

__all__ = ["Local", "Pair", "arguments", "call", "environment", "image"]

Pair: TypeAlias = tuple[str, str | None, Origin]
"""A variable, its value, and where the value stands; None where a secret or somebody else gives the value."""

_FLAG = re.compile(r"(?P<flag>--?[a-z][\w-]*)(?:=(?P<value>.+))?", re.DOTALL)
_MODEL = frozenset({"--model", "--model-id", "--model_id", "--hf-model-id", "--served-model", "--model-path"})
_SENDS: Mapping[str, str] = {
    "--otlp-traces-endpoint": "prompt_log telemetry",
    "--otlp-endpoint": "prompt_log telemetry",
    "--collector-endpoint": "prompt_log telemetry",
    "--log-url": "prompt_log",
    "--api-base": "inference",
    "--api_base": "inference",
    "--base-url": "inference",
    "--openai-api-base": "inference",
    "--static-backends": "inference",
}
"""The arguments that name where data go, and what for."""


def environment(found: Found, pairs: Iterable[Pair], harvest: Harvest, context: Context, local: Local = str) -> None:
    """Add what a workload uses by the variables that it is given, and let its data flow there."""
    groups, regions = _grouped(pairs, context.catalogue)
    uses = Uses(found, harvest, context.catalogue, local)
    for (_, group), given in groups.items():
        uses.add(group, given, regions.get(given[0].row.provider))
    for provider, region in regions.items():
        if all(of != provider for of, _ in groups):
            uses.add_region(provider, region)


def image(
    found: Found, text: str, origin: Origin, env: Mapping[str, str | None], harvest: Harvest, context: Context
) -> None:
    """Say what a container of an image does, and what it calls unless one of its variables stops it.

    What it calls by itself is told how it is used, and gets none of the data.
    """
    if (row := context.catalogue.recognised.image(text)) is None:
        return
    for purpose in row.purposes.split():
        found.say("purposes", purpose, origin)
    if _is_stopped(row, env):
        return
    default = Origin("default", origin.places, origin.pointer, row.cited, row.verified)
    for used in row.uses.split():
        provider, _, service = used.partition("/")
        if not _has_address(provider, service, env, context.catalogue):
            there = at_default_host(provider, service, default, harvest, context.catalogue)
            there.say("data", (), default)


def call(
    found: Found, service: tuple[str, str], address: str, origin: Origin, harvest: Harvest, context: Context
) -> None:
    """Let data flow to a service, as `provider, service`, at an address; at its default host where none is given."""
    row = EnvironmentVariable(
        variable="", provider=service[0], service=service[1], says="endpoint" if address else "used"
    )
    given = Given(row, "api_base", address, origin)
    Uses(found, harvest, context.catalogue, str).add(targets.service_name(*service), [given], None)


def arguments(
    found: Found, args: Sequence[tuple[str, Origin]], harvest: Harvest, context: Context, local: Local = str
) -> None:
    """Say the model that a container is told to serve, and let its data flow where its arguments send them."""
    for flag, value, origin in _flags(args):
        if flag in _MODEL and not is_unresolved(value):
            found.say("model", value, origin)
        elif flag in _SENDS:
            row = EnvironmentVariable(variable=flag, says="endpoint", purposes=_SENDS[flag])
            uses = Uses(found, harvest, context.catalogue, local)
            uses.add(flag.strip("-"), [Given(row, flag, value, origin)], None)


def _flags(args: Sequence[tuple[str, Origin]]) -> Iterator[tuple[str, str, Origin]]:
    """Each flag with its value, where that is part of the flag or stands after it; a script is taken apart."""
    words = [(word, origin) for text, origin in args for word in (text.split() if " " in text else [text])]
    for (word, origin), (after, after_origin) in pairwise([*words, ("", Origin("observed"))]):
        if (match := _FLAG.fullmatch(word)) is None:
            continue
        if match["value"]:
            yield match["flag"], match["value"].strip("'\""), origin
        elif after and not after.startswith("-"):
            yield match["flag"], after.strip("'\""), after_origin


def _grouped(
    pairs: Iterable[Pair], catalogue: Catalogue
) -> tuple[dict[tuple[str, str], list[Given]], dict[str, Given]]:
    """What is used, by provider and group, and the region of each provider that the workload is given as a whole."""
    groups: dict[tuple[str, str], list[Given]] = {}
    regions: dict[str, Given] = {}
    for variable, value, origin in pairs:
        for row in catalogue.recognised.variables(variable):
            if not _holds(row, value):
                continue
            given = Given(row, variable, value, origin)
            if row.provider and not row.service:
                regions.setdefault(row.provider, given)
            else:
                group = row.group or targets.service_name(row.provider, row.service)
                groups.setdefault((row.provider, group), []).append(given)
    return {key: given for key, given in groups.items() if all(one.says != "off" for one in given)}, regions


def _holds(row: EnvironmentVariable, value: str | None) -> bool:
    if row.when:
        return value is not None and value.strip().lower() in row.when.split()
    return value is None or value.strip() != ""


def _is_stopped(row: Image, env: Mapping[str, str | None]) -> bool:
    for stop in row.unless.split():
        name, _, value = stop.partition("=")
        if (env.get(name) or "").strip().lower() == value.lower():
            return True
    return False


def _has_address(provider: str, service: str, env: Mapping[str, str | None], catalogue: Catalogue) -> bool:
    """Whether a variable says where this service is called: then it is added for that."""
    rows = (row for name in env for row in catalogue.recognised.variables(name))
    return any((row.provider, row.service) == (provider, service) and row.says == "endpoint" for row in rows)
