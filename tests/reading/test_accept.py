"""The fast way accepts only what the careful way accepts, as the same record at the same places."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fielato.errors import InputError
from fielato.model.deployment import Deployment
from fielato.model.register import Register
from fielato.reading import pointer, read
from fielato.reading.accept import accept
from fielato.reading.decode import decode

FILE = "f.json"
BASE = {"apiVersion": "fielato/v1", "kind": "AIDeployment", "name": "n", "controller": {"name": "C"}}
ENTRIES = {"apiVersion": "fielato/v1", "kind": "Register", "organisation": "o"}
ANSWER = {"fact": "data.hr", "author": "A", "date": "2026-01-01"}


def carefully(text: str, record: type[msgspec.Struct]) -> msgspec.Struct | None:
    try:
        (document,) = read(text.encode(), FILE)
        return decode(document, record)
    except InputError:
        return None


def fast(text: str) -> Deployment | None:
    found = accept(text.encode(), FILE, Deployment)
    return found[0] if found is not None else None


NUMBERS = st.sampled_from(
    ["0", "-0", "30", "30.0", "3e1", "1E400", "9223372036854775808", "36500", "36501", "01", "NaN"]
)
STRINGS = st.sampled_from(
    ['"x"', '"a:b"', r'"a\u003ab"', r'"\ud800"', r'"\ud83d\ude00"', '"é"', r'"\/"', r'"\x"', '"a\tb"', '""',
     '"2026-01-01"',
     '"2026-01-01T00:00:00"', '"eu-west-1"', "null", "true", "[]", "{}", '["ES"]', '"none"']
)  # fmt: skip
KEYS = st.sampled_from(
    ['"id"', '"region"', '"re\\u0067ion"', '"description"', '"retention_days"', '"settings"', '"nmae"', '"plaintext"']
)
ENTRY = st.tuples(KEYS, st.one_of(NUMBERS, STRINGS, st.just('{"a": "b", "a": "c:d"}')))


@settings(deadline=None)
@given(st.lists(ENTRY, max_size=4), st.sampled_from(["", " ", "\n", "\v", "\ufeff", "x", ","]))
def test_both_ways_accept_the_same_and_give_the_same(entries: list[tuple[str, str]], after: str) -> None:
    inner = ", ".join(f"{key}: {value}" for key, value in [('"id"', '"c"'), *entries])
    text = json.dumps(BASE)[:-1] + f', "components": [{{{inner}}}]}}{after}'
    found = fast(text)
    if found is not None:
        assert found == carefully(text, Deployment)


@settings(deadline=None)
@given(st.one_of(NUMBERS, STRINGS), st.one_of(NUMBERS, STRINGS))
def test_answers_of_every_type_are_taken_alike(one: str, other: str) -> None:
    answer = json.dumps(ANSWER)[:-1]
    text = json.dumps(ENTRIES)[:-1] + f', "evidence": [{answer}, "value": {one}}}, {answer}, "value": {other}}}]}}'
    found = accept(text.encode(), FILE, Register)
    if found is not None:
        assert found[0] == carefully(text, Register)


@pytest.mark.parametrize(
    "more",
    [{}, {"components": [{"id": "a", "settings": {"x:y": "z"}, "retention_days": 3}]},
     {"data": [], "flows": [{"from": "a", "to": "b"}]}, {"description": "Ñandú: ü"}],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_an_ordinary_document_takes_the_fast_way(more: dict[str, Any], indent: int | None) -> None:
    text = json.dumps({**BASE, **more}, indent=indent)
    assert fast(text) == carefully(text, Deployment) is not None


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(BASE)[:-1] + ', "name": "m"}',
        json.dumps(BASE)[:-1] + r', "na\u006de": "m"}',
        json.dumps(BASE)[:-1] + r', "name": "a", "description": "x\u003ay"}',
        json.dumps(BASE)[:-1] + ', "nmae": "m"}',
        json.dumps(BASE)[:-1] + "},",
        json.dumps({**BASE, "components": None}),
        json.dumps(ENTRIES),
        "apiVersion: fielato/v1\n",
        "[" * 10_000,
    ],
    ids=["a key twice", "a key twice, written otherwise", "a key twice behind a hidden colon", "unknown key", "no JSON",
         "null", "another kind", "YAML", "depth"],
)  # fmt: skip
def test_what_needs_a_closer_look_is_left_to_the_careful_way(text: str) -> None:
    assert fast(text) is None


def test_bytes_that_are_no_text_are_refused_as_ever() -> None:
    for data in (b"{\0}", b'{"a": "\xff"}', b" {\xff"):
        with pytest.raises(InputError) as fast_way:
            accept(data, FILE, Deployment)
        with pytest.raises(InputError) as careful_way:
            read(data, FILE)
        assert fast_way.value.problems == careful_way.value.problems


def test_places_are_those_of_the_document() -> None:
    text = json.dumps({**BASE, "components": [{"id": "a", "region": "x"}]}, indent=1)
    found = accept(text.encode(), FILE, Deployment)
    (document,) = read(text.encode(), FILE)
    assert found is not None
    for path in ("", "/name", "/components/0/region", "/components/0/model"):
        assert found[1].locate(pointer.split(path)) == document.places.locate(pointer.split(path))
