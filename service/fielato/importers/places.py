"""Where a value stands that was read from somebody's file, and how a deployment made of many files tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from fielato.model.origin import DECLARED, Known, Location, Origin
from fielato.model.origin import Places as ModelPlaces
from fielato.reading import pointer

if TYPE_CHECKING:
    from fielato.reading.document import Places


class DocumentPlaces(msgspec.Struct, frozen=True, eq=False):
    """The places of a YAML or JSON document: a fact stands where its pointer leads."""

    file: str
    places: Places
    found: dict[str, Location] = msgspec.field(default_factory=dict)
    """The places that were asked for."""

    def location(self, path: str) -> Location:
        """The place of the value at this pointer, or of its nearest ancestor that exists."""
        location = self.found.get(path)
        if location is None:
            mark = self.places.locate(pointer.split(path)).value
            location = self.found[path] = Location(self.file, mark.line, mark.column, path)
        return location

    def known(self, pointer: str) -> Known:
        """As somebody declared it."""
        del pointer
        return DECLARED


class Spot(msgspec.Struct, frozen=True):
    """One place that stands for everything below it, such as the block of a resource."""

    at: Location

    def location(self, pointer: str) -> Location:
        """That place, whatever is asked for."""
        del pointer
        return self.at

    def known(self, pointer: str) -> Known:
        """As somebody declared it."""
        del pointer
        return DECLARED


class AssembledPlaces:
    """The places of a deployment that was put together from files: each value stands where one of them says it."""

    def __init__(self, origins: Mapping[str, Origin], otherwise: ModelPlaces) -> None:
        self._origins = origins
        """By pointer into the deployment."""
        self._otherwise = otherwise
        """The places of what no file of infrastructure says, by the same pointers."""

    def location(self, pointer: str) -> Location:
        """The place of the value at this pointer, or of its nearest ancestor that exists."""
        origin = self._nearest(pointer)
        return self._otherwise.location(pointer) if origin is None else origin.location

    def known(self, pointer: str) -> Known:
        """How the value at this pointer is known."""
        origin = self._nearest(pointer)
        if origin is None:
            return self._otherwise.known(pointer)
        return Known(origin.how, origin.source, origin.verified)

    def _nearest(self, pointer: str) -> Origin | None:
        while pointer:
            if (origin := self._origins.get(pointer)) is not None:
                return origin
            pointer = pointer.rpartition("/")[0]
        return None
