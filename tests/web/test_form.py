"""The form without a browser: languages, what is typed, and what the six answers come to."""

from __future__ import annotations

import html
import io
import re

import pytest
import yaml
from flask.testing import FlaskClient

from fielato import library
from fielato.engine import engine
from fielato.model.variables import ROOTS, of_root
from fielato.settings import Settings
from fielato.web import create_app
from fielato.web.answers import FACTS, TEXTS, Answers, manifest
from fielato.web.words import WORDS

from .conftest import DEPLOYMENT, REGISTER

SIX = {
    "way": "describe",
    "controller": "Hospital de Ejemplo",
    "country": "NO",
    "public": "yes",
    "personal": "yes",
    "special": "health",
    "provider": "aws",
    "service": "bedrock",
    "model": "anthropic.claude-sonnet-4-6",
    "region": "eu-south-2",
    "boundary": "EU",
}


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("", "", "en"),
        ("", "es-ES,en;q=0.5", "es"),
        ("?lang=en", "es", "en"),
        ("?lang=es", "en", "es"),
        ("?lang=fr", "", "en"),
    ],
)
def test_the_language_is_the_address_s_then_the_browser_s(
    client: FlaskClient, query: str, accepts: str, language: str
) -> None:
    page = client.get(f"/{query}", headers={"Accept-Language": accepts}).get_data(as_text=True)
    assert f'<html lang="{language}">' in page


def test_every_word_of_the_pages_stands_in_both_languages() -> None:
    assert all(set(texts) == {"en", "es"} and all(texts.values()) for texts in WORDS.values())


def test_the_form_asks_for_the_facts_that_the_declaration_puts_on_it(free: FlaskClient) -> None:
    declared = {variable.name for root in ROOTS for variable in of_root(root).values() if variable.form}
    assert set(FACTS.values()) == declared
    page = free.get("/?lang=en").get_data(as_text=True)
    assert all(f'name="{field}"' in page for field in FACTS)


def test_six_answers_make_a_manifest_that_fielato_reads() -> None:
    answers = Answers("describe", {name: SIX[name] for name in TEXTS if name in SIX}, ("health",))
    text = manifest(answers)
    assert yaml.safe_load(text)["controller"] == {"name": "Hospital de Ejemplo", "country": "NO", "public": True}
    (read,) = engine().read(text.encode(), "deployment.yaml").manifests
    assert read.deployment.controller.country == "NO"
    assert read.deployment.components[0].region == "eu-south-2"


def test_what_was_left_out_is_left_out_of_the_manifest() -> None:
    made = yaml.safe_load(manifest(Answers("describe", {"controller": "A", "provider": "aws"})))
    assert set(made) == {"apiVersion", "kind", "name", "controller", "data", "components"}
    assert made["data"] == [{"id": "data"}]


def test_none_of_the_special_categories_is_known_to_be_none() -> None:
    made = yaml.safe_load(manifest(Answers("describe", {"controller": "A", "provider": "aws"}, ("none",))))
    assert made["data"][0]["special_categories"] == []


def test_the_result_shows_gate_places_and_manifest(free: FlaskClient) -> None:
    answer = free.post("/?lang=es", data=SIX)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert page.index("Puerta ") < page.index("Hallazgos") < page.index("Adónde van los datos")
    assert "España (ES)" in page
    assert "apiVersion: fielato/v1" in page


def test_the_manifest_can_be_downloaded(free: FlaskClient) -> None:
    answer = free.post("/manifest", data=SIX)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="deployment.yaml"'
    assert yaml.safe_load(answer.data)["components"][0]["provider"] == "aws"


def test_a_mistake_is_told_first_and_nothing_typed_is_lost(free: FlaskClient) -> None:
    answer = free.post("/?lang=en", data={**SIX, "controller": "", "country": "ES"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert '<a href="#controller">Enter the name of the controller</a>' in page
    assert 'value="anthropic.claude-sonnet-4-6"' in page
    assert re.search(r'<option value="ES" selected>', page)


def test_a_country_that_does_not_exist_is_told_at_its_field(free: FlaskClient) -> None:
    page = free.post("/?lang=en", data={**SIX, "boundary": "list", "countries": "ES, QQ"}).get_data(as_text=True)
    assert '<a href="#countries">' in page
    assert "QQ" in page


def test_an_uploaded_deployment_with_a_mistake_comes_back_as_text(free: FlaskClient) -> None:
    upload = (io.BytesIO(DEPLOYMENT.replace(b"region", b"regoin")), "ours.yaml")
    answer = free.post("/?lang=en", data={"way": "file", "upload": upload})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "did you mean `region`?" in page
    assert "regoin: eu-south-2" in page


@pytest.mark.parametrize("name", library.demos())
def test_every_demo_deployment_is_offered_and_can_be_assessed_as_it_is(free: FlaskClient, name: str) -> None:
    assert f"demo={name}" in free.get("/?way=file&lang=en").get_data(as_text=True)
    page = free.get(f"/?demo={name}&lang=en").get_data(as_text=True)
    texts = dict(re.findall(r'<textarea id="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
    typed = {field: html.unescape(text) for field, text in texts.items()}
    assert typed["text"] == library.demos()[name].read_text("utf-8")
    assert free.post("/?lang=en", data={"way": "file", **typed}).status_code == 200


def test_a_demo_that_does_not_exist_leaves_the_form_empty(free: FlaskClient) -> None:
    assert free.get("/?demo=../../pyproject&way=file").status_code == 200


def test_a_deployment_and_a_register_can_be_pasted(free: FlaskClient) -> None:
    data = {"way": "file", "text": DEPLOYMENT.decode(), "register_text": REGISTER.decode()}
    assert "shop-chatbot" in free.post("/?lang=en", data=data).get_data(as_text=True)


def test_the_switch_of_language_keeps_what_was_typed_and_checks_nothing(free: FlaskClient) -> None:
    answer = free.post("/?lang=en", data={"way": "describe", "model": "some-model", "lang": "en", "switch": "es"})
    page = answer.get_data(as_text=True)
    assert (answer.status_code, '<html lang="es">' in page, 'value="some-model"' in page) == (200, True, True)
    assert "Hay un problema" not in page


def test_a_form_without_a_token_is_refused_with_everything_still_in_it(client: FlaskClient) -> None:
    answer = client.post("/?lang=en", data=SIX)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "The form had expired" in page
    assert 'value="Hospital de Ejemplo"' in page


def test_what_is_typed_is_never_markup(free: FlaskClient) -> None:
    page = free.post("/?lang=en", data={**SIX, "controller": "<script>x</script>"}).get_data(as_text=True)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_file_that_is_too_large_is_told_on_the_form() -> None:
    config = {"TESTING": True, "SETTINGS": Settings(max_bytes=10), "WTF_CSRF_ENABLED": False}
    answer = create_app(config).test_client().post("/?lang=en", data={"way": "file", "text": "x" * 200_000})
    assert (answer.status_code, "The file is too large" in answer.get_data(as_text=True)) == (413, True)
