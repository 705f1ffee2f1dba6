"""jsonschema, JSON Schema in Python."""

from __future__ import annotations

from typing import Final

from ..generate import Pack
from .interface import Judge, Peer
from .schema import can, judge_with


def _prepare(pack: Pack) -> Judge:
    from jsonschema import Draft202012Validator

    return judge_with(lambda schema: Draft202012Validator(schema).is_valid, pack)


PEER: Final = Peer(
    "jsonschema",
    "jsonschema",
    _prepare,
    "as jsonschema-rs, in Python",
    can,
)
