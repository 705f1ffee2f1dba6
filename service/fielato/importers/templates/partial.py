"""Values that a template does not settle by itself: unknown as a whole or in part, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

import msgspec

Value: TypeAlias = object
"""A JSON value in which `Unsettled` may stand for any part, and `Partly` for any text."""


_LONGEST: Final = 1_000_000


class Unsettled(msgspec.Struct, frozen=True):
    """A value that only the call, the cloud or another file settles."""

    name: str
    """What it is called in the template, such as `AWS::AccountId` or `parameters('x')`."""
    leads: tuple[str, ...] = ()
    """The keys of the things whose attribute it is."""


class Partly(str):
    """A text with unknown parts, each written `${name}`; parts that are only not spelled out, `{name}`."""

    __slots__ = ("leads",)
    leads: tuple[str, ...]

    def __new__(cls, text: str, leads: Iterable[str] = ()) -> Partly:
        """Give the text; `leads` as in `Unsettled`."""
        made = super().__new__(cls, text)
        made.leads = tuple(dict.fromkeys(leads))
        return made


def text_of(value: Value) -> str | Partly | None:
    """A scalar as templates write it into a text; None for lists and objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, Unsettled):
        return Partly(f"${{{value.name}}}", value.leads)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return "" if value is None else None


def joined(parts: Iterable[str]) -> str:
    """Texts one after another; partly unknown if one of them is. Raises ValueError if it were very long."""
    every = list(parts)
    if sum(map(len, every)) > _LONGEST:
        raise ValueError
    text = "".join(every)
    partly = [part for part in every if isinstance(part, Partly)]
    return Partly(text, (lead for part in partly for lead in part.leads)) if partly else text


def is_known(value: Value) -> bool:
    """Whether no part of a value is unknown."""
    if isinstance(value, dict):
        return all(is_known(one) for one in value.values())
    if isinstance(value, list):
        return all(is_known(one) for one in value)
    return not isinstance(value, Unsettled | Partly)


def leads(value: Value) -> Iterator[str]:
    """The keys of all things that a value leads to."""
    if isinstance(value, Unsettled | Partly):
        yield from value.leads
    elif isinstance(value, dict):
        for one in value.values():
            yield from leads(one)
    elif isinstance(value, list):
        for one in value:
            yield from leads(one)


def get(value: Value, *path: str | int) -> Value:
    """What stands at a path below a value; None where nothing does, Unsettled below what is unknown."""
    for step in path:
        if isinstance(value, Unsettled):
            return value
        if isinstance(value, Mapping):
            value = value.get(step) if step in value else _without_case(value, step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def _without_case(value: Mapping[str, Value], step: str | int) -> Value:
    name = str(step).lower()
    return next((one for key, one in value.items() if key.lower() == name), None)
