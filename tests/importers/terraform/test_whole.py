"""Whole plans and folders: everything that is understood of them, and what becomes of them when they are damaged."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importers.tool_files import assert_read_or_refused, described, mutations, read

from fielato.importers.terraform import TerraformImporter

FILES = Path(__file__).parents[1] / "files" / "terraform"
CASES = ("assistant", "network-of-models", "search")
PLAN = (FILES / "assistant" / "plan.json").read_bytes()
FOLDER = (FILES / "search" / "main.tf").read_bytes()
ODD: tuple[Any, ...] = (
    None, True, -1, 1.5, "", "x", "module.", "module.a", "[", "${", [], {}, [[]], ["x", 1, {}], {"constant_value": []},
    {"references": [1]}, {"references": ["var.region", "var"]}, {"references": ["module.retrieval.x.y.z"]}, [None],
)  # fmt: skip
"""Values that a plan does not have at most of its places."""


@pytest.mark.parametrize("case", CASES)
def test_a_whole_deployment_is_understood_as_it_was(case: str) -> None:
    """`FIELATO_GOLDEN=write` writes the files again; read the difference before it is committed."""
    folder = FILES / case
    texts = {
        one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8")
        for one in sorted(folder.rglob("*"))
        if one.suffix in {".tf", ".json"}
    }
    text = described(read(TerraformImporter(), texts))
    golden = FILES / f"{case}.golden.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@given(mutations(PLAN))
def test_a_mutated_plan_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(TerraformImporter(), "plan.json", mutated)


@settings(max_examples=40)
@given(mutations(FOLDER))
def test_a_mutated_file_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(TerraformImporter(), "main.tf", mutated)


@st.composite
def disturbed(draw: st.DrawFn) -> bytes:
    """The plan with some of its values replaced by others."""
    whole = copy.deepcopy(json.loads(PLAN))
    for _ in range(draw(st.integers(1, 4))):
        here: Any = whole
        while True:
            key = draw(st.sampled_from(list(here) if isinstance(here, dict) else list(range(len(here)))))
            inner = here[key]
            if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 5)) == 0:
                here[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
                break
            here = inner
    return json.dumps(whole).encode()


@given(disturbed())
def test_a_plan_of_odd_values_gives_a_result_or_an_error_with_a_place(data: bytes) -> None:
    assert_read_or_refused(TerraformImporter(), "plan.json", data)
