"""One deployment in, one assessment out."""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from fielato.engine import Terms, engine
from fielato.model.schema import published
from fielato.reports.document import DETAILS, AssessmentPart
from fielato.reports.less import BriefPart, VerdictPart
from fielato.settings import Settings
from fielato.web import create_app

from .conftest import DAY, DEPLOYMENT, REGISTER, URL, YAML

OBJECT: dict[str, Any] = yaml.safe_load(DEPLOYMENT)
REGISTER_OBJECT: dict[str, Any] = yaml.safe_load(REGISTER)


def post(client: FlaskClient, body: object, media_type: str = "application/json", query: str = "") -> TestResponse:
    data = body if isinstance(body, bytes) else json.dumps(body)
    return client.post(f"{URL}{query}", data=data, content_type=media_type)


@pytest.mark.parametrize(
    "media_type", ["application/yaml", "application/x-yaml", "text/yaml", "text/yaml; charset=utf-8"]
)
def test_yaml_is_read_under_each_of_its_names(client: FlaskClient, media_type: str) -> None:
    answer = post(client, DEPLOYMENT, media_type)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.json["deployment"]["name"] == "shop-chatbot"


def test_json_comes_to_the_same_as_yaml_but_for_places_and_digest(client: FlaskClient) -> None:
    from_yaml, from_json = post(client, DEPLOYMENT, YAML).json, post(client, OBJECT).json
    for key in ("verdict", "layers", "gate", "processing", "transfers", "rests_on", "summary"):
        assert from_yaml[key] == from_json[key]


def test_the_answer_is_what_the_engine_says_and_nothing_else(client: FlaskClient) -> None:
    shared = engine()
    manifests = shared.read(DEPLOYMENT, "body.yaml").manifests
    part = shared.report(shared.assess([(one, None) for one in manifests], Terms(DAY))).assessments[0]
    assert post(client, DEPLOYMENT, YAML).data == msgspec.json.encode(part)


ONLY_WHERE_THERE_IS_SOMETHING = {"scenario", "phases", "advice", "notes"}


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("", AssessmentPart),
        ("?detail=full", AssessmentPart),
        ("?detail=brief", BriefPart),
        ("?detail=verdict", VerdictPart),
    ],
)
def test_the_answer_follows_the_published_schema_of_its_detail(
    client: FlaskClient, query: str, part: type[msgspec.Struct]
) -> None:
    answer = post(client, DEPLOYMENT, YAML, query).json
    jsonschema.validate(answer, published(part, "assessment"))
    assert list(answer) == [name for name in part.__struct_fields__ if name not in ONLY_WHERE_THERE_IS_SOMETHING]


def test_every_detail_says_the_same_verdict(client: FlaskClient) -> None:
    full, *others = (post(client, DEPLOYMENT, YAML, f"?boundary=FR&detail={detail}").json for detail in DETAILS)
    for answer in others:
        for key in ("deployment", "verdict", "layers", "as_of", "profile", "boundary", "digests", "engine"):
            assert answer[key] == full[key]
        assert answer["gate"]["state"] == full["gate"]["state"] == "closed"


def test_the_next_day_is_judged_anew() -> None:
    days = [DAY]
    client = create_app({"TESTING": True, "SETTINGS": Settings(), "TODAY": lambda: days[-1]}).test_client()
    first = post(client, DEPLOYMENT, YAML).json["as_of"]
    days.append(DAY + datetime.timedelta(days=1))
    assert (first, post(client, DEPLOYMENT, YAML).json["as_of"]) == ("2026-11-22", "2026-11-23")


def test_the_same_submission_gives_the_same_bytes(client: FlaskClient) -> None:
    assert post(client, DEPLOYMENT, YAML).data == post(client, DEPLOYMENT, YAML).data


def test_the_status_is_200_when_the_gate_is_closed(client: FlaskClient) -> None:
    answer = post(client, DEPLOYMENT, YAML, "?boundary=FR")
    assert (answer.status_code, answer.json["gate"]["state"]) == (200, "closed")


