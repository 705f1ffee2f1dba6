"""A whole template: everything that is understood of it, and what becomes of it when it is damaged."""

from __future__ import annotations

import copy
import json
import os
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.importers.arm_templates import SPAIN, read_files
from tests.importers.tool_files import assert_read_or_refused, described, mutations

from fielato.importers.arm import ArmImporter

FILES = Path(__file__).parents[1] / "files" / "arm"
ASSISTANT = (FILES / "assistant.json").read_bytes()
ODD: tuple[Any, ...] = (
    None, True, -1, 1.5, "", "[", "[]", "[x]", "[parameters('models')]", "[variables('suffix').a[0]]",
    "[reference('ai')]", "[concat(parameters('models'), 'x')]", "[copyIndex(-5)]", "[resourceId('a.b/c')]", [], {},
    [[]], {"copy": []}, {"copy": [{"name": 1, "count": "x", "input": {}}]}, {"value": None}, ["x", 1, {}],
)  # fmt: skip
"""Values that a template does not have at most of its places."""


def test_a_whole_template_is_understood_as_it_was() -> None:
    """`FIELATO_GOLDEN=write` writes the file again; read the difference before it is committed."""
    text = described(read_files({"assistant.json": ASSISTANT.decode()}, SPAIN))
    golden = FILES / "assistant.golden.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@given(mutations(ASSISTANT))
def test_a_mutated_template_gives_a_result_or_an_error_with_a_place(mutated: bytes) -> None:
    assert_read_or_refused(ArmImporter(), "t.json", mutated)


@st.composite
def disturbed(draw: st.DrawFn) -> bytes:
    """The template with some of its values replaced by others."""
    whole = copy.deepcopy(json.loads(ASSISTANT))
    for _ in range(draw(st.integers(1, 4))):
        here: Any = whole
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = draw(st.sampled_from(keys))
            inner = here[key]
            if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 4)) == 0:
                here[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
                break
            here = inner
    return json.dumps(whole).encode()


@given(disturbed())
def test_a_template_of_odd_values_gives_a_result_or_an_error_with_a_place(data: bytes) -> None:
    assert_read_or_refused(ArmImporter(), "t.json", data)
