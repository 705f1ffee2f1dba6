"""Whether everything that a deployment names exists: a quick yes, or a doubt that `references` goes into.

A record's type says which of its fields can name anything at all. These are looked at field by field, in all records
of one type together, since most of them say nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, Final

import msgspec

from fielato.catalogue import Catalogue
from fielato.model.deployment import Deployment
from fielato.model.fact import NONE, UNSET
from fielato.model.manifest import RegisterFile
from fielato.resolve import facts
from fielato.resolve.names import CONTROLLER

REFERENCES: Final[Mapping[str, str]] = {
    "fallbacks": "component",
    "from": "component",
    "to": "component",
    "components": "component",
    "data": "data set",
    "derived_from": "data set",
    "on_premises_only": "data set",
    "never_off_premises": "data set",
    "pseudonymise_first": "data set",
    "party": "party",
    "importer": "party",
}
"""The keys whose text names another record, and of which kind."""

TERRITORIES: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(facts.TERRITORIES, frozenset({NONE})),
    "territories": frozenset({"EU"}),
    "boundary": frozenset({"EU", "EEA", "EEA+adequate"}),
}
"""The keys whose text is a territory code, and what may stand in its place."""

_LISTS: Final = ("components", "data", "parties", "phases")
"""The lists of a deployment whose records have ids."""


def is_sound(deployment: Deployment, register: RegisterFile | None, catalogue: Catalogue) -> bool:
    """Whether ids are unique and all references lead somewhere; false where that takes a closer look."""
    if not deployment.components:
        return False
    ids: dict[str, set[str]] = {}
    for name in _LISTS:
        records = getattr(deployment, name)
        if records is not UNSET:
            ids[name] = {one.id for one in records}
            if len(ids[name]) != len(records):
                return False
    return _Look(deployment, register, catalogue, ids).passes(deployment)


def parties(deployment: Deployment, register: RegisterFile | None, catalogue: Catalogue) -> list[str]:
    """The parties that a deployment may name: its own, the register's, its components' providers, the controller."""
    own = [one.id for one in deployment.parties] if deployment.parties is not UNSET else []
    registered = register.register.parties if register is not None else UNSET
    providers = [catalogue.provider(one.provider) for one in deployment.components if one.provider is not UNSET]
    return [*own, *(one.id for one in (registered if registered is not UNSET else ())), *providers, CONTROLLER]


class _Look:
    """One look through a deployment."""

    def __init__(
        self,
        deployment: Deployment,
        register: RegisterFile | None,
        catalogue: Catalogue,
        ids: Mapping[str, set[str]],
    ) -> None:
        self._all = (deployment, register, catalogue)
        self._catalogue = catalogue
        self._known = {"component": ids["components"], "data set": ids.get("data", set())}

    def passes(self, record: msgspec.Struct) -> bool:
        """Whether all that a record names exists."""
        named: dict[str, set[str]] = {}
        _gather([record], named)
        return all(self._exist(key, texts) for key, texts in named.items())

    def _exist(self, key: str, texts: set[str]) -> bool:
        kind = REFERENCES.get(key)
        if kind is not None:
            if kind not in self._known:
                self._known[kind] = set(parties(*self._all))
            return texts <= self._known[kind]
        return key not in TERRITORIES or all(map(self._catalogue.has_territory, texts - TERRITORIES[key]))


def _gather(records: Sequence[msgspec.Struct], named: dict[str, set[str]]) -> None:
    """Add the texts of records of one type, and of the records in them, to those of their keys."""
    for key, value_of in _naming(type(records[0])):
        said = [value for value in map(value_of, records) if value is not UNSET]
        if not said:
            continue
        by_type: dict[type, list[Any]] = {}
        for value in said:
            for item in value if isinstance(value, tuple) else (value,):
                by_type.setdefault(type(item), []).append(item)
        for type_, alike in by_type.items():
            if type_ is str:
                named.setdefault(key, set()).update(alike)
            elif issubclass(type_, msgspec.Struct):
                _gather(alike, named)


@cache
def _naming(record: type[msgspec.Struct]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """The keys of a record that can name something, each with what gives its value."""
    types = {name: type_ for base in reversed(record.__mro__) for name, type_ in _annotations(base).items()}
    keys = zip(record.__struct_encode_fields__, record.__struct_fields__, strict=True)
    return tuple((key, attrgetter(name)) for key, name in keys if _can_name(key, types[name]))


def _annotations(base: type) -> Mapping[str, Any]:
    """The types of a class's own fields, as they stand: to read them in full, as msgspec can, takes much longer."""
    found: Mapping[str, Any] = base.__dict__.get("__annotations__", {})  # noqa: RUF063 - a start does without inspect
    return found


@cache
def _can_name(key: str, declared: Any) -> bool:
    """Whether a field names something, or holds a record that does."""
    if key in REFERENCES or key in TERRITORIES:
        return True
    if isinstance(declared, type):
        return issubclass(declared, msgspec.Struct) and bool(_naming(declared))
    return any(_can_name("", inner) for inner in getattr(declared, "__args__", ()))
