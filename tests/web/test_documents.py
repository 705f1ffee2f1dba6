"""What the API publishes beside assessments: rules, facts, schemas, and whether it is well."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from flask.testing import FlaskClient

from fielato.reports.less import schema
from fielato.settings import Settings
from fielato.web import create_app

from .conftest import DEPLOYMENT, URL, YAML


def test_the_list_of_rules_and_each_rule_agree(client: FlaskClient) -> None:
    rows = client.get("/api/v1/rules?lang=es").json
    assert rows
    for row in rows:
        explained = client.get(f"/api/v1/rules/{row['rule']}?lang=es").json
        assert {key: explained[key] for key in row} == row
        assert explained["require"]


def test_a_rule_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/api/v1/rules/gdpr/no-such-rule").status_code == 404


def test_a_territory_is_told_as_of_a_date(client: FlaskClient) -> None:
    before = client.get("/api/v1/facts/territories/GB?as_of=2019-06-01").json
    after = client.get("/api/v1/facts/territories/UK?as_of=2026-06-01&lang=es").json
    assert (before["eu"], after["eu"]) == (True, False)
    assert (after["code"], after["name"]) == ("GB", "Reino Unido")


def test_a_territory_that_does_not_exist_is_not_found(client: FlaskClient) -> None:
    assert client.get("/api/v1/facts/territories/QQ").status_code == 404


def test_regions_are_those_of_the_provider_under_any_of_its_names(client: FlaskClient) -> None:
    every, google, gcp = (
        client.get(f"/api/v1/facts/regions{q}").json for q in ("", "?provider=google", "?provider=gcp")
    )
    assert google == gcp == [row for row in every if row["provider"] == "gcp"]


def test_a_provider_without_regions_is_told_with_a_guess(client: FlaskClient) -> None:
    answer = client.get("/api/v1/facts/regions?provider=azzure")
    assert (answer.status_code, "did you mean `azure`?" in answer.json["detail"]) == (400, True)


@pytest.mark.parametrize("name", ["deployment", "register", "assessment"])
def test_a_schema_is_published_as_the_command_line_prints_it(client: FlaskClient, name: str) -> None:
    published = client.get(f"/schemas/v1/{name}.json").json
    jsonschema.Draft202012Validator.check_schema(published)
    printed = schema(name)
    assert published == json.loads(msgspec.json.encode(printed))


def test_live_answers_without_policies_and_ready_does_not(tmp_path: Path) -> None:
    broken = create_app({"TESTING": True, "SETTINGS": Settings(policies=(tmp_path / "missing",))}).test_client()
    assert broken.get("/livez").status_code == 200
    unready = broken.get("/readyz")
    assert (unready.status_code, unready.mimetype) == (503, "application/problem+json")
    assert str(tmp_path) not in unready.get_data(as_text=True)
    assert broken.post(URL, data=DEPLOYMENT, content_type=YAML).status_code == 500


def test_ready_names_the_policies_and_the_catalogue_that_loaded(client: FlaskClient) -> None:
    ready, digests = client.get("/readyz").json, client.post(URL, data=DEPLOYMENT, content_type=YAML).json["digests"]
    assert (ready["policies"], ready["catalogue"]) == (digests["policies"], digests["catalogue"])


def test_every_response_carries_the_security_headers(client: FlaskClient) -> None:
    for path in ("/livez", "/no-such-page", "/openapi.json"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
