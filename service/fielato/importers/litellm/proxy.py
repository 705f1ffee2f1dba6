"""The proxy itself, and what every part of a reading shares: where data go from it, and how that is said."""

from __future__ import annotations

from collections.abc import Iterable

from fielato.catalogue import Catalogue
from fielato.catalogue.hosts import is_internal, is_itself, split
from fielato.importers import beside, targets
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.importers.litellm import notes
from fielato.importers.litellm.config import Config, Setting
from fielato.importers.notes import PLACE
from fielato.model.origin import Origin


class Proxy:
    """One proxy, while its configuration is read."""

    def __init__(self, config: Config, file: str, harvest: Harvest, context: Context) -> None:
        self.config = config
        self.file = file
        self.harvest = harvest
        self.context = context
        root = config.roots[0]
        self.gateway = harvest.component(f"litellm:{file}", "litellm", root.origin)
        self.gateway.known_by(beside.file_key(file))
        self.gateway.say("purposes", "gateway", root.origin)
        self.gateway.say("description", "LiteLLM proxy", root.origin)
        if not beside.place(self.gateway, file, context):
            harvest.note(PLACE, root.origin, thing=notes.PROXY)

    @property
    def catalogue(self) -> Catalogue:
        """What is known of providers and hosts."""
        return self.context.catalogue

    def key(self, *parts: str) -> str:
        """A key of something that this configuration alone names."""
        return "/".join((self.gateway.key, *(part for part in parts if part)))

    def component(self, key: str, name: str, origin: Origin) -> Found:
        """Something that the proxy calls, and which other files may describe."""
        return self.harvest.pointed_to(key, name, origin)

    def bucket(self, scheme: str, name: str, own: str, origin: Origin) -> Found:
        """A bucket; where its name is not known, one that this configuration alone names as `own`."""
        lead = targets.bucket(scheme, name, self.catalogue)
        found = self.component(lead.key if name else self.key(own), name or own.rpartition("/")[2], origin)
        found.say_all(lead.facts, origin)
        return found

    def address(self, setting: Setting, name: str, own: str, deployment: str = "") -> Found | None:
        """What an address leads to; `own` is its key where many share the address. None where it is none.

        A server on the proxy's own machine is where the proxy is. A `deployment` is one of several behind the address.
        """
        lead = targets.host(setting.text, self.catalogue)
        if lead is None:
            return None
        host, _ = split(setting.text)
        if is_itself(setting.text):
            found = self.component(self.key(host, setting.text.rpartition(":")[2].strip("/")), name, setting.origin)
            beside.place(found, self.file, self.context)
            return found
        key = f"{lead.key}/{deployment.lower()}" if deployment else lead.key
        found = self.component(own if own and is_shared(host, self.catalogue) else key, name, setting.origin)
        if deployment:
            found.lies_in(lead.key)
        found.say_all(lead.facts, setting.origin)
        return found

    def has_default_host(self, provider: str, service: str) -> bool:
        """Whether resolve would take a service to be at the vendor's own host, where no other is named."""
        return targets.default_host(provider, service, self.catalogue) != ""

    def send(self, found: Found, origin: Origin, purposes: Iterable[str] = ()) -> None:
        """Data flow from the proxy to a component."""
        for purpose in purposes:
            found.say("purposes", purpose, origin)
        self.harvest.flow(self.gateway.key, found.key, origin)


def is_shared(host: str, catalogue: Catalogue) -> bool:
    """Whether many customers call this host for everything, so that it stands for none of their things."""
    rows, _ = catalogue.hosts.matching(host)
    return bool(rows) and "*" not in rows[0].host and not is_internal(host)
