"""What a workload uses, by its environment variables, its image and its arguments, whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import EnvironmentVariable, Image
from fielato.importers import targets, unlisted
from fielato.importers.addresses import is_unresolved
from fielato.importers.found import Found, Harvest
from fielato.importers.grouping import Group, Groups, Pair
from fielato.importers.interface import Context
from fielato.importers.usage import Given, Local, Uses, at_default_host
from fielato.model.origin import Origin

__all__ = ["Local", "Pair", "arguments", "call", "environment", "image"]

_NAMED = re.compile(r"(?P<flag>[A-Za-z][\w.-]*)=(?P<value>.+)", re.DOTALL)
_NOT_IN_VARIABLES = re.compile(r"[^A-Z0-9]+")
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
    groups = Groups(pairs, context.catalogue)
    for name, value, origin in groups.unlisted:
        if not _calls(found, name, value, origin, groups, harvest, context):
            unlisted.send(found, name, value, origin, local, harvest, context.catalogue)
    uses = Uses(found, harvest, context.catalogue, local)
    for group, given in groups.used().items():
        uses.add(group[1], given, groups.region(group))


def _calls(
    found: Found, name: str, value: str, origin: Origin, groups: Groups, harvest: Harvest, context: Context
) -> Group | None:
    """Add whom a value calls that is a model as a client writes it; None for any other value."""
    called = unlisted.model(found, name, value, context.catalogue)
    if called is None:
        return None
    row, rest = called
    if row.provider:
        return groups.call(unlisted.given(row, name, rest, origin))
    lead = targets.host(row.endpoint, context.catalogue)
    there = targets.send(found, lead, harvest, origin, "inference") if lead is not None else None
    if there is not None:
        there.say("model", rest, origin)
    return "", row.prefix


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
    found: Found,
    args: Sequence[tuple[str, Origin]],
    harvest: Harvest,
    context: Context,
    local: Local = str,
    pairs: Iterable[Pair] = (),
) -> None:
    """Say the model that a container is told to serve, and let its data flow where its arguments send them.

    `pairs` are its variables, which give the region and address of a model that it is told to call instead.
    """
    groups = Groups(pairs, context.catalogue)
    uses = Uses(found, harvest, context.catalogue, local)
    for flag, value, origin in _flags(args):
        name = _NOT_IN_VARIABLES.sub("_", flag.strip("-").upper())
        if flag in _SENDS:
            row = EnvironmentVariable(variable=flag, says="endpoint", purposes=_SENDS[flag])
            uses.add(flag.strip("-"), [Given(row, flag, value, origin)], None)
        elif group := _calls(found, name, value, origin, groups, harvest, context):
            if group in (used := groups.used()):
                uses.add(group[1], used[group], groups.region(group))
        elif flag in _MODEL and not is_unresolved(value):
            found.say("model", value, origin)
        else:
            unlisted.send(found, name, value, origin, local, harvest, context.catalogue)


def _flags(args: Sequence[tuple[str, Origin]]) -> Iterator[tuple[str, str, Origin]]:
    """Each flag with its value, where that is part of the flag or stands after it; a script is taken apart.

    A value or address that stands alone has no flag; in a script, what has none or a short one may only be fetched.
    """
    words = [
        (word, origin, is_script)
        for text, origin in args
        for is_script in ((" " in text or "\n" in text),)
        for word in (text.split() if is_script else [text])
    ]
    taken = False
    for (word, origin, is_script), (after, after_origin, _) in pairwise([*words, ("", Origin("observed"), False)]):
        match, alone = _FLAG.fullmatch(word), not taken and not is_script
        taken = False
        if match is None:
            if alone and (named := _NAMED.fullmatch(word)):
                yield named["flag"], named["value"].strip("'\""), origin
            elif alone:
                yield "", word, origin
        elif match["value"]:
            yield match["flag"], match["value"].strip("'\""), origin
        elif after and not after.startswith("-") and not (is_script and not match["flag"].startswith("--")):
            taken = True
            yield match["flag"], after.strip("'\""), after_origin


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
