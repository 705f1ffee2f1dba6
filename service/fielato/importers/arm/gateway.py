"""Where an API Management gateway sends requests beside the one address of an API: pools of backends, and policies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from fielato.catalogue import Catalogue
from fielato.importers import targets
from fielato.importers.arm.template import Made
from fielato.importers.found import Found, Harvest
from fielato.importers.templates.partial import get, leads
from fielato.model.origin import Origin

SERVICE: Final = "microsoft.apimanagement/service"
_BACKENDS: Final = f"{SERVICE}/backends"
_SENT: Final = re.compile(r"""base-url\s*=\s*["']([^"'@{}]+)["']|<set-url>\s*([^<@{}]+?)\s*</set-url>""")
"""What policies send requests to; a policy expression (`@(…)`) or named value (`{{…}}`) is no address."""


class Gateway:
    """Adds the pools and policies of the gateways of one template."""

    def __init__(self, made: Mapping[str, Made], harvest: Harvest, catalogue: Catalogue) -> None:
        self._made = made
        self._harvest = harvest
        self._catalogue = catalogue

    def add(self, one: Made, gateway: Found | None) -> None:
        """Add what a resource of a gateway says of where requests go."""
        if one.type.lower() == _BACKENDS:
            self._pool(one)
        elif gateway is not None and one.type.lower().endswith("/policies"):
            for host in _SENT.findall(str(get(one.values, "properties", "value"))):
                leads_to = targets.host(host[0] or host[1], self._catalogue)
                if leads_to is not None:
                    targets.send(gateway, leads_to, self._harvest, one.origin_of(("properties", "value")))

    def _pool(self, one: Made) -> None:
        """The members of a pool stand in for the first of them."""
        members = sorted(self._members(one), key=lambda member: member[0])
        found = [(self._called(key), origin) for _, key, origin in members]
        for other, origin in found[1:]:
            if found[0][0] is not None and other is not None:
                found[0][0].say("fallbacks", other.key, origin)

    def _called(self, key: str) -> Found | None:
        """The component that is known by a key, rather as it is described than as it is pointed to."""
        known = [one for one in self._harvest.found if key in one.keys]
        return min(known, key=lambda one: one.external, default=None)

    def _members(self, one: Made) -> Iterator[tuple[int, str, Origin]]:
        services = get(one.values, "properties", "pool", "services")
        for index, service in enumerate(services if isinstance(services, list) else ()):
            priority = get(service, "priority")
            for lead in leads(get(service, "id")):
                backend = self._made.get(lead)
                url = get(backend.values, "properties", "url") if backend is not None else None
                leads_to = targets.host(url, self._catalogue) if isinstance(url, str) else None
                if leads_to is not None:
                    origin = one.origin_of(("properties", "pool", "services", index, "id"))
                    yield priority if isinstance(priority, int) else 0, leads_to.key, origin
