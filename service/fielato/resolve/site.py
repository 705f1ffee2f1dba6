"""One component with what the catalogue says of it, and where it stands by region or place alone."""

from __future__ import annotations

import datetime

import msgspec

from fielato.catalogue import Catalogue, Region
from fielato.catalogue.tables import SeedRow, Service
from fielato.model.component import Component
from fielato.model.fact import UNSET
from fielato.model.origin import How, Origin
from fielato.model.vocabulary import NOT_TOLD
from fielato.reading import did_you_mean
from fielato.resolve.areas import codes
from fielato.resolve.facts import Facts
from fielato.resolve.processing import NOWHERE, ProcessingSet, Reason, at, unknown
from fielato.resolve.provenance import Slot

ANYWHERE = frozenset({"global"})
"""Region ids that mean every region of the provider."""


class Site(msgspec.Struct, frozen=True, eq=False):
    """The content of a component in its context: its reasons lead from the slot of the component itself."""

    component: Component
    facts: Facts
    catalogue: Catalogue
    as_of: datetime.date
    provider: str = ""
    """The catalogue's id of the provider; empty where none is given."""
    service: Service | None = None

    def text(self, name: str) -> str:
        """The known text of `component.<name>`, or the empty string."""
        value = self.facts.values.get(f"component.{name}")
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool | None:
        """The known truth of `component.<name>`, or None."""
        value = self.facts.values.get(f"component.{name}")
        return value if isinstance(value, bool) else None

    @property
    def settings(self) -> dict[str, str]:
        """The vendor's settings that the component gives."""
        return {} if self.component.settings is UNSET else self.component.settings

    def reason(
        self, code: str, name: str, row: SeedRow | None = None, *, how: How | None = None, **words: str | Slot
    ) -> Reason:
        """A reason that points at the fact `component.<name>` and cites a row of the catalogue."""
        field = self.facts.origin(f"component.{name}")
        origin = Origin(
            how or field.how,
            field.places,
            field.pointer,
            row.cited if row else field.source,
            (row.verified if row else True) and field.verified,
        )
        given = {"provider": self.provider, "service": self.service.service if self.service else self.text("service")}
        return Reason(code, {**given, **words}, origin)

    @property
    def region(self) -> Region | None:
        """The catalogue's row of the region that is given or the service's default."""
        written = self.text("region") or (self.service.default_region if self.service else "")
        return self.catalogue.region(self.provider, written) if written else None


def make(component: Component, facts: Facts, catalogue: Catalogue, as_of: datetime.date) -> Site:
    """Look the component up in the catalogue."""
    provider = catalogue.provider(component.provider) if component.provider is not UNSET else ""
    service = catalogue.service(provider, component.service) if component.service is not UNSET else None
    return Site(component, facts, catalogue, as_of, provider, service)


def standing(site: Site) -> ProcessingSet:
    """Where the component stands: its place and its region, or the default of a region that is not given.

    Place and region both count where both are given, also a region of which nobody says whose it is; a place does not
    undo a default that the vendor is known to have.
    """
    written = site.text("region")
    placed = site.component.place is not UNSET and bool(site.text("place.territory") or not written)
    whole = _place(site) if placed else NOWHERE
    if written and not site.provider:
        return whole | unknown(site.reason("region-of-nobody" if whole else "provider-absent", "id", region=written))
    if written:
        return whole | in_region(site, written, site.reason("region", "region", region=written))
    if site.provider and not (whole and _default_is_open(site)):
        return whole | _default(site)
    return whole or unknown(site.reason("provider-absent", "id"))


def in_region(site: Site, written: str, reason: Reason, provider: str = "") -> ProcessingSet:
    """The territories of a region, for this reason; unknown where the catalogue has no such region."""
    provider = provider or site.provider
    region = site.catalogue.region(provider, written)
    words = {**reason.words, "region": written, "provider": provider}
    if region is None:
        guess = did_you_mean(written, [one.region for one in site.catalogue.regions(provider)])
        hint = f" ({guess}?)" if guess else ""
        known = provider in site.catalogue.providers
        mapped = "region-not-known" if site.catalogue.regions(provider) else "region-not-mapped"
        code = "region-not-told" if written == NOT_TOLD else mapped if known else "provider-not-known"
        hint = hint if known else _provider_hint(site)
        return unknown(Reason(code, {**words, "hint": hint}, reason.origin))
    origin = Origin(reason.origin.how, reason.origin.places, reason.origin.pointer, region.cited, region.verified)
    if not region.offered(site.as_of):
        return unknown(Reason("region-not-offered", words, origin))
    if region.country:
        return at([region.country], Reason(reason.code, {**words, "territory": region.country}, origin))
    spans = Reason("region-spans", {**words, "places": region.geography or "?"}, origin)
    if region.geography:
        return at(codes(site.catalogue, provider, region.geography.split(), site.as_of), spans)
    if written in ANYWHERE:
        return at(codes(site.catalogue, provider, [f"all:{provider}"], site.as_of), spans)
    return unknown(spans)


def _provider_hint(site: Site) -> str:
    guess = did_you_mean(site.provider, site.catalogue.providers)
    return f" ({guess}?)" if guess else ""


def _place(site: Site) -> ProcessingSet:
    territory = site.text("place.territory")
    if not territory:
        return unknown(site.reason("place-unknown", "place"))
    code = site.catalogue.code(territory)
    return at([code], site.reason("place", "place.territory", territory=code))


def _default_is_open(site: Site) -> bool:
    return site.service is None or site.service.default_region == "unknown"


def _default(site: Site) -> ProcessingSet:
    service = site.service
    if service is None or _default_is_open(site):
        known = site.provider in site.catalogue.providers
        code = "region-absent" if known else "provider-not-known"
        return unknown(site.reason(code, "provider", service, how="default", hint=_provider_hint(site)))
    region = service.default_region
    reason = site.reason("region-default", "service", service, how="default", region=region)
    if region in ANYWHERE and site.catalogue.region(site.provider, region) is None:
        everywhere = codes(site.catalogue, site.provider, [f"all:{site.provider}"], site.as_of)
        return at(everywhere, reason) if everywhere else unknown(reason)
    return in_region(site, region, reason)
