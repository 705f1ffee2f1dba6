"""What the merge key `<<` of YAML 1.1 brings into a mapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fielato.reading.yaml_open import Built, Entries
    from fielato.reading.yaml_places import Spot


def entries(built: Built) -> Entries | None:
    """Give the entries and places of a mapping or of a list of mappings, of which earlier ones win; None for others."""
    if isinstance(built.value, dict) and isinstance(built.inside, dict):
        return built.value, built.inside
    if not isinstance(built.value, list) or not isinstance(built.inside, list):
        return None
    value: dict[str, object] = {}
    inside: dict[str, Spot] = {}
    for item, spot in zip(reversed(built.value), reversed(built.inside), strict=True):
        if not isinstance(item, dict) or not isinstance(spot.inside, dict):
            return None
        value |= item
        inside |= spot.inside
    return value, inside
