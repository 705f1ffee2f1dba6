"""The days that a deployment's documents give, each with the place where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec

from fielato.model.manifest import Manifest, RegisterFile
from fielato.model.origin import Places
from fielato.model.register import Evidence
from fielato.resolve import evidence


class Written(msgspec.Struct, frozen=True):
    """A day in a document."""

    day: datetime.date
    pointer: str
    places: Places
    fact: str = ""
    """The fact whose value it is, where a person's answer gives it."""

    @property
    def key(self) -> str:
        """The key it stands under, and that above it."""
        words = [word for word in self.pointer.split("/") if word and not word.isdigit()]
        return ".".join(words[-2:])


def days(manifest: Manifest, register: RegisterFile | None) -> list[Written]:
    """Every day of the manifest and of the register that goes with it."""
    found = list(_days("", manifest.deployment, manifest.places))
    return found if register is None else [*found, *_days("", register.register, register.places)]


def _days(pointer: str, value: Any, places: Places) -> Iterator[Written]:
    if isinstance(value, datetime.date):
        yield Written(value, pointer, places)
    elif isinstance(value, Evidence):
        yield from _answered(pointer, value, places)
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            yield from _days(f"{pointer}/{field.encode_name}", getattr(value, field.name), places)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _days(f"{pointer}/{index}", one, places)


def _answered(pointer: str, given: Evidence, places: Places) -> Iterator[Written]:
    """A day that somebody answers with: in the document, it is text."""
    answer = evidence.value(given)
    if isinstance(answer, datetime.date):
        yield Written(answer, f"{pointer}/value", places, given.answers)
