"""How everything that is printed or sent as JSON is written."""

from __future__ import annotations

from typing import Any

import msgspec


def render(value: Any) -> str:
    """The value as indented JSON text that ends in a line break."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
