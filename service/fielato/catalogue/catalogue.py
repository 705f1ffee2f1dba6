"""One lookup interface over all tables of `seeds/`; tables are read when first asked for."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from fielato.digest import of_files
from fielato.errors import CatalogueError, Problem

from . import tables
from .hosts import Hosts
from .tables import Adequacy, Operator, Region, Service, TerritoryRow, VendorPurpose
from .territory import Territory, on_date

if TYPE_CHECKING:
    from .offers import Offers
    from .recognised import Recognised

RowT = TypeVar("RowT", bound=tables.SeedRow)

REGIONS = "regions.csv"
"""The table of regions: one line a row, the provider first."""
_STATUSES = 4096
"""The most statuses of territories or areas on a date that are kept."""
_LASTING = frozenset(
    {
        "digest", "offers", "recognised",
        "endpoints", "hosts", "profiles", "profile_sources", "prefixes", "skus", "zones", "availability",
        "_aliases", "_territory_rows", "_pairs", "_provider_aliases", "_services", "_service_names",
        "_purposes_of", "_operators_of",
    }
)  # fmt: skip
"""The tables that no overlay changes."""
_ZONE = r"^(?:(?P<dashed>.+\d)-[a-f]|(?P<plain>.+-\d+)[a-f])$"


class Catalogue:
    """The reference facts, from the bytes of the files of `seeds/` by their path below it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._territories: dict[tuple[str, datetime.date], Territory | None] = {}
        self._areas: dict[tuple[str, datetime.date], tuple[str, ...]] = {}
        self._by_provider: dict[str, Mapping[str, Region]] = {}
        self._spellings: dict[str, Mapping[str, Region]] = {}
        self._changes: tuple[tuple[datetime.date, TerritoryRow], ...] = ()
        self.kept: dict[object, object] = {}
        """What others worked out from these tables and keep as long as them; whoever adds to it bounds it."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 over every table's name and content."""
        return of_files(self._files)

    def read(self) -> None:
        """Read every table now and not when it is first asked for; raises CatalogueError for one that is not valid."""
        for name, member in vars(Catalogue).items():
            if isinstance(member, cached_property):
                getattr(self, name)
        self.recognised.read()

    # Territories

    def code(self, written: str) -> str:
        """The ISO code for what a person wrote: itself, or what an alias (`UK`, `EL`) stands for."""
        return self._aliases.get(written, written)

    def has_territory(self, code: str) -> bool:
        """Whether there is such a territory, by code or alias."""
        return self.code(code) in self._territory_rows

    def territory(self, code: str, as_of: datetime.date) -> Territory | None:
        """What a territory is on a date; None when no such territory is known."""
        key = (self.code(code), as_of)
        if key not in self._territories:
            if len(self._territories) >= _STATUSES:
                self._territories.clear()
            row = self._territory_row(key[0], as_of)
            self._territories[key] = on_date(row, self._adequacy_of[key[0]], as_of) if row else None
        return self._territories[key]

    def territories(self, as_of: datetime.date) -> tuple[Territory, ...]:
        """Every territory on a date, by code."""
        rows = (self._territory_row(code, as_of) for code in self._territory_rows)
        return tuple(on_date(row, self._adequacy_of[row.code], as_of) for row in rows if row is not None)

    def area(self, name: str, as_of: datetime.date) -> tuple[str, ...]:
        """The states of `EU` or `EEA` on a date, by code; their parts with a code of their own are left out."""
        if (name, as_of) not in self._areas:
            if len(self._areas) >= _STATUSES:
                self._areas.clear()
            found = (territory for territory in self.territories(as_of) if territory.state == territory.code)
            self._areas[name, as_of] = tuple(t.code for t in found if (t.union if name == "EU" else t.eea))
        return self._areas[name, as_of]

    def adequacy(self, as_of: datetime.date) -> tuple[Adequacy, ...]:
        """The adequacy decisions in force on a date."""
        return tuple(decision for decision in self._adequacy if decision.in_force(as_of))

    @property
    def decisions(self) -> tuple[Adequacy, ...]:
        """Every adequacy decision of any date, in the order of the table."""
        return self._adequacy

    @property
    def memberships(self) -> tuple[TerritoryRow, ...]:
        """The row of every territory, without what an overlay changes later."""
        return tuple(self._territory_rows.values())

    @property
    def membership_changes(self) -> tuple[tuple[datetime.date, TerritoryRow], ...]:
        """From which day an overlay has another row for a territory, in order of the days."""
        return self._changes

    # Places

    def region(self, provider: str, written: str) -> Region | None:
        """A provider's region by its id, display name, or a zone of it; None when the catalogue has no such region."""
        regions = self._regions_of(provider)
        found = regions.get(written) or self._spellings_of(provider).get(_plain(written))
        if found is None and (zone := re.match(_ZONE, written)):
            found = regions.get(zone["dashed"] or zone["plain"])
        return found

    def regions(self, provider: str | None = None) -> tuple[Region, ...]:
        """Every region, or one provider's, in the order of the table."""
        if provider is None:
            return self._regions
        return tuple(self._regions_of(provider).values())

    def commercial(self, provider: str, as_of: datetime.date) -> tuple[Region, ...]:
        """A provider's regions in single places on a date, without separate national or sovereign partitions."""
        regions = self.regions(provider)
        partitions = [region.partition for region in regions if region.country]
        main = max(dict.fromkeys(partitions), key=partitions.count, default="")
        return tuple(
            r for r in regions if r.country and r.partition == main and r.kind == "region" and r.offered(as_of)
        )

    def paired(self, provider: str, region: str) -> tables.PairedRegion | None:
        """The region that a provider replicates this one to, if one is published."""
        return self._pairs.get((provider, region))

    # Vendors

    @cached_property
    def providers(self) -> tuple[str, ...]:
        """Every provider that has regions or services, sorted."""
        with_regions = {region.provider for region in self._regions}
        return tuple(sorted({*with_regions, *(service.provider for service in self._services)}))

    def provider(self, written: str) -> str:
        """The catalogue's id for what a person wrote: itself in lower case, or what an alias (`google`) stands for."""
        plain = written.strip().lower()
        return self._provider_aliases.get(plain, plain)

    def service(self, provider: str, written: str) -> Service | None:
        """A provider's service by its name or an alias."""
        return self._service_names.get((provider, _plain(written)))

    def services(self, provider: str) -> tuple[str, ...]:
        """The names of a provider's services."""
        return tuple(service.service for service in self._services if service.provider == provider)

    def vendor_purposes(self, provider: str, service: str) -> tuple[VendorPurpose, ...]:
        """What the vendor itself does behind a service."""
        own = self._purposes_of[provider, service]
        named = {row.purpose for row in own}
        return (*own, *(row for row in self._purposes_of[provider, "*"] if row.purpose not in named))

    @cached_property
    def endpoints(self) -> tuple[tables.Endpoint, ...]:
        """Every known host."""
        return self._table("vendors/endpoints.csv", tables.Endpoint)

    @cached_property
    def hosts(self) -> Hosts:
        """The same, to look hosts up in."""
        return Hosts(self.endpoints)

    @cached_property
    def profiles(self) -> Mapping[str, tuple[tables.BedrockProfile, ...]]:
        """The destinations of each Bedrock inference profile."""
        return _grouped(
            (row.profile, row) for row in self._table("vendors/bedrock_profiles.csv", tables.BedrockProfile)
        )

    @cached_property
    def profile_sources(self) -> Mapping[tuple[str, str], tables.BedrockSource]:
        """Where a Bedrock inference profile leads when it is called from one source region."""
        rows = self._table("vendors/bedrock_sources.csv", tables.BedrockSource)
        return {(row.profile, row.source_region): row for row in rows}

    @cached_property
    def prefixes(self) -> Mapping[str, tables.BedrockPrefix]:
        """Where each Bedrock prefix can lead."""
        return {row.prefix: row for row in self._table("vendors/bedrock_prefixes.csv", tables.BedrockPrefix)}

    @cached_property
    def skus(self) -> Mapping[str, tables.AzureSku]:
        """The Azure deployment SKUs, by name in lower case."""
        return {row.sku.lower(): row for row in self._table("vendors/azure_skus.csv", tables.AzureSku)}

    @cached_property
    def zones(self) -> Mapping[str, tables.AzureZone]:
        """The Azure data zones."""
        return {row.zone: row for row in self._table("vendors/azure_zones.csv", tables.AzureZone)}

    @cached_property
    def availability(self) -> tuple[tables.Availability, ...]:
        """Models that are served in a few places only."""
        return self._table("vendors/model_availability.csv", tables.Availability, optional=True)

    def operator(self, provider: str, partition: str, region: str) -> Operator | None:
        """The legal entity behind a provider, by the most exact scope that fits: region, partition, default."""
        rows = self._operators_of[provider]
        for scope in (f"{partition}/{region}", region, partition, "default", ""):
            if found := next((row for row in rows if row.scope == scope), None):
                return found
        return None

    @cached_property
    def offers(self) -> Offers:
        """What regions offer beside their place: coordinates, services, accelerators."""
        from .offers import Offers  # most assessments ask for none of this

        return Offers(
            self._table("region_places.csv", tables.RegionPlace, optional=True),
            self._table("cities.csv", tables.City, optional=True),
            self._table("accelerators.csv", tables.Accelerator, optional=True),
            self._table("aws_services.csv", tables.ServiceOffer, optional=True),
        )

    # Files of other tools

    @cached_property
    def recognised(self) -> Recognised:
        """What types, variables, images and names in files of other tools stand for."""
        from .recognised import Recognised  # as above

        return Recognised(self._table)

    # Overlays

    def overlaid(
        self,
        adequacy: tuple[Adequacy, ...],
        regions: tuple[Region, ...],
        changes: Iterable[tuple[datetime.date, TerritoryRow]],
    ) -> Catalogue:
        """The same facts with these decisions and regions, and other rows for territories from given days on.

        This catalogue stays as it is, and so does what others keep with it.
        """
        other = Catalogue(self._files)
        vars(other).update({name: value for name, value in vars(self).items() if name in _LASTING})
        vars(other).update(_adequacy=adequacy, _regions=regions)
        other._changes = tuple(sorted(changes, key=lambda change: change[0]))
        return other

    def _territory_row(self, code: str, as_of: datetime.date) -> TerritoryRow | None:
        later = [row for day, row in self._changes if row.code == code and day <= as_of] if self._changes else []
        return later[-1] if later else self._territory_rows.get(code)

    # Tables

    def _table(self, name: str, record: type[RowT], *, optional: bool = False) -> tuple[RowT, ...]:
        if name not in self._files:
            if optional:
                return ()
            raise CatalogueError(Problem("the table is missing", name))
        return tables.rows(self._files[name], name, record)

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {row.alias: row.code for row in self._table("territory_aliases.csv", tables.AliasRow)}

    @cached_property
    def _territory_rows(self) -> Mapping[str, tables.TerritoryRow]:
        return {row.code: row for row in self._table("territories.csv", tables.TerritoryRow)}

    @cached_property
    def _adequacy(self) -> tuple[Adequacy, ...]:
        return self._table("adequacy.csv", Adequacy)

    @cached_property
    def _adequacy_of(self) -> Mapping[str, tuple[Adequacy, ...]]:
        return _grouped((row.territory, row) for row in self._adequacy)

    @cached_property
    def _regions(self) -> tuple[Region, ...]:
        return self._table(REGIONS, Region)

    def _regions_of(self, provider: str) -> Mapping[str, Region]:
        """A provider's regions by id; those of others need not be read for it, which takes a while."""
        found = self._by_provider.get(provider)
        if found is None:
            found = {region.region: region for region in self._rows_of(provider) if region.provider == provider}
            if found:  # names that a caller made up are not kept
                self._by_provider[provider] = found
        return found

    def _rows_of(self, provider: str) -> tuple[Region, ...]:
        if "_regions" in vars(self) or REGIONS not in self._files:
            return self._regions
        try:
            return tables.rows(self._region_lines(provider), REGIONS, Region)
        except CatalogueError:
            return self._regions  # which says the line as it is in the whole table

    def _region_lines(self, provider: str) -> bytes:
        """The heading of the table of regions, and the lines that begin with the provider."""
        heading, *lines = self._files[REGIONS].splitlines(keepends=True)
        start = f"{provider},".encode()
        return b"".join([heading, *[line for line in lines if line.startswith(start)]])

    def _spellings_of(self, provider: str) -> Mapping[str, Region]:
        """The regions by display name and by id, in one spelling; an id outranks a display name."""
        if provider not in self._spellings:
            regions = self._regions_of(provider).values()
            labels = {_plain(region.label): region for region in regions if region.label}
            found = labels | {_plain(region.region): region for region in regions}
            if not found:
                return found
            self._spellings[provider] = found
        return self._spellings[provider]

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], tables.PairedRegion]:
        pairs = self._table("paired_regions.csv", tables.PairedRegion)
        return {(pair.provider, pair.region): pair for pair in pairs}

    @cached_property
    def _provider_aliases(self) -> Mapping[str, str]:
        rows = self._table("vendors/provider_aliases.csv", tables.ProviderAlias)
        return {row.alias: row.provider for row in rows}

    @cached_property
    def _services(self) -> tuple[Service, ...]:
        return self._table("vendors/services.csv", Service)

    @cached_property
    def _service_names(self) -> Mapping[tuple[str, str], Service]:
        return {
            (row.provider, _plain(name)): row for row in self._services for name in (row.service, *row.aliases.split())
        }

    @cached_property
    def _purposes_of(self) -> Mapping[tuple[str, str], tuple[VendorPurpose, ...]]:
        rows = self._table("vendors/purposes.csv", VendorPurpose)
        return _grouped(((row.provider, row.service), row) for row in rows)

    @cached_property
    def _operators_of(self) -> Mapping[str, tuple[Operator, ...]]:
        return _grouped((row.provider, row) for row in self._table("vendors/operators.csv", Operator))


KeyT = TypeVar("KeyT")
ItemT = TypeVar("ItemT")


def _grouped(pairs: Iterable[tuple[KeyT, ItemT]]) -> Mapping[KeyT, tuple[ItemT, ...]]:
    found: dict[KeyT, tuple[ItemT, ...]] = defaultdict(tuple)
    for key, item in pairs:
        found[key] += (item,)
    return found


def _plain(written: str) -> str:
    """Display names and ids in one spelling: lower case, without spaces."""
    return written.replace(" ", "").lower()
