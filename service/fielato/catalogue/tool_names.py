"""What names in files of LiteLLM, SkyPilot and Compose stand for: model prefixes, integrations, clouds, drivers."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from .tables import SeedRow

IntegrationKind = Literal["callback", "guardrail", "search", "vector_store"]
DriverKind = Literal["logging", "volume"]


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


class ToolNames:
    """Look-up in these tables."""

    def __init__(
        self,
        prefixes: Iterable[ModelPrefix],
        integrations: Iterable[Integration],
        commands: Iterable[Command],
        drivers: Iterable[Driver],
        clouds: Iterable[Cloud],
        stores: Iterable[Store],
    ) -> None:
        self._prefixes = {row.prefix: row for row in prefixes}
        self._integrations = {(row.kind, row.name): row for row in integrations}
        self.commands: Final = tuple(commands)
        """What shows in command lines."""
        self._drivers = {(row.kind, row.driver): row for row in drivers}
        self.clouds: Mapping[str, Cloud] = {row.cloud: row for row in clouds}
        """By SkyPilot's name, in lower case."""
        self.stores: Mapping[str, Store] = {row.store: row for row in stores}
        """By SkyPilot's name, in capitals."""

    def prefix(self, model: str) -> tuple[ModelPrefix, str] | None:
        """Whom LiteLLM calls for a model, and what is left of the name; None where no row speaks of it."""
        steps = model.split("/")
        for length in (2, 1):
            row = self._prefixes.get("/".join(steps[:length]))
            if row is not None and (length < len(steps) or length == 1):
                return row, "/".join(steps[length:]) if length < len(steps) else ""
        for pattern, row in self._prefixes.items():
            if "*" in pattern and "/" not in model and fnmatch.fnmatchcase(model, pattern):
                return row, model
        return None

    def provider_prefix(self, name: str) -> ModelPrefix | None:
        """The row of a provider by LiteLLM's name for it."""
        return self._prefixes.get(name)

    def integration(self, kind: IntegrationKind, name: str) -> Integration | None:
        """What the proxy sends to; None where no row speaks of it."""
        return self._integrations.get((kind, name))

    def driver(self, kind: DriverKind, name: str) -> Driver | None:
        """Where a driver puts data, by its name with or without a tag; None where no row speaks of it."""
        return self._drivers.get((kind, name)) or self._drivers.get((kind, name.partition(":")[0]))
