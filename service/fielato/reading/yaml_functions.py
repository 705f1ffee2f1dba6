"""Which long form the short tags of CloudFormation stand for."""

from __future__ import annotations

from typing import Final

from fielato.reading.yaml_open import Built
from fielato.reading.yaml_places import LineColumn, Spot

_WITHOUT_PREFIX: Final = frozenset({"Ref", "Condition"})
_ATTRIBUTE: Final = "Fn::GetAtt"


def long_form(tag: str, at: LineColumn, built: Built) -> Built:
    """Wrap the value of `!Name` in `{"Fn::Name": …}`; `!GetAtt A.B.C` names the resource before the first point."""
    name = tag.removeprefix("!")
    key = name if name in _WITHOUT_PREFIX else f"Fn::{name}"
    if key == _ATTRIBUTE and isinstance(built.value, str):
        parts = built.value.split(".", 1)
        built = Built(list(parts), [Spot(at, at, None) for _ in parts], 1 + len(parts), 1)
    return Built({key: built.value}, {key: Spot(at, at, built.inside)}, built.size + 1, built.height + 1)
