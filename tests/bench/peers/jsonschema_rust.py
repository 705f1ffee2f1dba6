"""jsonschema-rs, JSON Schema in Rust."""

from __future__ import annotations

from typing import Final

from ..generate import Pack
from .interface import Judge, Peer
from .schema import can, judge_with


def _prepare(pack: Pack) -> Judge:
    from jsonschema_rs import validator_for

    return judge_with(lambda schema: validator_for(schema).is_valid, pack)


PEER: Final = Peer(
    "jsonschema-rs",
    "jsonschema-rs",
    _prepare,
    "a validator each for `when` and `require`; only rules without dates and without two facts compared",
    can,
)
