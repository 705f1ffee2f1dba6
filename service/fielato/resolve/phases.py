"""Which components of a roll-out are in operation: those begun by a day, and whatever takes over from them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import structs

from fielato.model.component import Component
from fielato.model.deployment import Deployment, Phase
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest
from fielato.model.origin import Known, Location, Places
from fielato.resolve.reach import reach

_ITEM: Final = re.compile(r"^/(components|flows)/(\d+)(.*)$", re.DOTALL)


def in_order(deployment: Deployment) -> tuple[Phase, ...]:
    """The phases by the day on which they begin; none where the manifest speaks of none."""
    return () if deployment.phases is UNSET else tuple(sorted(deployment.phases, key=lambda phase: phase.starts))


def current(deployment: Deployment, day: datetime.date) -> Phase | None:
    """The phase that began last; before the first, that one if nothing is in operation without it."""
    phases = in_order(deployment)
    begun = [phase for phase in phases if phase.starts <= day]
    if begun:
        return begun[-1]
    return phases[0] if phases and not _begun(deployment, day) else None


def in_operation(manifest: Manifest, day: datetime.date) -> Manifest:
    """The manifest with the components of a day: those of no phase, those of phases that have begun, and fallbacks.

    A fallback counts from when what falls back on it begins, whatever its own phase: from then on data can go there.
    Where nothing is in operation yet, the first phase counts as begun: it is what is about to be deployed.
    """
    deployment = manifest.deployment
    phases = in_order(deployment)
    if not phases:
        return manifest
    begun = _begun(deployment, day) or _begun(deployment, phases[0].starts)
    running = _with_fallbacks(deployment.components, begun)
    if len(running) == len(deployment.components):
        return manifest
    kept = [at for at, one in enumerate(deployment.components) if one.id in running]
    flows = [at for at, one in enumerate(deployment.flows) if {one.source, one.target} <= running]
    narrowed = structs.replace(
        deployment,
        components=tuple(deployment.components[at] for at in kept),
        flows=tuple(deployment.flows[at] for at in flows),
    )
    places = _Places(manifest.places, {"components": tuple(kept), "flows": tuple(flows)})
    return structs.replace(manifest, deployment=_with_data(narrowed, deployment), places=places)


def _begun(deployment: Deployment, day: datetime.date) -> frozenset[str]:
    """The ids of the components of no phase, and of the phases that have begun."""
    starts: dict[str, datetime.date] = {}
    for phase in reversed(in_order(deployment)):
        starts |= dict.fromkeys(phase.components if phase.components is not UNSET else (), phase.starts)
    return frozenset(one.id for one in deployment.components if starts.get(one.id, day) <= day)


def _with_fallbacks(components: Iterable[Component], begun: frozenset[str]) -> frozenset[str]:
    fallbacks = {one.id: one.fallbacks if one.fallbacks is not UNSET else () for one in components}
    running: set[str] = set()
    pending = list(begun)
    while pending:
        one = pending.pop()
        if one in fallbacks and one not in running:
            running.add(one)
            pending.extend(fallbacks[one])
    return frozenset(running)


def _with_data(narrowed: Deployment, whole: Deployment) -> Deployment:
    """A component whose flows all lead to what has not begun still gets no more data than it will."""
    ends = [{end for flow in one.flows for end in (flow.source, flow.target)} for one in (whole, narrowed)]
    alone = ends[0] - ends[1]
    if not any(one.id in alone and one.data is UNSET for one in narrowed.components):
        return narrowed
    given = reach(whole)
    components = tuple(
        structs.replace(one, data=given[one.id]) if one.id in alone and one.data is UNSET else one
        for one in narrowed.components
    )
    return structs.replace(narrowed, components=components) if whole.data is not UNSET else narrowed


class _Places(msgspec.Struct, frozen=True, eq=False):
    """The places of a manifest of which some components and flows are left out."""

    places: Places
    kept: Mapping[str, tuple[int, ...]]
    """The positions in the file of those that are left."""

    def location(self, pointer: str) -> Location:
        """The place of the value at this pointer, which counts what is left."""
        return self.places.location(self._in_whole(pointer))

    def known(self, pointer: str) -> Known:
        """How the value at this pointer is known, which counts what is left."""
        return self.places.known(self._in_whole(pointer))

    def _in_whole(self, pointer: str) -> str:
        item = _ITEM.match(pointer)
        if item is None:
            return pointer
        kept, at = self.kept[item[1]], int(item[2])
        return f"/{item[1]}/{kept[at]}{item[3]}" if at < len(kept) else f"/{item[1]}"
