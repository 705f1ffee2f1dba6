"""The commands beside `check`: facts, rules, cases, schemas."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from tests.rules.policies import CASES, PACK, RULE, with_files

from fielato import library
from fielato.cli import exits
from fielato.cli.commands import COMMANDS, cli
from fielato.model.schema import DOCUMENTS


def call(*arguments: str) -> Any:
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("facts", "territory", "ES", "gb"),
        ("facts", "adequacy"),
        ("facts", "region", "aws", "eu-west-2"),
        ("facts", "regions", "--provider", "hetzner"),
    ],
    ids=lambda arguments: arguments[1],
)
def test_facts_are_printed_as_text_json_and_csv_with_the_same_rows(arguments: tuple[str, ...]) -> None:
    text, as_json, as_csv = (call(*arguments, "--format", one).stdout for one in ("text", "json", "csv"))
    loaded = json.loads(as_json)
    rows = loaded if isinstance(loaded, list) else [loaded]
    head, *lines = csv.reader(io.StringIO(as_csv))
    assert len(rows) == len(lines) == len(text.splitlines()) - 1 > 0
    assert text.split("\n")[0].split() == head
    assert set(head) <= set(rows[0])


def test_regions_are_printed_with_the_promised_columns() -> None:
    printed = call("facts", "regions", "--format", "csv").stdout.splitlines()
    assert printed[0] == "provider,region,country,label,source"
    providers = {line.partition(",")[0] for line in printed[1:]}
    assert providers >= {
        "aws", "azure", "gcp", "oci", "coreweave", "ovhcloud", "scaleway", "hetzner", "ionos", "stackit", "exoscale",
        "opentelekomcloud", "upcloud", "nebius", "lambda", "ibm", "alibaba", "tencent",
    }  # fmt: skip


def test_a_territory_is_told_as_of_a_date_in_a_language() -> None:
    (row,) = json.loads(
        call("facts", "territory", "UK", "--as-of", "2019-06-01", "--lang", "es", "--format", "json").stdout
    )
    assert (row["code"], row["name"], row["eu"], row["eea"]) == ("GB", "Reino Unido", True, True)
    assert {"code", "name", "eu", "eea", "adequacy", "note"} <= set(row)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("facts", "territory", "ES", "QQ"), "there is no territory `QQ`"),
        (("facts", "region", "aws", "eu-suoth-2"), "did you mean `eu-south-2`?"),
        (("facts", "regions", "--provider", "azzure"), "did you mean `azure`?"),
        (("explain", "transfer-has-ground"), "did you mean `transfer-has-a-ground`?"),
    ],
)
def test_a_name_that_does_not_exist_is_told(arguments: tuple[str, ...], told: str) -> None:
    assert told in str(call(*arguments).exception)


@pytest.mark.parametrize("name", [*DOCUMENTS, "assessment"])
def test_every_schema_is_printed_under_its_name(name: str) -> None:
    printed = json.loads(call("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["$id"] == f"urn:fielato:schema:v1:{name}"


def test_a_schema_can_be_written_to_a_file(tmp_path: Path) -> None:
    call("schema", "--output", str(tmp_path / "s.json"))
    assert (tmp_path / "s.json").read_text() == call("schema", "deployment").stdout


def test_the_list_of_rules_and_the_page_of_each_agree() -> None:
    rows = json.loads(call("rules", "--format", "json").stdout)
    assert {row["rule"] for row in rows} == set(library.policies().rules)
    assert call("explain", rows[0]["rule"]).stdout.startswith(f"{rows[0]['rule']}: {rows[0]['title']}")


# Cases


def own(folder: Path, **changed: str) -> str:
    """A pack of one's own, that only needs the shipped instruments."""
    files = {
        "pack": PACK.replace("id: law", "id: own"),
        "stays": RULE.replace("territory.safe", "territory.eea"),
        "stays.cases": CASES,
    } | changed
    (folder / "own").mkdir()
    for name, text in files.items():
        (folder / "own" / f"{name}.yaml").write_text(text)
    return str(folder)


def test_the_cases_of_a_folder_are_run_and_counted(tmp_path: Path) -> None:
    done = call("policy", "test", own(tmp_path))
    assert (done.return_value, done.stdout) == (exits.OPEN, "1 rules, 0 definitions, 3 cases: 0 failed\n")


def test_a_case_that_fails_is_named_and_ends_with_1(tmp_path: Path) -> None:
    wrong = CASES.replace("outcome: violated", "outcome: satisfied")
    done = call("policy", "test", own(tmp_path, **{"stays.cases": wrong}))
    assert done.return_value == exits.VIOLATED
    assert done.stderr == "own/stays: abroad: is violated, not satisfied\nown/stays: no case is violated\n"
    assert done.stdout == "1 rules, 0 definitions, 3 cases: 2 failed\n"


def test_a_folder_with_instruments_and_gates_stands_on_its_own(tmp_path: Path) -> None:
    for path, data in with_files().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert call("policy", "test", str(tmp_path)).stdout == "1 rules, 1 definitions, 6 cases: 0 failed\n"


def test_a_shipped_pack_can_be_named_too() -> None:
    done = call("policy", "test", str(library.bundled("policies") / "organisation"))
    assert (done.return_value, done.exception) == (exits.OPEN, None)


def test_a_rule_that_is_not_valid_ends_with_a_problem_at_its_place(tmp_path: Path) -> None:
    done = call("policy", "test", own(tmp_path, stays=RULE.replace("territory.safe", "territory.eeaa")))
    assert str(done.exception).startswith(f"{tmp_path}/own/stays.yaml:10:3: ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_says_what_the_list_says(name: str) -> None:
    assert call(name, "--help").stdout.startswith(f"Usage: cli {name}")
    assert COMMANDS[name][1] in call("--help").stdout
