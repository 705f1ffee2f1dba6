"""Whom one entry of `model_list` calls, at which address and in which region, as LiteLLM works it out.

Read in litellm 1.109.1: `get_llm_provider_logic.py`, `llms/bedrock/base_aws_llm.py`, `llms/bedrock/common_utils.py`,
`llms/vertex_ai/vertex_llm_base.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

import msgspec

from fielato.catalogue.recognised import ModelPrefix
from fielato.importers.found import Found
from fielato.importers.litellm import notes
from fielato.importers.litellm.config import Setting
from fielato.importers.litellm.proxy import Proxy
from fielato.importers.node import Node
from fielato.importers.notes import listed
from fielato.model.origin import Origin

_VERTEX: Final = "litellm 1.109.1, llms/vertex_ai/vertex_llm_base.py (read 2026-11-23)"
_CLAUDE: Final = "litellm 1.109.1, llms/bedrock/claude_platform/common_utils.py (read 2026-11-23)"
_ADDRESSES: Final = ("api_base", "base_url", "aws_bedrock_runtime_endpoint", "azure_endpoint")
_REGIONS: Final = {
    "aws": (("aws_region_name",), ("AWS_REGION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION")),
    "gcp": (("vertex_location", "vertex_ai_location"), ("VERTEXAI_LOCATION", "VERTEX_LOCATION")),
    "ibm": (("watsonx_region_name",), ()),
    "oci": (("oci_region",), ("OCI_REGION",)),
}
"""By provider, the parameters and then the environment variables that give its region."""
_ROUTES: Final = frozenset(
    {"converse", "converse_like", "invoke", "async_invoke", "chat_completions", "mantle", "agent", "agentcore"}
    | {"claude_platform", "nova", "nova-2", "llama", "deepseek_r1", "qwen3", "qwen2", "openai"}
)
"""What may stand between `bedrock/` and the model."""
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")
_BY_NAME: Final = frozenset({"openai", "foundry"})
"""The services of Azure at which a deployment's name is called, and not a model."""


class Entry(msgspec.Struct, frozen=True):
    """An entry of `model_list`, or another that names a model in the same way."""

    group: str
    params: Node
    info: Node
    at: Node
    """What stands for it where a place is shown: its `model`."""


