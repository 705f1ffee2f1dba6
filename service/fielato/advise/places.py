"""Other regions of the same service: those that a table shows, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fielato.advise.cost import Distances
from fielato.advise.move import Doubt, Move, Setting
from fielato.catalogue import Region
from fielato.model.fact import UNSET

MOST: Final = 24
"""The most regions that are tried for one component."""
_OWN_TABLE: Final = frozenset({"bedrock", "bedrock-automation", "bedrock-guardrail"})
"""Routings of which a table says from which regions each model can be called: `models` looks there."""
_MODELS_OF: Final = frozenset({"openai", "foundry"})
"""The services of Azure whose regions stand in its table of models."""


def regions(setting: Setting, distances: Distances) -> Iterator[Move]:
    """The service in another region."""
    component, site = setting.component, setting.site
    if site.region is None or setting.routing in _OWN_TABLE:
        return
    for region in offered(setting, distances):
        confirm = _doubts(setting)
        changes = [setting.to("region", region.region)]
        endpoint = setting.given("endpoint")
        if endpoint is not None and site.region.region in endpoint:
            changes.append(setting.to("endpoint", endpoint.replace(site.region.region, region.region)))
        if component.place is not UNSET:
            changes.append(setting.to("place", None))
        yield Move("region", tuple(changes), confirm, (region,))


def offered(setting: Setting, distances: Distances) -> list[Region]:
    """Other regions of the provider where tables show service and accelerator, or are silent; at most `MOST`.

    Those in the EEA come first, then those with an adequacy decision; within each, the nearest.
    """
    site, day = setting.site, setting.trial.before.as_of
    here, catalogue = site.region, setting.trial.catalogue
    found: list[tuple[bool, float, str, Region]] = []
    for region in catalogue.regions(site.provider):
        territory = catalogue.territory(region.country, day) if region.country else None
        if territory is None or not (territory.eea or territory.adequacy is not None):
            continue
        if region.kind != "region" or not region.offered(day) or not region.verified or not _shown(setting, region):
            continue
        if here is None or (region.partition == here.partition and region.region != here.region):
            found.append((not territory.eea, distances.rank(site.provider, region.region), region.region, region))
    return [region for *_, region in sorted(found, key=lambda one: one[:3])][:MOST]


def _shown(setting: Setting, region: Region) -> bool:
    """Whether no table that speaks of service or accelerator leaves the region out."""
    site, catalogue = setting.site, setting.trial.catalogue
    if site.provider == "azure" and setting.service in _MODELS_OF:
        return any(region.region in zone.regions.split() for zone in catalogue.zones.values())
    offers = catalogue.offers
    services = offers.with_service(site.provider, site.service) if site.service is not None else None
    if services is not None and region.region not in services:
        return False
    accelerator = accelerator_of(setting)
    carrying = offers.with_accelerator(site.provider, accelerator) if accelerator else None
    return carrying is None or region.region in carrying


def accelerator_of(setting: Setting) -> str:
    """The accelerator that the component needs, or an empty name."""
    accelerator = setting.given("accelerator")
    return "" if accelerator in {None, "none"} else str(accelerator)


def _doubts(setting: Setting) -> tuple[Doubt, ...]:
    """What no table says of the provider's regions."""
    site, offers = setting.site, setting.trial.catalogue.offers
    found: list[Doubt] = []
    in_model_table = site.provider == "azure" and setting.service in _MODELS_OF
    if not in_model_table and (site.service is None or offers.with_service(site.provider, site.service) is None):
        found.append("service")
    if setting.given("model") is not None:
        found.append("model")
    accelerator = accelerator_of(setting)
    if accelerator and offers.with_accelerator(site.provider, accelerator) is None:
        found.append("accelerator")
    return tuple(found)
