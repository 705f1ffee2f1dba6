"""How a scenario is named and read: `NAME`, `NAME:value/value`, `NAME@DATE`, and the file that the name leads to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from fielato.digest import of_value
from fielato.errors import InputError, UsageError
from fielato.model.fact import UNSET
from fielato.reading import Document, read
from fielato.reading.decode import decode

from .declaration import Scenario

_SLOT: Final = re.compile(r"\{([A-Za-z0-9][A-Za-z0-9._-]*)\}")
_WRITTEN: Final = re.compile(r"^(?P<name>.+?)(?::(?P<values>[^@]*))?(?:@(?P<starts>\d{4}-\d{2}-\d{2}))?$", re.DOTALL)


class Named(msgspec.Struct, frozen=True):
    """A scenario as a call names it."""

    name: str
    """That of a shipped scenario, or the path of a file."""
    values: tuple[str, ...] = ()
    """What its parameters stand for, in their order."""
    starts: datetime.date | None = None
    """From which day it holds, if the call says so."""


def named(written: str) -> Named:
    """Take apart what a call wrote; raises UsageError where the date is none."""
    parts = _WRITTEN.match(written)
    if parts is None:
        raise UsageError("a scenario needs a name")
    try:
        starts = datetime.date.fromisoformat(parts["starts"]) if parts["starts"] else None
    except ValueError:
        raise UsageError(f"`{parts['starts']}` is not a date; write it as YYYY-MM-DD") from None
    values = tuple(value.strip() for value in parts["values"].split("/")) if parts["values"] else ()
    return Named(parts["name"], values, starts)


class Read(msgspec.Struct, frozen=True, eq=False):
    """A scenario with its parameters filled in."""

    scenario: Scenario
    document: Document
    """Where it stands."""
    written: str
    """What to write to name it again, without its date."""

    @property
    def digest(self) -> str:
        """Names what it says."""
        return of_value(msgspec.to_builtins(self.scenario))


def declared(data: bytes, file: str) -> tuple[Scenario, Document]:
    """Read the file of a scenario, its parameters still to be filled in.

    Raises InputError with every mistake at its place.
    """
    documents = read(data, file)
    if len(documents) > 1:
        raise InputError(documents[1].problem("", "there is more than one scenario", "one file holds one"))
    document = documents[0]
    scenario = decode(document, Scenario)
    problems = [
        document.problem(pointer, f"there is no parameter `{slot}`", "name it under `parameters`")
        for pointer, text in _texts("", document.value)
        for slot in _SLOT.findall(text)
        if slot not in scenario.parameters
    ]
    if problems:
        raise InputError(problems)
    return scenario, document


def parse(data: bytes, file: str, call: Named) -> Read:
    """Read the file of a scenario, its parameters filled in as the call says.

    Raises InputError with every mistake at its place, UsageError where the call gives too few or too many values.
    """
    scenario, document = declared(data, file)
    if len(call.values) != len(scenario.parameters) or not all(call.values):
        wanted = f"{call.name}:{'/'.join(scenario.parameters)}" if scenario.parameters else call.name
        count = len(scenario.parameters)
        takes = "no parameters" if not count else "1 parameter" if count == 1 else f"{count} parameters"
        raise UsageError(f"scenario `{call.name}` takes {takes}; write {wanted}")
    given = dict(zip(scenario.parameters, call.values, strict=True))
    filled = decode(msgspec.structs.replace(document, value=_filled(document.value, given)), Scenario)
    if call.starts is not None:
        filled = msgspec.structs.replace(filled, starts=call.starts)
    written = f"{scenario.id}:{'/'.join(call.values)}" if call.values else scenario.id
    return Read(filled, document, written)


def starting(scenario: Scenario, day: datetime.date) -> datetime.date:
    """The day on which a scenario begins, where an assessment begins on `day`."""
    return day if scenario.starts is UNSET else scenario.starts


def _filled(value: Any, given: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, given) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, given) for inner in value]
    return _SLOT.sub(lambda slot: given[slot[1]], value) if isinstance(value, str) else value


def _texts(pointer: str, value: Any) -> list[tuple[str, str]]:
    """Every text in a value, with its pointer."""
    if isinstance(value, str):
        return [(pointer, value)]
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in inner for found in _texts(f"{pointer}/{key}", one)]
