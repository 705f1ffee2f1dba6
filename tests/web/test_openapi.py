"""The API's description is valid, complete, and true."""

from __future__ import annotations

import re

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.checks import CHECKS

from fielato.settings import Settings
from fielato.web import create_app
from fielato.web.envelope import PARAMETERS
from fielato.web.problems import KINDS

from .conftest import DAY

pytestmark = pytest.mark.slow

NOT_API = {"static", "form.page", "form.submit", "form.manifest"}


@pytest.fixture
def described(client: FlaskClient) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    return client.get("/openapi.json").json


def test_the_description_is_valid_openapi(described: dict[str, object]) -> None:
    validate(described)


def test_every_route_is_described(app: Flask, described: dict[str, object]) -> None:
    routes = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in NOT_API
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, item in described["paths"].items() for method in item}


def test_every_parameter_of_an_assessment_is_described(described: dict[str, object]) -> None:
    operation = described["paths"]["/api/v1/assessments"]["post"]
    assert [parameter["name"] for parameter in operation["parameters"]] == list(PARAMETERS)


def test_every_error_is_described_as_a_problem_document(described: dict[str, object]) -> None:
    told = set()
    for item in described["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                if status != "200":
                    told.add(int(status))
                    assert list(response["content"]) == ["application/problem+json"]
    assert told == set(KINDS)


SCHEMA = schemathesis.openapi.from_wsgi(
    "/openapi.json", create_app({"TESTING": True, "SETTINGS": Settings(), "TODAY": lambda: DAY})
)
SCHEMA.config.phases.coverage.enabled = False  # it would walk every key of every record: minutes
TRIED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "unsupported_method",
    )
]


@SCHEMA.parametrize()
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=TRIED)
