"""What an address in somebody's file leads to: an ARN, a resource id, a bucket's URI, a host, an image's registry."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import msgspec

from fielato.catalogue import Catalogue
from fielato.catalogue.hosts import is_internal, split
from fielato.importers.addresses import addresses
from fielato.importers.found import Found, Harvest
from fielato.model.origin import Origin

_ARN = re.compile(
    r"arn:(?P<partition>aws[\w-]*):(?P<service>[\w-]+):(?P<region>[\w-]*):(?P<account>[^:]*):(?P<rest>.+)"
)
_AZURE_ID = re.compile(r"/subscriptions/[^/]+(?:/resourceGroups/[^/]+)?/providers/(?P<type>.+)", re.IGNORECASE)
_GOOGLE_NAME = re.compile(r"(?://[\w.-]+/)?projects/[^/]+/(?:locations|regions)/(?P<region>[^/]+)/.+")
_ECR = re.compile(r"\d+\.dkr\.ecr(?:-fips)?\.(?P<region>[\w-]+)\.amazonaws\.com(?:\.cn)?(?:/.*)?")
_URI = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_BUCKETS: Final = {"s3": "s3"}
"""The services whose ARN names no account: the resource alone is the key."""
_OF_THE_VENDOR: Final = frozenset({"api", "cloud"})
"""The services that go by the name of their vendor."""
_OF_SEVERAL: Final = frozenset({"hub", "usage-stats", "search-api"})
"""The services whose own name does not tell whose they are."""


class Target(msgspec.Struct, frozen=True):
    """What an address leads to."""

    key: str
    """What the component there is known by."""
    name: str
    """What people would call it."""
    facts: tuple[tuple[str, str], ...] = ()
    """Fields of the component and what the address says of them; none where it leads inside the deployment."""
    inside: bool = False
    """Whether the address can be reached from inside the deployment only."""

    def get(self, field: str) -> str:
        """What the address says of a field; empty where it says nothing."""
        return dict(self.facts).get(field, "")

    def unless_known(self, purpose: str) -> str:
        """What is done there, where no table tells whose service it is."""
        return "" if self.get("provider") else purpose


def target(written: str, catalogue: Catalogue) -> Target | None:
    """What an address leads to; None for a text that is no address."""
    text = written.strip()
    if match := _ARN.fullmatch(text):
        return _of_arn(text, match, catalogue)
    if _AZURE_ID.match(text):
        return Target(
            f"azure:{text.lower().rstrip('/')}", text.rstrip("/").rpartition("/")[2], (("provider", "azure"),)
        )
    if match := _GOOGLE_NAME.match(text):
        return Target(f"gcp:{text}", text.rpartition("/")[2], (("provider", "gcp"), ("region", match["region"])))
    if match := _ECR.fullmatch(text):
        return Target(f"host:{text.partition('/')[0]}", "ecr", _facts("aws", "ecr", match["region"]))
    if match := _URI.fullmatch(text):
        return _of_uri(text, match["scheme"].lower(), match["rest"], catalogue)
    return None


def host(written: str, catalogue: Catalogue) -> Target | None:
    """What a host, with or without scheme, port and path, leads to, less a user in it; None where it is none."""
    written = next(iter(addresses(written)), "") if "@" in written else written.strip()
    name, _ = split(written)
    if not name or " " in name or "$" in name:
        return None
    rows, groups = catalogue.hosts.matching(name)
    key = f"host:{name}"
    if rows:
        row = rows[0]
        region = groups.get("region", "")
        return Target(
            key,
            service_name(row.provider, row.service) or name,
            (*_facts(row.provider, row.service, region), ("endpoint", written)),
        )
    if is_internal(name):
        return Target(key, name, inside=True)
    return Target(key, name, (("endpoint", written),))


def bucket(scheme: str, name: str, catalogue: Catalogue) -> Target:
    """A bucket by its bare name; `scheme` is that of URIs that lead to it."""
    row = catalogue.recognised.schemes[scheme]
    return Target(f"{row.key}:{name}", name, _facts(row.provider, row.service, ""))


def default_host(provider: str, service: str, catalogue: Catalogue) -> str:
    """The host of a service where none is named; empty where the vendor has no such host."""
    named = f"{provider}/{service}"
    return next((row.host for row in catalogue.endpoints if row.default_for == named), "")


def service_name(provider: str, service: str) -> str:
    """What people call a vendor's service."""
    if service in _OF_SEVERAL:
        return f"{provider}-{service}"
    return provider if service in _OF_THE_VENDOR else service


def _of_arn(text: str, match: re.Match[str], catalogue: Catalogue) -> Target:
    service, rest = match["service"], match["rest"]
    known = catalogue.service("aws", service)
    facts = _facts("aws", known.service if known else service, match["region"])
    name = re.split(r"[:/]", rest)[-1]
    if service in _BUCKETS:
        bucket = rest.partition("/")[0]
        return Target(f"{_BUCKETS[service]}:{bucket}", bucket, facts)
    return Target(text, name, facts)


def _of_uri(text: str, scheme: str, rest: str, catalogue: Catalogue) -> Target | None:
    row = catalogue.recognised.schemes.get(scheme)
    if row is None:
        return host(text, catalogue)
    first = rest.partition("/")[0]
    if "@" in first:  # container@account.dfs.core.windows.net
        return host(first.partition("@")[2], catalogue)
    if not row.provider:
        return None
    return Target(f"{row.key}:{first}" if row.key else text, first, _facts(row.provider, row.service, ""))


def _facts(provider: str, service: str, region: str) -> tuple[tuple[str, str], ...]:
    given = (("provider", provider), ("service", service), ("region", region))
    return tuple((field, value) for field, value in given if value)


def send(found: Found, leads: Target, harvest: Harvest, origin: Origin, purpose: str = "") -> Found | None:
    """Data of a component go to a target: the component there is added if nobody did, and joined by a flow.

    None where the target lies inside the deployment and may be another component: the flow is joined if it is found.
    """
    there = harvest.with_key(leads.key)
    if there is None and not leads.inside:
        there = harvest.pointed_to(leads.key, leads.name, origin)
        there.say_all(leads.facts, origin)
    if there is not None and purpose:
        there.say("purposes", purpose, origin)
    harvest.flow(found.key, leads.key, origin)
    return there


def is_url(text: str) -> bool:
    """Whether a text is an http address."""
    try:
        return urlsplit(text).scheme in {"http", "https"}
    except ValueError:
        return False
