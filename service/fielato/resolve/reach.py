"""Which data sets reach which component: as the component says, else through flows and fallbacks, else all of them."""

from __future__ import annotations

from collections.abc import Mapping

from fielato.model.deployment import Deployment
from fielato.model.fact import UNSET
from fielato.resolve.names import UNNAMED


def reach(deployment: Deployment) -> Mapping[str, tuple[str, ...]]:
    """The ids of the data sets that each component handles, in order of declaration.

    A component that names its data handles those, and whatever flows and fallbacks bring it; `[]` names none. One that
    neither names data nor is touched by a flow handles everything, since nothing says otherwise. Data that no component
    would get enter where nothing says what enters: at the components that name no data and receive no flow. Nothing is
    left without data unless it says so itself: round a cycle that nothing enters, every data set may go.
    """
    every = tuple(one.id for one in deployment.data) if deployment.data is not UNSET else (UNNAMED,)
    if not deployment.flows and all(one.data is UNSET and one.fallbacks is UNSET for one in deployment.components):
        return {one.id: every for one in deployment.components}
    found: dict[str, set[str]] = {
        one.id: set(one.data) if one.data is not UNSET else set() for one in deployment.components
    }
    touched = {end for flow in deployment.flows for end in (flow.source, flow.target)}
    for component in deployment.components:
        if component.data is UNSET and component.id not in touched:
            found[component.id] = set(every)
    for flow in deployment.flows:
        if flow.data is not UNSET:
            for end in (flow.source, flow.target):
                found.setdefault(end, set()).update(flow.data)
    empty = {one.id for one in deployment.components if one.data == ()}
    for start in _sources(deployment):
        if not found[start] and start not in empty:
            found[start] = set(every)
    homeless = set(every).difference(*found.values())
    for start in _entries(deployment, empty):
        found[start] |= homeless
    _spread(deployment, found)
    if lost := [one.id for one in deployment.components if one.data is UNSET and not found[one.id]]:
        found.update((one, set(every)) for one in lost)
        _spread(deployment, found)
    return {one.id: _in_order(every, found[one.id]) for one in deployment.components}


def _in_order(every: tuple[str, ...], names: set[str]) -> tuple[str, ...]:
    return every if len(names) == len(every) else tuple([name for name in every if name in names])


def _sources(deployment: Deployment) -> list[str]:
    """The components that send and never receive: where data enter the deployment."""
    receive = {flow.target for flow in deployment.flows}
    ids = {one.id for one in deployment.components}
    return [one for one in dict.fromkeys(flow.source for flow in deployment.flows) if one in ids and one not in receive]


def _entries(deployment: Deployment, empty: set[str]) -> list[str]:
    """The components that do not name their data and receive none from another."""
    receive = {flow.target for flow in deployment.flows if flow.source not in empty}
    return [one.id for one in deployment.components if one.data is UNSET and one.id not in receive]


def _spread(deployment: Deployment, found: dict[str, set[str]]) -> None:
    """Let data move along flows that name none, and along fallbacks, until nothing changes."""
    edges = [(flow.source, flow.target) for flow in deployment.flows if flow.data is UNSET]
    edges += [
        (one.id, other)
        for one in deployment.components
        if one.fallbacks is not UNSET
        for other in one.fallbacks
        if other in found
    ]
    changed = True
    while changed:
        changed = False
        for source, target in edges:
            sent, there = found.get(source, set()), found.setdefault(target, set())
            if not sent <= there:
                there |= sent
                changed = True
