"""`timeline`, `diff` and `--scenario` on the command line: what they print, and with which code they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fielato import library
from fielato.cli import exits
from fielato.cli.main import run
from fielato.reports.schemas import schema

DAY = "2026-11-23"
CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
LONDON = CHATBOT.replace("region: eu-south-2", "region: eu-west-2")
OWN = """\
apiVersion: fielato/v1
kind: Scenario
id: own
title: {en: London closes, es: Londres cierra}
description: {en: London closes, es: Londres cierra}
regions: {withdrawn: [{provider: aws, region: eu-west-2}]}
"""
WHAT_IF = "WHAT IF, no verdict on what is so: "


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in a folder with two deployments and a scenario: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"app": CHATBOT, "london": LONDON, "own": OWN}.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")

    def fielato(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(list(arguments))
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


# Scenarios


def test_a_check_under_a_scenario_says_so_before_anything_else(call: Any) -> None:
    code, out, _ = call("check", "app.yaml", "--as-of", DAY, "--scenario", "provider-exits-region:aws/eu-south-2")
    assert code == exits.UNDETERMINED
    assert out.startswith(f"{WHAT_IF}aws no longer offers eu-south-2 (scenario")
    _, spanish, _ = call("check", "app.yaml", "--as-of", DAY, "--scenario", "dpf-annulled", "--lang", "es")
    assert spanish.startswith("SUPUESTO, no un veredicto sobre lo que hay: Se anula el Marco")


def test_the_json_names_the_scenario_and_its_digest_and_without_one_neither(call: Any) -> None:
    def printed(*more: str) -> Any:
        return json.loads(call("check", "app.yaml", "--as-of", DAY, "--format", "json", *more)[1])["assessments"][0]

    plain, supposed = printed(), printed("--scenario", "dpf-annulled@2027-01-01")
    assert ("scenario" in plain, plain["digests"]["scenario"]) == (False, None)
    assert supposed["scenario"]["name"] == "dpf-annulled"
    assert supposed["scenario"]["starts"] == "2027-01-01"
    assert supposed["digests"]["scenario"].startswith("sha256:")
    assert supposed["digests"]["catalogue"] == plain["digests"]["catalogue"]


def test_a_scenario_can_be_a_file_of_ones_own(call: Any) -> None:
    assert call("check", "london.yaml", "--as-of", DAY, "--scenario", "own.yaml")[1].startswith(f"{WHAT_IF}London")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("dpf-anulled", "there is no scenario `dpf-anulled`; did you mean `dpf-annulled`?"),
        ("missing.yaml", "missing.yaml: cannot be read: No such file or directory"),
        ("app.yaml", "app.yaml:"),
        ("provider-exits-region", "takes 2 parameters; write provider-exits-region:provider/region"),
        ("dpf-annulled@2027-13-01", "`2027-13-01` is not a date; write it as YYYY-MM-DD"),
    ],
)
def test_a_scenario_that_cannot_be_supposed_is_told_with_what_to_write(call: Any, written: str, told: str) -> None:
    code, out, err = call("check", "app.yaml", "--as-of", DAY, "--scenario", written)
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err


def test_the_shipped_scenarios_are_listed_as_they_are_to_be_written(call: Any) -> None:
    rows = json.loads(call("facts", "scenarios", "--format", "json")[1])
    assert {row["scenario"].partition(":")[0] for row in rows} == set(library.scenarios())
    assert "provider-exits-region:PROVIDER/REGION" in {row["scenario"] for row in rows}
    assert all(row["title"] and "{" not in row["title"] for row in rows)


# Timeline


def test_a_timeline_ends_well_and_names_each_day_its_cause_and_its_source(call: Any) -> None:
    code, out, _ = call("timeline", "london.yaml", "--from", "2020-01-01", "--to", "2021-12-31")
    lines = out.splitlines()
    assert code == exits.OPEN
    assert lines[:2] == ["shop-chatbot · Tienda Ejemplo SL", "From 2020-01-01 to 2021-12-31 · profile default"]
    assert "2021-01-01" in lines
    assert "United Kingdom (GB) is no longer treated as in the EEA [" in " ".join(map(str.strip, lines))


def test_the_json_of_a_timeline_follows_its_schema(call: Any) -> None:
    document = json.loads(call("timeline", "london.yaml", "app.yaml", "--from", "2026-11-23", "--format", "json")[1])
    jsonschema.Draft202012Validator(schema("timeline")).validate(document)
    assert len(document["timelines"]) == 2
    dates = [step["date"] for step in document["timelines"][0]["steps"]]
    assert dates == sorted(set(dates))
    assert all(step["causes"] for step in document["timelines"][0]["steps"])


def test_a_dated_scenario_is_a_day_of_the_timeline(call: Any) -> None:
    given = ("timeline", "london.yaml", "--from", DAY, "--to", "2027-12-31", "--format", "json")
    plain, supposed = (
        json.loads(call(*given, *more)[1])["timelines"][0]
        for more in ((), ("--scenario", "uk-adequacy-lapses@2027-06-01"))
    )
    assert "2027-06-01" not in {step["date"] for step in plain["steps"]}
    (step,) = [one for one in supposed["steps"] if one["date"] == "2027-06-01"]
    assert [cause["source"] for cause in step["causes"]] == ["scenario uk-adequacy-lapses"]
    assert supposed["scenario"]["name"] == "uk-adequacy-lapses"


def test_a_timeline_that_ends_before_it_begins_is_refused(call: Any) -> None:
    code, _, err = call("timeline", "app.yaml", "--from", DAY, "--to", "2026-11-22")
    assert (code, "is before --from" in err) == (exits.UNREADABLE, True)


def test_a_timeline_may_begin_with_the_gdpr_and_not_before(call: Any) -> None:
    assert call("timeline", "app.yaml", "--from", "2018-05-25", "--to", "2018-05-26")[0] == exits.OPEN
    assert call("timeline", "app.yaml", "--from", "2018-05-24")[0] == exits.UNREADABLE


# Difference


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("app.yaml", "--scenario", "dpf-annulled"), exits.OPEN, id="nothing is worse"),
        pytest.param(("london.yaml", "--scenario", "uk-adequacy-lapses"), None, id="a ground is lost"),
        pytest.param(("app.yaml", "--scenario", "provider-exits-region:aws/eu-south-2"), exits.UNDETERMINED, id="open"),
        pytest.param(("app.yaml", "--as-of", "2026-11-24"), exits.OPEN, id="the day after"),
        pytest.param(("app.yaml",), exits.UNREADABLE, id="nothing to compare"),
        pytest.param(("app.yaml", "--as-of", DAY, "--as-of", DAY), exits.UNREADABLE, id="three dates"),
        pytest.param(("missing.yaml", "--scenario", "dpf-annulled"), exits.UNREADABLE, id="no such file"),
    ],
)
def test_a_difference_ends_with_what_closes_the_gate_that_did_not_before(
    call: Any, arguments: tuple[str, ...], code: int | None
) -> None:
    ended, out, _ = call("diff", *arguments, "--as-of", DAY)
    assert ended in ({exits.VIOLATED, exits.UNDETERMINED} if code is None else {code})
    assert ("Worse: " in out) == (ended in {exits.VIOLATED, exits.UNDETERMINED})


def test_a_violation_that_newly_closes_the_gate_ends_with_one(call: Any) -> None:
    rule = Path("own-rules/own")
    rule.mkdir(parents=True)
    bilingual = "{en: T, es: T}"
    (rule / "pack.yaml").write_text(f"id: own\ntitle: {bilingual}\ndescription: {bilingual}\n")
    (rule / "never.yaml").write_text(
        "id: never\nlayer: organisation\nquestion: where\nseverity: block\nsubject: deployment\nrequire: 'false'\n"
        + "".join(f"{key}: {bilingual}\n" for key in ("title", "message", "rationale", "remediation"))
    )
    policies = str(library.bundled("policies"))
    arguments = ("diff", "app.yaml", "--as-of", DAY, "--policies", "own-rules", "--policies-before", policies)
    code, out, _ = call(*arguments)
    assert code == exits.VIOLATED
    assert "the policies have this rule only after" in out
    assert call(*arguments[:4], "--policies-before", "own-rules")[0] == exits.OPEN


def test_the_json_of_a_difference_follows_its_schema(call: Any) -> None:
    arguments = ("diff", "london.yaml", "--as-of", "2031-12-27", "--as-of", "2031-12-28", "--format", "json")
    document = json.loads(call(*arguments)[1])
    jsonschema.Draft202012Validator(schema("diff")).validate(document)
    (one,) = document["differences"]
    assert (one["before"]["state"]["as_of"], one["after"]["state"]["as_of"]) == ("2031-12-27", "2031-12-28")
    assert {change["kind"] for change in one["changes"]} <= {"appeared", "vanished", "changed"}
    assert all(change["reasons"] for change in one["changes"])


# What it costs


def test_a_plain_check_loads_nothing_of_time_and_scenarios(tmp_path: Path) -> None:
    path = tmp_path / "app.yaml"
    path.write_text(CHATBOT, encoding="utf-8")
    loaded = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    program = f"{loaded}from fielato.cli.main import start; start()"
    done = subprocess.run(
        [sys.executable, "-c", program, "check", str(path), "--as-of", DAY],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    ours = {name for name in done.stderr.split() if name.startswith("fielato.")}
    assert "fielato.cli.check" in ours
    assert not {name for name in ours if name.startswith(("fielato.changes", "fielato.scenarios"))}
    assert not ours & {"fielato.reports.changes", "fielato.reports.timeline", "fielato.reports.diff"}
