"""A resource as files describe it: its type, its address, and its values with their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from fielato.catalogue.recognised import Format
from fielato.importers.found import Said
from fielato.importers.notes import Text
from fielato.model.origin import Origin

Path = tuple[str | int, ...]
"""The names and positions that lead to a value inside a resource."""


class Unknown(msgspec.Struct, frozen=True):
    """A value that the files do not tell, such as one that is known only after the resources were made."""

    why: Text
    """The reason with what would settle it, in `en` and `es`: a clause that can follow a colon."""


class Reference(msgspec.Struct, frozen=True):
    """A value that another resource of the same files gives, such as its ARN."""

    address: str
    """The other resource; without the index of an instance, all its instances are meant."""
    attribute: str = ""


def _no_references(at: Path) -> Sequence[Reference]:
    del at
    return ()


class Resource(msgspec.Struct, frozen=True, eq=False):
    """A resource as the files describe it."""

    format: Format
    type: str
    """As the format writes it."""
    address: str
    """What identifies it among the files of the deployment."""
    name: str
    """What people call it."""
    values: Mapping[str, object]
    """Its fields: maps, lists and scalars, in which `Unknown` and `Reference` may stand anywhere."""
    origin_of: Callable[[Path], Origin]
    """Where a value stands; the empty path is the whole."""
    region: Said | Unknown | None = None
    """What the call or the provider's configuration gives as its region; None where the format has no such thing."""
    references: Callable[[Path], Sequence[Reference]] = _no_references
    """The other resources that a value is made from, where the value itself does not show it."""
