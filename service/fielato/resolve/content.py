"""What the content of a component comes to on a date, whichever document holds it, under whatever name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final

from msgspec import structs

from fielato.model.component import Component
from fielato.model.fact import UNSET
from fielato.model.origin import Origin
from fielato.model.parts import Place
from fielato.resolve import purposes, site
from fielato.resolve.answers import Answer
from fielato.resolve.facts import NAMES, said
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.locations import Location, locations
from fielato.resolve.names import CONTROLLER
from fielato.resolve.provenance import HERE
from fielato.resolve.purposes import Processing

_UNNAMED: Final = {**dict.fromkeys(NAMES["component"], UNSET), "id": ""}
"""The names of a component, blank."""
_stated = attrgetter(*[name for name in Component.__struct_fields__ if name not in {*_UNNAMED, "settings", "access"}])
"""What a component says that can be compared as it is."""
_ALIAS: Final = "?"
"""How the names begin that stand for the parties of a component's access, which its content does not name."""


class ComponentContent:
    """A component without its names: the facts that it says, and its site."""

    def __init__(self, component: Component, answers: Sequence[Answer], day: Knowledge) -> None:
        facts = (
            said("component", component, day.catalogue, answers)
            .with_derived({"component.on_premises": _is_on_premises(component)}, Origin("derived", HERE, "/place"))
            .with_derived({"component.contradictions": ()}, Origin("derived", HERE))
        )
        self.day = day
        self.facts = facts
        """Its facts, not yet bound to a document."""
        self.site = site.make(component, facts, day.catalogue, day.as_of)
        """The component in the catalogue's context."""
        access = component.access if component.access is not UNSET else ()
        self._is_accessed = bool(access)
        self.parties = tuple(dict.fromkeys(one.party for one in access if one.party is not UNSET))
        """The parties that are said to reach the data, by alias; the controller by its own id."""

    @cached_property
    def region(self) -> tuple[str, str]:
        """Partition and id of the region it stands in; both empty where that is not known."""
        region = self.site.region
        return (region.partition, region.region) if region is not None else ("", "")

    def as_run(self, runner: str, fallbacks: tuple[ComponentContent | None, ...]) -> Run:
        """What the content comes to where a party runs it and these components take over.

        Who runs it counts only where it is the controller, or one of the parties that reach the data.
        """
        asked = runner if self._is_accessed and runner in {CONTROLLER, *self.parties} else ""
        if not asked and not fallbacks:
            return self._plain_run
        return self.day.once(("run", self, asked, fallbacks), lambda: Run(self, asked, fallbacks))

    @cached_property
    def _plain_run(self) -> Run:
        return Run(self, "", ())


class Run:
    """A component's content, run by a party and with its fallbacks: every purpose, and every place of each."""

    def __init__(self, content: ComponentContent, runner: str, fallbacks: Sequence[ComponentContent | None]) -> None:
        others = [one.site if one is not None else None for one in fallbacks]
        self.content = content
        self.processing: tuple[Processing, ...] = tuple(purposes.of(content.site, others, runner))
        """In order; slots lead to the component, then to its fallbacks."""
        self.parties = tuple(dict.fromkeys(["", *(one.party for one in self.processing)]))
        """The parties that are there: first the empty name of the one that runs it."""
        self.locations: tuple[Location, ...] = locations(self.processing, content.day)
        """Every place of every purpose, once."""
        self.party_of = tuple([self.parties.index(one.party) for one in self.locations])
        """Which of the parties is at each place."""


def of(component: Component, answers: tuple[Answer, ...], day: Knowledge) -> tuple[ComponentContent, dict[str, str]]:
    """The content of a component, from before if there was an equal one, and the parties that its aliases stand for."""
    access, aliases = component.access, dict[str, str]()
    if access is not UNSET:
        parties = dict.fromkeys(one.party for one in access if one.party is not UNSET and one.party != CONTROLLER)
        aliases = {f"{_ALIAS}{index}": party for index, party in enumerate(parties)}
        stands_for: dict[object, str] = {party: alias for alias, party in aliases.items()}
        access = tuple(
            [structs.replace(one, party=stands_for[one.party]) if one.party in stands_for else one for one in access]
        )
    settings = component.settings
    stated = None if settings is UNSET else tuple(sorted(settings.items()))

    def make() -> ComponentContent:
        return ComponentContent(structs.replace(component, **_UNNAMED, access=access), answers, day)

    return day.once(("component", _stated(component), access, stated, answers), make), aliases


def _is_on_premises(component: Component) -> bool | None:
    """Whether a component is at a place of the organisation's own; no provider's region is."""
    if component.place is not UNSET:
        return _is_own(component.place)
    return False if component.provider is not UNSET else None


def _is_own(place: Place) -> bool | None:
    """Whether a place is the organisation's own; a colocation is not, and a place of no kind may be."""
    if place.kind == "colocation" or place.own is False:
        return False
    return True if place.kind is not UNSET or place.own is not UNSET else None
