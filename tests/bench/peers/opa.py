"""OPA itself, in this process: its Go library through ctypes."""

from __future__ import annotations

from typing import Final

import msgspec

from ..generate import Pack
from . import rego
from .interface import Judge, Peer, Triple

_DISTRIBUTION: Final = "opa-golib-python-bindings"


def _objects(pack: Pack) -> Judge:
    """The module compiled; the binding keeps the prepared query from the first evaluation on."""
    from opa_bindings import OpaEngine

    engine = OpaEngine()
    engine.add_policy("bench.rego", rego.objects(pack))

    def judge(data: bytes) -> list[Triple]:
        found = engine.eval_document(rego.DOCUMENT, msgspec.json.decode(data))
        return [(rule, component, verdict) for rule, on in found.items() for component, verdict in on.items()]

    return judge


def _one_set(pack: Pack) -> Judge:
    from opa_bindings import OpaEngine

    engine = OpaEngine()
    engine.add_policy("bench.rego", rego.one_set(pack))

    def judge(data: bytes) -> list[Triple]:
        found = engine.eval_document(rego.DOCUMENT, msgspec.json.decode(data))
        return [(rule, component, verdict) for rule, component, verdict in found]

    return judge


PEER: Final = Peer(
    "OPA",
    _DISTRIBUTION,
    _objects,
    "in process, query prepared, one object a rule; the binding takes a Python value and hands it on as JSON text",
)
ONE_SET: Final = Peer(
    "OPA, one set",
    _DISTRIBUTION,
    _one_set,
    "the same, all rules adding to one set (`deny contains …`), as policies are mostly written",
)
