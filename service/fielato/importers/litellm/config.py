"""A configuration with the files that it includes, and what `os.environ/NAME` in it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from fielato.errors import InputError
from fielato.importers import beside
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.litellm import notes
from fielato.importers.node import Node, node
from fielato.model.origin import Origin
from fielato.reading import read_as
from fielato.reading.dialects import LITELLM

ENVIRON: Final = "os.environ/"


class Setting(msgspec.Struct, frozen=True):
    """A value of the configuration, after its environment."""

    text: str
    """Empty where it is not known."""
    origin: Origin
    variable: str = ""
    """The environment variable that would give it, where no file does."""


class Config:
    """One configuration: the file itself first, then those that it includes."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self.roots = tuple(roots)
        self._variables = {
            name: value for root in reversed(roots) for name, value in root.at("environment_variables").entries()
        }
        self._credentials = {
            one.at("credential_name").text: one.at("credential_values")
            for root in roots
            for one in root.at("credential_list").items()
        }

    def all(self, *path: str) -> Iterator[Node]:
        """What stands at a path, in each file that has it."""
        for root in self.roots:
            found = root.at(*path)
            if found.value is not None:
                yield found

    def first(self, *path: str) -> Node:
        """What stands at a path, in the first file that has it."""
        return next(self.all(*path), self.roots[0].at(*path))

    def read(self, value: Node) -> Setting:
        """A value, looked up in `environment_variables` where it names a variable."""
        if not value.text.startswith(ENVIRON):
            return Setting(value.text, value.origin)
        name = value.text.removeprefix(ENVIRON)
        return self.variable(name) or Setting("", value.origin, name)

    def variable(self, name: str) -> Setting | None:
        """What the configuration itself gives an environment variable; None where it does not."""
        value = self._variables.get(name)
        if value is None or not value.text or value.text == f"{ENVIRON}{name}":
            return None
        return Setting(value.text, value.origin)

    def variables(self) -> Iterator[tuple[str, Node]]:
        """Every variable that the configuration itself gives."""
        yield from self._variables.items()

    def param(self, params: Node, *names: str) -> Setting | None:
        """The first of several parameters of a model that is given, by itself or by the credential that it names."""
        credential = self._credentials.get(params.at("litellm_credential_name").text)
        for name in names:
            for where in (params, credential):
                if where is not None and where.at(name).value not in (None, ""):
                    return self.read(where.at(name))
        return None


def config(source: Source, harvest: Harvest, context: Context, given: dict[str, bytes]) -> tuple[Config, set[str]]:
    """The configuration of a file, and the paths of what it includes; `given` are the other files of the call."""
    roots = _documents(source)
    included: set[str] = set()
    waiting = list(roots)
    while waiting:
        for one in waiting.pop(0).at("include").each():
            file = beside.path(source.file, one.text)
            data = given.get(file) or context.files.get(file)
            if data is None:
                harvest.note(notes.INCLUDE, one.origin, file=one.text)
            elif file not in included and file != source.file:
                included.add(file)
                more = _documents(Source(file, data))
                roots += more
                waiting += more
    return Config(roots), included


def _documents(source: Source) -> list[Node]:
    """The mappings of a file; raises InputError where it is none."""
    found: list[Node] = []
    for document in read_as(source.data, source.file, LITELLM):
        if not isinstance(document.value, dict):
            raise InputError(
                document.problem("", "this is no configuration of LiteLLM", "it begins with `model_list:`")
            )
        found.append(node(document))
    return found
