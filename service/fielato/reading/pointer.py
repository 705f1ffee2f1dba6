"""How the path to a value is written: RFC 6901 JSON pointers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_INDEX = re.compile("0|[1-9][0-9]*")


def split(pointer: str) -> list[str]:
    """Give the reference tokens of a pointer, unescaped; the empty pointer is the whole document."""
    tokens = pointer.split("/")[1:]
    return [token.replace("~1", "/").replace("~0", "~") for token in tokens] if "~" in pointer else tokens


def join(tokens: Iterable[str | int]) -> str:
    """Write tokens as a pointer."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def index(token: str, size: int) -> int | None:
    """Give the position that a token names in a list of `size` items, if it names one."""
    if not _INDEX.fullmatch(token) or len(token) > len(str(size)):
        return None
    position = int(token)
    return position if position < size else None
