"""Which thing a host means that is a name within one stack, namespace or file only, such as `redis`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fielato.importers.beside import file_key
from fielato.importers.found import Found

_LOCAL = re.compile(r"host:(?!.*\.(?:svc|pod)\.)(?:[^.:]+|.+\.(?:internal|local|localhost))(?<!\.svc)")
_FILE = "file:"


def is_local(key: str) -> bool:
    """Whether a key is a host that others of the same name may have elsewhere."""
    return _LOCAL.fullmatch(key) is not None


def within(scope: str, key: str) -> str:
    """The key of a host within a scope."""
    return f"{scope}|{key}"


def scopes_of(found: Found) -> tuple[str, ...]:
    """Where the names that it uses are known: as its importer says, else in the file where it stands."""
    return tuple(found.scopes) or (file_key(found.origin.location.file),)


class Scopes:
    """Which scopes are one: a file's names are those of the service that is configured by it."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._same: dict[str, str] = {}
        for one in found:
            if not one.external:
                self._join([*scopes_of(one), *(key for key in one.keys if key.startswith(_FILE))])

    def of(self, group: Iterable[Found]) -> frozenset[str]:
        """The scopes of what some things together are."""
        return frozenset(self._first(scope) for one in group for scope in scopes_of(one))

    def _first(self, scope: str) -> str:
        while (before := self._same.get(scope, scope)) != scope:
            scope = before
        return scope

    def _join(self, scopes: Sequence[str]) -> None:
        first = self._first(scopes[0])
        for scope in scopes[1:]:
            if (other := self._first(scope)) != first:
                self._same[other] = first
