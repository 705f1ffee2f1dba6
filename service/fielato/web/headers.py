"""Which headers every response carries, so that a browser runs, frames and tells nothing that it need not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Response, request

SECURITY: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with everything."""

_ADDED: Final = tuple((name, name.lower(), value) for name, value in SECURITY.items())


def secure(response: Response) -> Response:
    """Add the headers; nothing is kept by a shared cache, and pages only so that “back” finds what was typed."""
    headers = response.headers
    given = {name.lower() for name, _ in headers}
    for name, lower, value in _ADDED:
        if lower not in given:
            headers.add(name, value)
    if "cache-control" not in given and request.endpoint != "static":
        headers.add("Cache-Control", "private, no-cache" if response.mimetype == "text/html" else "no-store")
    return response
