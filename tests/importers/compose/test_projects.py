"""Which files make a Compose project, and what is made of broken ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.importers.tool_files import assert_read_or_refused, described, mutations, read

from fielato.errors import InputError
from fielato.importers.compose import ComposeImporter
from fielato.importers.interface import Source

FILES = Path(__file__).parents[1] / "files" / "compose" / "stack"
WHOLE = (FILES / "compose.yaml").read_bytes()
BASE = "services:\n  api: {image: a, environment: {OPENAI_MODEL: gpt-4o, OPENAI_API_KEY: x}}\n"


def test_an_override_is_laid_over_its_base() -> None:
    over = "services:\n  api: {environment: {OPENAI_MODEL: o3}}\n"
    looked = read(ComposeImporter(), {"compose.yaml": BASE, "compose.override.yaml": over})
    assert looked.of("compose::api/openai")["model"] == "o3"
    assert [one.name for one in looked.harvest.found] == ["api", "openai"]


def test_an_override_that_is_not_checked_itself_counts_as_well() -> None:
    over = "services:\n  api:\n    labels: [x]\n    environment: {OPENAI_MODEL: o3}\n"
    looked = read(ComposeImporter(), {"docker-compose.yml": BASE, "docker-compose.override.yml": over})
    assert looked.of("compose::api/openai")["model"] == "o3"


def test_other_files_of_the_folder_add_to_the_project() -> None:
    looked = read(
        ComposeImporter(), {"compose.yaml": BASE, "compose.gpu.yaml": "services:\n  llm: {image: ollama/ollama}\n"}
    )
    assert {"compose::api", "compose::llm"} <= looked.facts().keys()


def test_what_a_service_extends_lies_below_it() -> None:
    common = "services:\n  base: {image: redis, environment: {OPENAI_MODEL: gpt-4o, OPENAI_API_KEY: x}}\n"
    main = "services:\n  api: {extends: {file: parts/common.yaml, service: base}, environment: {OPENAI_MODEL: o3}}\n"
    looked = read(ComposeImporter(), {"compose.yaml": main, "parts/common.yaml": common})
    assert looked.of("compose::api")["purposes"] == ["cache"]
    assert looked.of("compose::api/openai")["model"] == "o3"


def test_a_service_may_extend_one_of_its_own_file_and_never_itself_for_ever() -> None:
    text = "services:\n  a: {extends: b, image: redis}\n  b: {extends: {service: a}, image: qdrant/qdrant}\n"
    looked = read(ComposeImporter(), {"compose.yaml": text})
    assert set(looked.facts()) == {"compose::a", "compose::b"}


@pytest.mark.parametrize("extends", ["{file: gone.yaml, service: x}", "gone"])
def test_what_is_extended_and_not_there_is_told(extends: str) -> None:
    looked = read(ComposeImporter(), {"compose.yaml": f"services:\n  a: {{extends: {extends}, image: b}}\n"})
    assert any("gone" in note for note in looked.notes())


@pytest.mark.parametrize("include", ["[more.yaml]", "[{path: more.yaml}]", "[{path: [more.yaml]}]"])
def test_included_files_belong_to_the_project(include: str) -> None:
    looked = read(
        ComposeImporter(),
        {"compose.yaml": f"include: {include}\n{BASE}", "more.yaml": "services:\n  db: {image: postgres}\n"},
    )
    assert [one.key for one in looked.harvest.found].count("compose::db") == 1


def test_what_is_included_and_not_there_is_told() -> None:
    looked = read(ComposeImporter(), {"compose.yaml": f"include: [more.yaml]\n{BASE}"})
    assert any("`more.yaml`" in note for note in looked.notes())


def test_services_of_profiles_are_counted_and_named() -> None:
    looked = read(ComposeImporter(), {"compose.yaml": "services:\n  a: {image: redis, profiles: [debug]}\n"})
    assert "compose::a" in looked.facts()
    assert any(note.endswith("all the same: a") for note in looked.notes())


def test_the_project_may_have_a_name() -> None:
    assert read(ComposeImporter(), {"compose.yaml": f"name: shop\n{BASE}"}).harvest.name == "shop"


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        "services:\n  a:\n    build: .\n",
        "version: '3'\nx-a: {b: c}\nservices:\n  a:\n    image: b\nvolumes: {c: {}}\n",
        '{"name": "a", "services": {"b": {"image": "c"}}}',
    ],
)
def test_a_compose_file_is_recognised(text: str) -> None:
    assert ComposeImporter().claims(Source("a.yaml", text.encode()))


@pytest.mark.parametrize(
    "text",
    [
        "services: [docker]\nstages: [a]\n",
        "name: app\nservices:\n  api:\n    project: .\n    host: containerapp\nmetadata: {}\n",
        "apiVersion: v1\nservices:\n  a: {image: b}\n",
        "jobs: {a: {services: {b: {image: c}}}}\n",
        '{"name": "a", "scripts": {"build": "b"}}',
        '{"openapi": "3.1.0", "services": {"image": 1}}',
        "{{ if .Values.x }}\nservices:\n",
        "",
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert not ComposeImporter().claims(Source("a.yaml", text.encode()))


def test_mistakes_are_told_together_at_their_places() -> None:
    with pytest.raises(InputError) as raised:
        read(ComposeImporter(), {"compose.yaml": "services:\n  a: [image]\n  b: {image: c}\n  d: 3\n"})
    assert [(one.line, one.column) for one in raised.value.problems] == [(2, 6), (4, 6)]


def test_the_whole_of_a_project() -> None:
    """`FIELATO_GOLDEN=write` writes the file again; read the difference before it is committed."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(FILES.iterdir())}
    text = described(read(ComposeImporter(), files))
    golden = FILES.parent / "stack.golden.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(mutations(WHOLE))
def test_a_mutated_file_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(ComposeImporter(), "compose.yaml", mutated)
