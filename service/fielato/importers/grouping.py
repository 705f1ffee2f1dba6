"""Which of a workload's variables are about one and the same service, and which of them only give a region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import EnvironmentVariable
from fielato.importers import targets
from fielato.importers.usage import Given
from fielato.model.origin import Origin

Pair: TypeAlias = tuple[str, str | None, Origin]
"""A variable, its value, and where the value stands; None where a secret or somebody else gives the value."""
Group: TypeAlias = tuple[str, str]
"""Provider and name of what is used."""

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


class Groups:
    """What the variables of one workload are about."""

    def __init__(self, pairs: Iterable[Pair], catalogue: Catalogue) -> None:
        self.unlisted: list[tuple[str, str, Origin]] = []
        """The variables, with their values, of which no row says what is used."""
        self._regions: dict[str, Given] = {}
        self._given: dict[Group, list[Given]] = {}
        self._further: list[Given] = []
        """Models beside another of the same group."""
        for variable, value, origin in pairs:
            rows = [row for row in catalogue.recognised.variables(variable) if row.says != "itself"]
            if not rows and value is not None:
                self.unlisted.append((variable, value, origin))
            for row in rows:
                if _holds(row, value):
                    self._add(Given(row, variable, value, origin))
        for given in self._further:
            self.call(given)

    def _add(self, given: Given) -> None:
        row = given.row
        if row.provider and not row.service:
            self._regions.setdefault(row.provider, given)
        else:
            group = row.group or targets.service_name(row.provider, row.service)
            before = self._given.setdefault((row.provider, group), [])
            into = self._further if any(_differs(other, given) for other in before) else before
            into.append(given)

    def region(self, group: Group) -> Given | None:
        """The region of its provider that the workload is given as a whole."""
        return self._regions.get(group[0])

    def used(self) -> dict[Group, Sequence[Given]]:
        """What is used, with all that is given of it; a region alone shows no use."""
        return {group: given for group, given in self._given.items() if _is_used(given)}

    def call(self, given: Given) -> Group:
        """Add a call of a model: to the address that is given for its provider, beside other models of the same."""
        row = given.row
        own = row.provider, targets.service_name(row.provider, row.service)
        same = {group: one for group, one in self._given.items() if _service(one[0]) == (row.provider, row.service)}
        for group, one in same.items():
            if not any(other.says == "off" or _differs(other, given) for other in one):
                one.append(given)
                return group
        if same:
            own = row.provider, f"{own[1]}-{_NOT_IN_NAMES.sub('-', given.variable.lower()).strip('-')}"
        there = [other for one in same.values() for other in one if other.says in {"region", "endpoint"}]
        self._given[own] = [given, *there]
        return own


def _service(given: Given) -> tuple[str, str]:
    return given.row.provider, given.row.service


def _differs(one: Given, other: Given) -> bool:
    return one.says == other.says == "model" and one.value != other.value


def _is_used(given: Sequence[Given]) -> bool:
    return all(one.says != "off" for one in given) and any(one.says != "region" for one in given)


def _holds(row: EnvironmentVariable, value: str | None) -> bool:
    if row.when:
        return value is not None and value.strip().lower() in row.when.split()
    return value is None or value.strip() != ""
