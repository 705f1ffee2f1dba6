"""What people would call a resource: its own name with its modules, or its type where that says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

EMPTY: Final = frozenset({"this", "main", "default", "self", "example", "resource"})
"""Names that say nothing: modules for one thing use them."""


def resource_name(type_: str, name: str, path: Sequence[str] = (), index: object = None) -> str:
    """The name of a resource of a type, in modules, with its key among others of the same block."""
    own = type_.partition("_")[2].replace("_", "-") if name in EMPTY else name
    return "-".join([*path, own, *([] if index is None else [str(index)])])
