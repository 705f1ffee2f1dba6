"""Where a called host puts the data: the table of hosts, most exact first, and the settings that select a row."""

from __future__ import annotations

import re

from fielato.catalogue.hosts import is_internal, split
from fielato.catalogue.tables import Endpoint
from fielato.model.origin import How
from fielato.resolve import areas
from fielato.resolve.processing import NOWHERE, ProcessingSet, Reason, unknown
from fielato.resolve.site import Site, in_region, standing

_REGION_OF = {"region": "", "aws_region": "aws", "azure_region": "azure", "gcp_region": "gcp"}
_LOCATION = re.compile(r"/locations/([^/]+)")


def inference(site: Site, purpose: str = "inference") -> ProcessingSet:
    """Where the component's host puts data for a purpose: the host named, else the service's default."""
    if site.text("endpoint"):
        return of_host(site, purpose)
    default = f"{site.provider}/{site.service.service}" if site.service else ""
    rows = [row for row in site.catalogue.endpoints if row.default_for == default] if default else []
    if rows:
        host = rows[0].host
        same = [row for row in site.catalogue.endpoints if row.host == host]
        return _of_rows(site, host, same, purpose, {}, "-default")
    return standing(site)


def is_known(site: Site) -> bool:
    """Whether an endpoint is named whose host stands in the table."""
    written = site.text("endpoint")
    host = split(written)[0] if written else ""
    return bool(host) and not is_internal(host) and bool(site.catalogue.hosts.matching(host)[0])


def of_host(site: Site, purpose: str = "inference") -> ProcessingSet:
    """Where the named endpoint puts data for a purpose."""
    host, path = split(site.text("endpoint"))
    if is_internal(host):
        base = standing(site)
        return base.because(site.reason("endpoint-internal", "endpoint", host=host)) if base else base
    rows, groups = site.catalogue.hosts.matching(host)
    if not rows:
        reason = site.reason("endpoint-not-known", "endpoint", host=host)
        return (standing(site) if site.text("region") or site.text("place.territory") else NOWHERE) | unknown(reason)
    whole = _of_rows(site, host, rows, purpose, groups, "")
    if location := _LOCATION.search(path):
        reason = site.reason("endpoint-path", "endpoint", location=location[1])
        whole |= in_region(site, location[1], reason, rows[0].provider).because(reason)
    return whole


def _of_rows(
    site: Site, host: str, rows: list[Endpoint], purpose: str, groups: dict[str, str], default: str
) -> ProcessingSet:
    row = _chosen(site, rows, purpose)
    field = "service" if default else "endpoint"
    if row.setting and not default:
        field = "settings"
    how: How | None = "default" if default else None
    reason = site.reason(f"endpoint{default}", field, row, how=how, host=host, places=areas.named(row.where))
    opened = site.reason(f"endpoint{default}-open", field, row, how=how, host=host)
    whole = areas.where(site.catalogue, row.provider, row.where, site.as_of, reason, opened)
    if "region" in row.where.split():
        whole |= _region(site, row, groups, reason)
    if row.where == "unknown" and site.text("region") and not _REGION_OF.keys() & groups.keys():
        # The host hides its region; the manifest says it otherwise.
        return standing(site)
    return whole


def _region(site: Site, row: Endpoint, groups: dict[str, str], reason: Reason) -> ProcessingSet:
    """The region that stands in the host, and the declared one beside it: where they disagree, both count."""
    whole = standing(site) if site.text("region") and site.provider == row.provider else NOWHERE
    for name, region in groups.items():
        if name in _REGION_OF:
            provider = _REGION_OF[name] or row.provider
            whole |= in_region(site, region, Reason("region", reason.words, reason.origin), provider)
    return whole or standing(site)


def _chosen(site: Site, rows: list[Endpoint], purpose: str) -> Endpoint:
    """The row for the settings given and the purpose asked for; inference stands in for a purpose without a row."""

    def rank(row: Endpoint) -> tuple[bool, bool, bool]:
        name, _, value = row.setting.partition("=")
        fits = bool(row.setting) and site.settings.get(name) == value
        return (fits or not row.setting, fits, row.purpose == purpose)

    usable = [row for row in rows if row.purpose in {purpose, "inference"}] or rows
    return max(usable, key=rank)
