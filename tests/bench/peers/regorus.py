"""regorus, Rego in Rust."""

from __future__ import annotations

from typing import Final

import msgspec

from ..generate import Pack
from . import rego
from .interface import Judge, Peer, Triple


def _prepare(pack: Pack) -> Judge:
    """The module parsed; the first evaluation compiles it."""
    from regorus import Engine

    engine = Engine()
    engine.add_policy("bench.rego", rego.objects(pack))
    document = f"data.{rego.DOCUMENT}"

    def judge(data: bytes) -> list[Triple]:
        engine.set_input_json(data.decode())
        found = msgspec.json.decode(engine.eval_rule_as_json(document))
        return [(rule, component, verdict) for rule, on in found.items() for component, verdict in on.items()]

    return judge


PEER: Final = Peer(
    "regorus", "celine-regorus", _prepare, "module prepared, one object a rule; input and result as JSON text"
)
