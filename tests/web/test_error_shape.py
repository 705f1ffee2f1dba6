"""Every error over HTTP has one shape."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fielato.settings import Settings
from fielato.web import create_app
from fielato.web.problems import KINDS

from .conftest import DEPLOYMENT, URL, YAML

MEMBERS = {"type", "title", "status", "detail", "instance", "problems"}
PARTS = {"message", "file", "line", "column", "pointer", "hint"}
SMALL = 400

ERRORS: dict[str, tuple[int, str, str, dict[str, object]]] = {
    "an unknown parameter": (400, "POST", f"{URL}?x=1", {"data": DEPLOYMENT, "content_type": YAML}),
    "an unknown date": (400, "GET", "/api/v1/facts/territories/ES?as_of=x", {}),
    "an unknown provider": (400, "GET", "/api/v1/facts/regions?provider=x", {}),
    "an unknown language": (400, "GET", "/api/v1/rules?lang=x", {}),
    "an unknown language for a rule": (400, "GET", "/api/v1/rules/a/b?lang=x", {}),
    "no such page": (404, "GET", "/nothing", {}),
    "no such API route": (404, "GET", "/api/v1/nothing", {}),
    "no such rule": (404, "GET", "/api/v1/rules/gdpr/x", {}),
    "no such territory": (404, "GET", "/api/v1/facts/territories/x", {}),
    "no such schema": (404, "GET", "/schemas/v1/x.json", {}),
    "a method that is not allowed": (405, "GET", URL, {}),
    "a method that is not allowed there": (405, "DELETE", "/livez", {}),
    "a document that is too large": (413, "POST", URL, {"data": b"#" * (SMALL + 1), "content_type": YAML}),
    "no media type": (415, "POST", URL, {"data": DEPLOYMENT}),
    "another encoding": (
        415,
        "POST",
        URL,
        {"data": b"x", "content_type": "application/yaml", "headers": {"Content-Encoding": "gzip"}},
    ),
    "another charset": (415, "POST", URL, {"data": DEPLOYMENT, "content_type": "application/yaml; charset=latin-1"}),
    "another media type": (415, "POST", URL, {"data": DEPLOYMENT, "content_type": "text/plain"}),
    "no document": (422, "POST", URL, {"data": b"", "content_type": YAML}),
    "bytes that are not text": (422, "POST", URL, {"data": b"\xff\x00", "content_type": YAML}),
    "a document that is not valid": (422, "POST", URL, {"data": b"kind: AIDeployment", "content_type": YAML}),
}


@pytest.fixture(scope="module")
def small() -> FlaskClient:
    return create_app({"TESTING": True, "SETTINGS": Settings(max_bytes=SMALL)}).test_client()


@pytest.mark.parametrize(
    ("status", "method", "path", "request_"), [pytest.param(*error, id=name) for name, error in ERRORS.items()]
)
def test_an_error_is_a_problem_document(
    small: FlaskClient, status: int, method: str, path: str, request_: dict[str, object]
) -> None:
    answer = small.open(path, method=method, **request_)  # type: ignore[arg-type]
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert set(answer.json) == MEMBERS
    assert answer.json["status"] == status
    assert answer.json["type"] == f"urn:fielato:problem:{KINDS[status].slug}"
    assert answer.json["instance"] == path.partition("?")[0]
    assert answer.json["detail"]
    assert all(set(problem) == PARTS for problem in answer.json["problems"])
    assert bool(answer.json["problems"]) == (status == 422)


def test_every_kind_of_problem_is_walked_or_tested_on_its_own() -> None:
    assert {status for status, *_ in ERRORS.values()} | {500, 503} == set(KINDS)


def test_a_method_that_is_not_allowed_names_those_that_are(small: FlaskClient) -> None:
    assert "POST" in small.get(URL).headers["Allow"]


def test_a_document_of_unknown_length_is_refused_and_never_cut_off(small: FlaskClient) -> None:
    stream = io.BytesIO(DEPLOYMENT + b"#" * SMALL)
    streamed = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    answer = small.post(URL, content_type=YAML, input_stream=stream, environ_overrides=streamed)
    assert not answer.request.content_length
    assert answer.status_code == 413


def test_a_defect_is_told_without_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    broken = create_app({"TESTING": True, "SETTINGS": Settings()})

    @broken.get("/broken")
    def fail() -> str:
        raise ValueError("the secret inside")

    answer = broken.test_client().get("/broken")
    assert (answer.status_code, answer.mimetype, set(answer.json)) == (500, "application/problem+json", MEMBERS)
    assert "secret" not in answer.get_data(as_text=True)
    assert "the secret inside" in caplog.text


def test_the_shape_is_the_documented_one(app: Flask, client: FlaskClient) -> None:
    schema = client.get("/openapi.json").json["components"]["schemas"]["ProblemDocument"]
    assert set(schema["required"]) == MEMBERS
