"""Reads tasks of SkyPilot, one or several to a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from fielato.errors import InputError, Problem
from fielato.importers import misread
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.mistakes import Mistakes
from fielato.importers.node import Node, node
from fielato.importers.skypilot import task
from fielato.reading import hint_for, read_as
from fielato.reading.dialects import SKYPILOT
from fielato.reading.problems import quoted

FIELDS: Final = frozenset(
    {
        "name", "workdir", "event_callback", "num_nodes", "resources", "file_mounts", "service", "pool", "setup", "run",
        "envs", "secrets", "managed_secrets", "inputs", "outputs", "file_mounts_mapping", "config", "volumes",
        "volume_mounts", "api_server_access", "experimental", "_metadata", "execution", "primary_tasks",
        "termination_delay",
    }
)  # fmt: skip
"""The fields of a task (skypilot 0.14.1, sky/utils/schemas.py)."""
_TOP = re.compile(rb"^([A-Za-z_]\w*)[ \t]*:", re.MULTILINE)
_COMMANDS: Final = {b"run", b"setup"}
_TELLING: Final = {b"resources", b"file_mounts", b"num_nodes", b"service", b"workdir", b"envs", b"secrets"}
_MAPPINGS: Final = ("resources", "file_mounts", "service", "envs")


class SkypilotImporter:
    """Reads what `sky launch`, `sky jobs launch` and `sky serve up` take."""

    name = "skypilot"
    folder = False

    def claims(self, source: Source) -> bool:
        """Whether all outermost names are those of a task, with commands to run or a service."""
        names = set(_TOP.findall(source.data))
        if not names or not names <= {field.encode() for field in FIELDS}:
            return False
        return names >= _COMMANDS or bool(names & _COMMANDS and names & _TELLING) or names >= {b"service", b"resources"}

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read each file: one task to a document, after a document that only names the pipeline."""
        mistakes = Mistakes()
        for source in sources:
            with mistakes:
                documents = read_as(source.data, source.file, SKYPILOT)
                misread.tell(documents, harvest)
                tasks = [node(document) for document in documents if document.value is not None]
                if wrong := [problem for one in tasks for problem in _wrong(one)]:
                    raise InputError(wrong)
                _import(tasks, source.file, harvest, context)
        mistakes.refuse()


def _import(documents: Sequence[Node], file: str, harvest: Harvest, context: Context) -> None:
    tasks = [one for one in documents if len(documents) == 1 or set(one.value) - {"name", "execution"}]  # type: ignore[call-overload]
    stem = PurePosixPath(file).stem
    for index, one in enumerate(tasks):
        name = one.at("name").text or (stem if len(tasks) == 1 else f"{stem}-{index + 1}")
        task.add(one, f"skypilot:{file}#{index}", name, harvest, context)


def _wrong(one: Node) -> list[Problem]:
    if not isinstance(one.value, dict):
        return [one.problem(f"{quoted(one.value)} is no task of SkyPilot", "a task begins with `resources:` or `run:`")]
    found = [
        one.at(name).problem(f"`{name}` is no field of a task", hint_for(name, sorted(FIELDS), "see SkyPilot's YAML"))
        for name in one.value
        if name not in FIELDS
    ]
    for name in _MAPPINGS:
        inner = one.at(name)
        if inner.value is not None and not isinstance(inner.value, dict):
            found.append(inner.problem(f"{name}: {quoted(inner.value)} is no mapping"))
    return found
