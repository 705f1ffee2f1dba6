"""Buckets that a task mounts or copies, and which way the data go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fielato.importers import targets
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.node import Node
from fielato.importers.skypilot import notes
from fielato.model.origin import Origin

_URI = re.compile(r"(?P<scheme>[a-z][a-z0-9]*)://(?P<rest>.*)")
_COPY: Final = "COPY"
_WEB: Final = frozenset({"http", "https"})


def mounts(task: Node, tasks: Sequence[Found], harvest: Harvest, context: Context) -> None:
    """Add what `file_mounts` of a task name."""
    for path, mount in task.at("file_mounts").entries():
        whole = isinstance(mount.value, dict)
        for source in mount.at("source").each() if whole else [mount]:
            if _URI.fullmatch(source.text):
                _of_uri(source, mount, tasks, harvest, context)
        if whole and not any(_URI.fullmatch(one.text) for one in mount.at("source").each()):
            _made(path, mount, tasks, harvest, context)


def _of_uri(source: Node, mount: Node, tasks: Sequence[Found], harvest: Harvest, context: Context) -> None:
    match = _URI.fullmatch(source.text)
    if match is None:
        return
    scheme, name = match["scheme"], match["rest"].partition("/")[0]
    known = scheme in _WEB or scheme in context.catalogue.recognised.schemes
    lead = targets.target(source.text, context.catalogue) if known else None
    stores = context.catalogue.recognised.stores.values()
    store = next((one for one in stores if one.scheme == scheme and scheme not in _WEB), None)
    if lead is None and store is None:
        harvest.not_recognised(f"{scheme}://", source.origin)
        return
    key = lead.key if lead is not None else f"{scheme}:{name}"
    found = harvest.pointed_to(key, lead.name if lead is not None else name, source.origin)
    if lead is not None:
        found.say_all(lead.facts, source.origin)
    elif store is not None:
        found.say_all([("provider", store.provider), ("service", store.service)], source.origin)
    if not found.get("service"):
        found.say("purposes", "storage", source.origin)
    _flow(tasks, found, mount, harvest, source.origin)
    if scheme != "hf" and not found.get("region") and not found.get("endpoint"):
        harvest.note(notes.BUCKET, source.origin, bucket=name)


def _made(path: str, mount: Node, tasks: Sequence[Found], harvest: Harvest, context: Context) -> None:
    """A bucket that SkyPilot makes, or finds by its name."""
    name, store = mount.at("name"), mount.at("store")
    row = context.catalogue.recognised.stores.get(store.text.upper())
    at = store if store.text else mount
    named = row is not None and row.scheme not in _WEB and name.text != ""
    key = f"{row.scheme}:{name.text}" if row is not None and named else f"{tasks[0].key}{path}"
    found = harvest.pointed_to(key, name.text or "bucket", at.origin)
    found.say("purposes", "storage", at.origin)
    if row is not None:
        found.say_all([("provider", row.provider), ("service", row.service)], at.origin)
        harvest.note(notes.BUCKET, at.origin, bucket=name.text or path)
    else:
        harvest.note(notes.STORE, at.origin, path=path)
    _flow(tasks, found, mount, harvest, at.origin)


def _flow(tasks: Sequence[Found], found: Found, mount: Node, harvest: Harvest, origin: Origin) -> None:
    """A copy is only read; what is mounted is written as well."""
    copied = not isinstance(mount.value, dict) or mount.at("mode").text.upper() == _COPY
    for task in tasks:
        harvest.flow(found.key, task.key, origin)
        if not copied:
            harvest.flow(task.key, found.key, origin)
