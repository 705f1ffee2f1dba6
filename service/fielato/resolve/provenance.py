"""Where the line runs between content and provenance: what a record says, and where it says it.

What catalogue, register and date make of a record depends on its content alone, so it is worked out once per content
and shared by all documents (`knowledge`, `content`). File, line and the names that a document gives its records are
provenance. An origin within shared content leads from a `Slot`, the place that some record of a document will take,
and is bound to the `Anchor`s of one document only when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from fielato.model.origin import DECLARED, Known, Location, Origin, Places


class Slot(msgspec.Struct, frozen=True, gc=False):
    """Stands for a record of a document that is not known yet, by its position among the anchors to come."""

    index: int

    def location(self, pointer: str) -> Location:
        """No place in a file: a slot stands in none until it is bound."""
        return Location(pointer=pointer)

    def known(self, pointer: str) -> Known:
        """As somebody declared it."""
        del pointer
        return DECLARED


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A record of one document: where it stands, and its name there. Or another slot, to fit one content in another."""

    places: Places
    pointer: str = ""
    name: str | Slot = ""


_AS_DECLARED: Final = Origin("declared")

HERE = Slot(0)
"""The record that a content is the content of."""


def bound(origin: Origin, anchors: Sequence[Anchor]) -> Origin:
    """The origin, led from the anchor that takes its slot; one that leads from no slot as it is."""
    slot = origin.places
    if not isinstance(slot, Slot) or slot.index >= len(anchors):
        return origin
    anchor = anchors[slot.index]
    return said_at(anchor.places, anchor.pointer + origin.pointer, origin)


def pointed_at(origin: Origin, anchors: Sequence[Anchor]) -> Location | None:
    """Where the bound origin points, if it points into a file."""
    places = origin.places
    if isinstance(places, Slot) and places.index < len(anchors):
        anchor = anchors[places.index]
        return anchor.places.location(anchor.pointer + origin.pointer)
    return None if places is None else places.location(origin.pointer)


def said_at(places: Places | None, pointer: str, as_: Origin = _AS_DECLARED) -> Origin:
    """The origin of what a document says at this pointer: the document knows how, where the content does not."""
    if places is None or as_.how != "declared":
        return Origin(as_.how, places, pointer, as_.source, as_.verified)
    known = places.known(pointer)
    return Origin(known.how, places, pointer, as_.source or known.source, as_.verified and known.verified)
