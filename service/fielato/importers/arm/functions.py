"""What the functions of ARM expressions give whose result hangs on their arguments alone.

As in learn.microsoft.com, ARM template functions. A function that is not here, or that its arguments do not fit, gives
an unknown value: an expression never fails.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from fielato.importers.arm import logic
from fielato.importers.templates.partial import Partly, Unsettled, Value, get, is_known, joined, leads, text_of

_PLACE: Final = re.compile(r"\{\{|\}\}|\{(\d+)(?::[^{}]*)?\}")
_MOST: Final = 100_000
"""Characters or items of one result."""


def call(name: str, arguments: Sequence[Value]) -> Value:
    """The result of a function."""
    function = _TOLERANT.get(name)
    if function is None and all(is_known(one) for one in arguments):
        function = _STRICT.get(name)
    result: Value = None
    if function is not None:
        try:
            result = function(*arguments)
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError):
            function = None
        if isinstance(result, str | list) and len(result) > _MOST:
            function = None
    if function is None:
        return logic.unknown(name, *arguments)
    return result


def _text(value: Value) -> str:
    text = text_of(value)
    if text is None:
        raise TypeError
    return text


def _same(before: str, after: str) -> str:
    """The text after a change, as unknown as before it."""
    return Partly(after, before.leads) if isinstance(before, Partly) else after


def _concat(*parts: Value) -> Value:
    if any(isinstance(part, list) for part in parts):
        return [item for part in parts for item in (part if isinstance(part, list) else [part])]
    return joined(_text(part) for part in parts)


def _format(form: Value, *parts: Value) -> str:
    texts = [_text(part) for part in parts]
    pieces: list[str] = []
    end = 0
    form = _text(form)
    for match in _PLACE.finditer(form):
        pieces.append(form[end : match.start()])
        pieces.append(texts[int(match[1])] if match[1] else match[0][0])
        end = match.end()
    return joined([*pieces, form[end:]]) if not isinstance(form, Partly) else Partly(joined([*pieces, form[end:]]))


def _join(parts: list[Value], separator: Value) -> str:
    texts: list[str] = []
    for part in parts:
        texts += [_text(separator), _text(part)]
    return joined(texts[1:])


def _union(*given: Any) -> Value:
    if all(isinstance(one, list) for one in given):
        items: list[Value] = []
        for one in given:
            items += [item for item in one if item not in items]
        return items
    whole: dict[str, Value] = {}
    for one in given:
        if not isinstance(one, dict):
            raise TypeError
        for key, value in one.items():
            before = whole.get(key)
            both = isinstance(before, dict) and isinstance(value, dict)
            whole[key] = _union(before, value) if both else value
    return whole


def _create_object(*given: Value) -> Value:
    return {_text(given[at]): given[at + 1] for at in range(0, len(given), 2)}


def _cut(text: Value, start: int, end: int | None) -> Value:
    if isinstance(text, Partly):
        return text  # a part of it is not known, so neither is where it would be cut
    if not isinstance(text, str | list):
        raise TypeError
    return text[start:end]


def _first(given: Any) -> Value:
    return given[0] if given else None


def _last(given: Any) -> Value:
    return given[-1] if given else None


def _split(text: Value, separators: Value) -> Value:
    if isinstance(text, Unsettled):
        return text
    each = separators if isinstance(separators, list) else [separators]
    parts = re.split("|".join(re.escape(_text(one)) for one in each), _text(text))
    return [Partly(part, text.leads) if isinstance(text, Partly) and "{" in part else part for part in parts]


def _replace(text: Value, old: Value, new: Value) -> str:
    before, part, after = _text(text), _text(old), _text(new)
    if not part or len(before) + before.count(part) * len(after) > _MOST:
        raise ValueError
    result = before.replace(part, after)
    partly = [one for one in (text, new) if isinstance(one, Partly | Unsettled)]
    return Partly(result, leads(partly)) if partly else result


def _string(given: Value) -> str:
    text = text_of(given)
    if text is None:
        if not is_known(given) or _length(given) > _MOST:
            raise TypeError
        return json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return text


def _length(given: Value) -> int:
    """About how long a value is as a text."""
    if isinstance(given, dict):
        return sum(len(name) + _length(one) for name, one in given.items())
    return sum(map(_length, given)) if isinstance(given, list) else len(str(given))


def _int(given: Any) -> int:
    if isinstance(given, str) and len(given) > 20:
        raise ValueError
    return int(given)


def _bool(given: Any) -> bool:
    if isinstance(given, str):
        return {"true": True, "false": False, "1": True, "0": False}[given.lower()]
    return bool(given)


def _unique(*given: Value) -> str:
    """A text that is the same for the same arguments: what it really is, only Resource Manager knows."""
    return Partly(f"{{unique-{hashlib.blake2s(repr(given).encode(), digest_size=2).hexdigest()}}}")


def _range(start: int, count: int) -> list[int]:
    return list(range(start, start + min(count, 1000)))


def _items(given: dict[str, Value]) -> list[Value]:
    return [{"key": key, "value": given[key]} for key in sorted(given)]


def _try_get(value: Value, *path: Any) -> Value:
    return get(value, *path)


def _array(given: Value) -> Value:
    return given if isinstance(given, list) else [given]


def _intersection(*given: Any) -> Value:
    if all(isinstance(one, list) for one in given):
        return [item for item in given[0] if all(item in one for one in given[1:])]
    return {key: value for key, value in given[0].items() if all(one.get(key) == value for one in given[1:])}


def _flatten(given: list[list[Value]]) -> list[Value]:
    return [item for one in given for item in one]


def _pad_left(text: Any, width: int, fill: str = " ") -> str:
    return _text(text).rjust(min(width, 1000), fill)


def _uri(base: Value, relative: Value) -> str:
    start = _text(base)
    return joined([_same(start, start.rstrip("/")), "/", _same(_text(relative), _text(relative).lstrip("/"))])


Function = Callable[..., Value]

_TOLERANT: Final[Mapping[str, Function]] = {
    "concat": _concat,
    "format": _format,
    "join": _join,
    "tolower": lambda text: _same(_text(text), _text(text).lower()),
    "toupper": lambda text: _text(text) if isinstance(text, Partly | Unsettled) else _text(text).upper(),
    "trim": lambda text: _same(_text(text), _text(text).strip()),
    "replace": _replace,
    "split": _split,
    "substring": lambda text, start=0, length=None: _cut(text, start, None if length is None else start + length),
    "take": lambda text, count: _cut(text, 0, max(count, 0)),
    "skip": lambda text, count: _cut(text, max(count, 0), None),
    "string": _string,
    "uri": _uri,
    "equals": logic.equals,
    "if": logic.either,
    "and": logic.all_of,
    "or": logic.any_of,
    "not": logic.opposite,
    "coalesce": logic.coalesce,
    "empty": logic.is_empty,
    "contains": logic.contains,
    "union": _union,
    "shallowmerge": lambda given: {key: value for one in given for key, value in one.items()},
    "createobject": _create_object,
    "createarray": lambda *given: list(given),
    "array": _array,
    "first": _first,
    "last": _last,
    "length": lambda given: len(given) if not isinstance(given, Partly) else logic.unknown("length", given),
    "flatten": _flatten,
    "items": _items,
    "tryget": _try_get,
    "uniquestring": _unique,
    "guid": _unique,
    "null": lambda: None,
    "true": lambda: True,
    "false": lambda: False,
}
"""Those that make something even of arguments that are unknown in part."""

_STRICT: Final[Mapping[str, Function]] = {
    "int": _int,
    "float": lambda given: float(given[:40] if isinstance(given, str) else given),
    "bool": _bool,
    "json": json.loads,
    "less": lambda one, other: one < other,
    "lessorequals": lambda one, other: one <= other,
    "greater": lambda one, other: one > other,
    "greaterorequals": lambda one, other: one >= other,
    "startswith": lambda text, start: text.lower().startswith(start.lower()),
    "endswith": lambda text, end: text.lower().endswith(end.lower()),
    "indexof": lambda text, part: text.lower().find(part.lower()),
    "lastindexof": lambda text, part: text.lower().rfind(part.lower()),
    "padleft": _pad_left,
    "range": _range,
    "min": lambda *given: min(given[0] if isinstance(given[0], list) else given),
    "max": lambda *given: max(given[0] if isinstance(given[0], list) else given),
    "add": lambda one, other: one + other,
    "sub": lambda one, other: one - other,
    "mul": lambda one, other: one * other if isinstance(one, int) and isinstance(other, int) else _refuse(),
    "div": lambda one, other: int(one / other),
    "mod": lambda one, other: one % other,
    "intersection": _intersection,
    "indexfromend": lambda given, index: given[-index],
}
"""Those that need every argument."""


def _refuse() -> Value:
    raise TypeError
