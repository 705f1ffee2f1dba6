"""One change of a component and one answer to an open fact, and the manifest and register with them written in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import UNSET, structs

from fielato.model.component import Component
from fielato.model.fact import NONE
from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Location
from fielato.model.parts import Encryption, Replication, VendorOptions
from fielato.model.register import Evidence, Register
from fielato.model.vocabulary import API_VERSION

_RECORDS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "encryption": Encryption,
    "options": VendorOptions,
    "replication": Replication,
}
"""The fields of a component that are records, which a change may have to begin."""
_SETTINGS: Final = "settings"
_ASSUMED: Final = "advice"
"""Who answers for what is only supposed to be answered so."""


class Change(msgspec.Struct, frozen=True):
    """Another value for one field of one component."""

    component: str
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
    return Change(component.id, field, _plain(_given(component, field)), after)


def is_given(component: Component, field: str) -> bool:
    """Whether the manifest gives the field at all."""
    return _given(component, field) is not UNSET


def _given(component: Component, field: str) -> Any:
    value: Any = component
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
    components = tuple([changed(one, changes) for one in manifest.deployment.components])
    return structs.replace(manifest, deployment=structs.replace(manifest.deployment, components=components))


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
