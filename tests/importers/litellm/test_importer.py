"""Which files are configuration of LiteLLM, what they include, and what is made of broken ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.importers.tool_files import assert_read_or_refused, described, mutations, read

from fielato import library
from fielato.errors import InputError
from fielato.importers.found import Harvest
from fielato.importers.interface import Context, Source
from fielato.importers.litellm import LitellmImporter
from fielato.model.surroundings import Surroundings

FILES = Path(__file__).parents[1] / "files" / "litellm"
WHOLE = (FILES / "proxy.yaml").read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "model_list:\n  - model_name: a\n    litellm_params: {model: gpt-4o}\n",
        "litellm_settings:\n  callbacks: [langfuse]\n",
        "include:\n  - models.yaml\nlitellm_settings: {}\n",
    ],
)
def test_a_configuration_is_recognised(text: str) -> None:
    assert LitellmImporter().claims(Source("c.yaml", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    model_list:\n      - litellm_params: {}\n",
        "services:\n  a: {image: berriai/litellm}\n",
        "model_list: [a, b]\n",
        "include: [a.yaml]\n",
        '{"name": "litellm_params", "dependencies": {}}',
        "",
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert not LitellmImporter().claims(Source("c.yaml", text.encode()))


def test_what_is_included_belongs_to_the_same_proxy() -> None:
    looked = read(
        LitellmImporter(),
        {
            "a/proxy.yaml": "include: [models.yaml]\nlitellm_settings: {default_fallbacks: [spare]}\n",
            "a/models.yaml": "model_list:\n  - model_name: spare\n    litellm_params: {model: gpt-4o}\n"
            "  - model_name: chat\n    litellm_params: {model: groq/x}\n",
        },
    )
    gateways = [one for one in looked.harvest.found if one.name == "litellm"]
    assert [one.key for one in gateways] == ["litellm:a/proxy.yaml"]
    assert looked.of("litellm:a/proxy.yaml/groq/x")["fallbacks"] == ["litellm:a/proxy.yaml/gpt-*/gpt-4o"]
    assert looked.flows()["litellm:a/proxy.yaml", "litellm:a/proxy.yaml/groq/x"] == "groq/x}"


def test_what_is_included_and_not_there_is_told() -> None:
    looked = read(LitellmImporter(), {"p.yaml": "include: [elsewhere.yaml]\nlitellm_settings: {}\n"})
    assert any("`elsewhere.yaml`" in note for note in looked.notes())


def test_the_proxy_is_where_its_surroundings_are() -> None:
    around = Surroundings(provider="aws", region="eu-south-2")
    looked = read(LitellmImporter(), {"p.yaml": "litellm_settings: {}\n"}, around)
    assert looked.of("litellm:p.yaml")["region"] == "eu-south-2"
    assert looked.notes() == []


def test_the_place_of_the_proxy_is_asked_for_once() -> None:
    looked = read(LitellmImporter(), {"p.yaml": "litellm_settings: {}\n"})
    assert sum("where the LiteLLM proxy" in note for note in looked.notes()) == 1


def test_every_broken_entry_is_told_at_its_place() -> None:
    text = "model_list:\n  - model_name: a\n  - model_name: b\n    litellm_params: {api_base: x}\n"
    with pytest.raises(InputError) as raised:
        read(LitellmImporter(), {"p.yaml": text + "litellm_settings: {}\n"})
    assert [(one.line, one.column) for one in raised.value.problems] == [(2, 5), (4, 21)]


def test_a_file_that_is_no_mapping_is_told() -> None:
    with pytest.raises(InputError) as raised:
        LitellmImporter().imports([Source("p.yaml", b"- model_list")], Harvest(), Context(library.catalogue()))
    assert raised.value.problems[0].line == 1


def test_the_whole_of_a_configuration() -> None:
    """`FIELATO_GOLDEN=write` writes the file again; read the difference before it is committed."""
    text = described(read(LitellmImporter(), {"proxy.yaml": WHOLE.decode()}))
    golden = FILES / "proxy.golden.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(mutations(WHOLE))
def test_a_mutated_file_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(LitellmImporter(), "p.yaml", mutated)
