"""Reads Compose files, those of one folder as one project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from fielato.importers.compose import notes, service
from fielato.importers.compose.project import Files, Stack, stacks
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.litellm.importer import read_inside
from fielato.importers.node import node
from fielato.importers.notes import PLACE
from fielato.reading import read_text_as
from fielato.reading.dialects import LITELLM

FIELDS: Final = frozenset(
    {"version", "name", "services", "networks", "volumes", "configs", "secrets", "models", "include"}
)
"""The outermost names of a Compose file, besides those that begin with `x-`."""
_TOP = re.compile(rb"""^["']?([A-Za-z_][\w.-]*)["']?[ \t]*:""", re.MULTILINE)
_SERVICE = re.compile(
    rb"[\s{,][\"']?(?:image|build|extends|provider|command|environment|env_file|deploy|ports)[\"']?[ \t]*:"
)
_JSON = re.compile(rb'^\s*\{(?:\s*"(?:name|version)"\s*:\s*"[^"]*"\s*,)?\s*"services"\s*:\s*\{')


class ComposeImporter:
    """Reads what `docker compose` takes."""

    name = "compose"
    folder = True

    def claims(self, source: Source) -> bool:
        """Whether there are services, and no outermost name that Compose does not have."""
        data = source.data
        if _JSON.match(data) is not None:
            return b'"image"' in data or b'"build"' in data
        names = {name.decode() for name in _TOP.findall(data)}
        if "services" not in names or any(name not in FIELDS and not name.startswith("x-") for name in names):
            return False
        return _SERVICE.search(data) is not None

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read the projects; raises InputError for a file that is broken."""
        given = {source.file: source.data for source in sources}
        for stack in stacks(list(given), Files(given, context.files), harvest):
            names = [stack.read(root.at("name")).text for root in stack.roots]
            harvest.name = harvest.name or next((name for name in reversed(names) if name and "$" not in name), "")
            ports = service.published(stack)
            profiled: list[str] = []
            for called, layers in stack.services():
                service.add(called, layers, stack, ports, (harvest, context))
                if any(one.at("profiles").value for one in layers):
                    profiled.append(called)
            _configurations(stack, harvest, context)
            origin = stack.roots[0].at("services").origin
            if profiled:
                harvest.note(notes.PROFILES, origin, services=", ".join(profiled))
            if context.around(stack.file) is None and any(root.at("services").value for root in stack.roots):
                harvest.note_once(PLACE, origin, thing=notes.HOST)


def _configurations(stack: Stack, harvest: Harvest, context: Context) -> None:
    """Read the configurations of LiteLLM that stand in the file itself."""
    for root in stack.roots:
        for name, config in root.at("configs").entries():
            content = config.at("content")
            if service.is_litellm(content):
                for document in read_text_as(root.document, content.pointer, LITELLM)[:1]:
                    if isinstance(document.value, dict):
                        read_inside(node(document), service.inside(root, name), harvest, context)
