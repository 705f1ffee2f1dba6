"""Where the options of `fielato check` come from, which of them outrank which, and what a repository may not say."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from fielato import library
from fielato.cli import exits
from fielato.cli.check import check
from fielato.cli.configuration import Configured, option_name
from fielato.cli.main import run
from fielato.configuration.refused import REFUSED
from fielato.model.options import CheckOptions
from fielato.reports.schemas import schema

DAY = "2026-11-23"
CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with a deployment in `deploy/`, below a folder that is none of its business."""
    root = tmp_path / "home" / "repository"
    (root / "deploy").mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", root], check=True)
    (root / "deploy" / "app.yaml").write_text(CHATBOT, encoding="utf-8")
    for variable in [name for name in os.environ if name.startswith("FIELATO_") and name != "FIELATO_CACHE"]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def call(repository: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def fielato(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(list(arguments))
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


def in_force(call: Any, path: str = "deploy/app.yaml") -> dict[str, tuple[Any, str]]:
    code, out, err = call("config", path, "--format", "json")
    assert (code, err) == (exits.OPEN, "")
    jsonschema.validate(json.loads(out), schema("configuration"))
    return {one["option"]: (one["value"], one["source"]) for one in json.loads(out)["options"]}


# Precedence


def test_without_a_file_everything_is_as_by_default(call: Any) -> None:
    found = in_force(call)
    assert found.pop("gate") == ("default", "profile default")
    assert {source for _, source in found.values()} == {"default"}
    assert (found["profile"][0], found["lang"][0], found["server"][0]) == ("default", "en", None)


def test_flags_outrank_the_environment_which_outranks_the_file_which_outranks_the_default(
    call: Any, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nboundary = "ES"\nlang = "es"\ngate = "strict"\n')
    monkeypatch.setenv("FIELATO_LANG", "en")
    monkeypatch.setenv("FIELATO_GATE", "lenient")
    found = in_force(call)
    assert found["boundary"] == ("ES", "pyproject.toml:2:12")
    assert found["lang"] == ("en", "environment FIELATO_LANG")
    assert found["gate"] == ("lenient", "environment FIELATO_GATE")
    assert found["format"] == ("text", "default")
    _, out, _ = call("check", "deploy/app.yaml", "--as-of", DAY, "--gate", "report", "--format", "json")
    (one,) = json.loads(out)["assessments"]
    assert (one["gate"]["name"], one["boundary"]) == ("report", "ES")


def test_what_the_file_says_is_what_check_does(call: Any, repository: Path) -> None:
    assert call("check", "deploy/app.yaml", "--as-of", DAY)[0] == exits.OPEN
    (repository / "pyproject.toml").write_text('[tool.fielato]\nboundary = ["PT"]\nformat = "json"\n')
    code, out, _ = call("check", "deploy/app.yaml", "--as-of", DAY)
    assert (code, json.loads(out)["assessments"][0]["boundary"]) == (exits.VIOLATED, ["PT"])


@pytest.mark.parametrize("name", ["fielato.yaml", "fielato.yml"])
def test_the_record_of_a_fielato_yaml_says_the_same(call: Any, repository: Path, name: str) -> None:
    (repository / name).write_text(f"{CHATBOT}check:\n  profile: sovereign\n  boundary: [ES, PT]\n", encoding="utf-8")
    found = in_force(call)
    assert found["profile"] == ("sovereign", f"{name}:{CHATBOT.count(chr(10)) + 2}:12")
    assert found["boundary"][0] == ["ES", "PT"]
    assert found["gate"] == ("strict", "profile sovereign")


def test_several_folders_of_policies_stand_in_the_environment_as_paths_do(
    call: Any, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (repository / name).mkdir()
    monkeypatch.setenv("FIELATO_POLICIES", f"one{os.pathsep}two")
    assert in_force(call)["policies"] == (["one", "two"], "environment FIELATO_POLICIES")


def test_every_option_with_a_value_has_a_variable_of_its_own() -> None:
    options = [one for one in check.params if isinstance(one, click.Option) and not one.is_flag]
    variables = [one.envvar for one in options]
    assert isinstance(check, Configured)
    assert len(set(variables)) == len(options) > 10
    assert "FIELATO_AS_OF" in variables
    assert not {"FIELATO_CACHE", "FIELATO_SECRET_KEY", "FIELATO_TOKEN", "FIELATO_MAX_BYTES"} & set(variables)


def test_no_option_of_check_weakens_it_unless_somebody_has_thought_about_it() -> None:
    """A new option of `check` is either one that a repository may set, refused there with a reason, or named here."""
    harmless = {"help", "no-config", "output", "detail", "from", "at"}
    options = {option_name(one) for one in check.params if isinstance(one, click.Option)}
    known = {name.replace("_", "-") for name in {*CheckOptions.__struct_fields__, *REFUSED}}
    assert not options - known - harmless


# Which file


def test_the_nearest_file_is_in_force_and_the_search_ends_at_the_root_of_the_repository(
    call: Any, repository: Path
) -> None:
    (repository.parent / "pyproject.toml").write_text('[tool.fielato]\nlang = "es"\n')
    assert in_force(call)["lang"] == ("en", "default")
    (repository / "pyproject.toml").write_text('[tool.fielato]\ngate = "strict"\n')
    (repository / "deploy" / "pyproject.toml").write_text("[project]\n")
    assert in_force(call)["gate"] == ("strict", "pyproject.toml:2:8")
    (repository / "deploy" / "pyproject.toml").write_text('[tool.fielato]\nlang = "es"\n')
    found = in_force(call)
    assert (found["gate"][0], found["lang"]) == ("default", ("es", "deploy/pyproject.toml:2:8"))


def test_outside_of_a_repository_the_search_ends_below_the_home_folder(
    call: Any, repository: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / "loose" / "deep"
    folder.mkdir(parents=True)
    (tmp_path / "home" / "pyproject.toml").write_text('[tool.fielato]\nlang = "es"\n')
    assert in_force(call, str(folder))["lang"] == ("en", "default")
    (folder.parent / "pyproject.toml").write_text('[tool.fielato]\nlang = "es"\n')
    assert in_force(call, str(folder))["lang"] == ("es", f"{folder.parent.resolve()}/pyproject.toml:2:8")


def test_two_files_side_by_side_are_one_too_many(call: Any, repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nlang = "es"\n')
    (repository / "fielato.yaml").write_text(f"{CHATBOT}check: {{lang: es}}\n", encoding="utf-8")
    code, _, err = call("check", "deploy/app.yaml")
    assert code == exits.UNREADABLE
    told = "stand side by side, each with options of `fielato check`: keep them in one"
    assert err == f"fielato: fielato.yaml and pyproject.toml {told}\n"


def test_a_call_may_leave_the_files_aside(call: Any, repository: Path) -> None:
    (repository / "pyproject.toml").write_text("[tool.fielato]\nnonsense = 1\n")
    assert call("check", "deploy/app.yaml", "--as-of", DAY)[0] == exits.UNREADABLE
    assert call("check", "deploy/app.yaml", "--as-of", DAY, "--no-config")[0] == exits.OPEN
    assert call("check", "deploy/app.yaml", "--help")[0] == exits.OPEN


def test_options_that_no_call_takes_up_are_not_passed_over_in_silence(call: Any, repository: Path) -> None:
    beside = CHATBOT.replace("shop", "other")
    (repository / "deploy" / "fielato.yaml").write_text(f"{beside}check: {{gate: strict}}\n", encoding="utf-8")
    code, _, err = call("check", ".", "--as-of", DAY)
    told = "`check` is not in force: options come from the file nearest to the first path"
    place = f"deploy/fielato.yaml:{beside.count(chr(10)) + 1}:8"
    assert (code, err) == (exits.OPEN, f"{place}: {told} (run `fielato check deploy` for it)\n")
    assert call("check", "deploy", "--as-of", DAY)[::2] == (exits.UNDETERMINED, "")
    assert call("check", ".", "--as-of", DAY, "--no-config")[::2] == (exits.OPEN, "")


# Tighter only


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('gate = "lenient"', "2:8: `gate` asks for less than the profile `default`"),
        ('gate = "report"', "on `where` it never stops, not on undetermined"),
        ('profile = "sme-pilot"', "2:11: `profile` asks for less"),
        ('profile = "es-private"', "it leaves out 21 rules of es-ens, es-public-sector (a file in the repository"),
        ('profile = "defualt"', "2:11: there is no profile `defualt`; did you mean `default`?"),
        ('gate = "strikt"', "2:8: there is no gate `strikt`; did you mean `strict`?"),
        ('format = "jsn"', "2:10: "),
        ('boundary = "EUU"', "2:12: "),
        ('boundary = ["XX"]', "2:12: `XX` is not a boundary"),
        ('report = ["sarif"]', "a report is written as `FORMAT=FILE`"),
        ('register = "../organisation.yaml"', "`../organisation.yaml` lies outside of the folder"),
        ('policies = ["/etc"]', "`/etc` lies outside of the folder"),
        ('report = ["json=.git/hooks/pre-commit"]', "where git keeps its own files"),
        ('server = "https://fielato.example"', "`server` cannot be set by a file in the repository"),
        ("trust_waivers = true", "`trust_waivers` cannot be set by a file in the repository"),
    ],
)
def test_a_file_that_asks_for_less_or_is_wrong_closes_the_gate_with_a_place(
    call: Any, repository: Path, table: str, told: str
) -> None:
    (repository / "pyproject.toml").write_text(f"[tool.fielato]\n{table}\n")
    code, out, err = call("check", "deploy/app.yaml", "--as-of", DAY)
    assert (code, out) == (exits.UNREADABLE, "")
    assert err.startswith("pyproject.toml:2:")
    assert told in err


def test_a_report_is_written_below_the_file_that_asks_for_it(call: Any, repository: Path) -> None:
    (repository / "deploy" / "pyproject.toml").write_text('[tool.fielato]\nreport = ["json=../Makefile"]\n')
    code, _, err = call("check", "deploy/app.yaml", "--as-of", DAY)
    assert (code, (repository / "Makefile").exists()) == (exits.UNREADABLE, False)
    assert "`../Makefile` lies outside of the folder" in err
    assert "give a path below deploy" in err


def test_what_the_file_may_not_loosen_the_call_may(call: Any, repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nprofile = "es-private"\n')
    assert call("check", "deploy/app.yaml", "--as-of", DAY)[0] == exits.UNREADABLE
    assert call("check", "deploy/app.yaml", "--as-of", DAY, "--profile", "es-private")[0] == exits.OPEN


def test_a_file_is_measured_against_the_call_and_not_against_the_default(call: Any, repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nboundary = "EU"\ngate = "default"\n')
    assert call("check", "deploy/app.yaml", "--as-of", DAY, "--profile", "sme-pilot")[0] == exits.OPEN
    code, _, err = call("check", "deploy/app.yaml", "--as-of", DAY, "--profile", "sovereign")
    assert code == exits.UNREADABLE
    assert "`gate` asks for less than the profile `sovereign`" in err


def test_a_boundary_wider_than_the_profile_of_the_call_is_refused(call: Any, repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nboundary = "EEA"\n')
    assert call("check", "deploy/app.yaml", "--as-of", DAY)[0] == exits.OPEN
    code, _, err = call("check", "deploy/app.yaml", "--as-of", DAY, "--profile", "es-public-sector")
    assert code == exits.UNREADABLE
    assert "`boundary` asks for less than the profile `es-public-sector`" in err
    assert "it lets personal data be in IS, LI, NO as well" in err


def test_waivers_that_nobody_signed_are_trusted_where_the_pipeline_names_them_alone(
    call: Any, repository: Path
) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nwaivers = "mine.yaml"\n')
    code, _, err = call("check", "deploy/app.yaml", "--as-of", DAY, "--trust-waivers")
    assert code == exits.UNREADABLE
    assert err.startswith("pyproject.toml:2:11: with --trust-waivers nobody has to have signed the waivers")


PACK = "id: own\ntitle: {en: Own, es: Propio}\ndescription: {en: Own rules., es: Reglas propias.}\n"
PROFILE = """\
id: mine
title: {en: Mine, es: Mío}
description: {en: Mine., es: Mío.}
extends: default
"""


def policies(folder: Path, **files: str) -> Path:
    """A folder of policies; `own__pack` stands for `own/pack.yaml`."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_profile_of_the_repositorys_own_counts_by_what_it_asks_for(call: Any, repository: Path) -> None:
    policies(repository / "stricter", own__pack=PACK, profiles__mine=f"{PROFILE}gate: strict\n")
    (repository / "pyproject.toml").write_text('[tool.fielato]\npolicies = ["stricter"]\nprofile = "mine"\n')
    assert in_force(call)["gate"] == ("strict", "profile mine")
    policies(repository / "fewer", own__pack=PACK, profiles__mine=f"{PROFILE}packs: [gdpr]\n")
    (repository / "pyproject.toml").write_text('[tool.fielato]\npolicies = ["fewer"]\nprofile = "mine"\n')
    code, _, err = call("check", "deploy/app.yaml", "--as-of", DAY)
    assert code == exits.UNREADABLE
    assert "`profile` asks for less than the profile `default`" in err


def test_paths_of_a_file_count_from_its_own_folder(call: Any, repository: Path, monkeypatch: Any) -> None:
    (repository / "deploy" / "pyproject.toml").write_text(
        '[tool.fielato]\nregister = "../parties.yaml"\nreport = ["json=out/report.json"]\n'
    )
    (repository / "deploy" / "out").mkdir()
    assert in_force(call)["report"] == (["json=deploy/out/report.json"], "deploy/pyproject.toml:3:10")
    (repository / "parties.yaml").write_text(
        "apiVersion: fielato/v1\nkind: Register\norganisation: tienda\npolicy: {boundary: [PT]}\n"
    )
    assert call("check", "deploy/app.yaml", "--as-of", DAY)[0] == exits.VIOLATED
    assert json.loads((repository / "deploy" / "out" / "report.json").read_text())["gate"]["state"] == "closed"
    monkeypatch.chdir(repository / "deploy")
    assert in_force(call, "app.yaml")["register"][0] == str((repository / "parties.yaml").resolve())


def test_the_configuration_is_shown_as_a_table(call: Any, repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.fielato]\nboundary = ["ES", "PT"]\n')
    code, out, _ = call("config", "deploy")
    rows = [line.split(maxsplit=1) for line in out.splitlines()]
    assert (code, rows[0]) == (exits.OPEN, ["option", "value    from"])
    assert ["boundary", "ES,PT    pyproject.toml:2:12"] in rows or ["boundary", "ES, PT   pyproject.toml:2:12"] in rows
