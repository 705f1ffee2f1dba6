"""Whole templates: everything that is understood of them, and what becomes of them when they are damaged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from tests.importers.cloudformation_templates import FRANKFURT, read_files
from tests.importers.tool_files import assert_read_or_refused, described, mutations

from fielato.importers.cloudformation import CloudFormationImporter

FILES = Path(__file__).parents[1] / "files" / "cloudformation"
ASSISTANT = (FILES / "assistant.yaml").read_bytes()
SCORING = (FILES / "scoring.template.json").read_bytes()


@pytest.mark.parametrize("name", ["assistant.yaml", "scoring.template.json"])
def test_a_whole_template_is_understood_as_it_was(name: str) -> None:
    """`FIELATO_GOLDEN=write` writes the file again; read the difference before it is committed."""
    text = described(read_files({name: (FILES / name).read_text(encoding="utf-8")}, FRANKFURT))
    golden = FILES / f"{name}.golden.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@given(mutations(ASSISTANT))
def test_a_mutated_yaml_template_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(CloudFormationImporter(), "t.yaml", mutated)


@given(mutations(SCORING))
def test_a_mutated_json_template_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(CloudFormationImporter(), "t.json", mutated)
