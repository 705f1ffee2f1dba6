"""How content is named: SHA-256 over bytes, over a value in one spelling, or over a set of files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec


def of_bytes(data: bytes | memoryview) -> str:
    """The digest of bytes, as `sha256:…`."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def of_value(value: Any) -> str:
    """The digest of a value that JSON can hold; the order of its keys does not count."""
    return of_bytes(msgspec.json.encode(value, order="deterministic"))


def of_files(files: Mapping[str, bytes]) -> str:
    """The digest over every file's name and content; the order of the files does not count."""
    whole = hashlib.sha256()
    for name in sorted(files):
        data = files[name]
        whole.update(f"{name}\0{len(data)}\0".encode())
        whole.update(data)
    return f"sha256:{whole.hexdigest()}"
