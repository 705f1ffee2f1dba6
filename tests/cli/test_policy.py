"""`fielato policy`: what it starts, tests, finds and writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.rules.policies import CASES, PACK, RULE

from fielato import library
from fielato.cli import exits
from fielato.cli.commands import cli
from fielato.reports.policy_pages import PAGES

pytestmark = pytest.mark.slow

WHOLE = CASES + "  - {name: no data, facts: {data.personal: false}, outcome: not_applicable}\n"
OWN_RULE = RULE.replace("territory.safe", "territory.eea").replace("id: stays", "id: stays-here")


def call(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ("policy", *arguments), standalone_mode=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One pack with one rule, each branch with a case."""
    (tmp_path / "own").mkdir()
    files = {"pack": PACK.replace("id: law", "id: own"), "stays-here": OWN_RULE, "stays-here.cases": WHOLE}
    for name, text in files.items():
        (tmp_path / "own" / f"{name}.yaml").write_text(text)
    return tmp_path


def test_coverage_is_measured_on_request(folder: Path) -> None:
    done = call("test", str(folder), "--coverage")
    assert done.return_value == exits.OPEN
    assert done.stdout == "1 rules, 0 definitions, 4 cases: 0 failed\n4 of 4 branches covered\n"


def test_a_branch_without_a_case_ends_with_1_and_is_told_where_the_caller_can_open_it(folder: Path) -> None:
    (folder / "own" / "stays-here.cases.yaml").write_text(CASES)
    done = call("test", str(folder), "--coverage")
    assert done.return_value == exits.VIOLATED
    assert done.stderr.startswith(f"{folder}/own/stays-here.yaml:8:7: `data.personal` is never false in a case")
    assert done.stdout.endswith("3 of 4 branches covered\n")
    assert call("test", str(folder)).return_value == exits.OPEN


def test_a_file_below_the_working_folder_is_told_from_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "own" / "stays-here.cases.yaml").write_text(CASES)
    monkeypatch.chdir(folder)
    assert call("test", ".", "--coverage").stderr.startswith("own/stays-here.yaml:8:7: ")
    assert "error[untested-branch] own/stays-here.yaml:8:7: " in call("lint", ".").stdout


def test_warnings_alone_end_with_0(folder: Path) -> None:
    done = call("lint", str(folder))
    assert done.return_value == exits.OPEN
    assert done.stdout == (
        f"warning[not-researched] {folder}/own/stays-here.yaml:1:1: has no `researched_as:` "
        "(name its entry in the legal research)\n0 errors, 1 warning, 0 info\n"
    )
    assert call("lint", str(folder), "--show", "error").stdout == "0 errors, 1 warning, 0 info\n"


def test_an_error_ends_with_1_in_text_and_json(folder: Path) -> None:
    (folder / "own" / "stays-here.yaml").write_text(OWN_RULE.replace("es: Traslade", "es: Move"))
    text, as_json = call("lint", str(folder)), call("lint", str(folder), "--format", "json")
    assert (text.return_value, as_json.return_value) == (exits.VIOLATED, exits.VIOLATED)
    rows = json.loads(as_json.stdout)
    assert [(row["severity"], row["check"]) for row in rows] == [
        ("error", "not-translated"),
        ("warning", "not-researched"),
    ]
    assert rows[0]["file"] == f"{folder}/own/stays-here.yaml"


@pytest.mark.parametrize(
    ("arguments", "stem"),
    [
        (("own/moves", "--subject", "data"), "moves"),
        (("own/data.mine", "--definition", "--subject", "data"), "data-mine"),
    ],
)
def test_what_is_new_stands_beside_what_is_there(folder: Path, arguments: tuple[str, ...], stem: str) -> None:
    done = call("new", *arguments, "--folder", str(folder))
    assert done.stdout.splitlines() == [f"{folder}/own/{stem}.yaml", f"{folder}/own/{stem}.cases.yaml"]
    assert call("test", str(folder), "--coverage").return_value == exits.OPEN
    linted = call("lint", str(folder))
    assert linted.return_value == exits.VIOLATED
    assert f"error[to-write] {folder}/own/{stem}.yaml:" in linted.stdout


def test_a_new_pack_gets_its_file_and_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    assert call("new", "first/rule", "--folder", str(tmp_path / "new")).exception is None
    written = {path: path.read_text() for path in (tmp_path / "new" / "first").iterdir()}
    assert {path.name for path in written} == {"pack.yaml", "rule.yaml", "rule.cases.yaml"}
    again = call("new", "first/rule", "--folder", str(tmp_path / "new"), "--subject", "data")
    assert str(again.exception).endswith("rule.yaml exists already, and nothing was written; choose another name")
    assert {path: path.read_text() for path in written} == written


def test_half_of_a_rule_is_not_written_either(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "rule.cases.yaml").write_text("cases: []\n")
    assert "exists already" in str(call("new", "first/rule", "--folder", str(tmp_path)).exception)
    assert [path.name for path in (tmp_path / "first").iterdir()] == ["rule.cases.yaml"]


def test_the_pages_are_written_to_a_folder(tmp_path: Path) -> None:
    done = call("docs", "-o", str(tmp_path / "pages"))
    assert done.stdout.splitlines() == [f"{tmp_path}/pages/{name}" for name in PAGES]
    for name, page in PAGES.items():
        assert (tmp_path / "pages" / name).read_text(encoding="utf-8") == page(library.policies())
