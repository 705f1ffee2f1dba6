"""The same question is answered from memory: with the same bytes, in bounds, and never in place of another."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock, patch

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from fielato.reports.document import DETAILS
from fielato.reports.words import LANGUAGES
from fielato.settings import REMEMBERED, Settings
from fielato.web import api, create_app
from fielato.web.remembered import BESIDE, LARGEST, Remembered, question

from .conftest import DAY, DEPLOYMENT, REGISTER, URL, YAML

OTHER = DEPLOYMENT.replace(b"eu-south-2", b"eu-central-1")


def served(most: int = REMEMBERED, today: Callable[[], datetime.date] = lambda: DAY) -> Flask:
    return create_app({"TESTING": True, "SETTINGS": Settings(remembered_bytes=most), "TODAY": today})


def post(
    client: FlaskClient, body: bytes = DEPLOYMENT, query: str = "", media_type: str = YAML, **headers: str
) -> TestResponse:
    return client.post(f"{URL}{query}", data=body, content_type=media_type, headers=headers)


@pytest.fixture
def worked_out() -> Iterator[Mock]:
    """Counts the submissions that were read, and so not answered from memory."""
    with patch.object(api.submission, "submission", wraps=api.submission.submission) as counted:
        yield counted


@pytest.fixture
def fresh() -> FlaskClient:
    """A client of an instance that remembers nothing yet."""
    return served().test_client()


@pytest.fixture(scope="module")
def forgetful() -> FlaskClient:
    """A client of an instance that never remembers."""
    return served(0).test_client()


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_from_memory_is_the_one_worked_out(
    fresh: FlaskClient, forgetful: FlaskClient, worked_out: Mock, detail: str, lang: str
) -> None:
    query = f"?detail={detail}&lang={lang}"
    first, again = post(fresh, query=query), post(fresh, query=query)
    assert worked_out.call_count == 1
    assert first.data == again.data == post(forgetful, query=query).data
    assert list(first.headers) == list(again.headers)


@pytest.mark.parametrize(
    "other",
    [
        {"body": OTHER},
        {"body": DEPLOYMENT + b"\n"},
        {"query": "?detail=brief"},
        {"query": "?lang=es"},
        {"query": "?boundary=FR"},
        {"query": "?as_of=2025-01-31"},
        {"media_type": "text/yaml"},
    ],
)
def test_another_question_is_worked_out_anew(
    fresh: FlaskClient, forgetful: FlaskClient, worked_out: Mock, other: dict[str, object]
) -> None:
    post(fresh)
    assert post(fresh, **other).data == post(forgetful, **other).data
    assert worked_out.call_count == 3


def test_a_body_under_the_name_of_another_format_is_another_question(fresh: FlaskClient) -> None:
    assert post(fresh).status_code == 200
    assert post(fresh, media_type="application/json").status_code == 422


def test_another_day_gives_another_answer(worked_out: Mock) -> None:
    days = [DAY]
    client = served(today=lambda: days[-1]).test_client()
    first = post(client)
    days.append(DAY + datetime.timedelta(days=1))
    assert (first.json["as_of"], post(client).json["as_of"]) == ("2026-11-22", "2026-11-23")
    assert worked_out.call_count == 2


def test_the_day_is_asked_for_once_so_that_midnight_cannot_fall_into_a_request() -> None:
    days = [DAY + datetime.timedelta(days=2), DAY + datetime.timedelta(days=1), DAY]
    client = served(today=days.pop).test_client()
    assert [post(client).json["as_of"] for _ in range(3)] == ["2026-11-22", "2026-11-23", "2026-11-24"]


def test_another_instance_has_another_memory(fresh: FlaskClient, worked_out: Mock) -> None:
    post(fresh)
    post(served().test_client())
    assert worked_out.call_count == 2


@pytest.mark.parametrize(
    ("body", "query", "status"),
    [(b"a: 1", "", 422), (REGISTER, "", 422), (DEPLOYMENT, "?lang=fr", 400), (DEPLOYMENT, "?profile=none", 400)],
)
def test_problems_are_not_remembered(
    fresh: FlaskClient, worked_out: Mock, body: bytes, query: str, status: int
) -> None:
    assert [post(fresh, body, query).status_code for _ in range(2)] == [status, status]
    assert worked_out.call_count == 2


def test_who_asks_for_no_store_is_neither_remembered_nor_answered_from_memory(
    fresh: FlaskClient, worked_out: Mock
) -> None:
    no_store = {"Cache-Control": "max-age=0, no-store"}
    post(fresh, **no_store)
    first = post(fresh)
    assert worked_out.call_count == 2
    assert post(fresh, **no_store).data == first.data
    assert worked_out.call_count == 3
    post(fresh)
    assert worked_out.call_count == 3


def test_without_a_bound_above_0_nothing_is_remembered(worked_out: Mock) -> None:
    client = served(0).test_client()
    assert post(client).data == post(client).data
    assert worked_out.call_count == 2


def test_an_answer_too_large_for_the_bound_is_worked_out_each_time(worked_out: Mock) -> None:
    client = served(LARGEST * 2000).test_client()
    full = [post(client).data for _ in range(2)]
    assert (len(set(full)), worked_out.call_count) == (1, 2)
    verdicts = [post(client, query="?detail=verdict").data for _ in range(2)]
    assert (len(set(verdicts)), worked_out.call_count) == (1, 3)


def test_the_form_asks_and_leaves_nothing_in_memory() -> None:
    config = {"TESTING": True, "SETTINGS": Settings(), "TODAY": lambda: DAY, "WTF_CSRF_ENABLED": False}
    app = create_app(config)
    with patch.object(Remembered, "keep") as keep, patch.object(Remembered, "answer") as answer:
        assert app.test_client().post("/", data={"way": "file", "text": DEPLOYMENT.decode()}).status_code == 200
    assert not keep.called
    assert not answer.called


def test_threads_that_ask_at_once_get_the_answers_to_their_own_questions(forgetful: FlaskClient) -> None:
    asked = [(body, f"?detail={detail}") for body in (DEPLOYMENT, OTHER) for detail in DETAILS]
    expected = [post(forgetful, *one).data for one in asked]
    app = served(LARGEST * 2 * max(map(len, expected)))
    with ThreadPoolExecutor(6) as threads:
        got = list(threads.map(lambda number: post(app.test_client(), *asked[number % len(asked)]).data, range(60)))
    assert got == [expected[number % len(asked)] for number in range(60)]


def test_the_description_and_the_readme_say_what_is_remembered(forgetful: FlaskClient) -> None:
    told = forgetful.get("/openapi.json").json["paths"][URL]["post"]["description"]
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    for text in (told, readme):
        assert "an answer stays in the worker's memory until others push it out or the process ends" in text.lower()
        assert "`Cache-Control: no-store`" in text
    assert f"`FIELATO_REMEMBERED_BYTES` bounds that memory ({REMEMBERED // 1024**2} MiB for each worker" in readme


# The memory by itself


ANSWER = 100


def test_who_was_not_asked_for_the_longest_is_forgotten_first() -> None:
    memory = Remembered(LARGEST * (1 + ANSWER + BESIDE))
    names = [bytes([one]) for one in b"abcdefghij"]
    for name in names[:LARGEST]:
        memory.keep(name, name * ANSWER)
    memory.answer(b"a")
    memory.keep(b"c", b"c" * ANSWER)
    for name in names[LARGEST:]:
        memory.keep(name, name * ANSWER)
    assert [name for name in names if memory.answer(name) is None] == [b"b", b"d"]


def test_an_answer_of_an_eighth_is_kept_and_one_byte_more_is_not() -> None:
    memory = Remembered(LARGEST * (1 + ANSWER + BESIDE))
    memory.keep(b"a", b"x" * ANSWER)
    memory.keep(b"b", b"x" * (ANSWER + 1))
    assert (memory.answer(b"a"), memory.answer(b"b")) == (b"x" * ANSWER, None)


@given(
    st.integers(0, 6000),
    st.lists(st.tuples(st.sampled_from([b"a", b"bb", b"ccc", b"dddd", b"e"]), st.integers(0, 600)), max_size=60),
)
def test_what_is_remembered_fits_the_bound_and_is_the_last_that_was_kept(
    most: int, kept: list[tuple[bytes, int]]
) -> None:
    memory, last = Remembered(most), {}
    for number, (name, size) in enumerate(kept):
        answer = bytes([number]) * size
        memory.keep(name, answer)
        if (len(name) + size + BESIDE) * LARGEST <= most:
            last[name] = answer
    found = {name: memory.answer(name) for name in last}
    held = {name: answer for name, answer in found.items() if answer is not None}
    assert all(answer == last[name] for name, answer in held.items())
    assert sum(len(name) + len(answer) + BESIDE for name, answer in held.items()) <= most
    assert not kept or kept[-1][0] not in last or held.get(kept[-1][0]) == last[kept[-1][0]]


PARTS = st.lists(st.binary(max_size=4), max_size=4).map(tuple)


@given(PARTS, PARTS)
def test_two_questions_are_one_only_where_all_their_parts_are_equal(
    one: tuple[bytes, ...], other: tuple[bytes, ...]
) -> None:
    assert (question(*one) == question(*other)) == (one == other)


@given(st.binary(min_size=1, max_size=30), st.data())
def test_the_same_bytes_divided_otherwise_are_another_question(whole: bytes, data: st.DataObject) -> None:
    at, elsewhere = (data.draw(st.integers(0, len(whole))) for _ in range(2))
    one, other = ((whole[:place], whole[place:]) for place in (at, elsewhere))
    assert (question(*one) == question(*other)) == (at == elsewhere)
