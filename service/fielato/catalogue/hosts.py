"""Which rows of the table of hosts speak of an address, the most exact first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from .tables import Endpoint

_PLACEHOLDER: Final = r"\{(\w+)\}|\*"
_LABEL: Final = r"[\w-]*[a-z][\w-]*"
"""A host of one word, as clusters and Compose give them; a placeholder such as `${URL}` is none."""
_ITSELF: Final = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "::1"})  # noqa: S104 - an address that is called
_INTERNAL: Final = (".svc", ".svc.cluster.local", ".internal", ".local", ".localhost")


def split(endpoint: str) -> tuple[str, str]:
    """Host and path of an address; one that is no address stands for its own host."""
    from urllib.parse import urlsplit  # most manifests name no host, and to import this takes a while

    try:
        parts = urlsplit(endpoint if "//" in endpoint else f"//{endpoint}")
        return (parts.hostname or "").lower().removesuffix("."), parts.path
    except ValueError:
        return endpoint, ""


def is_itself(address: str) -> bool:
    """Whether an address leads to the machine that calls it."""
    return split(address)[0] in _ITSELF


def is_internal(host: str) -> bool:
    """Whether a host can be reached from inside only: a private address, a name of one word, a cluster's own."""
    import ipaddress  # as above

    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host.endswith(_INTERNAL) or re.fullmatch(_LABEL, host) is not None


class Hosts:
    """The table of hosts, looked up by the end of a host: most hosts that files name are in no row."""

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._by_end: dict[str, list[tuple[int, Endpoint]]] = {}
        for row in endpoints:
            exactness = len(re.sub(_PLACEHOLDER, "", row.host))
            self._by_end.setdefault(_end(row.host), []).append((exactness, row))

    def matching(self, host: str) -> tuple[list[Endpoint], dict[str, str]]:
        """The rows of the most exact host pattern that fits, and what its placeholders stand for."""
        best: list[Endpoint] = []
        groups: dict[str, str] = {}
        most = -1
        for exactness, row in self._by_end.get(_end(host), ()):
            if exactness < most or (match := _pattern(row.host).fullmatch(host)) is None:
                continue
            if exactness > most:
                best, groups, most = [], match.groupdict(), exactness
            if not best or row.host == best[0].host:
                best.append(row)
        return best, groups


def _end(host: str) -> str:
    """The last two labels of a host, which hold no placeholder in any row."""
    return ".".join(host.rsplit(".", 2)[-2:])


@cache
def _pattern(host: str) -> re.Pattern[str]:
    parts: list[str] = []
    end = 0
    for found in re.finditer(_PLACEHOLDER, host):
        parts.append(re.escape(host[end : found.start()]))
        parts.append(f"(?P<{found[1]}>[^.]+)" if found[1] else ".+")
        end = found.end()
    return re.compile("".join([*parts, re.escape(host[end:])]))
