"""What could be changed of one component: every kind of move, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from fielato.advise import hosts, models, places, protection, routing
from fielato.advise.cost import Distances
from fielato.advise.move import KINDS, PROMISED, Doubt, Kind, Move, Setting
from fielato.advise.trial import Trial
from fielato.resolve import knowledge, site
from fielato.resolve.facts import said

__all__ = ["KINDS", "PROMISED", "Doubt", "Kind", "Move", "Setting", "moves", "setting"]

MOVERS: Final[tuple[Callable[[Setting, Distances], Iterator[Move]], ...]] = (
    models.profiles,
    models.automation,
    models.skus,
    protection.switches,
    hosts.endpoints,
    routing.guardrails,
    routing.replication,
    routing.backups,
    routing.fallbacks,
    protection.keys,
    places.regions,
    models.elsewhere,
    protection.promises,
)
"""Each kind of move, from the tables or from what the component itself says."""


def setting(trial: Trial, component: str) -> Setting:
    """A component as the moves see it."""
    given = trial.components[component]
    facts = said("component", given, trial.catalogue)
    day = knowledge.on(trial.catalogue, trial.before.as_of)
    return Setting(given, site.make(given, facts, day.catalogue, day.as_of), trial)


def moves(trial: Trial, component: str, distances: Distances) -> list[Move]:
    """Everything that could be changed of a component, the smaller before the larger, each once."""
    found: dict[object, Move] = {}
    given = setting(trial, component)
    for mover in MOVERS:
        for move in mover(given, distances):
            if move.changes:
                found.setdefault(repr(move.changes), move)
    return sorted(found.values(), key=lambda move: (KINDS.index(move.kind), len(move.changes)))
