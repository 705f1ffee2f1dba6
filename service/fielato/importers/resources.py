"""What resources of infrastructure files are in the neutral model, as the tables of resource types and fields say.

`importers/resource_types.csv` says what a type is: a `component`, a `part` of others, or `none` that can hold or move
data. A part is merged into its owners; one without owners in these files is a component if its row names a service.

`importers/resource_fields.csv` says what the values at a `path` mean. A path has `.` between names, `[]` after the name
of a list of blocks, and `*` for every key of a map; the empty path is the resource itself. `fact` is the path of a
field of a component (`region`, `replication.regions`, `settings.<name>` …), or one of these words:

    key              it is known by this identifier
    owner            it is a part of that resource
    part             that resource is a part of it
    within           it lies in that resource, and takes region and endpoint from it where it has none of its own
    name-within      its name there: behind a host of that resource it is known by it
    flow             its data go there; `flow:<purpose>` says what for
    source           its data come from there
    fallbacks        that takes over when it fails or is full
    environment      environment variables: a map, or a list of name and value
    image            the container image that it runs
    placeless        the provider's region is not its place: it is everywhere, or nowhere
    otherwise-region its region, where neither its other fields nor the provider nor the call give one

`read_as` says how values of component fields are read:

    (empty)          as they are
    text flag days   as text; as true or false; as a number of days above 0
    region           as a region's id
    location zone    as whatever the provider calls a region: a display name, a zone of it
    address-region   the region that an ARN, an image's registry, a host or a full resource name carries
    own-region       the region of the resource itself, whatever stands at the path
    present          true, when there is a value
    redundancy       an Azure redundancy or SKU: `RA-GRS`, `Standard_GRS`
    instance-type    the accelerator of a machine type
    after:<text>     what follows that text; nothing without it
    map:A=x;B=y;*=z  x for A, y for B, z for all others; what is not named says nothing

and how those are that lead somewhere (`key`, `owner`, `part`, `within`, `flow`, `source`, `fallbacks`), which may all
be references to other resources as well:

    (empty) arn uri azure-id name   as `targets.target` understands them
    host             as a host, with or without scheme and path
    s3 gs            the bare name of a bucket
    google-sink      the destination of a sink of Google's logs
    subdomain:<rest> the first labels of a host that ends in `.<rest>`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import structs

from fielato.catalogue.recognised import Format, ResourceField, ResourceType
from fielato.catalogue.tables import SeedRow
from fielato.importers import targets
from fielato.importers.found import Found, Harvest, Said
from fielato.importers.interface import Context
from fielato.importers.resource_links import Links
from fielato.importers.resource_notes import Gaps
from fielato.importers.resource_values import Path, Reference, Unknown, absent, leads_to, read, text, walk
from fielato.importers.resource_workloads import Workload, variables
from fielato.importers.targets import Target
from fielato.model.origin import Origin

WORDS: Final = ("key", "owner", "part", "within", "flow", "source", "fallbacks", "environment", "image", "placeless")
"""What `fact` may say beside the fields of components, `otherwise-region` and `flow:<purpose>`."""
OTHERWISE: Final = "otherwise-region"
OWN_REGION: Final = "own-region"
NAME_IN: Final = "name-within"
INSTANT_ACCESS: Final = {
    "en": "models can be called by name through the account {name}, without a deployment and in any region of Azure "
    "(“instant access”, a preview): see that it is switched off",
    "es": "a través de la cuenta {name} se puede llamar a modelos por su nombre, sin despliegue y en cualquier región "
    "de Azure («instant access», en versión preliminar): compruebe que está desactivado",
}
"""learn.microsoft.com, Azure OpenAI deployment types, read 2026-11-22."""


def _no_references(at: Path) -> Sequence[Reference]:
    del at
    return ()


class Resource(msgspec.Struct, frozen=True, eq=False):
    """A resource as the files describe it."""

    format: Format
    type: str
    """As the format writes it."""
    address: str
    """What identifies it among the files of the deployment."""
    name: str
    """What people call it."""
    values: Mapping[str, object]
    """Its fields: maps, lists and scalars, in which `Unknown` and `Reference` may stand anywhere."""
    origin_of: Callable[[Path], Origin]
    """Where a value stands; the empty path is the whole."""
    region: Said | Unknown | None = None
    """What the call or the provider's configuration gives as its region; None where the format has no such thing."""
    references: Callable[[Path], Sequence[Reference]] = _no_references
    """The other resources that a value is made from, where the value itself does not show it."""


