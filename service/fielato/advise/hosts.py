"""Other hosts and settings of the same service, as the table of endpoints has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from fielato.advise.cost import Distances
from fielato.advise.move import Move, Setting

_PATTERN: Final = frozenset("{*")


def endpoints(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Another host of the service, or the same with another setting."""
    del distances
    site, written = setting.site, setting.given("endpoint")
    host = None if written is None else urlsplit(written if "//" in written else f"//{written}").hostname
    default = f"{site.provider}/{setting.service}"
    seen: set[tuple[str, str]] = set()
    for row in setting.trial.catalogue.endpoints:
        if (row.provider, row.service) != (site.provider, setting.service) or not setting.service:
            continue
        if _PATTERN & set(row.host) or (row.host, row.setting) in seen or not _reaches_inside(setting, row.where):
            continue
        seen.add((row.host, row.setting))
        changes = []
        if not (row.default_for == default if host is None else row.host == host):
            changes.append(setting.to("endpoint", f"https://{row.host}"))
        name, _, value = row.setting.partition("=")
        if name and site.settings.get(name) != value:
            changes.append(setting.to(f"settings.{name}", value))
        if changes:
            yield Move("endpoint", tuple(changes), ("model",) if setting.given("model") else (), (row,))


def _reaches_inside(setting: Setting, where: str) -> bool:
    """Whether a row leads into the EEA at all: a host that only leads elsewhere mends nothing."""
    catalogue, day = setting.trial.catalogue, setting.trial.before.as_of
    for token in where.split():
        territory = catalogue.territory(token, day)
        if token in {"EU", "EEA", "region"} or (territory is not None and territory.eea):
            return True
    return False