class Models:
    """Adds what the entries call; what several of them leave open is told once."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy
        self._open: dict[str, list[tuple[str, Origin]]] = defaultdict(list)
        self._claims: dict[str, list[tuple[str, Origin]]] = defaultdict(list)

    def add(self, entry: Entry) -> Found | None:
        """The component that an entry calls; None where nothing shows whom."""
        proxy = self._proxy
        model = proxy.config.read(entry.at)
        if model.variable:
            proxy.harvest.note(notes.VARIABLE, model.origin, field="model", name=entry.group, variable=model.variable)
        row, rest = self._row(model.text, entry.params.at("custom_llm_provider").text)
        found = self._found(entry, model, row, rest)
        if found is None:
            return None
        if row is not None:
            self._region(found, entry, row, rest, model)
        self._model(found, entry, model, rest)
        if entry.info.at("mode").text == "embedding":
            found.say("purposes", "embedding", entry.info.at("mode").origin)
        elif not (found.get("provider") and found.get("service")):
            found.say("purposes", "inference", model.origin)
        self._settings(found, entry)
        self._claim(found, entry)
        return found

    def tell(self) -> None:
        """Tell what entries leave open."""
        for text, key in ((notes.AWS_REGION, "aws"), (notes.VERTEX_LOCATION, "gcp")):
            if waiting := self._open.get(key):
                self._proxy.harvest.note(text, waiting[0][1], models=listed([name for name, _ in waiting]))
        for region, claimed in self._claims.items():
            models = listed([name for name, _ in claimed])
            self._proxy.harvest.note(notes.CLAIM, claimed[0][1], region=region, models=models)

    def _row(self, model: str, custom: str) -> tuple[ModelPrefix | None, str]:
        names = self._proxy.catalogue.recognised
        if custom and (row := names.provider_prefix(custom)) is not None:
            return row, model.removeprefix(f"{custom}/")
        found = names.prefix(model)
        return found if found is not None else (None, model)

    def _found(self, entry: Entry, model: Setting, row: ModelPrefix | None, rest: str) -> Found | None:
        proxy = self._proxy
        called = _plain(rest) if row is not None and row.provider == "aws" else rest
        own = proxy.key(row.prefix if row is not None else "", self._place_word(entry, row, rest), called or model.text)
        address = proxy.config.param(entry.params, *_ADDRESSES)
        if address is None and row is not None:
            given = (proxy.config.variable(name) for name in row.variables.split())
            address = next((one for one in given if one is not None), None)
        if address is not None and address.text:
            deployment = rest if row is not None and row.provider == "azure" and rest != model.text else ""
            found = proxy.address(address, entry.group, own, deployment)
            if found is not None:
                return found
        if row is None:
            return self._nobody(entry, model)
        if address is None and row.endpoint:
            default = Origin("default", model.origin.places, model.origin.pointer, row.cited, row.verified)
            found = proxy.address(Setting(row.endpoint, default), entry.group, own)
            if found is not None:
                self._provided(found, row, model)
                return found
        found = proxy.component(own, entry.group, model.origin)
        if address is not None and address.variable:
            if not proxy.has_default_host(row.provider, row.service):
                self._provided(found, row, model)
            words = {"field": "api_base", "name": entry.group, "variable": address.variable}
            proxy.harvest.note(notes.VARIABLE, address.origin, **words)
            return found
        self._provided(found, row, model)
        if row.provider == "azure" or not row.provider:
            proxy.harvest.note(notes.NO_ADDRESS, model.origin, name=entry.group, field="api_base")
        return found

    @staticmethod
    def _provided(found: Found, row: ModelPrefix, model: Setting) -> None:
        found.say_all([("provider", row.provider), ("service", row.service)], model.origin)

    def _nobody(self, entry: Entry, model: Setting) -> Found | None:
        """An entry that names no provider: any, or one that is not known."""
        proxy = self._proxy
        text = notes.ANY if "*" in model.text else notes.NO_PROVIDER
        if not model.variable:
            proxy.harvest.note(text, model.origin, model=model.text)
        name = "any-model" if "*" in model.text else entry.group
        found = proxy.component(proxy.key("model", model.text or entry.group), name, model.origin)
        found.say("purposes", "inference", model.origin)
        return found

    # Region

    def _place_word(self, entry: Entry, row: ModelPrefix | None, rest: str) -> str:
        """What tells apart two entries for the same model in different regions."""
        params, _ = _REGIONS.get(row.provider if row is not None else "", ((), ()))
        given = self._proxy.config.param(entry.params, *params) if params else None
        return (given.text or given.variable) if given is not None else _path_region(rest)

    def _region(self, found: Found, entry: Entry, row: ModelPrefix, rest: str, model: Setting) -> None:
        if row.prefix.endswith("claude_platform"):
            self._claude_platform(found, entry, rest)
            return
        if row.provider not in _REGIONS or found.get("provider") != row.provider:
            return
        params, variables = _REGIONS[row.provider]
        given = self._proxy.config.param(entry.params, *params)
        if given is None and row.provider == "gcp":
            given = self._proxy.config.param(self._proxy.config.first("litellm_settings"), *params)
        if given is None and row.provider == "aws" and (region := _path_region(rest)):
            given = Setting(region, model.origin)
        if given is None:
            found_in = (self._proxy.config.variable(name) for name in variables)
            given = next((one for one in found_in if one is not None), None)
        if given is not None and given.text:
            found.say("region", given.text, given.origin)
        elif given is not None:
            words = {"field": params[0], "name": entry.group, "variable": given.variable}
            self._proxy.harvest.note(notes.VARIABLE, given.origin, **words)
        elif not found.get("region") and "arn:" not in self._called(entry, rest).text:
            self._undecided(found, entry, row, model)

    def _undecided(self, found: Found, entry: Entry, row: ModelPrefix, model: Setting) -> None:
        if row.service == "vertex-ai":
            default = Origin("default", model.origin.places, model.origin.pointer, _VERTEX)
            found.say("region", "us-central1", default)
        if row.provider == "aws" or row.service == "vertex-ai":
            self._open[row.provider].append((entry.group, model.origin))

    def _claude_platform(self, found: Found, entry: Entry, rest: str) -> None:
        """Anthropic's own platform, reached through AWS: its host names the region of the door, not of the model."""
        region = self._proxy.config.param(entry.params, "aws_region_name")
        word = region.text if region is not None else _path_region(rest)
        if word and region is not None:
            default = Origin("default", region.origin.places, region.origin.pointer, _CLAUDE)
            found.say("endpoint", f"https://aws-external-anthropic.{word}.api.aws", default)

    # Model

    def _called(self, entry: Entry, rest: str) -> Setting:
        """The model that is called; an ARN in `model_id` is, whatever `model` says."""
        given = self._proxy.config.param(entry.params, "model_id")
        return given if given is not None and given.text else Setting(rest, entry.at.origin)

    def _model(self, found: Found, entry: Entry, model: Setting, rest: str) -> None:
        called = self._called(entry, rest)
        if found.get("provider") == "azure" and found.get("service") in _BY_NAME:
            base = entry.info.at("base_model") if entry.info.at("base_model").text else entry.params.at("base_model")
            if base.text:
                found.say("model", base.text.rpartition("/")[2], base.origin)
            return
        if "*" in called.text or not called.text:
            if "*" in called.text and found.name != "any-model":
                provider = found.get("provider") or found.name
                self._proxy.harvest.note(notes.WILDCARD, called.origin, model=model.text, provider=provider)
            return
        found.say("model", _plain(called.text) if found.get("provider") == "aws" else called.text, called.origin)

    def _settings(self, found: Found, entry: Entry) -> None:
        """The vendor's own settings that decide the place, such as `inference_geo`."""
        names = {row.setting.partition("=")[0] for row in self._proxy.catalogue.endpoints if row.setting}
        for where in (entry.params, entry.params.at("extra_body")):
            for name in sorted(names):
                given = self._proxy.config.read(where.at(name))
                if given.text:
                    found.say(f"settings.{name}", given.text, given.origin)

    def _claim(self, found: Found, entry: Entry) -> None:
        """`region_name` is what somebody says: it fills a hole if it is a region at all."""
        claimed = entry.params.at("region_name")
        if not claimed.text:
            return
        origin = Origin("declared", claimed.origin.places, claimed.origin.pointer)
        if self._proxy.catalogue.region(found.get("provider"), claimed.text) is not None:
            found.say("region", claimed.text, origin)
        self._claims[claimed.text].append((entry.group, origin))


def _steps(rest: str) -> list[str]:
    return rest.partition("arn:")[0].split("/")


def _path_region(rest: str) -> str:
    """The region in `us-gov-west-1/anthropic.claude…`."""
    return next((step for step in _steps(rest)[:-1] if _REGION.fullmatch(step)), "")


def _plain(rest: str) -> str:
    """A Bedrock model without the words of its route."""
    if "arn:" in rest:
        return "arn:" + rest.partition("arn:")[2]
    steps = rest.split("/")
    while len(steps) > 1 and (steps[0] in _ROUTES or _REGION.fullmatch(steps[0])):
        steps.pop(0)
    return "/".join(steps)
