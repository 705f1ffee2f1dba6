"""What stands in a value at the end of some steps, and what a value is to those that go through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from fielato.importers.resources import Reference, Unknown
from fielato.importers.terraform import notes
from fielato.importers.terraform.functions import MISSING

Bindings = Mapping[str, object]
"""What `each`, `count` and the names of iterators and `for` stand for."""
Steps = Sequence[object]
"""The attributes and indices that follow a name; those that are not known are Unknown."""
SPLAT: Final = Unknown({"en": "*", "es": "*"})
"""Stands among steps for all items of a list."""


def settled(*values: object) -> Unknown | Reference | None:
    """The first of some values that is not known; None where all are."""
    return next((value for value in values if isinstance(value, Unknown | Reference)), None)


def follow(value: object, steps: Steps) -> object:
    """What stands in a value at the end of some steps."""
    for position, step in enumerate(steps):
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Reference):
            rest = ".".join(str(one) for one in steps[position:] if isinstance(one, str))
            return Reference(value.address, ".".join(filter(None, (value.attribute, rest))))
        if step is SPLAT:
            items = value if isinstance(value, list) else [] if value is None else [value]
            return [follow(item, steps[position + 1 :]) for item in items]
        if isinstance(step, Unknown | Reference):
            return Unknown(notes.EXPRESSION)
        if isinstance(value, Mapping) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, list) and str(step).isdigit() and int(str(step)) < len(value):
            value = value[int(str(step))]
        else:
            return MISSING
    return value


def plain(value: object) -> str:
    """A scalar as Terraform writes it into a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def pairs(value: object) -> list[tuple[object, object]] | None:
    """The keys and values of a collection; None where they are not known."""
    if isinstance(value, Mapping):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else None
