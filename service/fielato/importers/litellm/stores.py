"""What the proxy keeps and reaches besides: cache, database, pass-through addresses, MCP servers, other variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fielato.catalogue.hosts import is_itself
from fielato.importers import workload
from fielato.importers.addresses import addresses
from fielato.importers.found import Found
from fielato.importers.litellm import notes
from fielato.importers.litellm.config import Setting
from fielato.importers.litellm.models import Entry, Models
from fielato.importers.litellm.proxy import Proxy
from fielato.importers.litellm.routing import Groups
from fielato.importers.node import Node
from fielato.importers.workload import Pair

_CACHES: Final = {"s3": ("s3", "s3_bucket_name"), "gcs": ("gs", "gcs_bucket_name")}
"""By the type of a cache in a bucket: the scheme of its URI, and what names it."""
_INSIDE: Final = frozenset({"local", "disk"})
_HOSTS: Final = ("host", "url", "redis_url", "qdrant_api_base", "azure_account_url", "s3_endpoint_url")
_EMBEDDING: Final = "{}_embedding_model"


def add(proxy: Proxy, models: Models, groups: Groups) -> None:
    """Add all of a configuration."""
    for settings in proxy.config.all("litellm_settings"):
        _cache(proxy, settings, models, groups)
    for general in proxy.config.all("general_settings"):
        _database(proxy, general)
        for one in general.at("pass_through_endpoints").items():
            _reach(proxy, one.at("target"), one.at("path").text.strip("/") or "pass-through", "tool")
    for servers in proxy.config.all("mcp_servers"):
        for name, server in servers.entries():
            _reach(proxy, server.at("url"), name, "tool")
    for host in proxy.config.all("router_settings", "redis_host"):
        _reach(proxy, host, "redis", "cache")
    workload.environment(proxy.gateway, list(_others(proxy)), proxy.harvest, proxy.context)


def _others(proxy: Proxy) -> Iterator[Pair]:
    """The variables that are about nobody's models: whom those call is told by the entries that use them."""
    for name, value in proxy.config.variables():
        rows = proxy.catalogue.recognised.variables(name)
        if rows and not any(row.provider for row in rows):
            read = proxy.config.read(value)
            if (read.text or read.variable) and not is_itself(read.text):
                yield name, read.text or None, read.origin


def _cache(proxy: Proxy, settings: Node, models: Models, groups: Groups) -> None:
    params = settings.at("cache_params")
    if settings.at("cache").value is not True or params.at("type").text in _INSIDE:
        return
    kind = params.at("type").text or "redis"
    at = params.at("type") if params.at("type").text else settings.at("cache")
    found = _bucket(proxy, kind, params, at) if kind in _CACHES else _server(proxy, kind, params, at)
    proxy.send(found, at.origin, ["cache"])
    embedding = params.at(_EMBEDDING.format(kind.replace("-", "_") + "_cache"))
    if embedding.text and not groups.named(embedding.text):
        used = models.add(Entry(embedding.text, params, params.at("-"), embedding))
        if used is not None:
            proxy.send(used, embedding.origin, ["embedding"])


def _bucket(proxy: Proxy, kind: str, params: Node, at: Node) -> Found:
    scheme, field = _CACHES[kind]
    found = proxy.bucket(scheme, proxy.config.read(params.at(field)).text, "cache", at.origin)
    for fact, setting in (("region", "s3_region_name"), ("endpoint", "s3_endpoint_url")):
        value = proxy.config.read(params.at(setting))
        if value.text:
            found.say(fact, value.text, value.origin)
    return found


def _server(proxy: Proxy, kind: str, params: Node, at: Node) -> Found:
    given = proxy.config.param(params, *_HOSTS)
    if given is None:
        given = proxy.config.variable("REDIS_HOST") or proxy.config.variable("REDIS_URL")
    leads = addresses(given.text) if given is not None else ()
    if given is not None and leads:
        found = proxy.address(Setting(leads[0], given.origin), kind, "")
        if found is not None:
            return found
    variable = given.variable if given is not None and given.variable else "REDIS_HOST"
    proxy.harvest.note(notes.VARIABLE, at.origin, field="cache", name="the proxy's cache", variable=variable)
    return proxy.component(proxy.key("cache"), kind, at.origin)


def _database(proxy: Proxy, general: Node) -> None:
    url = general.at("database_url")
    if general.at("store_model_in_db").value is True:
        proxy.harvest.note(notes.STORED, general.at("store_model_in_db").origin)
    found = _reach(proxy, url, "database", "storage")
    prompts = general.at("store_prompts_in_spend_logs")
    if found is not None and prompts.value is True:
        found.say("purposes", "prompt_log", prompts.origin)


def _reach(proxy: Proxy, value: Node, name: str, purpose: str) -> Found | None:
    """What a value that holds an address leads to, known or not; None where there is no value."""
    if not value.text:
        return None
    setting = proxy.config.read(value)
    leads = addresses(setting.text)
    found = proxy.address(Setting(leads[0], setting.origin), name, "") if leads else None
    if found is None:
        found = proxy.component(proxy.key(name), name, value.origin)
        field = value.pointer.rpartition("/")[2]
        if setting.variable:
            proxy.harvest.note(notes.VARIABLE, value.origin, field=field, name=name, variable=setting.variable)
        else:
            proxy.harvest.note(notes.NO_ADDRESS, value.origin, name=name, field=field)
    purposes = [] if found.get("provider") and found.get("service") else [purpose]
    proxy.send(found, value.origin, purposes)
    return found
