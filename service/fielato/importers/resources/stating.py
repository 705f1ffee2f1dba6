"""What the values of resources say of the components that they speak of."""

from __future__ import annotations

from typing import Final

from msgspec import structs

from fielato.importers import targets
from fielato.importers.found import Found, Harvest, Said
from fielato.importers.interface import Context
from fielato.importers.node import text
from fielato.importers.resources.facts import FURTHER, MOVING, OTHERWISE, OWN_REGION
from fielato.importers.resources.gaps import Gaps
from fielato.importers.resources.resource import Reference, Resource, Unknown
from fielato.importers.resources.together import Statement, Together
from fielato.importers.resources.values import read
from fielato.importers.resources.workload import Workload, variables
from fielato.importers.targets import Target
from fielato.model.origin import Origin
from fielato.model.vocabulary import NOT_TOLD

_NO_DATA: Final = frozenset({"kms", "secrets-manager", "key-vault", "cognito"})
"""The services that a workload is told of and that get none of its data."""
_LONGEST_NAME: Final = 60


class Stating:
    """States what every resource says."""

    def __init__(self, together: Together, harvest: Harvest, context: Context, gaps: Gaps) -> None:
        self._together = together
        self._harvest = harvest
        self._context = context
        self._catalogue = context.catalogue
        self._gaps = gaps
        self._workloads: dict[str, Workload] = {}
        self.placeless: set[str] = set()
        """The keys of components that the provider's region does not place."""
        self.within: list[tuple[Found, Resource, str]] = []
        """Which component lies, as which resource says, in which other resource."""

    def state(self) -> None:
        """State what the values of every resource say."""
        for resource in self._together.resources.values():
            about = self._together.speaks_for(resource.address)
            for one in self._together.statements(resource):
                if one.fact == "region" and not self._together.stands_for_itself(resource.address):
                    continue  # where a part is configured is not where its owner is
                for found in about:
                    self._state(found, one)
        for workload in self._workloads.values():
            workload.state(self._harvest, self._context)

    def _state(self, found: Found, one: Statement) -> None:
        if one.fact in MOVING:
            self._move(found, one)
        elif one.fact in {"environment", "image"}:
            workload = self._workloads.setdefault(found.key, Workload(found))
            workload.add(one.fact, one.resource.origin_of, one.at, Said(one.value, one.origin))
            self._use(found, one)
        elif one.fact == "placeless":
            provider = self._together.provider(one.resource)
            if one.field.read_as in {"", "present"} or read(one.field.read_as, one.value, provider, self._catalogue):
                self.placeless.add(found.key)
        elif one.fact != OTHERWISE:
            self._say(found, one)

    def _use(self, found: Found, one: Statement) -> None:
        """What a workload is told of by its environment variables, it uses."""
        for _, where, value in variables(one.value) if one.fact == "environment" else ():
            given = structs.replace(one, at=(*one.at, *where), value=value)
            for address in self._together.addressed(given):
                for other in self._together.speaks_for(address):
                    if other.get("service") not in _NO_DATA:
                        self._harvest.flow(found.key, other.key, one.resource.origin_of(given.at))

    # Fields

    def _say(self, found: Found, one: Statement) -> None:
        """State a field of the component; where another resource gives the value, what that one says of it."""
        if one.field.read_as == OWN_REGION:
            own = self._own_region(one.resource)
            if own is not None:
                found.say(one.fact, own.value, own.origin)
            return
        if isinstance(one.value, Unknown | Reference):
            if not (one.fact == "model" and self._together.inherit(one)):
                self._gaps.unknown(one.resource.address, one.fact, Said(one.value, one.origin))
            if one.fact in FURTHER:
                found.say(one.fact, NOT_TOLD, one.origin)
            return
        provider = found.get("provider") or self._together.provider(one.resource)
        value = read(one.field.read_as, one.value, provider, self._catalogue)
        if value is not None:
            found.say(one.fact, value, one.origin)
        if one.fact == "model":
            self._together.inherit(one)

    def _own_region(self, resource: Resource) -> Said | None:
        for one in self._together.statements(resource, "region"):
            if isinstance(one.value, str) and one.field.read_as != OWN_REGION:
                return Said(one.value, resource.origin_of(one.at))
        return resource.region if isinstance(resource.region, Said) else None

    # Flows

    def _move(self, found: Found, one: Statement) -> None:
        purpose = one.field.fact.partition(":")[2]
        addresses = self._together.addressed(one)
        for address in addresses:
            for other in self._together.speaks_for(address):
                self._join(found, other, one.fact, purpose, one.origin)
            if one.fact == "within":
                self.within.append((found, one.resource, address))
        if not addresses and (leads := self._together.outside(one)) is not None:
            self._join_outside(found, leads, one.fact, purpose, one.origin)
        elif not addresses and one.fact in {"flow", "fallbacks"} and not self._together.harmless(one):
            self._gaps.unknown(one.resource.address, one.fact, Said(one.value, one.origin))
            there = self._harvest.pointed_to(*_nowhere(one), one.origin)
            self._join(found, there, one.fact, purpose, one.origin)
            if one.fact == "fallbacks":
                self._add_purposes(there, found, one.origin)

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

    def _add_purposes(self, there: Found, found: Found, origin: Origin) -> None:
        """What takes over does what is done by what it takes over from."""
        service = self._catalogue.service(found.get("provider"), found.get("service"))
        for purpose in service.purposes.split() if service is not None else ():
            there.say("purposes", purpose, origin)

    def _join_outside(self, found: Found, leads: Target, fact: str, purpose: str, origin: Origin) -> None:
        if fact == "flow":
            targets.send(found, leads, self._harvest, origin, purpose)
            return
        there = self._together.pointed_to(leads, origin)
        if fact == "within":
            found.lies_in(there.key)
        else:
            self._join(found, there, fact, purpose, origin)


def _nowhere(one: Statement) -> tuple[str, str]:
    """The key and the name of what a value leads to that is nothing of these files, and no address."""
    resource = one.resource
    if isinstance(one.value, Reference):
        return f"{resource.format}:{one.value.address}", one.value.address
    written = text(one.value)
    name = written[:_LONGEST_NAME] or f"{resource.name}.{one.field.path.rpartition('.')[2].removesuffix('[]')}"
    return f"{resource.format}:{resource.address}/{one.fact}/{written or one.field.path}", name
