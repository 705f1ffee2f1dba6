"""How the service is run: granian, several workers of one application that share one secret."""

from __future__ import annotations

import os
import secrets
from typing import Any

from granian.constants import Interfaces
from granian.server import Server

from fielato.settings import from_environment

TARGET = "fielato.web.wsgi:app"
"""What each worker loads."""


def serve(host: str = "127.0.0.1", port: int = 8080, workers: int = 1) -> None:
    """Serve until told to stop.

    Raises UsageError when the environment's settings cannot be read, before any worker starts.
    """
    share_secret()
    server(host, port, workers).serve()


def share_secret() -> None:
    """Give all workers the same secret: the environment's, or else one made for this start."""
    if not from_environment(os.environ).secret_key:
        os.environ["FIELATO_SECRET_KEY"] = secrets.token_hex(32)


def server(host: str, port: int, workers: int) -> Any:
    """The server; a worker that dies is replaced."""
    return Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=32,  # a slow body holds a thread; the others go on answering
        backlog=256,
        websockets=False,
        respawn_failed_workers=True,
    )
