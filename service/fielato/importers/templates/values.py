"""How values of templates are handed to `resources`: what leads to another resource, and why the rest is unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from fielato.catalogue.recognised import ResourceField
from fielato.importers.found import Found
from fielato.importers.notes import Text
from fielato.importers.resources import Path, Reference, Unknown
from fielato.importers.resources.values import walk
from fielato.importers.templates.partial import Partly, Unsettled, Value, get, leads

Why = Callable[[str], Text]
"""Why the value of this name is unknown, and what would settle it."""
_COPIES: Final = "replication.regions"
_HOLE: Final = re.compile(r"\$\{([^}]*)\}")


class Values:
    """The values of the resources of some templates."""

    def __init__(self, addresses: Mapping[str, str], why: Why) -> None:
        self._addresses = addresses
        """The address of each resource, by what values lead to."""
        self._why = why

    def of(self, value: Value) -> object:
        """A value with `Reference` for what another resource gives, and a reason for what is unknown."""
        if isinstance(value, dict):
            return {name: self.of(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if isinstance(value, Unsettled):
            return self._unknown(value.name, value.leads)
        if isinstance(value, Partly):
            return self._partly(value)
        return value

    def references(self, values: Value, at: Path) -> list[Reference]:
        """The resources that the value at a path is made from."""
        return [Reference(self._addresses[one]) for one in leads(get(values, *at)) if one in self._addresses]

    def _unknown(self, name: str, led: tuple[str, ...]) -> object:
        addresses = [self._addresses[one] for one in led if one in self._addresses]
        return Reference(addresses[0], name) if len(addresses) == 1 else Unknown(self._why(name))

    def _partly(self, value: Partly) -> object:
        text = str(value)
        if text.startswith("arn:"):
            text = arn(text)
        hole = _HOLE.search(text)
        if hole is None:
            return text
        if hole[0] == text and value.leads:
            return self._unknown(hole[1], value.leads)
        return Unknown(self._why(hole[1]))


def environments(rows: Iterable[ResourceField]) -> list[str]:
    """Where a resource of some type is given environment variables."""
    return [row.path for row in rows if row.fact == "environment"]


def used(values: Value, paths: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """What values at some paths lead to, at any depth, and where."""
    waiting = [found for path in paths for found in walk(values, path)]
    while waiting:
        at, value = waiting.pop(0)
        if isinstance(value, dict):
            waiting += [((*at, name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*at, index), inner) for index, inner in enumerate(value)]
        else:
            yield from ((at, lead) for lead in leads(value))


def without_references(values: object, paths: Iterable[str]) -> None:
    """Take out of environment variables those that name other resources: they are no addresses to be read."""
    for _, found in (one for path in paths for one in walk(values, path)):
        if isinstance(found, dict):
            for name in [name for name, one in found.items() if isinstance(one, Reference)]:
                del found[name]
        elif isinstance(found, list):
            for one in found:
                if isinstance(one, dict) and any(isinstance(inner, Reference) for inner in one.values()):
                    one.clear()


def without_own_region(found: Found) -> None:
    """Take a component's own region out of those of its copies: templates list it among them."""
    copies = found.lists.get(_COPIES)
    if copies is not None:
        found.lists[_COPIES] = [said for said in copies if said.value != found.get("region")]
        if not found.lists[_COPIES]:
            del found.lists[_COPIES]


def arn(text: str) -> str:
    """An ARN that says nothing of the region and the account that are those of the call."""
    return text.replace("{AccountId}", "").replace("${AWS::Region}", "")
