"""Which resources are components, what each is known by, and which resource speaks of which."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import structs

from fielato.catalogue import Catalogue
from fielato.catalogue.recognised import ResourceField, ResourceType
from fielato.catalogue.tables import SeedRow
from fielato.importers.found import Found, Harvest
from fielato.importers.node import text
from fielato.importers.resources.facts import LEADING, LINKING
from fielato.importers.resources.gaps import Gaps
from fielato.importers.resources.links import Links
from fielato.importers.resources.resource import Path, Reference, Resource
from fielato.importers.resources.values import absent, leads_to, walk
from fielato.importers.targets import Target
from fielato.model.origin import Origin


class Statement(msgspec.Struct, frozen=True, eq=False):
    """One value of a resource, with the row that says what it means."""

    resource: Resource
    field: ResourceField
    at: Path
    value: object

    @property
    def fact(self) -> str:
        """What it says: a field of a component, or a word."""
        return self.field.fact.partition(":")[0]

    @property
    def origin(self) -> Origin:
        """Where it stands; not verified where its row is not."""
        return as_verified(self.resource.origin_of(self.at), self.field)


class Together:
    """The resources of one call that can hold or move data."""

    def __init__(self, harvest: Harvest, catalogue: Catalogue) -> None:
        self._harvest = harvest
        self._catalogue = catalogue
        self._rows: dict[str, ResourceType] = {}
        self._links = Links()
        self.resources: dict[str, Resource] = {}
        """By address."""
        self.components: dict[str, Found] = {}
        """By the address of the resource that each is; by its key, where these files do not describe it."""
        self.orphans: set[str] = set()
        """The addresses of parts that are components because these files do not show whose parts they are."""
        self._harmless = Links()

    def add(self, resource: Resource) -> None:
        """Take a resource in, and make a component of it if it is one."""
        row = self._catalogue.recognised.type(resource.format, resource.type)
        if row is None:
            self._harvest.not_recognised(resource.type, resource.origin_of(()))
        elif row.kind == "none":
            self._harmless.add(resource.address)
        else:
            self.resources[resource.address] = resource
            self._rows[resource.address] = row
            self._links.add(resource.address)
            if row.kind == "component":
                self._component(resource)

    def _component(self, resource: Resource) -> None:
        row = self._rows[resource.address]
        origin = as_verified(resource.origin_of(()), row)
        found = self._harvest.component(f"{resource.format}:{resource.address}", resource.name, origin)
        self.components[resource.address] = found
        service = "" if self._says(resource, "service") else row.service
        found.say_all([("provider", row.provider), ("service", service)], origin)
        found.say_all((("purposes", one) for one in row.purposes.split()), origin)

    def _says(self, resource: Resource, fact: str) -> bool:
        return any(field.fact == fact for field in self._fields(resource))

    def _fields(self, resource: Resource) -> tuple[ResourceField, ...]:
        return self._catalogue.recognised.fields(resource.format, resource.type)

    def provider(self, resource: Resource) -> str:
        """The provider that the type of a resource is of."""
        return self._rows[resource.address].provider

    def statements(self, resource: Resource, *facts: str) -> Iterator[Statement]:
        """What a resource says of these facts, or all that it says of its components if none are named."""
        for field in self._fields(resource):
            if (field.fact in facts) if facts else (field.fact not in LINKING):
                for at, value in walk(resource.values, field.path):
                    if not at or not absent(value):
                        yield Statement(resource, field, at, value)

    # Which speaks of which

    def link(self, gaps: Gaps) -> None:
        """Find out what each resource is known by, and which are parts of which."""
        for resource in self.resources.values():
            for one in self.statements(resource, "key"):
                self._known(resource, self.outside(one))
        for resource in self.resources.values():
            for one in self.statements(resource, "part"):
                for address in self.addressed(one):
                    self._links.own(address, resource.address)
            if self._is_part(resource):
                self._own(resource)
        for resource in self.resources.values():
            if self._is_part(resource) and not self._links.owned(resource.address):
                self._alone(resource, gaps)

    def _is_part(self, resource: Resource) -> bool:
        return self._rows[resource.address].kind == "part"

    def stands_for_itself(self, address: str) -> bool:
        """Whether a resource is a component of its own, and not for want of its owner alone."""
        return address in self.components and address not in self.orphans

    def _known(self, resource: Resource, leads: Target | None) -> None:
        if leads is not None:
            self._links.key(leads.key, resource.address)
            if resource.address in self.components:
                self.components[resource.address].known_by(leads.key)

    def _own(self, resource: Resource) -> None:
        for one in self.statements(resource, "owner"):
            addresses = self.addressed(one)
            for address in addresses:
                self._links.own(resource.address, address)
            if not addresses and (leads := self.outside(one)) is not None:
                self.components[leads.key] = self.pointed_to(leads, resource.origin_of(one.at))
                self._links.add(leads.key)
                self._links.key(leads.key, leads.key)
                self._links.own(resource.address, leads.key)

    def _alone(self, resource: Resource, gaps: Gaps) -> None:
        """A part whose owner these files do not show: a component, if it is a service of its own or moves data."""
        own = bool(self._rows[resource.address].service)
        if not own:
            gaps.orphan(resource.address, resource.origin_of(()))
            self.orphans.add(resource.address)
        if own or any(one.fact in LEADING for one in self.statements(resource)):
            self._component(resource)

    def harmless(self, one: Statement) -> bool:
        """Whether a value leads to the resource itself, or to others of these files that neither hold nor move data."""
        given = (one.value,) if isinstance(one.value, Reference) else one.resource.references(one.at)
        own = one.resource.address
        return any(self._harmless.at(each.address) or own in self._links.at(each.address) for each in given)

    def pointed_to(self, leads: Target, origin: Origin) -> Found:
        """The component at an address that none of the resources has."""
        found = self._harvest.pointed_to(leads.key, leads.name, origin)
        found.say_all(leads.facts, origin)
        return found

    def outside(self, one: Statement) -> Target | None:
        """What a value leads to by itself; None where it is no address."""
        written = text(one.value)
        return leads_to(one.field.read_as, written, self._catalogue) if written else None

    def addressed(self, one: Statement) -> list[str]:
        """The resources of these files to which a value leads, other than that whose value it is."""
        given = (one.value,) if isinstance(one.value, Reference) else one.resource.references(one.at)
        own = one.resource.address
        found = [address for each in given for address in self._links.at(each.address) if address != own]
        if not found and (leads := self.outside(one)) is not None:
            found = [address for address in self._links.known_by(leads.key) if address != own]
        return list(dict.fromkeys(found))

    def speaks_for(self, address: str) -> list[Found]:
        """The components of which a resource speaks: itself, or its owners."""
        if address in self.components:
            return [self.components[address]]
        return [self.components[one] for one in self._links.roots(address) if one in self.components]

    # Models

    def inherit(self, one: Statement) -> bool:
        """Let a resource run the model of those to which a value leads; whether there are any."""
        others = self.addressed(one)
        self._links.inherit(one.resource.address, others)
        return bool(others)

    def inherited(self) -> Iterator[tuple[Found, Found]]:
        """Which component runs the model of which other."""
        for address, others in self._links.inherited():
            for found in self.speaks_for(address):
                yield from ((found, other) for name in others for other in self.speaks_for(name))


def as_verified(origin: Origin, row: SeedRow) -> Origin:
    """The origin of a fact that rests on a row of the tables as well."""
    if row.verified:
        return origin
    return structs.replace(origin, source=origin.source or row.cited, verified=False)
