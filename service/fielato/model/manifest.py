"""A document as received: the record it holds, where its values stand, and its digest."""

from __future__ import annotations

import msgspec

from .deployment import Deployment
from .origin import How, Places
from .register import Register


class Manifest(msgspec.Struct, frozen=True, eq=False):
    """A file's deployment. `digest` is SHA-256 over the file's bytes; `how` says how its facts are known."""

    deployment: Deployment
    places: Places
    digest: str
    how: How = "declared"


class RegisterFile(msgspec.Struct, frozen=True, eq=False):
    """A file's register, with the same. One file that was read is one register: it equals itself alone."""

    register: Register
    places: Places
    digest: str