def test_the_current_day_is_assumed_when_no_date_is_given(client: FlaskClient) -> None:
    assert post(client, DEPLOYMENT, YAML).json["as_of"] == DAY.isoformat()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("profile", "eu-private", {"profile": "eu-private", "boundary": "EEA+adequate"}),
        ("boundary", "ES,FR", {"boundary": ["ES", "FR"]}),
        ("as_of", "2025-01-31", {"as_of": "2025-01-31"}),
        ("detail", "verdict", {"declarations": []}),
    ],
)
def test_a_parameter_says_the_same_in_the_query_and_in_the_envelope(
    client: FlaskClient, name: str, value: str, expected: dict[str, object]
) -> None:
    asked = client.post(URL, query_string={name: value}, data=DEPLOYMENT, content_type=YAML)
    enclosed = post(client, {"deployment": DEPLOYMENT.decode(), name: value})
    for answer in (asked, enclosed):
        assert {key: answer.json[key] for key in expected} == expected


def test_the_gate_is_the_one_that_is_named(client: FlaskClient) -> None:
    assert post(client, DEPLOYMENT, YAML, "?gate=report").json["gate"]["name"] == "report"


def test_texts_come_in_the_language_that_is_asked_for(client: FlaskClient) -> None:
    assert post(client, DEPLOYMENT, YAML, "?lang=es").json["summary"].startswith("puerta: ")
    assert post(client, DEPLOYMENT, YAML).json["summary"].startswith("gate: ")


def test_a_text_in_an_envelope_has_the_digest_of_the_file(client: FlaskClient) -> None:
    digests = post(client, {"deployment": DEPLOYMENT.decode(), "register": REGISTER.decode()}).json["digests"]
    assert digests["inputs"] == f"sha256:{hashlib.sha256(DEPLOYMENT).hexdigest()}"
    assert digests["register"] == f"sha256:{hashlib.sha256(REGISTER).hexdigest()}"


def test_an_object_in_an_envelope_has_a_digest_that_the_order_of_keys_does_not_change(client: FlaskClient) -> None:
    turned = dict(reversed(OBJECT.items()))
    one, other = (post(client, {"deployment": each, "register": REGISTER_OBJECT}).json for each in (OBJECT, turned))
    assert one["digests"] == other["digests"]
    assert one["digests"]["register"] is not None


def test_a_yaml_envelope_can_hold_objects_and_texts(client: FlaskClient) -> None:
    body = yaml.safe_dump({"deployment": DEPLOYMENT.decode(), "register": REGISTER_OBJECT, "lang": "es"}).encode()
    assert post(client, body, YAML).json["summary"].startswith("puerta: ")


def test_a_finding_in_an_envelope_points_into_the_envelope(client: FlaskClient) -> None:
    body = json.dumps({"deployment": OBJECT}, indent=1)
    findings = post(client, body.encode(), query="?boundary=FR").json["findings"]
    place = next(one["location"] for one in findings if one["rule"] == "organisation/boundary")
    assert place["pointer"].startswith("/deployment/components/0")
    assert place["file"] == "body.json"
    assert place["line"] > 1


def test_a_deployment_that_mentions_the_word_is_no_envelope(client: FlaskClient) -> None:
    body = DEPLOYMENT.replace(b"name: shop-chatbot", b"name: shop-chatbot\ndescription: 'our deployment: the second'")
    assert post(client, body, YAML).status_code == 200


