"""A document as received: the record it holds, where its values stand, and its digest."""

from __future__ import annotations

from dataclasses import dataclass

from .deployment import Deployment
from .origin import How, Places
from .register import Register


@dataclass(frozen=True, slots=True)
class Manifest:
    """A file's deployment. `digest` is SHA-256 over the file's bytes; `how` says how its facts are known."""

    deployment: Deployment
    places: Places
    digest: str
    how: How = "declared"


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file's register, with the same."""

    register: Register
    places: Places
    digest: str
