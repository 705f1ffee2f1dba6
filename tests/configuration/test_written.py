"""What a pyproject.toml or a fielato.yaml says, and where in it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato.configuration import from_manifest, from_pyproject
from fielato.configuration.refused import REFUSED
from fielato.errors import InputError, Problem
from fielato.model.options import CheckOptions

TOML = b"""\
[project]
profile = "not this one"

[tool.fielato]  # how it is checked
profile = "sovereign"
  boundary = ["ES", "FR"]
"policies" = [
    "rules",
]

[tool.other]
gate = "nor this one"
"""
YAML = b"""\
apiVersion: fielato/v1
kind: AIDeployment
check:
  profile: sovereign
  boundary: [ES, FR]
  policies: [rules]
"""


@pytest.mark.parametrize(
    ("written", "places"),
    [
        (from_pyproject(TOML, "f"), {"profile": (5, 11), "boundary": (6, 14), "policies": (7, 14)}),
        (from_manifest(YAML, "f"), {"profile": (4, 12), "boundary": (5, 13), "policies": (6, 13)}),
    ],
)
def test_both_files_say_the_same_each_at_its_place(written: object, places: dict[str, tuple[int, int]]) -> None:
    assert written.given == {"profile": "sovereign", "boundary": ("ES", "FR"), "policies": ("rules",)}  # type: ignore[attr-defined]
    found = {key: written.mark(key) for key in places}  # type: ignore[attr-defined]
    assert {key: (mark.line, mark.column) for key, mark in found.items()} == places


@pytest.mark.parametrize(
    "text",
    [
        '[tool]\nfielato = {profile = "sovereign"}\n',
        '[tool]\nfielato.profile = "sovereign"\n',
        'tool.fielato.profile = "sovereign"\n',
        '[tool."fielato"]\nprofile = "sovereign"\n',
        '  [ tool . fielato ]\n"profile"="sovereign"\r\n',
    ],
)
def test_the_table_is_found_however_toml_lets_it_be_written(text: str) -> None:
    written = from_pyproject(text.encode(), "pyproject.toml")
    assert written is not None
    assert written.given == {"profile": "sovereign"}
    assert written.mark("profile").line >= 1


def test_a_file_without_the_table_says_nothing_and_is_not_parsed() -> None:
    assert from_pyproject(b'[project]\ndependencies = ["fielato"]\n[broken', "pyproject.toml") is None
    assert from_pyproject(b'[project.scripts]\nfielato = "fielato.cli.main:start"\n', "pyproject.toml") is None
    assert from_manifest(b"kind: AIDeployment\nname: check\n", "fielato.yaml") is None
    assert from_manifest(b"# check: nothing\nkind: AIDeployment\n", "fielato.yaml") is None


def test_the_parser_of_toml_is_loaded_for_the_table_alone() -> None:
    program = (
        "import sys; from fielato.configuration import from_pyproject as read;"
        "read(b'[project]\\nname = \"app\"\\n[tool.ruff]\\n', 'f'); before = 'tomllib' in sys.modules;"
        "read(b'[tool.fielato]\\n', 'f'); print(before, 'tomllib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[tool.fielato]\nprofle = "x"\n', ["f:2:1: `profle` is not a known key (did you mean `profile`?)"]),
        ('[tool.fielato]\nlang = "fr"\n', ["f:2:8: lang: `fr` is not allowed (one of: en, es)"]),
        ("[tool.fielato]\n lang = 1979-05-27\n", ["f:2:9: lang: `1979-05-27` is not allowed (one of: en, es)"]),
        ("[tool]\nfielato = 3\n", ["f:1:1: `3` is not a mapping"]),
        ("[tool.fielato\n", ["f:1:14: this is not TOML: Expected ']' at the end of a table declaration"]),
        (
            '[tool.fielato]\nbaseline = "b"\nprofle = "x"\n',
            [
                (
                    "f:2:1: `baseline` cannot be set by a file in the repository: a change could then count its own "
                    "findings as known (give --baseline in the pipeline's own definition)"
                ),
                "f:3:1: `profle` is not a known key (did you mean `profile`?)",
            ],
        ),
    ],
)
def test_every_mistake_is_told_at_its_place(text: str, told: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        from_pyproject(text.encode(), "f")
    assert [str(problem) for problem in refused.value.problems] == told


def test_lists_inside_one_another_end_in_a_message() -> None:
    with pytest.raises(InputError, match="deep"):
        from_pyproject(b"[tool.fielato]\nprofile = " + b"[" * 100_000, "f")


@pytest.mark.parametrize("key", sorted(REFUSED))
def test_a_file_of_the_repository_may_not_say_what_only_the_pipeline_may(key: str) -> None:
    for name in {key, key.replace("_", "-")}:
        for read, text in (
            (from_pyproject, f"[tool.fielato]\n{name} = true\n"),
            (from_manifest, f"check:\n  {name}: true\n"),
        ):
            with pytest.raises(InputError, match="cannot be set by a file in the repository: ") as refused:
                read(text.encode(), "f")
            (problem,) = refused.value.problems
            assert problem.line == 2


def test_what_may_be_said_and_what_may_not_are_two_things() -> None:
    assert not set(CheckOptions.__struct_fields__) & set(REFUSED)


@given(st.text("[]{}='\"\n tolfiea.#\\u0", max_size=60))
def test_whatever_a_pyproject_holds_it_is_read_or_refused_with_a_place(text: str) -> None:
    found: tuple[Problem, ...] = ()
    try:
        from_pyproject(f"[tool.fielato]\n{text}".encode(), "f")
    except InputError as refused:
        found = refused.problems
    assert all(problem.file == "f" for problem in found)
