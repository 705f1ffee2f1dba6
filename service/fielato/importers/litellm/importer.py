"""Reads configuration of the LiteLLM proxy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fielato.errors import InputError, Problem
from fielato.importers import misread
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.litellm import stores
from fielato.importers.litellm.config import Config, config
from fielato.importers.litellm.integrations import Integrations
from fielato.importers.litellm.models import Entry, Models
from fielato.importers.litellm.proxy import Proxy
from fielato.importers.litellm.routing import Groups
from fielato.importers.mistakes import Mistakes
from fielato.importers.node import Node
from fielato.reading.problems import quoted

_OURS = re.compile(rb"""^["']?(?:litellm_settings|model_list|mcp_servers|include)["']?[ \t]*:""", re.MULTILINE)
_SETTINGS = re.compile(rb"^litellm_settings[ \t]*:", re.MULTILINE)
_OTHERS = re.compile(rb"^(?:apiVersion|services|AWSTemplateFormatVersion|resources)[ \t]*:", re.MULTILINE)


class LitellmImporter:
    """Reads what `litellm --config` takes."""

    name = "litellm"
    folder = False

    def claims(self, source: Source) -> bool:
        """Whether it has a list of models with their parameters, or settings of LiteLLM, at its outermost level."""
        data = source.data
        if _OURS.search(data) is None or _OTHERS.search(data) is not None:
            return False
        return b"litellm_params" in data or _SETTINGS.search(data) is not None

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read each configuration with what it includes; a file that another includes is none of its own."""
        given = {source.file: source.data for source in sources}
        read = [(source, *config(source, harvest, context, given)) for source in sources]
        parts = {file for _, _, included in read for file in included}
        mistakes = Mistakes()
        for source, whole, _ in read:
            if source.file not in parts and whole.roots:
                with mistakes:
                    _import(whole, source.file, harvest, context)
        mistakes.refuse()


def read_inside(root: Node, file: str, harvest: Harvest, context: Context) -> None:
    """Read a configuration that stands in a text of another file; `file` is what it would be called by itself.

    Raises InputError for what is broken in it.
    """
    _import(Config([root]), file, harvest, context)


def _import(whole: Config, file: str, harvest: Harvest, context: Context) -> None:
    entries = list(_entries(whole))
    misread.tell([root.document for root in whole.roots], harvest)
    proxy = Proxy(whole, file, harvest, context)
    models, groups = Models(proxy), Groups(proxy)
    for entry in entries:
        found = models.add(entry)
        if found is not None:
            groups.add(entry.group, found)
            proxy.send(found, entry.at.origin)
    for entry in entries:
        groups.of_entry(entry.group, entry.params)
    groups.fall_back()
    Integrations(proxy).add()
    stores.add(proxy, models, groups)
    models.tell()


def _entries(whole: Config) -> Iterator[Entry]:
    """What `model_list` names, and what serves files, fine-tuning and assistants; raises InputError for broken ones."""
    problems: list[Problem] = []
    for models in whole.all("model_list"):
        if not isinstance(models.value, list):
            problems.append(models.problem(f"model_list: {quoted(models.value)} is no list", "write `- model_name: …`"))
        for entry in models.items():
            params = entry.at("litellm_params")
            if params.at("model").text:
                group = entry.at("model_name").text or params.at("model").text
                yield Entry(group, params, entry.at("model_info"), params.at("model"))
            else:
                problems.append(_broken(entry, params))
    for field in ("files_settings", "finetune_settings"):
        for settings in whole.all(field):
            for one in settings.items():
                named = one.at("custom_llm_provider")
                if named.text:
                    yield Entry(f"{field.partition('_')[0]}-{named.text}", one, one.at("model_info"), named)
    for settings in whole.all("assistant_settings"):
        named = settings.at("custom_llm_provider")
        if named.text:
            yield Entry("assistants", settings.at("litellm_params"), settings.at("model_info"), named)
    if problems:
        raise InputError(problems)


def _broken(entry: Node, params: Node) -> Problem:
    at = params if params.value is not None else entry
    hint = "write `litellm_params: {model: provider/model}`"
    return at.problem("this entry of model_list names no model", hint)