MISTAKEN = {**OBJECT, "components": [{"id": "model", "regoin": "eu-south-2"}]}
REFUSALS: list[tuple[str, object, str, str, str]] = [
    ("no body", b"", YAML, "", "the file is empty"),
    ("YAML under JSON's name", DEPLOYMENT, "application/json", "", "a value is missing here"),
    ("two deployments", DEPLOYMENT + b"---\n" + DEPLOYMENT, YAML, "", "there is more than one document"),
    ("a register beside", DEPLOYMENT + b"---\n" + REGISTER, YAML, "", "there is more than one document"),
    ("a register alone", REGISTER, YAML, "", "there is a register but no deployment"),
    ("not ours", b"a: 1", YAML, "", "neither `apiVersion` nor `kind` is given"),
    ("a mistake", MISTAKEN, "application/json", "/components/0/regoin", "`regoin` is not a known key of components.0"),
    (
        "a mistake in an envelope",
        {"deployment": MISTAKEN},
        "application/json",
        "/deployment/components/0/regoin",
        "`regoin` is not a known key of components.0",
    ),
    (
        "a reference to nothing",
        {"deployment": {**OBJECT, "components": [{"id": "model", "data": ["nothing"]}]}},
        "application/json",
        "/deployment/components/0/data/0",
        "",
    ),
    (
        "a mistake in the register",
        {"deployment": OBJECT, "register": {**REGISTER_OBJECT, "kind": "Registre"}},
        "application/json",
        "/register/kind",
        "kind: `Registre` is not allowed",
    ),
    (
        "an unknown key",
        {"deployment": OBJECT, "profil": "x"},
        "application/json",
        "/profil",
        "`profil` is not a known key",
    ),
    (
        "a register as the deployment",
        {"deployment": REGISTER.decode()},
        "application/json",
        "",
        "`deployment` holds a document of another kind",
    ),
    (
        "two registers",
        {"deployment": OBJECT, "register": f"{REGISTER.decode()}---\n{REGISTER.decode()}"},
        "application/json",
        "",
        "`register` holds 2 documents",
    ),
]


@pytest.mark.parametrize(
    ("body", "media_type", "pointer", "message"),
    [pytest.param(*refusal[1:], id=refusal[0]) for refusal in REFUSALS],
)
def test_a_document_that_is_not_valid_is_refused_at_its_place(
    client: FlaskClient, body: object, media_type: str, pointer: str, message: str
) -> None:
    answer = post(client, body, media_type)
    assert answer.status_code == 422
    first = answer.json["problems"][0]
    assert first["pointer"] == pointer
    assert message in first["message"]
    assert first["line"] >= 1


def test_the_mistakes_of_deployment_and_register_are_told_together(client: FlaskClient) -> None:
    answer = post(client, {"deployment": MISTAKEN, "register": {**REGISTER_OBJECT, "partys": []}})
    pointers = [problem["pointer"] for problem in answer.json["problems"]]
    assert pointers == ["/deployment/components/0/regoin", "/register/partys"]
    assert answer.json["problems"][1]["hint"] == "did you mean `parties`?"


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("?profile=es-privat", "There is no profile `es-privat`; did you mean `es-private`?"),
        ("?gate=strickt", "There is no gate `strickt`; did you mean `strict`?"),
        ("?boundary=XX", "`XX` is not a boundary"),
        ("?as_of=22.11.2026", "`22.11.2026` is not a date; write it as YYYY-MM-DD"),
        ("?as_of=2010-01-01", "2010-01-01 is before 2018-05-25"),
        ("?lang=fr", "`fr` is not a language of Fielato; write en or es"),
        ("?detail=short", "`short` is not a detail of an assessment; write full, brief or verdict"),
        ("?profil=default", "`profil` is not a known parameter; did you mean `profile`?"),
        ("?gate=", "`gate` is empty"),
        ("?gate=strict&gate=default", "`gate` is given twice"),
    ],
)
def test_a_wrong_parameter_is_told_with_what_to_do(client: FlaskClient, query: str, detail: str) -> None:
    answer = post(client, DEPLOYMENT, YAML, query)
    assert answer.status_code == 400
    assert detail in answer.json["detail"]


def test_a_parameter_may_not_stand_in_the_query_and_in_the_envelope(client: FlaskClient) -> None:
    answer = post(client, {"deployment": OBJECT, "lang": "en"}, query="?lang=en")
    assert (answer.status_code, answer.json["detail"]) == (
        400,
        "`lang` is given in the query and in the envelope; give it once",
    )


@pytest.mark.parametrize("media_type", ["text/plain", "application/octet-stream", "multipart/form-data", None])
def test_another_media_type_is_refused(client: FlaskClient, media_type: str | None) -> None:
    answer = client.post(URL, data=DEPLOYMENT, content_type=media_type)
    assert answer.status_code == 415
    assert "application/yaml" in answer.json["detail"]
