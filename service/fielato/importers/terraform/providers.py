"""In which region the provider of a resource works: its own configuration, that of the module's caller, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from fielato.importers.found import Said
from fielato.importers.notes import filled
from fielato.importers.resources import Unknown
from fielato.importers.terraform import notes

REGION: Final[Mapping[str, tuple[str, ...]]] = {
    "aws": ("region",),
    "awscc": ("region",),
    "google": ("region", "zone"),
    "google-beta": ("region", "zone"),
    "oci": ("region",),
    "scaleway": ("region", "zone"),
    "alicloud": ("region",),
    "tencentcloud": ("region",),
    "ibm": ("region",),
    "opentelekomcloud": ("region",),
    "openstack": ("region",),
    "ovh": ("region",),
    "yandex": ("zone",),
}
"""The arguments of each provider's configuration that give the region of what has none of its own."""
_OF: Final[Mapping[str, str]] = {
    "awscc": "aws",
    "google": "gcp",
    "google-beta": "gcp",
    "alicloud": "alibaba",
    "tencentcloud": "tencent",
    "ovh": "ovhcloud",
}


class Configured(msgspec.Struct, frozen=True):
    """A provider as it is configured."""

    name: str
    """Its local name, as `aws`."""
    region: Said | Unknown | None = None
    """None where a provider has no region at all."""


def cloud(name: str) -> str:
    """The catalogue's id of the provider that a provider of Terraform stands for."""
    return _OF.get(name, name)


def unset(name: str, key: str = "") -> Configured:
    """A provider of which the files give no region; `key` is its name with the alias."""
    if name not in REGION:
        return Configured(name)
    return Configured(name, Unknown(filled(notes.NO_PROVIDER_REGION, name=key or name, provider=cloud(name))))


def open_(name: str, key: str = "") -> Configured:
    """A provider whose region is an expression that the files do not settle."""
    return Configured(name, Unknown(filled(notes.PROVIDER_REGION_OPEN, name=key or name, provider=cloud(name))))


def of_type(type_: str) -> str:
    """The local name of the provider that a type of resource belongs to, unless the resource says otherwise."""
    return type_.partition("_")[0]
