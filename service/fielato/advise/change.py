"""One change of a component and one answer to an open fact, and the manifest and register with them written in."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import UNSET, structs

from fielato.model.component import Component
from fielato.model.deployment import Deployment
from fielato.model.fact import NONE
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import DECLARED, Known, Location
from fielato.model.parts import Encryption, Replication, VendorOptions
from fielato.model.register import Evidence, Register
from fielato.model.vocabulary import API_VERSION

_RECORDS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "encryption": Encryption,
    "options": VendorOptions,
    "replication": Replication,
}
"""The fields of a component that are records, which a change may have to begin."""
DEPLOYMENT: Final = "deployment"
"""The root of the facts of a deployment's own fields."""
_SETTINGS: Final = "settings"
_ASSUMED: Final = "advice"
"""Who answers for what is only supposed to be answered so."""


class Change(msgspec.Struct, frozen=True):
    """Another value for one field of one component, or of the deployment itself."""

    component: str
    """Its id; empty for a field of the deployment itself."""
    field: str
    """Its name in the manifest, with dots below a record: `region`, `encryption.key_holder`."""
    before: Any
    """Its value, as in the manifest; None where the manifest does not give it."""
    after: Any
    """What to write instead; None: leave it out."""


class Reply(msgspec.Struct, frozen=True):
    """An open fact, and the answer that would settle a finding."""

    fact: str
    """Its qualified name."""
    subject: str | None
    """The record it is about, by id as evidence names it; None is every one."""
    value: bool | int | str | datetime.date | tuple[str, ...]


def change(component: Component, field: str, after: Any) -> Change:
    """The change of a component's field to a value; None leaves it out."""
    return Change(component.id, field, written(component, field), after)


def written(record: msgspec.Struct, field: str) -> Any:
    """The value of a field as in the manifest; None where the manifest does not give it."""
    return _plain(_given(record, field))


def is_given(component: Component, field: str) -> bool:
    """Whether the manifest gives the field at all."""
    return _given(component, field) is not UNSET


def _given(record: msgspec.Struct, field: str) -> Any:
    value: Any = record
    for name in field.split("."):
        value = value.get(name, UNSET) if isinstance(value, dict) else getattr(value, name, UNSET)
    return value


def _plain(value: Any) -> Any:
    return None if value is UNSET else msgspec.to_builtins(value)


def changed(component: Component, changes: Iterable[Change]) -> Component:
    """The component with those of the changes that are about it."""
    for one in changes:
        if one.component == component.id:
            component = _with(component, one)
    return component


def _with(component: Component, one: Change) -> Component:
    name, _, inner = one.field.partition(".")
    after = UNSET if one.after is None else one.after
    if not inner:
        return structs.replace(component, **{name: _read(name, after)})
    record = getattr(component, name)
    if name == _SETTINGS:
        settings = dict(record) if record is not UNSET else {}
        return structs.replace(component, settings={**settings, inner: after})
    if record is UNSET or record == NONE:
        record = _RECORDS[name]()
    value = after if after is UNSET else getattr(msgspec.convert({inner: after}, _RECORDS[name]), inner)
    return structs.replace(component, **{name: structs.replace(record, **{inner: value})})


def _read(name: str, after: Any) -> Any:
    """The value as the model has it, from what a manifest would say."""
    if after is UNSET:
        return UNSET
    return getattr(msgspec.convert({"id": _ASSUMED, name: after}, Component), name)


def with_changes(manifest: Manifest, changes: Sequence[Change]) -> Manifest:
    """The manifest with the changes written in."""
    deployment = manifest.deployment
    components = tuple([changed(one, changes) for one in deployment.components])
    deployment = structs.replace(deployment, components=components)
    for one in changes:
        if not one.component:
            deployment = _with_paper(deployment, *one.field.split("."), after=one.after)
    return structs.replace(manifest, deployment=deployment)


def _with_paper(deployment: Deployment, name: str, *inner: str, after: Any) -> Deployment:
    """The deployment with another value in one of its records, which it has, or with a whole record."""
    value = getattr(deployment, name)
    document = {} if value is UNSET or value == NONE or not inner else msgspec.to_builtins(value)
    last: Any = document
    for one in inner[:-1]:
        last = last.setdefault(one, {})
    if inner:
        last[inner[-1]] = after
    else:
        document = after
    return structs.replace(deployment, **{name: msgspec.convert(document, _DEPLOYMENT[name])})


_DEPLOYMENT: Final[Mapping[str, Any]] = typing.get_type_hints(Deployment, include_extras=True)


def with_replies(register: RegisterFile | None, replies: Sequence[Reply], day: datetime.date) -> RegisterFile | None:
    """The register with the answers as evidence of that day; a new one where there is none."""
    if not replies:
        return register
    given = tuple(
        [
            Evidence(
                answers=one.fact,
                subject=UNSET if one.subject is None else one.subject,
                value=one.value.isoformat() if isinstance(one.value, datetime.date) else one.value,
                author=_ASSUMED,
                date=day,
            )
            for one in replies
        ]
    )
    if register is None:
        own = Register(api_version=API_VERSION, kind="Register", organisation=_ASSUMED, evidence=given)
        return RegisterFile(own, _Nowhere(), "")
    before = register.register.evidence
    whole = (*(before if before is not UNSET else ()), *given)
    return structs.replace(register, register=structs.replace(register.register, evidence=whole))


class _Nowhere:
    """The places of a register that stands in no file."""

    def location(self, pointer: str) -> Location:
        """No place in a file."""
        return Location(pointer=pointer)

    def known(self, pointer: str) -> Known:
        """As somebody declared it."""
        del pointer
        return DECLARED
