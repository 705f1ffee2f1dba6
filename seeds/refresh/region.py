"""What one row of `seeds/regions.csv` says."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Literal

Kind = Literal["region", "local-zone", "wavelength-zone", "zone", "multi-region", "geography", "pseudo"]


@dataclass(frozen=True, slots=True)
class Region:
    """A place as a provider names it, and the territory where it really lies."""

    provider: str
    """Id of the provider in the catalogue, such as `aws`."""
    region: str
    """The provider's own id, in its own case."""
    country: str = ""
    """ISO 3166-1 alpha-2; empty where the region is no one territory, or is not known."""
    label: str = ""
    """The provider's display name."""
    kind: Kind = "region"
    partition: str = ""
    """AWS partition, OCI realm or Azure cloud; empty elsewhere."""
    geography: str = ""
    """Members of a region in several territories: codes or the tokens `EU`, `EEA`, parted by blanks; empty if open."""
    since: str = ""
    """First day of service, ISO date; empty if not known."""
    until: str = ""
    """Last day of service, ISO date; empty while it is open."""
    verified: bool = True
    """False where no source states the country; such a row supports no decision on its own."""
    source: str = ""
    read: str = ""
    """Day on which the source was read, ISO date; empty for a package, which is read on the day of the refresh."""
    note: str = ""

    def row(self) -> dict[str, str]:
        """The row as it stands in the table."""
        return asdict(self) | {"verified": "true" if self.verified else "false"}


COLUMNS = tuple(field.name for field in fields(Region))
