"""Which row of `seeds/importers/` speaks of a type, a variable, an image or a name: the exact one, or the most exact.

Each table is read when it is first asked for: a file of one tool needs few of them.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from fielato.catalogue.recognised.rows import (
    Cloud,
    Command,
    Driver,
    DriverKind,
    EnvironmentVariable,
    Format,
    Image,
    Integration,
    IntegrationKind,
    ModelPrefix,
    ResourceField,
    ResourceType,
    Store,
    UriScheme,
)
from fielato.catalogue.tables import SeedRow

RowT = TypeVar("RowT", bound=SeedRow)


class Table(Protocol):
    """Reads one table of `seeds/`; empty where there is none."""

    def __call__(self, name: str, record: type[RowT], *, optional: bool) -> tuple[RowT, ...]:
        """The rows of the table in the file of this name; raises CatalogueError for one that is not valid."""


class Recognised:
    """Look-up in these tables."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._types_found: dict[tuple[Format, str], ResourceType | None] = {}
        self._fields_found: dict[tuple[Format, str], tuple[ResourceField, ...]] = {}

    def read(self) -> None:
        """Read every table now; raises CatalogueError for one that is not valid."""
        for name, member in vars(Recognised).items():
            if isinstance(member, cached_property):
                getattr(self, name)

    def _rows(self, name: str, record: type[RowT]) -> tuple[RowT, ...]:
        return self._table(f"importers/{name}.csv", record, optional=True)

    # Resources

    def type(self, format_: Format, name: str) -> ResourceType | None:
        """What a resource type is; None where no row speaks of it."""
        key = (format_, name)
        if key not in self._types_found:
            self._types_found[key] = self._types.get(key) or _most_exact(name, self._type_patterns.get(format_, ()))
        return self._types_found[key]

    def fields(self, format_: Format, name: str) -> tuple[ResourceField, ...]:
        """What the fields of a resource type say; rows of the exact type come first."""
        key = (format_, name)
        if key not in self._fields_found:
            rows = [row for row in self._fields if row.format == format_ and _fits(row.type, name)]
            self._fields_found[key] = tuple(sorted(rows, key=lambda row: "*" in row.type))
        return self._fields_found[key]

    @cached_property
    def _types(self) -> Mapping[tuple[Format, str], ResourceType]:
        return {(row.format, row.type): row for row in self._rows("resource_types", ResourceType)}

    @cached_property
    def _type_patterns(self) -> Mapping[Format, list[tuple[str, ResourceType]]]:
        found: dict[Format, list[tuple[str, ResourceType]]] = {}
        for row in self._types.values():
            if "*" in row.type:
                found.setdefault(row.format, []).append((row.type, row))
        return found

    @cached_property
    def _fields(self) -> tuple[ResourceField, ...]:
        return self._rows("resource_fields", ResourceField)

    # Workloads

    def variables(self, name: str) -> tuple[EnvironmentVariable, ...]:
        """The rows of an environment variable: all of the most exact pattern that fits."""
        if rows := self._variables.get(name):
            return rows
        best = _most_exact(name, self._variable_patterns)
        return self._variables[best.variable] if best is not None else ()

    def image(self, written: str) -> Image | None:
        """What an image does, as `registry/repository:tag@digest` or less; None where no row speaks of it."""
        repository = repository_of(written)
        for name in (repository, repository.partition("/")[2]):
            if name and (row := self._images.get(name) or _most_exact(name, list(self._images.items()))):
                return row
        return None

    @cached_property
    def commands(self) -> tuple[Command, ...]:
        """What shows in command lines."""
        return self._rows("commands", Command)

    @cached_property
    def _variables(self) -> Mapping[str, tuple[EnvironmentVariable, ...]]:
        found: dict[str, tuple[EnvironmentVariable, ...]] = {}
        for row in self._rows("environment", EnvironmentVariable):
            found[row.variable] = (*found.get(row.variable, ()), row)
        return found

    @cached_property
    def _variable_patterns(self) -> list[tuple[str, EnvironmentVariable]]:
        return [(name, rows[0]) for name, rows in self._variables.items() if "*" in name]

    @cached_property
    def _images(self) -> Mapping[str, Image]:
        return {row.image: row for row in self._rows("images", Image)}

    # Addresses

    @cached_property
    def schemes(self) -> Mapping[str, UriScheme]:
        """What URIs lead to, by scheme."""
        return {row.scheme: row for row in self._rows("uri_schemes", UriScheme)}

    def bucket_scheme(self, provider: str, service: str) -> str:
        """The scheme of URIs of the buckets of a service; S3's, which many have besides, where it has none."""
        rows = (row for row in self.schemes.values() if (row.provider, row.service) == (provider, service))
        return next((row.scheme for row in rows if row.key), "s3")

    # Names of LiteLLM

    def prefix(self, model: str) -> tuple[ModelPrefix, str] | None:
        """Whom LiteLLM calls for a model, and what is left of the name; None where no row speaks of it."""
        steps = model.split("/")
        for length in (2, 1):
            row = self._prefixes.get("/".join(steps[:length]))
            if row is not None and (length < len(steps) or length == 1):
                return row, "/".join(steps[length:]) if length < len(steps) else ""
        for pattern, row in self._prefixes.items():
            if "*" in pattern and "/" not in model and _fits(pattern, model):
                return row, model
        return None

    def provider_prefix(self, name: str) -> ModelPrefix | None:
        """The row of a provider by LiteLLM's name for it."""
        return self._prefixes.get(name)

    def integration(self, kind: IntegrationKind, name: str) -> Integration | None:
        """What the proxy sends to; None where no row speaks of it."""
        return self._integrations.get((kind, name))

    @cached_property
    def _prefixes(self) -> Mapping[str, ModelPrefix]:
        return {row.prefix: row for row in self._rows("litellm_providers", ModelPrefix)}

    @cached_property
    def _integrations(self) -> Mapping[tuple[str, str], Integration]:
        return {(row.kind, row.name): row for row in self._rows("litellm_integrations", Integration)}

    # Names of Compose and SkyPilot

    def driver(self, kind: DriverKind, name: str) -> Driver | None:
        """Where a driver puts data, by its name with or without a tag; None where no row speaks of it."""
        return self._drivers.get((kind, name)) or self._drivers.get((kind, name.partition(":")[0]))

    @cached_property
    def _drivers(self) -> Mapping[tuple[str, str], Driver]:
        return {(row.kind, row.driver): row for row in self._rows("compose_drivers", Driver)}

    @cached_property
    def clouds(self) -> Mapping[str, Cloud]:
        """By SkyPilot's name, in lower case."""
        return {row.cloud: row for row in self._rows("skypilot_clouds", Cloud)}

    @cached_property
    def stores(self) -> Mapping[str, Store]:
        """By SkyPilot's name, in capitals."""
        return {row.store: row for row in self._rows("skypilot_stores", Store)}


_REGISTRY = re.compile(r"^(?:localhost|[^/]*[.:][^/]*)/")


def repository_of(image: str) -> str:
    """The repository of an image without registry, tag and digest, such as `vllm/vllm-openai`."""
    plain = _REGISTRY.sub("", image.partition("@")[0])
    head, slash, last = plain.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}".removeprefix("library/")


def _fits(pattern: str, name: str) -> bool:
    return pattern == name or ("*" in pattern and fnmatch.fnmatchcase(name, pattern))


def _most_exact(name: str, rows: Sequence[tuple[str, RowT]]) -> RowT | None:
    fitting = [(len(pattern), row) for pattern, row in rows if _fits(pattern, name)]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None
