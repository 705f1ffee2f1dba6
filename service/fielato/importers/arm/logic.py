"""What the functions of ARM expressions give that compare and decide: of what is unknown, unknown for its reason."""

from __future__ import annotations

import re
from typing import Final

from fielato.importers.templates.partial import Partly, Unsettled, Value, is_known, leads

_HOLE: Final = re.compile(r"\$\{([^}]*)\}")


def unknown(name: str, *arguments: Value) -> Unsettled:
    """An unknown result, for the reason of the first argument that is unknown."""
    first = next((one for one in arguments if isinstance(one, Unsettled)), None)
    hole = next((found for one in arguments if isinstance(one, Partly) and (found := _HOLE.search(one))), None)
    cause = first.name if first is not None else hole[1] if hole is not None else f"{name}()"
    return Unsettled(cause, tuple(dict.fromkeys(lead for one in arguments for lead in leads(one))))


def equals(one: Value, other: Value) -> Value:
    """Whether two values are the same; texts have no case."""
    if isinstance(one, Partly | Unsettled) or isinstance(other, Partly | Unsettled):
        known = str(one) == str(other) and not isinstance(one, Unsettled)
        return True if known else unknown("equals", one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    return one == other


def either(condition: Value, then: Value, otherwise: Value) -> Value:
    """One of two values, by a condition."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if then == otherwise:
        return then
    return Unsettled(unknown("if", condition).name, (*leads(then), *leads(otherwise)))


def all_of(*given: Value) -> Value:
    """Whether all of some conditions are met."""
    if any(one is False for one in given):
        return False
    return True if all(one is True for one in given) else unknown("and", *given)


def any_of(*given: Value) -> Value:
    """Whether one of some conditions is met."""
    if any(one is True for one in given):
        return True
    return False if all(one is False for one in given) else unknown("or", *given)


def opposite(given: Value) -> Value:
    """Whether a condition is not met."""
    return (not given) if isinstance(given, bool) else unknown("not", given)


def coalesce(*given: Value) -> Value:
    """The first value that is there."""
    return next((one for one in given if one is not None), None)


def is_empty(given: Value) -> Value:
    """Whether a value holds nothing."""
    if isinstance(given, Unsettled):
        return given
    if isinstance(given, Partly):
        return False if _HOLE.sub("", given) else unknown("empty", given)
    return given is None or (isinstance(given, str | list | dict) and not given)


def contains(within: Value, sought: Value) -> Value:
    """Whether a text, list or object holds something."""
    if isinstance(within, dict) and not isinstance(sought, Unsettled):
        return any(key.lower() == str(sought).lower() for key in within)
    if isinstance(within, list):
        found = [equals(one, sought) for one in within]
        return any_of(*found) if found else False
    if isinstance(within, str) and isinstance(sought, str) and sought in within:
        return True
    return False if is_known(within) and is_known(sought) else unknown("contains", within, sought)
