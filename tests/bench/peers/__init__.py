"""The engines that are compared, each one small file behind one interface."""

from __future__ import annotations

from . import cel, jsonlogic, jsonschema_python, jsonschema_rust, opa, regorus
from .interface import Judge, Peer, Triple, UnavailableError

PEERS = (
    opa.PEER,
    opa.ONE_SET,
    regorus.PEER,
    cel.PEER,
    cel.TOGETHER,
    jsonlogic.PEER,
    jsonlogic.TOGETHER,
    jsonschema_rust.PEER,
    jsonschema_python.PEER,
)
"""In the order of the table."""

__all__ = ["PEERS", "Judge", "Peer", "Triple", "UnavailableError"]
