"""Which functions of Terraform are worked out: those on texts and collections that need nothing but their arguments."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from fielato.importers.resources import Reference, Unknown
from fielato.importers.terraform import notes

MISSING: Final = Unknown(notes.EXPRESSION)
"""What is asked of a value that has no such attribute or item: `try` goes on to its next argument."""
Function = Callable[[list[object]], object]
"""Gives the value for some arguments; raises TypeError, ValueError or LookupError for those that it does not take."""


def _strict(function: Function) -> Function:
    """Of arguments that are not known, the value is not known."""

    def called(given: list[object]) -> object:
        open_ = next((value for value in given if isinstance(value, Unknown | Reference)), None)
        return function(given) if open_ is None else open_

    return called


def _text(value: object) -> str:
    if not isinstance(value, str | int | float):
        raise TypeError
    return str(value)


def _items(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise TypeError


def _known(values: list[object]) -> list[str]:
    if any(isinstance(value, Unknown | Reference) for value in values):
        raise ValueError
    return [_text(value) for value in values]


def _lookup(given: list[object]) -> object:
    table, key, *otherwise = given
    if not isinstance(table, Mapping) or isinstance(key, Unknown | Reference):
        return Unknown(notes.EXPRESSION)
    if _text(key) in table:
        return table[_text(key)]
    return otherwise[0] if otherwise else Unknown(notes.EXPRESSION)


def _coalesce(given: list[object]) -> object:
    for value in given:
        if isinstance(value, Unknown | Reference) or (value is not None and value != ""):
            return value
    raise ValueError


def _try(given: list[object]) -> object:
    return next((value for value in given if value is not MISSING), MISSING)


def _merge(given: list[object]) -> object:
    found: dict[str, object] = {}
    for table in given:
        if not isinstance(table, Mapping):
            return table if isinstance(table, Unknown) else Unknown(notes.EXPRESSION)
        found.update(table)
    return found


def _flatten(given: list[object]) -> object:
    found: list[object] = []
    for item in _items(given[0]):
        found += _items(_flatten([item])) if isinstance(item, list) else [item]
    return found


def _format(given: list[object]) -> object:
    pattern, *values = given
    return _text(pattern).replace("%v", "%s") % tuple(values)


def _element(given: list[object]) -> object:
    items = _items(given[0])
    return items[int(_text(given[1])) % len(items)]


def _unique(given: list[object]) -> object:
    found: list[object] = []
    for item in _items(given[0]):
        if item not in found:
            found.append(item)
    return found


def _set(given: list[object]) -> object:
    """A set is kept as a map of each item to itself, as `for_each` takes it."""
    return {_text(item): item for item in _items(given[0])} if _known(_items(given[0])) is not None else None


def _concat(given: list[object]) -> object:
    return [item for items in given for item in _items(items)]


FUNCTIONS: Final[Mapping[str, Function]] = {
    "lower": _strict(lambda given: _text(given[0]).lower()),
    "upper": _strict(lambda given: _text(given[0]).upper()),
    "title": _strict(lambda given: _text(given[0]).title()),
    "trimspace": _strict(lambda given: _text(given[0]).strip()),
    "replace": _strict(lambda given: _text(given[0]).replace(_text(given[1]), _text(given[2]))),
    "format": _strict(_format),
    "join": _strict(lambda given: _text(given[0]).join(_known(_items(given[1])))),
    "split": _strict(lambda given: list(_text(given[1]).split(_text(given[0])))),
    "lookup": _lookup,
    "coalesce": _coalesce,
    "try": _try,
    "merge": _merge,
    "concat": _concat,
    "flatten": _flatten,
    "element": _strict(_element),
    "distinct": _strict(_unique),
    "toset": _strict(_set),
    "tolist": _strict(lambda given: given[0] if isinstance(given[0], list) else list(_table(given[0]).values())),
    "tomap": lambda given: _table(given[0]),
    "tostring": _strict(lambda given: _text(given[0])),
    "tonumber": _strict(lambda given: int(_text(given[0]))),
    "tobool": _strict(lambda given: {"true": True, "false": False}[str(given[0]).lower()]),
    "keys": _strict(lambda given: sorted(_table(given[0]))),
    "values": _strict(lambda given: [_table(given[0])[key] for key in sorted(_table(given[0]))]),
    "length": _strict(lambda given: len(given[0])),  # type: ignore[arg-type]
    "contains": _strict(lambda given: given[1] in _items(given[0])),
    "jsondecode": _strict(lambda given: json.loads(_text(given[0]))),
    "jsonencode": lambda given: given[0],
    "sensitive": lambda given: given[0],
    "nonsensitive": lambda given: given[0],
    "one": lambda given: _items(given[0])[0] if _items(given[0]) else None,
    "can": lambda given: given[0] is not MISSING,
}
"""By name. A document that `jsonencode` makes stays as it is: its fields are what matters."""


def _table(value: object) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise TypeError
