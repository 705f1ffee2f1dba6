"""What a plan (`terraform show -json`) deploys: its planned values, and what is not known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from fielato.errors import InputError
from fielato.importers.found import Harvest
from fielato.importers.interface import Source
from fielato.importers.notes import filled
from fielato.importers.places import Spot
from fielato.importers.resources import Path, Reference, Resource, Unknown
from fielato.importers.terraform import notes, providers
from fielato.importers.terraform.configuration import Configuration, Json, Resourced, listed, mapping, parted
from fielato.importers.terraform.naming import resource_name
from fielato.model.origin import Location, Origin
from fielato.reading import pointer
from fielato.reading.limits import FOREIGN
from fielato.reading.text import decode

if TYPE_CHECKING:
    from fielato.reading.document import Document

    Lines = Callable[[str, Path], Location | None]
    """Gives where the block or value of an address stands in the files beside the plan."""


def read(source: Source) -> Document:
    """The document of a plan; raises InputError where it is none that can be judged."""
    from fielato.reading.json_text import NotJsonError, read_json

    try:
        document = read_json(decode(source.data, source.file, FOREIGN), source.file, FOREIGN)
    except NotJsonError as error:
        raise InputError(error.problem) from None
    plan = mapping(document.value)
    if plan.get("errored") is True:
        raise InputError(document.problem("/errored", notes.ERRORED, notes.ERRORED_HINT))
    if not any(isinstance(plan.get(name), dict | list) for name in _PARTS):
        raise InputError(document.problem("", notes.STATE if "values" in plan else notes.NO_PLAN, notes.STATE_HINT))
    return document


_PARTS: Final = ("planned_values", "resource_changes", "prior_state")


class Plan:
    """One plan."""

    def __init__(self, document: Document, configuration: Configuration, lines: Lines | None, prefix: str = "") -> None:
        self._plan = mapping(document.value)
        self._file = document.file
        self._configuration = configuration
        self._lines = lines
        self._prefix = prefix
        """What addresses begin with where one of several plans is meant."""
        changes = (mapping(one) for one in listed(self._plan.get("resource_changes")))
        self._changes = {str(one.get("address")): mapping(one.get("change")) for one in changes}

    def tell(self, harvest: Harvest) -> None:
        """Note what the plan does not hold."""
        if self._plan.get("complete") is False:
            origin = Origin("observed", Spot(Location(self._file, pointer="/complete")))
            harvest.note(notes.INCOMPLETE, origin)

    def resources(self, wanted: Callable[[str], bool]) -> Iterator[Resource]:
        """The resources that there will be; of types that are not wanted, without values."""
        for given, at in self._given():
            address, type_ = given.get("address"), given.get("type")
            if isinstance(address, str) and isinstance(type_, str) and given.get("mode", "managed") == "managed":
                yield self._resource(given, at, address, type_, wanted(type_))

    def _given(self) -> Iterator[tuple[Json, Path]]:
        for name, inner in (("planned_values", ()), ("prior_state", ("values",))):
            root: object = self._plan.get(name)
            for step in (*inner, "root_module"):
                root = mapping(root).get(step)
            if isinstance(root, dict):
                yield from _of_module(root, (name, *inner, "root_module"))
                return
            if name == "planned_values" and self._changes:
                yield from self._changed()
                return

    def _changed(self) -> Iterator[tuple[Json, Path]]:
        """The resources of a plan that has no values but changes: what they are like afterwards."""
        for index, one in enumerate(listed(self._plan.get("resource_changes"))):
            change = mapping(mapping(one).get("change"))
            if isinstance(change.get("after"), dict):
                at: Path = ("resource_changes", index, "change", "after")
                yield {**mapping(one), "values": change["after"]}, at

    def _resource(self, given: Json, at: Path, address: str, type_: str, wanted: bool) -> Resource:
        configured = self._configuration.resource(address)
        values = dict(mapping(given.get("values"))) if wanted else {}
        if wanted:
            _lay(values, self._changes.get(address, {}).get("after_unknown"), configured, ())
        inside = at if "change" in at else (*at, "values")

        def origin_of(path: Path) -> Origin:
            found = self._lines(address, path) if self._lines is not None else None
            if found is None:
                where = pointer.join((*inside, *_reached(given.get("values"), path)) if path else at)
                found = Location(self._file, 0, 0, where, address)
            return Origin("observed", Spot(found))

        def leading(path: Path) -> Sequence[Reference]:
            return [Reference(f"{self._prefix}{one.address}", one.attribute) for one in configured.leading(path)]

        provider = configured.provider or providers.unset(_provider_of(given, type_))
        return Resource(
            "terraform",
            type_,
            self._prefix + address,
            _name(given, address, type_),
            values,
            origin_of,
            provider.region,
            leading,
        )


def _of_module(module: Json, at: Path) -> Iterator[tuple[Json, Path]]:
    waiting: list[tuple[Json, Path]] = [(module, at)]
    while waiting:
        one, here = waiting.pop(0)
        for index, resource in enumerate(listed(one.get("resources"))):
            yield mapping(resource), (*here, "resources", index)
        for index, child in enumerate(listed(one.get("child_modules"))):
            waiting.append((mapping(child), (*here, "child_modules", index)))


def _lay(values: dict[str, object] | list[object], unknown: object, configured: Resourced, at: Path) -> None:
    """Put what is not known before apply among the values."""
    for step, inner in _entries(unknown):
        if isinstance(values, list) and not (isinstance(step, int) and step < len(values)):
            continue
        before = values[step] if isinstance(values, list) else values.get(step)  # type: ignore[index, arg-type]
        after = _laid(before, inner, configured, (*at, step))
        if after is not None:
            values[step] = after  # type: ignore[index]


def _laid(value: object, unknown: object, configured: Resourced, at: Path) -> object:
    if unknown is True:
        return _unknown(configured, at)
    found: dict[str, object] | list[object]
    found = list(value) if isinstance(value, list) else dict(mapping(value))
    if isinstance(unknown, list) != isinstance(found, list):
        return value
    _lay(found, unknown, configured, at)
    return found


def _entries(unknown: object) -> Iterator[tuple[str | int, object]]:
    entries = unknown.items() if isinstance(unknown, dict) else enumerate(listed(unknown))
    return ((step, inner) for step, inner in entries if inner)


def _unknown(configured: Resourced, at: Path) -> Unknown | None:
    """Why a value is not known; None for what the configuration leaves to the provider: nobody chose it."""
    if configured.known and configured.expression(at) is None:
        return None
    data = next((name for name in configured.names(at) if name.startswith("data.")), "")
    return Unknown(filled(notes.DATA_SOURCE_PLANNED, name=data) if data else notes.AFTER_APPLY)


def _reached(value: object, path: Path) -> Path:
    """As much of a path as leads somewhere: a text that is a document itself has no places inside."""
    for length, step in enumerate(path):
        if isinstance(value, list):
            value = value[step] if isinstance(step, int) and step < len(value) else None
        else:
            value = mapping(value).get(step) if isinstance(step, str) else None
        if value is None:
            return path[:length]
    return path


def _provider_of(given: Json, type_: str) -> str:
    name = given.get("provider_name")
    return name.rpartition("/")[2] if isinstance(name, str) else providers.of_type(type_)


def _name(given: Json, address: str, type_: str) -> str:
    at = parted(address)
    own = given.get("name")
    return resource_name(type_, own if isinstance(own, str) else at.local, at.path, given.get("index"))
