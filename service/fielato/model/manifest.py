"""A document as received: the record it holds, where its values stand, and its digest."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from .deployment import Deployment
from .origin import Origin, Places
from .register import Register


class Note(msgspec.Struct, frozen=True):
    """What the reader of the files has to say to a person, beside the deployment that it made of them."""

    text: Mapping[str, str]
    """By language, `en` and `es`."""
    origin: Origin
    """What it is about."""


class Manifest(msgspec.Struct, frozen=True, eq=False):
    """A deployment as received. `digest` is SHA-256 over the bytes of its files."""

    deployment: Deployment
    places: Places
    digest: str
    notes: tuple[Note, ...] = ()


class RegisterFile(msgspec.Struct, frozen=True, eq=False):
    """A file's register, with the same. One file that was read is one register: it equals itself alone."""

    register: Register
    places: Places
    digest: str
