"""Which files of a folder may hold a document of ours, and under which names a register lies beside a manifest."""

from __future__ import annotations

import re
from typing import Final

from fielato.model.vocabulary import API_VERSION

BESIDE: Final = ("organisation.yaml", "organisation.yml", "organisation.json")
"""The names under which a register is found beside a manifest."""
PROJECT_FILES: Final = ("fielato.yaml", "fielato.yml", "fielato.json")
"""The names of the file that declares, for all that lies below its folder, what infrastructure cannot say."""
SUFFIXES: Final = frozenset({".yaml", ".yml", ".json", ".tf", ".tfvars", ".template"})
"""The files of a folder that are looked into."""

_HEAD: Final = 64 * 1024
_FORMAT: Final = f"{API_VERSION.partition('/')[0]}/"
_SCENARIO: Final = re.compile(rb"""^[{ ]*["']?kind["']?\s*:\s*["']?Scenario\b""", re.MULTILINE)
_ACCEPTED: Final = re.compile(rb"""^[{ ]*["']?kind["']?\s*:\s*["']?(?:Waivers|Baseline)\b""", re.MULTILINE)
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")
_MARKS: Final = tuple(_FORMAT.encode(encoding) for encoding in _ENCODINGS)
_REGISTER: Final = (b"\\", *("Register".encode(encoding) for encoding in _ENCODINGS))


def is_ours(data: bytes) -> bool:
    """Whether the head of a file names our format, in whatever version or encoding: the reader says what is wrong.

    A scenario, waivers and a baseline may lie beside what they are for: a file that can hold nothing else is passed
    over.
    """
    head = data[:_HEAD]
    return any(mark in head for mark in _MARKS) and not _is_beside(data, head)


def _is_beside(data: bytes, head: bytes) -> bool:
    if any(mark in data for mark in (b"AIDeployment", *_REGISTER)):
        return False
    return _ACCEPTED.search(head) is not None or (len(data) < _HEAD and _SCENARIO.search(data) is not None)


def may_hold_register(data: bytes) -> bool:
    """Whether a file can hold a register at all: only an escape spells `kind: Register` without its letters."""
    return any(mark in data for mark in _REGISTER)
