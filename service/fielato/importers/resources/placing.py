"""Where components are of which no value says it: where they lie, where the provider works, what is declared around."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from fielato.importers.found import Found, Harvest, Said
from fielato.importers.interface import Context
from fielato.importers.node import text
from fielato.importers.resources.facts import NAME_IN, OTHERWISE
from fielato.importers.resources.gaps import INSTANT_ACCESS, Gaps
from fielato.importers.resources.resource import Resource
from fielato.importers.resources.together import Together
from fielato.importers.resources.values import read

_DEEPEST: Final = 3
"""How many resources lie one in another: a project in an account in a group."""


class Placing:
    """Gives components what they take from others."""

    def __init__(
        self,
        together: Together,
        within: Sequence[tuple[Found, Resource, str]],
        placeless: Collection[str],
        harvest: Harvest,
        context: Context,
        gaps: Gaps,
    ) -> None:
        self._together = together
        self._within = within
        self._placeless = placeless
        self._harvest = harvest
        self._context = context
        self._gaps = gaps

    def place(self) -> None:
        """Give each component its name behind other hosts, the model of others, and a region if it has none."""
        for found, resource, other in self._holders():
            self._name_in(found, resource, other)
        for found, other in self._together.inherited():
            _take_model(found, other)
        for found, resource in self._placed():
            own = any(True for _ in self._together.statements(resource, "region"))
            if isinstance(resource.region, Said) and not own:
                found.say("region", resource.region.value, resource.region.origin)
        for _ in range(_DEEPEST):
            for found, _, other in self._holders():
                found.stand_where(other)
        for found, resource in self._placed():
            if "region" not in found.facts:
                self._around(found, resource)

    def _holders(self) -> Iterator[tuple[Found, Resource, Found]]:
        """Which component lies, as which resource says, in which other."""
        for found, resource, address in self._within:
            yield from ((found, resource, other) for other in self._together.speaks_for(address))

    def _name_in(self, found: Found, resource: Resource, other: Found) -> None:
        """Let a resource be known by its name within another.

        An account that shows its deployments runs no model but theirs, unless models are called by their names alone.
        """
        for one in self._together.statements(resource, NAME_IN):
            name = text(one.value).rpartition("/")[2].lower()
            found.known_by(*(f"{key}/{name}" for key in other.keys if name and key.startswith("host:")))
        if "sku" in found.facts and "sku" not in other.facts and "purposes" not in other.lists:
            other.say("purposes", "storage", other.origin)
            self._harvest.note(INSTANT_ACCESS, other.origin, name=other.name)

    def _placed(self) -> Iterator[tuple[Found, Resource]]:
        """The components whose region matters."""
        for resource in self._together.resources.values():
            found = self._together.components.get(resource.address)
            if (
                found is not None
                and found.key not in self._placeless
                and resource.address not in self._together.orphans
            ):
                yield found, resource

    def _around(self, found: Found, resource: Resource) -> None:
        """A component of which nothing gave the region."""
        for one in self._together.statements(resource, OTHERWISE):
            region = read(one.field.read_as, one.value, found.get("provider"), self._context.catalogue)
            if region is not None:
                found.say("region", region, one.origin)
                return
        origin = resource.origin_of(())
        around = self._context.around(origin.location.file, found.get("provider"))
        declared = around.said("region") if around is not None else None
        if declared is not None:
            found.say("region", declared.value, declared.origin)
        elif not self._gaps.has(resource.address, "region"):
            self._gaps.region(resource.address, found.get("provider"), resource.region, origin)


def _take_model(found: Found, other: Found) -> None:
    """What runs an inference profile leads where the profile leads that this one was copied from."""
    for field in ("copied_from", "model"):
        if (said := other.facts.get(field)) is not None:
            found.say(field, said.value, said.origin)
