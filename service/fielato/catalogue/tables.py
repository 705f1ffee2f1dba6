"""How the rows of `seeds/` are read: one typed record per table, each row with its source and the date it was read."""

import csv
import datetime
import io
from collections.abc import Iterator
from itertools import compress
from typing import TypeVar

import msgspec

from fielato.errors import CatalogueError, Problem


class SeedRow(msgspec.Struct, frozen=True, kw_only=True):
    """What every row of `seeds/` carries; an empty cell is the default."""

    source: str = ""
    """Where the fact was read: a document, an authority's page, or a package and its version."""
    read: datetime.date | None = None
    """When it was read."""
    verified: bool = True
    """False where nobody has seen it in a source."""
    note: str = ""
    """What a reader should know."""

    @property
    def cited(self) -> str:
        """The source with the date it was read, for people."""
        return f"{self.source} (read {self.read})" if self.read else self.source


class TerritoryRow(SeedRow, frozen=True, kw_only=True):
    """A row of `territories.csv`: dates are inclusive."""

    code: str
    name_en: str
    name_es: str
    part_of: str = ""
    eu_since: datetime.date | None = None
    eu_until: datetime.date | None = None
    eea_since: datetime.date | None = None
    eea_until: datetime.date | None = None
    unclear_since: datetime.date | None = None
    """The day from which a status that is not verified is unclear; without one, it always was."""


class AliasRow(SeedRow, frozen=True, kw_only=True):
    """A row of `territory_aliases.csv`."""

    alias: str
    code: str


class Adequacy(SeedRow, frozen=True, kw_only=True):
    """A row of `adequacy.csv`: one decision for one period, both days inclusive (GDPR Art. 45)."""

    territory: str
    decision: str
    celex: str = ""
    name: str = ""
    since: datetime.date
    until: datetime.date | None = None
    scope: str
    scope_note: str = ""

    def in_force(self, as_of: datetime.date) -> bool:
        """Whether the decision can be relied on at this date."""
        return self.since <= as_of and (self.until is None or as_of <= self.until)


class Region(SeedRow, frozen=True, kw_only=True):
    """A row of `regions.csv`: a place that a provider offers. `country` is empty where it is no one place."""

    provider: str
    region: str
    country: str = ""
    label: str = ""
    kind: str = "region"
    partition: str = ""
    geography: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    def offered(self, as_of: datetime.date) -> bool:
        """Whether the provider offers it at this date; both days are inclusive."""
        return (self.since is None or self.since <= as_of) and (self.until is None or as_of <= self.until)


class Service(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/services.csv`: what a service does, and what decides where."""

    provider: str
    service: str
    aliases: str = ""
    purposes: str = ""
    model_routing: str = "none"
    default_region: str = "unknown"


class VendorPurpose(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/purposes.csv`: what the vendor itself does with the data."""

    provider: str
    service: str
    purpose: str
    where: str = "unknown"
    condition: str = ""


class Endpoint(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/endpoints.csv`: where a host puts the data, for one purpose and setting."""

    host: str
    provider: str = ""
    service: str = ""
    setting: str = ""
    purpose: str
    where: str
    default_for: str = ""


class BedrockProfile(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/bedrock_profiles.csv`: one destination region of one inference profile."""

    profile: str
    prefix: str
    region: str


class BedrockSource(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/bedrock_sources.csv`: where a profile leads when it is called from one source region."""

    profile: str
    source_region: str
    regions: str


class ProviderAlias(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/provider_aliases.csv`: another spelling of a provider."""

    alias: str
    provider: str


class BedrockPrefix(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/bedrock_prefixes.csv`: where a prefix can lead for a model without a row of its own."""

    prefix: str
    regions: str
    open: bool


class AzureSku(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/azure_skus.csv`: where a deployment SKU processes and keeps data."""

    sku: str
    where: str
    at_rest: str = "region"


class AzureZone(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/azure_zones.csv`: a data zone and the territories it spans."""

    zone: str
    territories: str
    regions: str = ""


class Availability(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/model_availability.csv`: the only places or SKUs where a model is served."""

    provider: str
    model_pattern: str
    where_only: str


class Operator(SeedRow, frozen=True, kw_only=True):
    """A row of `vendors/operators.csv`: the legal entity that contracts for a provider."""

    provider: str
    scope: str = "default"
    entity: str = ""
    country: str = ""
    parent: str = ""
    parent_country: str = ""


class PairedRegion(SeedRow, frozen=True, kw_only=True):
    """A row of `paired_regions.csv`: where a provider replicates a region to."""

    provider: str = "azure"
    region: str
    paired_region: str


class RegionPlace(SeedRow, frozen=True, kw_only=True):
    """A row of `region_places.csv`: the city that a region lies in or near, and its coordinates in degrees."""

    provider: str
    region: str
    city: str = ""
    latitude: float
    longitude: float


class City(SeedRow, frozen=True, kw_only=True):
    """A row of `cities.csv`: a city that distances can be counted from, with its other spellings parted by `|`."""

    country: str
    city: str
    aliases: str = ""
    latitude: float
    longitude: float


class Accelerator(SeedRow, frozen=True, kw_only=True):
    """A row of `accelerators.csv`: an accelerator that a region offers, and the instance types that carry it there."""

    provider: str
    region: str
    accelerator: str
    instance_types: str = ""


class ServiceOffer(SeedRow, frozen=True, kw_only=True):
    """A row of `aws_services.csv`: a region in which AWS offers a service, under the name of its SDK."""

    service: str
    region: str


RowT = TypeVar("RowT", bound=SeedRow)


def rows(data: bytes, file: str, record: type[RowT]) -> tuple[RowT, ...]:
    """Read one CSV table.

    Raises CatalogueError naming file and line of every row that does not fit.
    """
    try:
        given = [cells for _, cells in _lines(data)]
        return msgspec.convert(given, tuple[record, ...], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError:
        raise CatalogueError(list(_mistakes(data, file, record))) from None


def _lines(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each row that are not empty, by heading, and the line that the row ends on."""
    lines = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    heading = next(lines, [])
    for cells in lines:
        if cells:
            yield lines.line_num, dict(compress(zip(heading, cells, strict=False), cells))


def _mistakes(data: bytes, file: str, record: type[SeedRow]) -> Iterator[Problem]:
    """What is wrong with each row that does not fit, at its line."""
    for line, cells in _lines(data):
        try:
            msgspec.convert(cells, record, strict=False)
        except msgspec.ValidationError as error:
            yield Problem(str(error), file, line)
