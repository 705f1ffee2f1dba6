"""Where Amazon Bedrock runs a model: the prefix of the model id decides, not the region."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fielato.catalogue import Region
from fielato.model.vocabulary import NOT_TOLD
from fielato.resolve import areas
from fielato.resolve.processing import NOWHERE, ProcessingSet, united, unknown
from fielato.resolve.site import Site, in_region, standing

_ARN = re.compile(r"^arn:[\w-]+:[\w-]+:(?P<region>[\w-]*):\d*:(?P<kind>[\w-]+)/(?P<id>.+)$")
_CLIENT = re.compile(r"^[\w-]*bedrock[\w-]*[:/]")
"""How client libraries mark a Bedrock model: `bedrock/…`, `bedrock_converse/…`, `bedrock:…`."""
_REGION = re.compile(r"^[a-z]{2}(?:-[a-z]+)+-\d$")
PROFILES = frozenset({"inference-profile", "guardrail-profile", "data-automation-profile"})
"""ARN kinds whose id is a profile with a prefix."""
AUTOMATION = ".data-automation-v1"
"""How the profile ids of Bedrock Data Automation end."""
ROUTERS = frozenset({"default-prompt-router", "prompt-router"})
_MODEL_ABSENT = "bedrock-model-absent"


def inference(site: Site) -> ProcessingSet:
    """Where the model of this component can run."""
    model = site.text("model")
    whole = _of_model(site, model, "model") if model else standing(site) | unknown(site.reason(_MODEL_ABSENT, "id"))
    if profile := site.text("guardrail_profile"):
        whole |= _guardrail(site, profile)
    return whole


def guardrail(site: Site) -> ProcessingSet:
    """Where a guardrail reads what passes: where its profile leads, as well as in its region, which holds it."""
    profile = site.text("guardrail_profile") or site.text("model")
    return standing(site) | (_guardrail(site, profile) if profile else NOWHERE)


def automation(site: Site) -> ProcessingSet:
    """Where Bedrock Data Automation works: it always routes across regions, by its own profile of the source region."""
    region = _home(site)
    for (profile, source), row in site.catalogue.profile_sources.items():
        if source == region and profile.endswith(AUTOMATION):
            reason = site.reason("service-route", "region", row, region=region)
            return areas.through(_regions(site, row.regions.split()), reason)
    return standing(site) | unknown(site.reason("service-route-open", "region", region=region or "?"))


def _guardrail(site: Site, profile: str) -> ProcessingSet:
    if profile == "none":
        return ProcessingSet()
    whole = _of_model(site, profile, "guardrail_profile")
    return whole.because(site.reason("guardrail", "guardrail_profile", profile=profile))


def _of_model(site: Site, written: str, field: str) -> ProcessingSet:
    if written == NOT_TOLD:
        return standing(site) | unknown(site.reason("bedrock-profile-not-told", field))
    route, model = _unrouted(written)
    arn = _ARN.match(model)
    named = [one for one in (*route, arn["region"] if arn else "") if _REGION.match(one)]
    source = standing(site) if site.text("region") or not named else NOWHERE
    for region in named:
        source |= in_region(site, region, site.reason("region", field, region=region))
    callers = {_home(site), *named} - {""}
    if arn is None:
        return _of_profile_from(site, model, field, source, callers)
    if arn["kind"] == "application-inference-profile":
        return _copied(site, model, field, source)
    if arn["kind"] in PROFILES:
        return _of_profile_from(site, arn["id"], field, source, callers)
    if arn["kind"] in ROUTERS:
        return source | unknown(site.reason("bedrock-router", field, model=arn["id"]))
    return source


def _unrouted(written: str) -> tuple[list[str], str]:
    """The words of a client's route (`converse`, a region), and the model id or ARN that they lead to."""
    text = _CLIENT.sub("", written.strip().lower())
    start = text.find("arn:")
    start = text.rfind("/") + 1 if start < 0 else start
    return text[:start].split("/"), text[start:]


def _home(site: Site) -> str:
    """The id of the component's own region, or nothing."""
    return site.region.region if site.region else ""


def _of_profile_from(site: Site, name: str, field: str, source: ProcessingSet, regions: Iterable[str]) -> ProcessingSet:
    """A model is called from the region that its ARN or route names and from the component's: all count."""
    return united(_of_id(site, name, field, source, one) for one in sorted(regions) or [""])


def _copied(site: Site, model: str, field: str, source: ProcessingSet) -> ProcessingSet:
    """An application inference profile leads where the profile leads that it was copied from."""
    if origin := site.text("copied_from"):
        return _of_model(site, origin, "copied_from") | source
    return source | unknown(site.reason("bedrock-profile-opaque", field, model=model))


def _of_id(site: Site, model: str, field: str, source: ProcessingSet, region: str) -> ProcessingSet:
    prefix, _, rest = model.partition(".")
    if prefix in site.catalogue.prefixes:
        return _of_profile(site, model, prefix, field, region)
    if model.startswith("arn:") or not rest or rest.partition(".")[0] in _makers(site):
        return source | unknown(site.reason("bedrock-model-not-known", field, model=model))
    return source.explained(site.reason("bedrock-in-region", field, model=model))


def _makers(site: Site) -> set[str]:
    """Who makes the models of the known profiles: a word before such a name is a prefix, known or not."""
    return {profile.split(".")[1] for profile in site.catalogue.profiles}


def _of_profile(site: Site, profile: str, prefix: str, field: str, region: str) -> ProcessingSet:
    if listed := site.catalogue.profile_sources.get((profile, region)):
        reason = site.reason("bedrock-profile", field, listed, profile=profile)
        return areas.through(_regions(site, listed.regions.split()), reason)
    if rows := site.catalogue.profiles.get(profile):
        reason = site.reason("bedrock-profile", field, rows[0], profile=profile)
        return areas.through(_regions(site, (row.region for row in rows)), reason)
    row = site.catalogue.prefixes[prefix]
    reason = site.reason("bedrock-prefix", field, row, prefix=prefix)
    whole = areas.through(_regions(site, row.regions.split()), reason)
    if row.open:
        whole |= unknown(site.reason("bedrock-prefix-open", field, row, prefix=prefix, model=profile))
    return whole


def _regions(site: Site, ids: Iterable[str]) -> list[Region]:
    found: list[Region] = []
    for one in ids:
        if one.startswith("all:"):
            found.extend(site.catalogue.commercial(one.removeprefix("all:"), site.as_of))
        elif (region := site.catalogue.region("aws", one)) is not None and region.offered(site.as_of):
            found.append(region)
    return found
