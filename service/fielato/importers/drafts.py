"""A component in the making: what infrastructure shows of it, with what is declared laid over that.

A declaration fills holes or adds; what infrastructure shows stays. Where the two say different things of a place, both
count: the declared one becomes a component of its own beside the observed one, and the contradiction is kept as a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from fielato.importers.found import Found, Said
from fielato.importers.merging import PLACING, outranks
from fielato.importers.notes import Text, filled
from fielato.model.component import Component
from fielato.model.manifest import Note
from fielato.model.origin import Origin
from fielato.model.vocabulary import NOT_TOLD

Path = tuple[str, ...]
_OPEN: Final = frozenset({"settings"})
"""The fields whose own entries have free names."""


class Draft:
    """What will be a component: values by path, each with its origin."""

    def __init__(self, id_: str, origin: Origin, keys: tuple[str, ...] = ()) -> None:
        self.id = id_
        self.origin = origin
        self.keys = keys
        self.values: dict[Path, Said] = {}
        self.items: dict[Path, list[Origin]] = {}
        """The origins of the items of lists, one by one."""
        self.otherwise: dict[Path, Said] = {}
        """Other values for places, which count as well."""
        self.contradictions: list[Said] = []

    def lay(self, path: Path, said: Said) -> None:
        """Lay a value over those that are there."""
        self._give_way(path)
        before = self.values.get(path)
        if before is None or (before.value != said.value and outranks(said.origin.how, before.origin.how)):
            self.values[path] = said
        elif isinstance(before.value, list) and isinstance(said.value, list):
            more = [one for one in said.value if one not in before.value]
            self.items.setdefault(path, [before.origin] * len(before.value)).extend([said.origin] * len(more))
            self.values[path] = Said([*before.value, *more], before.origin)
        elif before.value != said.value and before.origin.how != "default":
            self._against(path, before, said)

    def _give_way(self, path: Path) -> None:
        """A name that files do not tell gives way to one that is stated."""
        said = self.values.get(path)
        if said is None or (NOT_TOLD not in said.value if isinstance(said.value, list) else said.value != NOT_TOLD):
            return
        values = said.value if isinstance(said.value, list) else []
        origins = self.items.pop(path, [said.origin] * len(values))
        told = [pair for pair in zip(values, origins, strict=True) if pair[0] != NOT_TOLD]
        del self.values[path]
        if told:
            self.values[path] = Said([value for value, _ in told], said.origin)
            self.items[path] = [origin for _, origin in told]

    def _against(self, path: Path, before: Said, said: Said) -> None:
        field = ".".join(path)
        text = f"{field}: {_shown(before)} ≠ {_shown(said)}"
        self.contradictions.append(Said(text, _written(said, before)))
        if field in PLACING:
            self.otherwise[path] = said

    def lay_against(self, path: Path, said: Said) -> None:
        """Keep a value that was said of it otherwise; a place may stand against a region."""
        region = self.values.get(("region",))
        if path[0] != "place" or path in self.values or region is None:
            self.lay(path, said)
            return
        self.otherwise[path] = said
        if path[-1] == "territory":
            text = f"region: {_shown(region)} ≠ {'.'.join(path)}: {_shown(said)}"
            self.contradictions.append(Said(text, _written(said, region)))

    def shadow(self) -> Draft | None:
        """The component as it is said to be otherwise, if that puts it elsewhere."""
        if not self.otherwise:
            return None
        other = Draft(f"{self.id[:110]}.otherwise", next(iter(self.otherwise.values())).origin)
        gone = {("region",), ("provider",)} if ("place", "territory") in self.otherwise else set()
        other.values = {path: said for path, said in self.values.items() if path not in gone} | self.otherwise
        other.items = dict(self.items)
        return other

    def component(self) -> tuple[Component, list[tuple[str, Origin]], list[Note]]:
        """The record, the origin of each value by its pointer below the record, and what was left out as not valid."""
        notes: list[Note] = []
        values = dict(self.values)
        if self.contradictions:
            texts = [str(one.value) for one in self.contradictions]
            values["contradictions",] = Said(texts, self.contradictions[0].origin)
        record = _record(self.id, values)
        try:
            component = msgspec.convert(record, Component)
        except msgspec.ValidationError:
            values, notes = self._valid(values)
            component = msgspec.convert(_record(self.id, values), Component)
        origins = [("", self.origin)]
        origins += [("/" + "/".join(path), said.origin) for path, said in values.items()]
        for path, each in self.items.items():
            origins += [("/".join(["", *path, str(index)]), origin) for index, origin in enumerate(each)]
        return component, origins, notes

    def _valid(self, values: dict[Path, Said]) -> tuple[dict[Path, Said], list[Note]]:
        kept: dict[Path, Said] = {}
        notes: list[Note] = []
        for path, said in values.items():
            try:
                msgspec.convert(_record(self.id, {path: said}), Component)
            except msgspec.ValidationError:
                told = filled(_NOT_TAKEN, field=".".join(path), value=_shown(said), component=self.id)
                notes.append(Note(told, said.origin))
            else:
                kept[path] = said
        return kept, notes


_NOT_TAKEN: Final[Text] = {
    "en": "`{field}: {value}` of {component} is not a value that Fielato knows: it counts as unknown",
    "es": "`{field}: {value}` de {component} no es un valor que Fielato conozca: cuenta como desconocido",
}


def _written(said: Said, before: Said) -> Origin:
    """The origin of what was said otherwise, or of what it is said against where that stands in no file."""
    return said.origin if said.origin.places is not None and said.origin.location.file else before.origin


def _shown(said: Said) -> str:
    return str(said.value)[:100]


def _record(id_: str, values: Mapping[Path, Said]) -> dict[str, Any]:
    record: dict[str, Any] = {"id": id_}
    for path, said in values.items():
        inside = record
        for name in path[:-1]:
            nested = inside.get(name)
            inside = nested if isinstance(nested, dict) else inside.setdefault(name, {})
        inside[path[-1]] = said.value
    return record


def draft(found: Found, id_: str) -> Draft:
    """The draft of a component as its files show it."""
    made = Draft(id_, found.origin, tuple(found.keys))
    for field, said in found.facts.items():
        value = list(said.value) if isinstance(said.value, tuple) else said.value
        made.values[_path(field)] = Said(value, said.origin)
    for field, values in found.lists.items():
        made.values[_path(field)] = Said([one.value for one in values], values[0].origin)
        made.items[_path(field)] = [one.origin for one in values]
    for field, said in found.against:
        made.lay_against(_path(field), said)
    return made


def _path(field: str) -> Path:
    head, dot, rest = field.partition(".")
    if head in _OPEN:
        return (head, rest) if dot else (head,)
    return tuple(field.split("."))


def declared(component: Component, origin_of: Callable[[str], Origin]) -> Iterator[tuple[Path, Said]]:
    """The values that a declared component states; `origin_of` gives the origin of a pointer below it."""
    yield from _walk((), msgspec.json.decode(msgspec.json.encode(component)), origin_of)


def _walk(path: Path, value: Mapping[str, Any], origin_of: Callable[[str], Origin]) -> Iterator[tuple[Path, Said]]:
    for name, inner in value.items():
        here = (*path, name)
        if not path and name == "id":
            continue
        if isinstance(inner, dict):
            yield from _walk(here, inner, origin_of)
        else:
            yield here, Said(inner, origin_of("/" + "/".join(here)))
