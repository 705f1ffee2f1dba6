"""Documents of a declared type: valid ones by construction, and the same with one part spoilt."""

from __future__ import annotations

import copy
import datetime
import functools
from collections.abc import Iterator
from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

Json = Any
Path = tuple[str | int, ...]

ANYTHING: tuple[Json, ...] = (
    None,
    True,
    0,
    -1,
    1.0,
    2.5,
    1e300,
    "",
    "none",
    "None",
    "es",
    "ES",
    "-starts-with-a-dash",
    "a b",
    "2026-02-30",
    "2026-1-1",
    "20260101",
    "2026-01-01T00:00:00Z",
    "x" * 2001,
    [],
    ["ES", 1],
    [None],
    [[]],
    {},
    {"surprise": 1},
)
"""Values that fit some fields and not others."""


@functools.cache
def valid(record: type[msgspec.Struct]) -> st.SearchStrategy[Json]:
    """Documents that the declaration allows."""
    return _of(inspect.type_info(record))


@st.composite
def spoilt(draw: st.DrawFn, record: type[msgspec.Struct]) -> Json:
    """A valid document of which one or two parts were replaced, removed or added; it may still be valid."""
    document = copy.deepcopy(draw(valid(record)))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(_paths(document))))
        document = draw(st.sampled_from([_replaced, _removed, _added]))(draw, document, path)
    return document


def _replaced(draw: st.DrawFn, document: Json, path: Path) -> Json:
    value = copy.deepcopy(draw(st.sampled_from(ANYTHING)))
    if not path:
        return value
    _at(document, path[:-1])[path[-1]] = value
    return document


def _removed(draw: st.DrawFn, document: Json, path: Path) -> Json:
    if path:
        del _at(document, path[:-1])[path[-1]]
    return document


def _added(draw: st.DrawFn, document: Json, path: Path) -> Json:
    inside = _at(document, path)
    value = copy.deepcopy(draw(st.sampled_from(ANYTHING)))
    if isinstance(inside, dict):
        inside[draw(st.sampled_from(["surprise", "api_version", "source", "id", "country", "data"]))] = value
    elif isinstance(inside, list):
        inside.append(value)
    return document


def _paths(value: Json, path: Path = ()) -> Iterator[Path]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _paths(inner, (*path, key))


def _at(document: Json, path: Path) -> Json:
    for key in path:
        document = document[key]
    return document


def _of(declared: inspect.Type) -> st.SearchStrategy[Json]:
    match declared:
        case inspect.Metadata(type=inner):
            return _of(inner)
        case inspect.StructType(cls=cls):
            return st.deferred(lambda: _record(cls))
        case inspect.UnionType(types=types):
            return st.one_of(_of(one) for one in types)
        case inspect.LiteralType(values=values):
            return st.sampled_from(values)
        case inspect.VarTupleType(item_type=item):
            return st.lists(_of(item), max_size=2)
        case inspect.DictType(key_type=key, value_type=value):
            return st.dictionaries(_of(key), _of(value), max_size=2)
        case inspect.DateType():
            return st.dates(datetime.date(1, 1, 1)).map(str)
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType(ge=least, le=most):
            return st.integers(least, most)
        case inspect.StrType(pattern=str(pattern), max_length=longest):
            texts = st.from_regex(pattern, fullmatch=True)
            return texts if longest is None else texts.filter(lambda text: len(text) <= longest)
        case inspect.StrType(min_length=shortest):
            return st.text(st.characters(codec="utf-8"), min_size=shortest or 0, max_size=5)
    raise NotImplementedError(f"no documents are made of {declared}")


def _record(cls: type[msgspec.Struct]) -> st.SearchStrategy[Json]:
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    required = {field.encode_name: _of(field.type) for field in info.fields if field.required}
    optional = {field.encode_name: _of(field.type) for field in info.fields if not field.required}
    some = st.sets(st.sampled_from(sorted(optional)), max_size=4) if optional else st.just(set[str]())
    return some.flatmap(lambda names: st.fixed_dictionaries({**required, **{name: optional[name] for name in names}}))
