"""The same model by another inference profile, deployment SKU or provider, as far as a table shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fielato.advise.cost import Distances
from fielato.advise.move import Move, Setting
from fielato.catalogue.tables import BedrockProfile, BedrockSource
from fielato.resolve import bedrock

NEAREST: Final = 4
"""The most regions from which one profile is tried."""
_CLIENT: Final = re.compile(r"^[\w-]*bedrock[\w-]*[:/]")
_VERSION: Final = re.compile(r"(?:@.*|-\d{8}(?:-v\d+(?::\d+)?)?|-v\d+(?::\d+)?)$")
_MAKER: Final = re.compile(r"^(?:.*/)?(?:anthropic\.)?")
_ELSEWHERE: Final = ("sku", "endpoint", "settings", "party", "options", "place", "guardrail_profile")
"""What a manifest says of a component at one provider and not of it at another."""
_FAMILY: Final = re.compile(r"^(?:global|datazone)")


def profiles(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Another inference profile of the same model (Bedrock), in the same region or in one that can call it."""
    model = _CLIENT.sub("", str(setting.given("model") or "")).lower()
    if setting.routing != "bedrock" or not model or model.startswith("arn:") or "/" in model:
        return
    catalogue, here = setting.trial.catalogue, setting.site.region
    prefix, _, rest = model.partition(".")
    name = rest if prefix in catalogue.prefixes else model
    for profile, row in _profiles_of(setting, name):
        change = [] if profile == model else [setting.to("model", profile)]
        callers = _callers(setting, profile, distances)
        if here is not None and here.region in callers and change:
            yield Move("profile", tuple(change), (), (row,))
        for region in [one for one in callers if here is None or one != here.region][:NEAREST]:
            yield Move("region", (setting.to("region", region), *change), (), (row,))


def automation(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Another region for a service that always works by the profile of its region (Bedrock Data Automation)."""
    if setting.routing != "bedrock-automation":
        return
    here = setting.site.region
    for profile in _known_profiles(setting):
        if profile.endswith(bedrock.AUTOMATION):
            for region in _callers(setting, profile, distances)[:NEAREST]:
                if here is None or region != here.region:
                    row = setting.trial.catalogue.profile_sources[profile, region]
                    yield Move("region", (setting.to("region", region),), (), (row,))


def _profiles_of(setting: Setting, name: str) -> Iterator[tuple[str, BedrockProfile | BedrockSource]]:
    """The known profiles of a model, each with a row that shows it."""
    catalogue = setting.trial.catalogue
    for profile in _known_profiles(setting):
        if profile.partition(".")[2] == name:
            rows = catalogue.profiles.get(profile)
            yield (
                profile,
                rows[0] if rows else next(row for (one, _), row in catalogue.profile_sources.items() if one == profile),
            )


def _known_profiles(setting: Setting) -> list[str]:
    catalogue = setting.trial.catalogue
    return sorted({*catalogue.profiles, *(profile for profile, _ in catalogue.profile_sources)})


def _callers(setting: Setting, profile: str, distances: Distances) -> list[str]:
    """The regions in the EEA from which a profile can be called, the nearest first.

    Where no row says from which, those that it leads to.
    """
    catalogue, day = setting.trial.catalogue, setting.trial.before.as_of
    sources = [source for one, source in catalogue.profile_sources if one == profile]
    found = sources or [row.region for row in catalogue.profiles.get(profile, ()) if ":" not in row.region]
    inside = []
    for region in found:
        row = catalogue.region("aws", region)
        territory = catalogue.territory(row.country, day) if row is not None else None
        if row is not None and row.offered(day) and territory is not None and territory.eea:
            inside.append(region)
    return sorted(dict.fromkeys(inside), key=lambda region: (distances.rank("aws", region), region))


def skus(setting: Setting, distances: Distances) -> Iterator[Move]:
    """Another deployment SKU of the same family (Azure)."""
    del distances
    if setting.routing != "azure-sku":
        return
    sku = setting.site.text("sku").lower()
    for name, row in setting.trial.catalogue.skus.items():
        if name != sku and (not sku or _family(name) == _family(sku)):
            yield Move("sku", (setting.to("sku", row.sku),), ("model",), (row,))


def _family(sku: str) -> str:
    return _FAMILY.sub("", sku)


def elsewhere(setting: Setting, distances: Distances) -> Iterator[Move]:
    """The same model at another provider that a table shows to serve it."""
    model = setting.given("model")
    if model is None or setting.site.provider == "aws" or setting.site.provider == "":
        return
    wanted = _plain(str(model))
    for profile in _known_profiles(setting):
        name = profile.partition(".")[2]
        if not name.startswith("anthropic.") or _plain(name) != wanted:
            continue
        row = next(iter(setting.trial.catalogue.profiles.get(profile, ())), None)
        for region in _callers(setting, profile, distances)[:1]:
            changes = (
                setting.to("provider", "aws"),
                setting.to("service", "bedrock"),
                setting.to("region", region),
                setting.to("model", profile),
                *setting.without(_ELSEWHERE),
            )
            yield Move("provider", changes, (), () if row is None else (row,))


def _plain(model: str) -> str:
    """The name of a model without its maker and version."""
    return _VERSION.sub("", _MAKER.sub("", model.lower())).replace(".", "-")
