"""Who else gets prompts and answers: callbacks, guardrails, search tools and vector stores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fielato.catalogue.recognised import Integration, IntegrationKind
from fielato.importers.found import Found
from fielato.importers.litellm import notes
from fielato.importers.litellm.config import Setting
from fielato.importers.litellm.proxy import Proxy
from fielato.importers.node import Node
from fielato.model.origin import Origin

_CALLBACKS: Final = ("callbacks", "success_callback", "failure_callback", "service_callback", "audit_log_callbacks")
_OFF: Final = "turn_off_message_logging"
_BUCKETS: Final = {
    "s3": ("s3", "s3_callback_params", "s3_bucket_name", "S3_BUCKET_NAME"),
    "gcs": ("gs", "gcs_callback_params", "gcs_bucket_name", "GCS_BUCKET_NAME"),
}
"""By service: the scheme of its buckets' URIs, and what names the one for logs."""
_ADDRESSES: Final = ("api_base", "base_url", "url", "endpoint")


class Integrations:
    """Adds what a proxy sends to besides models."""

    def __init__(self, proxy: Proxy) -> None:
        self._proxy = proxy

    def add(self) -> None:
        """Add all of a configuration."""
        config = self._proxy.config
        for settings in config.all("litellm_settings"):
            self._callbacks(settings)
            for team in settings.at("default_team_settings").items():
                self._callbacks(team)
        for guardrail in (*self._several("guardrails"), *self._several("litellm_settings", "guardrails")):
            self._guardrail(guardrail)
        for tool in self._several("search_tools"):
            self._named("search", tool.at("litellm_params"), "search_provider", tool.at("search_tool_name").text)
        for store in self._several("vector_store_registry"):
            self._named("vector_store", store.at("litellm_params"), "custom_llm_provider", "")
        for channel in config.all("general_settings", "alerting"):
            for one in channel.each():
                self._callback(one, [])

    def _several(self, *path: str) -> list[Node]:
        return [one for found in self._proxy.config.all(*path) for one in found.items()]

    # Callbacks

    def _callbacks(self, settings: Node) -> None:
        seen: set[str] = set()
        for field in _CALLBACKS:
            for one in settings.at(field).each():
                if one.text and one.text not in seen:
                    seen.add(one.text)
                    own = self._proxy.config.first("callback_settings", one.text)
                    self._callback(one, [settings, own, settings.at("callback_settings", one.text)])

    def _callback(self, named: Node, settings: Sequence[Node]) -> None:
        row = self._proxy.catalogue.recognised.integration("callback", named.text)
        if row is None:
            self._unknown(named, "callback", "prompt_log")
            return
        if not row.purposes:
            return
        off = self._redacted(settings)
        purposes = row.purposes.split()
        if off is not None and "prompt_log" in purposes:
            purposes = ["telemetry"]
            self._proxy.harvest.note(notes.REDACTED, off.origin, setting=off.pointer.rpartition("/")[2])
        bucket = self._bucket(row, named, settings)
        found = bucket if bucket is not None else self._found(row, named.origin, settings, named.text)
        self._proxy.send(found, named.origin)
        for purpose in purposes:
            found.say("purposes", purpose, off.origin if off is not None and purpose == "telemetry" else named.origin)

    def _redacted(self, settings: Sequence[Node]) -> Node | None:
        """The setting by which a callback gets no content, for all or for itself."""
        everywhere = self._proxy.config.first("litellm_settings", _OFF)
        for one in (everywhere, *(each.at(_OFF) for each in settings)):
            if one.value is True or one.text.lower() == "true":
                return one
        own = (each.at("message_logging") for each in settings)
        return next((one for one in own if one.value is False), None)

    def _bucket(self, row: Integration, named: Node, settings: Sequence[Node]) -> Found | None:
        if row.service not in _BUCKETS:
            return None
        scheme, section, field, variable = _BUCKETS[row.service]
        params = [each.at(section) for each in settings]
        given = self._setting(f"{field} {variable}", [*params, *settings])
        name = given.text if given is not None else ""
        found = self._proxy.bucket(scheme, name, f"callback/{named.text}", named.origin)
        for fact, names in (("region", f"{scheme}_region_name"), ("endpoint", f"{scheme}_endpoint_url")):
            value = self._setting(names, params)
            if value is not None and value.text:
                found.say(fact, value.text, value.origin)
        return found

    # Guardrails and others

    def _guardrail(self, guardrail: Node) -> None:
        params = guardrail.at("litellm_params")
        if params.at("guardrail").text:
            self._named("guardrail", params, "guardrail", guardrail.at("guardrail_name").text)
            return
        for _, old in guardrail.entries():  # litellm_settings.guardrails of before: {name: {callbacks: […]}}
            for one in old.at("callbacks").each():
                self._callback(one, [])

    def _named(self, kind: IntegrationKind, params: Node, field: str, name: str) -> None:
        named = params.at(field)
        if not named.text:
            return
        row = self._proxy.catalogue.recognised.integration(kind, named.text)
        if row is None:
            self._unknown(named, kind, "vector_index" if kind == "vector_store" else "tool", params)
        elif row.purposes:
            found = self._found(row, named.origin, [params], name or named.text)
            region = self._proxy.config.param(params, "aws_region_name", "vertex_location")
            if region is not None and region.text:
                found.say("region", region.text, region.origin)
            self._proxy.send(found, named.origin, row.purposes.split())

    def _unknown(self, named: Node, kind: str, purpose: str, params: Node | None = None) -> None:
        """Something that no table knows, and which gets content all the same."""
        address = self._proxy.config.param(params, *_ADDRESSES) if params is not None else None
        found = self._proxy.address(address, named.text, "") if address is not None else None
        if found is None:
            found = self._proxy.component(self._proxy.key(kind, named.text), named.text, named.origin)
            self._proxy.harvest.note(notes.CUSTOM, named.origin, name=named.text)
        self._proxy.send(found, named.origin, [purpose])

    def _found(self, row: Integration, origin: Origin, settings: Sequence[Node], name: str) -> Found:
        """The component of a known integration: at the address that is given, or that LiteLLM takes."""
        proxy = self._proxy
        address = self._setting(" ".join((*_ADDRESSES, row.variables)), settings)
        if address is not None and address.text:
            found = proxy.address(address, name, "")
            if found is not None:
                return found
        if address is None and row.endpoint:
            default = Origin("default", origin.places, origin.pointer, row.cited, row.verified)
            found = proxy.address(Setting(row.endpoint, default), name, "")
            if found is not None:
                found.say_all([("provider", row.provider), ("service", row.service)], origin)
                if row.variables:
                    words = {"name": name, "host": row.endpoint, "variable": _first(row)}
                    proxy.harvest.note(notes.DEFAULT_HOST, origin, **words)
                return found
        found = proxy.component(proxy.key(row.kind, row.name), name, origin)
        unknown = address is not None and address.variable != ""
        if not (unknown and proxy.has_default_host(row.provider, row.service)):
            found.say_all([("provider", row.provider), ("service", row.service)], origin)
        if address is not None and address.variable:
            proxy.harvest.note(notes.VARIABLE, address.origin, field=name, name=name, variable=address.variable)
        elif row.variables and not row.provider:
            proxy.harvest.note(notes.NO_ADDRESS, origin, name=name, field=_first(row))
        return found

    def _setting(self, names: str, settings: Sequence[Node]) -> Setting | None:
        """The first of several settings and environment variables that the configuration gives."""
        for written in names.split():
            name, _, form = written.partition(":")
            for given in [self._proxy.config.variable(name)] if name.isupper() else []:
                if given is not None:
                    return Setting(form.format(given.text) if form else given.text, given.origin)
            for where in settings:
                if where.at(name).value not in (None, ""):
                    return self._proxy.config.read(where.at(name))
        return None


def _first(row: Integration) -> str:
    """The first variable that would give its address."""
    return row.variables.split()[0].partition(":")[0]
