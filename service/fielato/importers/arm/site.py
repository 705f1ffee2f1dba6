"""A value of a template as it is written, with its place and the scope that gives it its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from fielato.importers.templates.partial import Value
from fielato.model.origin import Origin
from fielato.reading import pointer as pointers

if TYPE_CHECKING:
    from fielato.importers.arm.scope import Scope


class Site(msgspec.Struct, frozen=True, eq=False):
    """A value as it is written, its place, and the scope that gives it its meaning."""

    raw: Value
    pointer: str
    scope: Scope

    @property
    def origin(self) -> Origin:
        """Its place."""
        return Origin("observed", self.scope.places, self.pointer)

    def below(self, *tokens: str | int) -> Site:
        """What is written at a path below it; itself as far as there is something."""
        site = self
        for token in tokens:
            raw = site.raw
            if isinstance(raw, Mapping):
                name = next((key for key in raw if key.lower() == str(token).lower()), None)
                if name is None:
                    return site
                site = Site(raw[name], site.pointer + pointers.join([name]), site.scope)
            elif isinstance(raw, list) and isinstance(token, int) and 0 <= token < len(raw):
                site = Site(raw[token], f"{site.pointer}/{token}", site.scope)
            else:
                return site
        return site
