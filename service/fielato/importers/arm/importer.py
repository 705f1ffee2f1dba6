"""ARM templates, as Bicep writes them: which files they are, and what their resources are in the neutral model."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from fielato.importers.arm import gateway, notes, reading
from fielato.importers.arm.template import PARENT, Made, resources
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.mistakes import Mistakes
from fielato.importers.notes import TEMPLATE_ELSEWHERE
from fielato.importers.resources import Path, Reference, Resource, take
from fielato.importers.templates.partial import get, leads, text_of
from fielato.importers.templates.values import Values, environments, used, without_own_region, without_references

_HEAD: Final = 4096
_SCHEMA: Final = re.compile(
    rb'"\$schema"\s*:\s*"https?://schema\.management\.azure\.com/schemas/[^"]*/'
    rb"(?:\w+[dD]eploymentTemplate|deploymentTemplate)\.json",
    re.IGNORECASE,
)
_EXTENSION: Final = "/providers/"


class ArmImporter:
    """Reads ARM templates."""

    name = "arm"
    folder = False

    def claims(self, source: Source) -> bool:
        """Whether a file names a schema of deployment templates."""
        return _SCHEMA.search(source.data[:_HEAD]) is not None

    def imports(self, sources: Sequence[Source], harvest: Harvest, context: Context) -> None:
        """Read the templates, and add what they make."""
        mistakes = Mistakes()
        loaded: set[str] = set()
        every: list[tuple[str, list[Made]]] = []
        for source in sources:
            with mistakes:
                whole = reading.scope(reading.document(source.data, source.file), context)
                every.append((source.file, resources(whole, reading.loader(context, mistakes, loaded))))
        mistakes.refuse()
        for file, made in every:
            if posixpath.normpath(file) not in loaded:
                _Template(made, harvest, context, file if len(sources) > 1 else "").take()


class _Template:
    """What one template adds."""

    def __init__(self, made: Sequence[Made], harvest: Harvest, context: Context, file: str) -> None:
        self._made = {one.key: one for one in sorted(_without_twins(made), key=lambda one: one.existing)}
        self._file = file
        self._harvest = harvest
        self._context = context
        self._addresses = {key: self._address(one) for key, one in self._made.items()}
        self._values = Values(self._addresses, notes.why)

    def _address(self, one: Made) -> str:
        address = f"{one.type}/{one.name}".replace("[", "(").replace("]", ")")
        return f"{self._file}#{address}" if self._file else address

    def take(self) -> None:
        for one in self._made.values():
            self._notes(one)
        known = [self._resource(one) for one in self._made.values() if self._is_known(one)]
        found = take(known, self._harvest, self._context)
        gateways = gateway.Gateway(self._made, self._harvest, self._context.catalogue)
        for key, one in self._made.items():
            component = found.get(self._addresses[key])
            if component is not None:
                component.external = component.external or one.existing
                self._hosts(one, component)
                without_own_region(component)
                self._environment(one, component, found)
            if one.type.lower().startswith(gateway.SERVICE):
                service = one.site.scope.shared.key(gateway.SERVICE, one.name.partition("/")[0])
                gateways.add(one, found.get(self._addresses.get(service, "")))

    def _is_known(self, one: Made) -> bool:
        """Whether a row of the table speaks of a resource; the names of types have no case."""
        if self._context.catalogue.recognised.type("arm", one.type.lower()) is not None:
            return not one.missing
        if not one.missing and not one.existing:
            self._harvest.not_recognised(one.type, one.origin_of(()))
        return False

    def _resource(self, one: Made) -> Resource:
        values = {name: self._values.of(value) for name, value in one.values.items()}
        parent = self._parent(one)
        if parent is not None:
            values[PARENT] = Reference(parent)
        self._siblings(one, values)
        without_references(values, self._environments(one))

        def references(path: Path) -> Sequence[Reference]:
            return self._values.references(one.values, path)

        name = one.name.rpartition("/")[2]
        return Resource(
            "arm", one.type.lower(), self._addresses[one.key], name, values, one.origin_of, None, references
        )

    def _parent(self, one: Made) -> str | None:
        """The address of the resource in which one lies, or of which it speaks."""
        scope = text_of(one.values.get("scope"))
        led = list(leads(one.values.get("scope")))
        if led:
            return self._addresses.get(led[0])
        type_, name = one.type, one.name
        if _EXTENSION in type_.lower():
            above = type_[: type_.lower().index(_EXTENSION)]
            names = "/".join(name.split("/")[: above.count("/")])
        elif scope:
            above, _, names = scope.partition("/")
            above, names = "/".join(scope.split("/")[:2]), "/".join(scope.split("/")[2:])
        else:
            above, names = type_.rpartition("/")[0], name.rpartition("/")[0]
        return self._nearest(one, above, names)

    def _nearest(self, one: Made, above: str, names: str) -> str | None:
        """The address of the nearest resource above: a container may come without the service between."""
        while names:
            address = self._addresses.get(one.site.scope.shared.key(above, names))
            if address is not None:
                return address
            above, names = above.rpartition("/")[0], names.rpartition("/")[0]
        return None

    def _siblings(self, one: Made, values: dict[str, object]) -> None:
        """A deployment names by its bare name the one that takes over."""
        spill = get(one.values, "properties", "spilloverDeploymentName")
        properties = values.get("properties")
        if isinstance(spill, str) and spill and isinstance(properties, dict):
            key = one.site.scope.shared.key(one.type, f"{one.name.rpartition('/')[0]}/{spill}")
            if key in self._addresses:
                values["properties"] = {**properties, "spilloverDeploymentName": Reference(self._addresses[key])}

    def _notes(self, one: Made) -> None:
        name = f"{one.type}/{one.name}"
        whole = one.origin_of(())
        if one.missing:
            self._harvest.note(TEMPLATE_ELSEWHERE, whole, name=one.name, template=one.missing)
            self._harvest.not_recognised(one.type, whole)
            return
        if (row := self._context.catalogue.recognised.type("arm", one.type.lower())) is not None and row.kind == "none":
            return
        if one.unsure:
            self._harvest.note(notes.UNSURE, one.origin_of(("condition",)), name=name)
        if one.many:
            self._harvest.note(notes.MANY, one.origin_of(("copy",)), name=name)
        if one.type.lower() == _MODEL and not one.existing:
            self._sku(one, name)

    def _sku(self, one: Made, name: str) -> None:
        if get(one.values, "properties", "sku") is not None:
            self._harvest.note(notes.SKU_IGNORED, one.origin_of(("properties", "sku")), name=name)
        if get(one.values, "sku", "name") is None:
            self._harvest.note(notes.SKU_ABSENT, one.origin_of(()), name=name)

    def _hosts(self, one: Made, component: Found) -> None:
        """Let a component be found by its host, also where a part of the host is not spelled out."""
        for row in self._context.catalogue.recognised.fields("arm", one.type.lower()):
            if row.fact == "key" and row.read_as.startswith(_SUBDOMAIN):
                label = text_of(get(one.values, *row.path.split(".")))
                if label and "$" not in label and "/" not in label:
                    component.known_by(f"host:{label}.{row.read_as.removeprefix(_SUBDOMAIN)}".lower())

    def _environment(self, one: Made, component: Found, found: Mapping[str, Found]) -> None:
        """Let data flow from a workload to the resources that its settings name."""
        for at, lead in used(one.values, self._environments(one)):
            other = found.get(self._addresses.get(lead, ""))
            if other is not None:
                self._harvest.flow(component.key, other.key, one.origin_of(at))

    def _environments(self, one: Made) -> list[str]:
        return environments(self._context.catalogue.recognised.fields("arm", one.type.lower()))


_MODEL: Final = "microsoft.cognitiveservices/accounts/deployments"
_SUBDOMAIN: Final = "subdomain:"


def _without_twins(made: Sequence[Made]) -> Iterator[Made]:
    """Each resource once: as it is made rather than as it is used."""
    last = {one.key: one for one in sorted(made, key=lambda one: not one.existing)}
    yield from (one for one in made if last[one.key] is one)
