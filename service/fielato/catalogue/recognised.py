"""What files of other tools stand for: resource types and their fields, environment variables, images, URI schemes."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal, TypeVar

from .tables import SeedRow

Format = Literal["terraform", "cloudformation", "arm"]
"""The formats that describe resources by type."""


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
    """The field of the component that it gives, or one of the words that `importers/resources.py` explains."""
    read_as: str = ""
    """How the value is read, one of the words that `importers/resources.py` explains; itself if empty."""


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
    `when` switches the use off."""
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


RowT = TypeVar("RowT", bound=SeedRow)


class Recognised:
    """Look-up in these tables."""

    def __init__(
        self,
        types: Iterable[ResourceType],
        fields: Iterable[ResourceField],
        variables: Iterable[EnvironmentVariable],
        images: Iterable[Image],
        schemes: Iterable[UriScheme],
    ) -> None:
        self._types = {(row.format, row.type): row for row in types}
        self._fields = tuple(fields)
        self._variables = tuple(variables)
        self._images = {row.image: row for row in images}
        self.schemes: Mapping[str, UriScheme] = {row.scheme: row for row in schemes}
        """What URIs lead to, by scheme."""
        self._found: dict[tuple[str, str], ResourceType | None] = {}
        self._fields_found: dict[tuple[str, str], tuple[ResourceField, ...]] = {}

    def type(self, format_: Format, name: str) -> ResourceType | None:
        """What a resource type is; None where no row speaks of it."""
        key = (format_, name)
        if key not in self._found:
            exact = self._types.get(key)
            patterns = [row for (of, _), row in self._types.items() if of == format_ and "*" in row.type]
            self._found[key] = exact or _most_exact(name, [(row.type, row) for row in patterns])
        return self._found[key]

    def fields(self, format_: Format, name: str) -> tuple[ResourceField, ...]:
        """What the fields of a resource type say; rows of the exact type come first."""
        key = (format_, name)
        if key not in self._fields_found:
            rows = [row for row in self._fields if row.format == format_ and _fits(row.type, name)]
            self._fields_found[key] = tuple(sorted(rows, key=lambda row: "*" in row.type))
        return self._fields_found[key]

    def variables(self, name: str) -> tuple[EnvironmentVariable, ...]:
        """The rows of an environment variable: all of the most exact pattern that fits."""
        if rows := self._exact_variables.get(name):
            return rows
        patterns = self._variable_patterns
        best = _most_exact(name, patterns)
        return tuple(row for _, row in patterns if best is not None and row.variable == best.variable)

    def image(self, written: str) -> Image | None:
        """What an image does, as `registry/repository:tag@digest` or less; None where no row speaks of it."""
        repository = repository_of(written)
        for name in (repository, repository.partition("/")[2]):
            if name and (row := self._images.get(name) or _most_exact(name, list(self._images.items()))):
                return row
        return None

    @cached_property
    def _variable_patterns(self) -> list[tuple[str, EnvironmentVariable]]:
        return [(row.variable, row) for row in self._variables if "*" in row.variable]

    @cached_property
    def _exact_variables(self) -> Mapping[str, tuple[EnvironmentVariable, ...]]:
        found: dict[str, tuple[EnvironmentVariable, ...]] = {}
        for row in self._variables:
            found[row.variable] = (*found.get(row.variable, ()), row)
        return found


_REGISTRY = re.compile(r"^(?:localhost|[^/]*[.:][^/]*)/")


def repository_of(image: str) -> str:
    """The repository of an image without registry, tag and digest, such as `vllm/vllm-openai`."""
    plain = _REGISTRY.sub("", image.partition("@")[0])
    head, slash, last = plain.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}".removeprefix("library/")


def _fits(pattern: str, name: str) -> bool:
    return pattern == name or ("*" in pattern and fnmatch.fnmatchcase(name, pattern))


def _most_exact(name: str, rows: list[tuple[str, RowT]]) -> RowT | None:
    fitting = [(len(pattern), row) for pattern, row in rows if _fits(pattern, name)]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None
