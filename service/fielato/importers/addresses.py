"""Which hosts a value of a variable or argument names: URLs, connection strings, lists; never a secret in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_UNRESOLVED = re.compile(r"\$[\w({]|\{\{|\{\$|<[^<>]*>")
_URL = re.compile(r"(?:jdbc:)?(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w .]*?)\s*=\s*(?P<value>[^;]*)")
_LIBPQ = re.compile(r"(?:^|\s)host=(?P<host>[^\s']+)")
_HOST = re.compile(r"\[[0-9a-fA-F:.]+\](?::\d+)?|[A-Za-z0-9_][\w.-]*(?::\d+)?")
_END = re.compile(r"[/?#;]")
_BETWEEN = re.compile(r"[,;]\s*(?=[a-z][a-z0-9+.-]*://)", re.IGNORECASE)
_WEB: Final = frozenset({"http", "https", "ws", "wss", "grpc", "grpcs"})
_NAMED: Final = ("endpoint", "accountendpoint", "blobendpoint", "ingestionendpoint", "server", "data source", "host")
"""What the place is called in connection strings, the first that is there."""


def is_unresolved(value: str) -> bool:
    """Whether a text still holds what a tool or person is to fill in: `${X}`, `$(X)`, `{{ x }}`, `<your-host>`."""
    return _UNRESOLVED.search(value) is not None


def addresses(value: str) -> tuple[str, ...]:
    """The addresses that a value names, as `scheme://host:port/path` or `host:port`: no user, password or query.

    Empty for a value that names none, or whose host is still to be filled in.
    """
    text = value.strip()
    if "://" not in text.partition("=")[0] and "=" in text.partition("?")[0]:
        text = _of_connection_string(text) or text
    return tuple(found for part in _parts(text) for found in _each(part))


def _parts(text: str) -> list[str]:
    """The URLs of a list of them; a text that may only look like one, for what is in its password, stays whole."""
    parts = _BETWEEN.split(text)
    return parts if len({"@" in part for part in parts}) == 1 else [text]


def _each(text: str) -> Iterator[str]:
    match = _URL.fullmatch(text)
    if match is None:
        yield from (host for part in text.split(",") if _HOST.fullmatch(host := part.strip().rpartition("@")[2]))
        return
    scheme = match["scheme"].lower()
    hosts, path = _without_user(scheme, match["rest"])
    for host in hosts.split(","):
        if _HOST.fullmatch(host):
            yield f"{scheme}://{host}{path}" if scheme in _WEB else host


def _without_user(scheme: str, rest: str) -> tuple[str, str]:
    """Hosts and path without user and password, even where a password holds what should have been escaped."""
    head = _END.split(rest)[0]
    if "@" not in head and "@" in rest.partition("?")[0] and (scheme not in _WEB or ":" in head):
        rest = rest.partition("?")[0].rpartition("@")[2]
        head = _END.split(rest)[0]
    path = re.split(r"[?#;]", rest[len(head) :])[0]
    return head.rpartition("@")[2], "" if "@" in path or is_unresolved(path) else path


def _of_connection_string(text: str) -> str:
    """The place in `Server=tcp:x,1433;Password=…`, `AccountName=x;AccountKey=…` or `host=x password=…`."""
    if match := _LIBPQ.search(text):
        return match["host"]
    pairs = {match["name"].strip().lower(): match["value"].strip() for match in _PAIR.finditer(text)}
    for name in _NAMED:
        if value := pairs.get(name):
            return value.removeprefix("tcp:").partition(",")[0]
    if account := pairs.get("accountname"):
        return f"https://{account}.blob.{pairs.get('endpointsuffix', 'core.windows.net')}"
    return ""
