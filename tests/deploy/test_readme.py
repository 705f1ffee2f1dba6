"""What the page about pipelines says is so."""

from __future__ import annotations

import re
import tomllib

import yaml

from fielato.cli.commands import COMMANDS
from fielato.configuration.refused import REFUSED
from fielato.model.options import CheckOptions

from .conftest import TOP

PAGE = (TOP / "deploy" / "ci" / "README.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_lines_to_paste_name_files_inputs_and_hooks_that_there_are() -> None:
    github, gitlab, hook = (yaml.safe_load(body) for language, body in BLOCKS if language == "yaml")
    folder = TOP / "deploy" / "ci"
    action = yaml.safe_load((folder / "github" / "action.yml").read_text())
    assert (TOP / github[1]["uses"].partition("fielato/")[2].partition("@")[0] / "action.yml").is_file()
    assert set(github[1]["with"]) <= set(action["inputs"])
    (include,) = gitlab["include"]
    header = next(yaml.safe_load_all((TOP / include["file"].lstrip("/")).read_text()))
    assert set(include["inputs"]) <= set(header["spec"]["inputs"])
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text())
    assert {one["id"] for one in hook[0]["hooks"]} <= {one["id"] for one in hooks}


def test_the_keys_that_it_lists_are_those_of_the_record() -> None:
    (listed,) = re.findall(r"^Keys: (.*?)\. ", PAGE, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", listed)) == set(CheckOptions.__struct_fields__)
    (table,) = (tomllib.loads(body) for language, body in BLOCKS if language == "toml")
    assert set(table["tool"]["fielato"]) <= set(CheckOptions.__struct_fields__)


def test_what_it_says_cannot_be_set_cannot() -> None:
    (named,) = re.findall(r"(`baseline`.*?) and their like\s+cannot", PAGE, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", named)) <= set(REFUSED)


def test_every_command_that_it_names_exists() -> None:
    assert set(re.findall(r"`fielato ([a-z-]+)", PAGE)) <= set(COMMANDS)
