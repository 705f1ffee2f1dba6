"""Which service may be asked, and with which token: an address that keeps both the documents and the token safe."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import msgspec

from fielato.errors import UsageError

ROUTE: Final = "/api/v1/assessments"


class Service(msgspec.Struct, frozen=True):
    """A running service."""

    url: str
    """As the caller named it, without a slash at its end."""
    token: str = ""
    """Who is asking; empty where nobody needs to know."""

    def __repr__(self) -> str:
        return f"Service({self.url!r})"

    @property
    def assessments(self) -> str:
        """Where deployments are sent to."""
        return f"{self.url}{ROUTE}"


def service(url: str, token: str = "", *, insecure_http: bool = False) -> Service:
    """The service at an address.

    Raises UsageError where documents and token would travel in the open, or where the address or token is not one.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UsageError(f"`{url}` is not an address of a service: write https://HOST") from None
    if parts.username or parts.password:
        raise UsageError("an address of a service holds no name or password: name a token with --token-file")
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise UsageError(f"`{url}` is not an address of a service: write https://HOST")
    if parts.scheme == "http" and not insecure_http and not _is_loopback(host):
        raise UsageError(f"{url} is not encrypted: write https://, or add --insecure-http where the network is trusted")
    if not all("!" <= character <= "~" for character in token):
        raise UsageError("the token has characters that no token has, such as blanks between words")
    return Service(url.rstrip("/"), token)


def _is_loopback(host: str) -> bool:
    import ipaddress  # a service is seldom asked without encryption

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
