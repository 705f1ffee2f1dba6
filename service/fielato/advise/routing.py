"""Routing pinned down: no fallback, copy, backup or guardrail that leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fielato.advise.cost import Distances
from fielato.advise.move import Move, Setting
from fielato.advise.places import offered
from fielato.model.fact import NONE, UNSET

_GUARDRAIL: Final = ".guardrail.v1:0"


def fallbacks(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Without one of the fallbacks, or without any."""
    del distances
    given: tuple[str, ...] = setting.given("fallbacks") or ()
    for one in given:
        yield Move("fallback", (setting.to("fallbacks", [name for name in given if name != one]),))
    if len(given) > 1:
        yield Move("fallback", (setting.to("fallbacks", []),))


def replication(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Without one of the copies, with redundancy inside the region, or without any copy."""
    del distances
    given = setting.given("replication")
    if given is None or given == NONE:
        return
    regions = given.regions if given.regions is not UNSET else ()
    if len(regions) > 1:
        for one in regions:
            kept = [region for region in regions if region != one]
            yield Move("replication", (setting.to("replication.regions", kept),))
    if given.redundancy is not UNSET and given.redundancy not in {"LRS", "ZRS"}:
        yield Move("replication", (setting.to("replication.redundancy", "ZRS"),), ("offer",))
        yield Move("replication", (setting.to("replication.redundancy", "LRS"),))
    yield Move("replication", (setting.to("replication", NONE),))


def backups(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Without one of the regions of backups, with them in the own region or the nearest other one, or without."""
    given: tuple[str, ...] = setting.given("backup_regions") or ()
    for one in given if len(given) > 1 else ():
        yield Move("backup", (setting.to("backup_regions", [name for name in given if name != one]),))
    here = setting.site.region
    if given and here is not None and list(given) != [here.region]:
        yield Move("backup", (setting.to("backup_regions", [here.region]),))
    for region in offered(setting, distances)[:1] if given else ():
        yield Move("backup", (setting.to("backup_regions", [region.region]),), ("service",), (region,))
    if given:
        yield Move("backup", (setting.to("backup_regions", []),))


def guardrails(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Another guardrail profile that the component's region can call, or none (Bedrock)."""
    del distances
    given, here = setting.given("guardrail_profile"), setting.site.region
    if given is None or given == NONE:
        return
    if here is not None:
        for (profile, source), row in setting.trial.catalogue.profile_sources.items():
            if source == here.region and profile.endswith(_GUARDRAIL) and profile != given:
                yield Move("guardrail", (setting.to("guardrail_profile", profile),), (), (row,))
    yield Move("guardrail", (setting.to("guardrail_profile", NONE),))
