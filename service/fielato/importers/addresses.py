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
_PORT = re.compile(r"[^@]*?(?:\]|[^:\]]*)(?::\d*)?")
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
    named = _of_connection_string(text) if "://" not in text.partition("=")[0] and "=" in text.partition("?")[0] else ""
    return tuple(found for found in _each(named or text) if not is_unresolved(found))


def _each(text: str) -> Iterator[str]:
    if (match := _URL.fullmatch(text)) is None:
        hosts = (part.strip().rpartition("@")[2] for part in text.split(","))
        yield from (host for host in hosts if _HOST.fullmatch(host))
        return
    scheme = match["scheme"].lower()
    rest = _without_user(scheme, re.split(r"[?#;]", match["rest"])[0])
    hosts, slash, path = rest.partition("/")
    prefix = f"{scheme}://" if scheme in _WEB else ""
    for host in hosts.split(","):
        if "://" in rest and "," in hosts:  # a list of whole URLs
            yield from (one for part in text.split(",") for one in _each(part.strip()))
            return
        if host:
            yield f"{prefix}{host}{slash}{path}" if prefix else host


def _without_user(scheme: str, rest: str) -> str:
    """Without `user:password@`, even where the password holds a `/` or `@` that should have been escaped."""
    head, slash, path = rest.partition("/")
    if "@" in head:
        return f"{head.rpartition('@')[2]}{slash}{path}"
    if "@" in rest and (scheme not in _WEB or _PORT.fullmatch(head) is None):
        return rest.rpartition("@")[2]
    return rest


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
