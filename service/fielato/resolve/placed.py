"""The components of one deployment: contents that stand somewhere, have names, are run by parties and get data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import structs

from fielato.model.component import Component
from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET
from fielato.model.origin import Places
from fielato.resolve import content
from fielato.resolve.answers import Answers
from fielato.resolve.content import ComponentContent
from fielato.resolve.facts import named
from fielato.resolve.knowledge import Knowledge
from fielato.resolve.parties import Parties, Partner
from fielato.resolve.provenance import Anchor
from fielato.resolve.purposes import Processing


class Placed:
    """A component where it stands."""

    def __init__(
        self,
        component: Component,
        position: int,
        places: Places,
        reach: tuple[str, ...],
        answers: Answers,
        day: Knowledge,
    ) -> None:
        names = named("component", component)
        self.id = component.id
        self.position = position
        """Among the components."""
        self.anchor = Anchor(places, f"/components/{position}", component.id)
        self.names = names
        self.reach = reach
        """The ids of the data sets that reach it."""
        about = answers.about("component", f"component/{component.id}", names)
        self.content, self._aliases = content.of(component, about, day)
        self.facts = self.content.facts.at(self.anchor, names=names)
        """What is known of it."""

    def join(self, component: Component, others: Mapping[str, Placed], parties: Parties) -> None:
        """Find who runs it and what takes over, once all components are placed."""
        party = self.names.get("component.party", self.content.facts.values.get("component.party"))
        self.runner = parties.runner(self.content, party if isinstance(party, str) else "", self.anchor)
        self._parties = parties
        fallbacks: tuple[ComponentContent | None, ...] = ()
        self.anchors: tuple[Anchor, ...] = (self.anchor,)
        """What its reasons lead to: itself, then its fallbacks."""
        if component.fallbacks is not UNSET:
            names = tuple(dict.fromkeys(component.fallbacks))
            found = [others.get(name) for name in names]
            fallbacks = tuple(one.content if one is not None else None for one in found)
            self.anchors += tuple(
                one.anchor if one is not None else Anchor(self.anchor.places, "", name)
                for name, one in zip(names, found, strict=True)
            )
        runner = self.runner.id
        if self._aliases:
            runner = next((alias for alias, one in self._aliases.items() if one == runner), runner)
        self.run = self.content.as_run(runner, fallbacks)

    def partner(self, alias: str) -> Partner:
        """The party that runs it, or another by its alias in the content."""
        return self._parties.of(self._aliases.get(alias, alias)) if alias else self.runner

    @property
    def processing(self) -> Iterator[Processing]:
        """Every purpose of it."""
        for one in self.run.processing:
            yield structs.replace(one.bound(self.anchors), party=self._aliases.get(one.party, one.party))


def place(
    deployment: Deployment,
    places: Places,
    reach: Mapping[str, tuple[str, ...]],
    answers: Answers,
    parties: Parties,
    day: Knowledge,
) -> dict[str, Placed]:
    """The components of a deployment by id, in order."""
    components = deployment.components
    found = {
        one.id: Placed(one, position, places, reach[one.id], answers, day) for position, one in enumerate(components)
    }
    for one in components:
        found[one.id].join(one, found, parties)
    return found
