"""The rows of `seeds/importers/`: what types, variables, names and addresses in files of other tools stand for."""

from __future__ import annotations

from typing import Literal

from fielato.catalogue.tables import SeedRow

Format = Literal["terraform", "cloudformation", "arm"]
"""The formats that describe resources by type."""
IntegrationKind = Literal["callback", "guardrail", "search", "vector_store"]
DriverKind = Literal["logging", "volume"]


class ResourceType(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/resource_types.csv`: what a type of resource is in the neutral model."""

    format: Format
    type: str
    """As the format writes it; `*` stands for any rest, and the most exact row counts."""
    kind: Literal["component", "part", "none"]
    """It holds or handles data itself; it says something of another resource; it can do neither."""
    provider: str = ""
    service: str = ""
    """As in `vendors/services.csv`."""
    purposes: str = ""
    """Parted by blanks, where they are not those of the service."""


class ResourceField(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/resource_fields.csv`: what one field of a resource says."""

    format: Format
    type: str
    """As in `resource_types.csv`; every row that fits counts."""
    path: str = ""
    """Below the resource's own fields, with `.` between names and `[]` after one that is a list of blocks."""
    fact: str
    """The field of the component that it gives, or one of the words that `importers/resources` explains."""
    read_as: str = ""
    """How the value is read, one of the words that `importers/resources` explains; itself if empty."""


class EnvironmentVariable(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/environment.csv`: what it says that a workload is given an environment variable."""

    variable: str
    """Its name; `*` stands for any rest, and the most exact row counts."""
    provider: str = ""
    service: str = ""
    """What the workload uses; empty where the variable speaks of the workload itself."""
    says: str = ""
    """The field of the component that its value gives: `endpoint`, `region`, `model`, `settings.…`, `bucket`; a blank
    and a form such as `https://api.{}` after `endpoint` where the value is only a part of the address. `used` where it
    only shows that the service is used, `fetches` where the workload only fetches from it; `off` where the value
    `when` switches the use off; `itself` where it names the workload itself, or a page or package that gets no data."""
    when: str = ""
    """The values, parted by blanks and in lower case, for which the row holds; all if empty."""
    group: str = ""
    """Variables of one group are about the same thing; the service's name if empty."""
    purposes: str = ""
    """What is done there for the workload, parted by blanks, where it is not what the service does."""


class Image(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/images.csv`: what a container of this image does."""

    image: str
    """The repository without registry and tag; `*` stands for any rest, and the most exact row counts."""
    purposes: str = ""
    """What it does with the data, parted by blanks."""
    uses: str = ""
    """What it calls unless told not to, as `provider/service`, parted by blanks."""
    unless: str = ""
    """The environment variables, as `NAME=value` parted by blanks, that stop it."""


class UriScheme(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/uri_schemes.csv`: what a URI of this scheme leads to."""

    scheme: str
    provider: str = ""
    service: str = ""
    key: str = ""
    """How its first part is called as a key, such as `s3`; empty where the whole URI is."""


class ModelPrefix(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/litellm_providers.csv`: whom LiteLLM calls for a model that is written so."""

    prefix: str
    """What stands before the first `/`; with `*`, a pattern for names without one."""
    provider: str = ""
    service: str = ""
    """As in `vendors/services.csv`; empty where the server is one's own or not in the catalogue."""
    endpoint: str = ""
    """The address that LiteLLM takes where nothing else is given."""
    variables: str = ""
    """The environment variables, parted by blanks, that give another address."""


class Integration(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/litellm_integrations.csv`: what the proxy sends to, under a name of LiteLLM."""

    kind: IntegrationKind
    name: str
    provider: str = ""
    service: str = ""
    purposes: str = ""
    """What is done there, parted by blanks; empty where nothing leaves the proxy."""
    endpoint: str = ""
    """The address that LiteLLM takes where nothing else is given."""
    variables: str = ""
    """What gives another address, parted by blanks, the first that is set: an environment variable in capitals, or a
    setting; `NAME:form` where the value is only a part of the address."""


class Command(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/commands.csv`: what a command line shows to be used."""

    text: str
    """What stands in the line, as whole words."""
    provider: str = ""
    service: str = ""
    endpoint: str
    purposes: str


class Driver(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/compose_drivers.csv`: where a driver of Docker puts logs or files."""

    kind: DriverKind
    driver: str
    provider: str = ""
    service: str = ""
    purposes: str = ""
    """Parted by blanks; empty where the data stay on the host."""
    address: str = ""
    """The option that names the host."""
    region: str = ""
    """The option that names the region."""


class Cloud(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/skypilot_clouds.csv`: what SkyPilot calls a cloud."""

    cloud: str
    provider: str = ""
    """Empty for a cluster of one's own."""
    service: str = ""


class Store(SeedRow, frozen=True, kw_only=True):
    """A row of `importers/skypilot_stores.csv`: what SkyPilot calls an object store."""

    store: str
    scheme: str
    provider: str = ""
    service: str = ""