def take(resources: Iterable[Resource], harvest: Harvest, context: Context) -> Mapping[str, Found]:
    """Add what resources stand for; gives the component of each by its address, where it is one itself."""
    taking = _Taking(harvest, context)
    for resource in resources:
        taking.add(resource)
    taking.link()
    taking.state()
    taking.name()
    taking.place()
    taking.gaps.tell(harvest)
    return taking.components


class _Taking:
    """One call of `take`."""

    def __init__(self, harvest: Harvest, context: Context) -> None:
        self._harvest = harvest
        self._context = context
        self._catalogue = context.catalogue
        self._resources: dict[str, tuple[Resource, ResourceType]] = {}
        self._links = Links()
        self._placeless: set[str] = set()
        self._within: list[tuple[Found, Resource, str]] = []
        self._workloads: dict[str, Workload] = {}
        self.components: dict[str, Found] = {}
        self.gaps = Gaps()

    def add(self, resource: Resource) -> None:
        """Take a resource in, and make a component of it if it is one."""
        row = self._catalogue.recognised.type(resource.format, resource.type)
        if row is None:
            self._harvest.not_recognised(resource.type, resource.origin_of(()))
        elif row.kind != "none":
            self._resources[resource.address] = (resource, row)
            self._links.add(resource.address)
            if row.kind == "component":
                self._component(resource, row)

    def _component(self, resource: Resource, row: ResourceType) -> Found:
        origin = _as_verified(resource.origin_of(()), row)
        found = self._harvest.component(f"{resource.format}:{resource.address}", resource.name, origin)
        self.components[resource.address] = found
        for field, value in (("provider", row.provider), ("service", row.service)):
            if value and not (field == "service" and self._says(resource, "service")):
                found.say(field, value, origin)
        for purpose in row.purposes.split():
            found.say("purposes", purpose, origin)
        return found

    def _says(self, resource: Resource, fact: str) -> bool:
        return any(field.fact == fact for field in self._fields(resource))

    def _fields(self, resource: Resource) -> tuple[ResourceField, ...]:
        return self._catalogue.recognised.fields(resource.format, resource.type)

    def _values(self, resource: Resource, *facts: str) -> Iterator[tuple[ResourceField, Path, object]]:
        """The values that fields of these facts have, or of all others if none are named."""
        for field in self._fields(resource):
            if (field.fact in facts) if facts else (field.fact not in _LINKING):
                for at, value in walk(resource.values, field.path):
                    if not at or not absent(value):
                        yield field, at, value

    # Which resource speaks of which

    def link(self) -> None:
        """Find out what each resource is known by, and which are parts of which."""
        for resource, _ in self._resources.values():
            for field, _at, value in self._values(resource, "key"):
                if written := text(value):
                    self._known(resource, leads_to(field.read_as, written, self._catalogue))
        for resource, row in self._resources.values():
            for field, at, value in self._values(resource, "part"):
                for address in self._addressed(resource, field, at, value):
                    self._links.own(address, resource.address)
            if row.kind == "part":
                self._own(resource)
        for resource, row in self._resources.values():
            if row.kind == "part" and not self._links.owned(resource.address):
                self._alone(resource, row)

    def _known(self, resource: Resource, leads: Target | None) -> None:
        if leads is not None:
            self._links.key(leads.key, resource.address)
            if resource.address in self.components:
                self.components[resource.address].known_by(leads.key)

    def _own(self, resource: Resource) -> None:
        for field, at, value in self._values(resource, "owner"):
            addresses = self._addressed(resource, field, at, value)
            for address in addresses:
                self._links.own(resource.address, address)
            if not addresses and (leads := self._outside(field, value)) is not None:
                origin = resource.origin_of(at)
                found = self._harvest.component(leads.key, leads.name, origin)
                found.external = found.external or not found.facts
                for name, said in leads.facts:
                    found.say(name, said, origin)
                self.components[leads.key] = found
                self._links.add(leads.key)
                self._links.key(leads.key, leads.key)
                self._links.own(resource.address, leads.key)

    def _alone(self, resource: Resource, row: ResourceType) -> None:
        """A part whose owner these files do not show."""
        if row.service:
            self._component(resource, row)
        else:
            self.gaps.orphan(resource.address, resource.origin_of(()))

    def _outside(self, field: ResourceField, value: object) -> Target | None:
        written = text(value)
        return leads_to(field.read_as, written, self._catalogue) if written else None

    def _addressed(self, resource: Resource, field: ResourceField, at: Path, value: object) -> list[str]:
        """The resources of these files to which a value leads."""
        given = (value,) if isinstance(value, Reference) else resource.references(at)
        found = [address for one in given for address in self._links.at(one.address) if address != resource.address]
        if not found and (leads := self._outside(field, value)) is not None:
            found = [address for address in self._links.known_by(leads.key) if address != resource.address]
        return list(dict.fromkeys(found))

    def _speaks_for(self, address: str) -> list[Found]:
        """The components of which a resource speaks: itself, or its owners."""
        if address in self.components:
            return [self.components[address]]
        return [self.components[one] for one in self._links.roots(address) if one in self.components]

    # What they say

    def state(self) -> None:
        """State what the fields of every resource say."""
        for resource, row in self._resources.values():
            about = self._speaks_for(resource.address)
            for field, at, value in self._values(resource):
                if field.fact == "region" and resource.address not in self.components:
                    continue  # where a part is configured is not where its owner is
                origin = _as_verified(resource.origin_of(at), field)
                for found in about:
                    self._state(found, resource, row, field, Said(value, origin), at)
        for workload in self._workloads.values():
            workload.state(self._harvest, self._context)

    def _state(
        self, found: Found, resource: Resource, row: ResourceType, field: ResourceField, said: Said, at: Path
    ) -> None:
        fact = field.fact
        if fact.partition(":")[0] in _MOVING:
            self._move(found, resource, field, said, at)
        elif fact in {"environment", "image"}:
            workload = self._workloads.setdefault(found.key, Workload(found))
            workload.add(fact, resource.origin_of, at, said)
            self._use(found, resource, field, said, at)
        elif fact == "placeless":
            if field.read_as in {"", "present"} or read(field.read_as, said.value, row.provider, self._catalogue):
                self._placeless.add(found.key)
        elif fact != OTHERWISE:
            self._say(found, resource, row, field, said, at)

    def _use(self, found: Found, resource: Resource, field: ResourceField, said: Said, at: Path) -> None:
        """What a workload is told of by its environment variables, it uses."""
        for _, where, value in variables(said.value):
            place = (*at, *where)
            for address in self._addressed(resource, field, place, value) if field.fact == "environment" else ():
                for other in self._speaks_for(address):
                    if other.get("service") not in _NO_DATA:
                        self._harvest.flow(found.key, other.key, resource.origin_of(place))

    def _say(
        self, found: Found, resource: Resource, row: ResourceType, field: ResourceField, said: Said, at: Path
    ) -> None:
        """State a field of the component; where another resource gives the value, what that one says of it."""
        if field.read_as == OWN_REGION:
            own = self._own_region(resource)
            if own is not None:
                found.say(field.fact, own.value, own.origin)
            return
        if isinstance(said.value, Unknown | Reference):
            others = self._addressed(resource, field, at, said.value)
            if field.fact == "model" and others:
                self._links.inherit(resource.address, others)
            else:
                self.gaps.unknown(resource.address, field.fact, said)
            return
        provider = found.get("provider") or row.provider
        value = read(field.read_as, said.value, provider, self._catalogue)
        if value is not None:
            found.say(field.fact, value, said.origin)
        if field.fact == "model":
            self._links.inherit(resource.address, self._addressed(resource, field, at, said.value))

    def _own_region(self, resource: Resource) -> Said | None:
        for field, at, value in self._values(resource, "region"):
            if isinstance(value, str) and field.read_as != OWN_REGION:
                return Said(value, resource.origin_of(at))
        return resource.region if isinstance(resource.region, Said) else None

    def _move(self, found: Found, resource: Resource, field: ResourceField, said: Said, at: Path) -> None:
        fact, _, purpose = field.fact.partition(":")
        addresses = self._addressed(resource, field, at, said.value)
        for address in addresses:
            for other in self._speaks_for(address):
                self._join(found, other, fact, purpose, said.origin)
            if fact == "within":
                self._within.append((found, resource, address))
        if not addresses and (leads := self._outside(field, said.value)) is not None:
            self._join_outside(found, leads, fact, purpose, said.origin)
        elif not addresses and fact == "flow" and not isinstance(said.value, Reference):
            self.gaps.unknown(resource.address, field.fact, said)

    def _join(self, found: Found, other: Found, fact: str, purpose: str, origin: Origin) -> None:
        if fact == "flow":
            self._harvest.flow(found.key, other.key, origin)
            if purpose:
                self._add_purpose(other, purpose, origin)
        elif fact == "source":
            self._harvest.flow(other.key, found.key, origin)
        elif fact == "fallbacks" and other is not found:
            found.say("fallbacks", other.key, origin)

    def _add_purpose(self, found: Found, purpose: str, origin: Origin) -> None:
        """Say a purpose beside those that the service has anyway: named ones would stand for all."""
        service = self._catalogue.service(found.get("provider"), found.get("service"))
        for one in service.purposes.split() if service is not None and "purposes" not in found.lists else ():
            found.say("purposes", one, found.origin)
        found.say("purposes", purpose, origin)

    def _join_outside(self, found: Found, leads: Target, fact: str, purpose: str, origin: Origin) -> None:
        if fact == "flow":
            targets.send(found, leads, self._harvest, origin, purpose)
            return
        there = self._harvest.component(leads.key, leads.name, origin)
        there.external = there.external or not there.facts
        for name, value in leads.facts:
            there.say(name, value, origin)
        if fact == "within":
            found.lies_in(there.key)
        else:
            self._join(found, there, fact, purpose, origin)

    # Where they are

    def place(self) -> None:
        """Give each component what it takes from others, and a region where it has none of its own."""
        for address, others in self._links.inherited():
            for found in self._speaks_for(address):
                for other in (one for name in others for one in self._speaks_for(name)):
                    _take_model(found, other)
        for found, resource in self._placed():
            own = any(True for _ in self._values(resource, "region"))
            if isinstance(resource.region, Said) and not own:
                found.say("region", resource.region.value, resource.region.origin)
        for _ in range(_DEEPEST):
            for found, _, address in self._within:
                for other in self._speaks_for(address):
                    found.stand_where(other)
        for found, resource in self._placed():
            if "region" not in found.facts:
                self._around(found, resource)

    def name(self) -> None:
        """Let what lies in others be known by its name behind their hosts."""
        for found, resource, address in self._within:
            for other in self._speaks_for(address):
                self._name_in(found, resource, other)

    def _name_in(self, found: Found, resource: Resource, other: Found) -> None:
        """Let a resource be known by its name within another.

        An account that shows its deployments runs no model but theirs, unless models are called by their names alone.
        """
        for _, _, value in self._values(resource, NAME_IN):
            name = (text(value) or "").rpartition("/")[2].lower()
            found.known_by(*(f"{key}/{name}" for key in other.keys if name and key.startswith("host:")))
        if "sku" in found.facts and "sku" not in other.facts and "purposes" not in other.lists:
            other.say("purposes", "storage", other.origin)
            self._harvest.note(INSTANT_ACCESS, other.origin, name=other.name)

    def _placed(self) -> Iterator[tuple[Found, Resource]]:
        """The components whose region matters."""
        for resource, _ in self._resources.values():
            found = self.components.get(resource.address)
            if found is not None and found.key not in self._placeless:
                yield found, resource

    def _around(self, found: Found, resource: Resource) -> None:
        """A component of which nothing gave the region."""
        for field, at, value in self._values(resource, OTHERWISE):
            region = read(field.read_as, value, found.get("provider"), self._catalogue)
            if region is not None:
                found.say("region", region, _as_verified(resource.origin_of(at), field))
                return
        origin = resource.origin_of(())
        around = self._context.around(origin.location.file, found.get("provider"))
        if around is not None and around.surroundings.region:
            found.say("region", around.surroundings.region, around.origin)
        elif not self.gaps.has(resource.address, "region"):
            self.gaps.region(resource.address, found.get("provider"), resource.region, origin)


_MOVING: Final = frozenset({"flow", "source", "within", "fallbacks"})
_LINKING: Final = frozenset({"key", "owner", "part", NAME_IN})
_NO_DATA: Final = frozenset({"kms", "secrets-manager", "key-vault", "cognito"})
"""The services that a workload is told of and that get none of its data."""
_DEEPEST: Final = 3
"""How many resources lie one in another: a project in an account in a group."""


def _as_verified(origin: Origin, row: SeedRow) -> Origin:
    """The origin of a fact that rests on a row of the tables as well."""
    if row.verified:
        return origin
    return structs.replace(origin, source=origin.source or row.cited, verified=False)


def _take_model(found: Found, other: Found) -> None:
    """What runs an inference profile leads where the profile leads that this one was copied from."""
    for field in ("copied_from", "model"):
        if (said := other.facts.get(field)) is not None:
            found.say(field, said.value, said.origin)
