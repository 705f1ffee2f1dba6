"""The action for GitHub: what it declares, and what its script does with a runner's environment."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from fielato.cli import exits

from .conftest import CHATBOT, ELSEWHERE, TOP, bash

pytestmark = pytest.mark.slow

FOLDER = TOP / "deploy" / "ci" / "github"
ACTION: dict[str, Any] = yaml.safe_load((FOLDER / "action.yml").read_text())
(STEP,) = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ *([^}]*?) *\}\}")


# What it declares


def test_it_is_a_composite_action_whose_parts_github_knows() -> None:
    assert set(ACTION) == {"name", "description", "branding", "inputs", "outputs", "runs"}
    assert ACTION["runs"]["using"] == "composite"
    assert set(STEP) == {"id", "shell", "env", "run"}
    assert all(set(one) == {"description", "default"} for one in ACTION["inputs"].values())
    assert all(set(one) == {"description", "value"} for one in ACTION["outputs"].values())


def test_no_input_stands_in_the_text_of_the_script() -> None:
    assert not EXPRESSION.search(STEP["run"])
    assert not EXPRESSION.search((FOLDER / "run.sh").read_text())


def test_every_input_reaches_the_script_under_the_name_it_reads() -> None:
    passed = {name: EXPRESSION.fullmatch(text) for name, text in STEP["env"].items()}
    assert {name: found[1] if found else "" for name, found in passed.items()} == {
        f"INPUT_{name.upper()}": f"inputs.{name}" for name in ACTION["inputs"]
    }
    assert set(re.findall(r"\$\{(INPUT_\w+)", (FOLDER / "run.sh").read_text())) == set(STEP["env"])


def test_every_output_is_one_that_the_script_gives() -> None:
    given = set(re.findall(r"\boutput ([a-z-]+) ", (FOLDER / "run.sh").read_text()))
    values = {name: EXPRESSION.fullmatch(one["value"]) for name, one in ACTION["outputs"].items()}
    assert {name: found[1] if found else "" for name, found in values.items()} == {
        name: f"steps.{STEP['id']}.outputs.{name}" for name in given
    }


# What it does


class Job:
    """One run of the step, with the files that a runner gives it."""

    def __init__(self, workspace: Path, environment: dict[str, str], temporary: Path) -> None:
        self.folder = temporary
        self.environment = environment | {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(FOLDER),
            "GITHUB_OUTPUT": str(temporary / "output"),
            "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
            "GITHUB_WORKSPACE": str(workspace),
            "RUNNER_TEMP": str(temporary / "runner temp"),
        }
        self.workspace = workspace

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the step as a runner does: defaults for what is not given, the step's own text in its own shell."""
        given = {name: one["default"] for name, one in ACTION["inputs"].items()} | {"version": "installed"} | inputs
        values = {f"INPUT_{name.upper()}": value for name, value in given.items()}
        return subprocess.run(
            [bash(), "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]],
            cwd=self.workspace, env=self.environment | values, capture_output=True, text=True, check=False,
        )  # fmt: skip

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.folder / "output").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def job(workspace: Path, environment: dict[str, str], tmp_path: Path) -> Job:
    return Job(workspace, environment, tmp_path)


def test_an_open_gate_is_a_green_step_with_outputs_and_a_summary(job: Job) -> None:
    done = job.run()
    assert (done.returncode, done.stderr) == (exits.OPEN, "")
    assert job.outputs == {"gate": "open", "verdict": "undetermined", "exit-code": "0"}
    assert "shop-chatbot" in (job.folder / "summary").read_text()


def test_a_closed_gate_ends_the_step_and_annotates_the_line(job: Job) -> None:
    (job.workspace / "deploy" / "app.yaml").write_text(ELSEWHERE, encoding="utf-8")
    done = job.run(profile="sovereign", paths="deploy", sarif="out.sarif")
    assert done.returncode == exits.VIOLATED
    assert job.outputs == {"gate": "closed", "verdict": "non_compliant", "exit-code": "1"}
    assert re.search(r"^::error .*file=deploy/app\.yaml,line=\d+", done.stdout, re.MULTILINE)
    sarif = json.loads((job.workspace / "out.sarif").read_text())
    assert sarif["runs"][0]["results"]


def test_an_undetermined_gate_is_closed_too(job: Job) -> None:
    text = CHATBOT.replace("model: anthropic", "model: global.anthropic").replace(", country: ES", "")
    (job.workspace / "deploy" / "app.yaml").write_text(text, encoding="utf-8")
    assert job.run().returncode == exits.UNDETERMINED
    assert job.outputs["gate"] == "closed"


def test_what_cannot_be_read_ends_the_step_and_says_nothing_of_a_gate(job: Job) -> None:
    (job.workspace / "deploy" / "app.yaml").write_text("nonsense: [", encoding="utf-8")
    done = job.run(paths="deploy/app.yaml")
    assert done.returncode == exits.UNREADABLE
    assert job.outputs == {"exit-code": "2"}
    assert "deploy/app.yaml" in done.stderr


def test_the_verdict_of_an_earlier_run_is_not_told_again(job: Job) -> None:
    assert job.run().returncode == exits.OPEN
    (job.folder / "output").unlink()
    assert job.run(paths="nowhere").returncode == exits.UNREADABLE
    assert job.outputs == {"exit-code": "2"}


def test_paths_and_arguments_are_lines_and_may_hold_blanks(job: Job) -> None:
    for name in ("with blank", "other"):
        (job.workspace / name).mkdir()
        (job.workspace / name / "app.yaml").write_text(CHATBOT.replace("shop", name[:4]), encoding="utf-8")
    done = job.run(paths="with blank\r\n\nother\n", args="--boundary\nES,FR\n", format="json")
    report = json.loads(done.stdout)
    names = [one["deployment"]["name"] for one in report["assessments"]]
    assert (names, report["assessments"][0]["boundary"]) == (["with-chatbot", "othe-chatbot"], ["ES", "FR"])


@pytest.mark.parametrize("field", ["paths", "profile", "format", "sarif", "baseline", "server", "args", "version"])
def test_no_input_is_run(job: Job, field: str) -> None:
    job.run(**{field: """x$(touch injected)`touch injected`"; touch injected; "'; touch injected; '\ntouch injected"""})
    found = {path.name for path in job.workspace.rglob("*") if ".git" not in path.parts}
    assert "injected" not in found
    assert not (job.folder / "injected").exists()


def test_a_path_that_looks_like_an_option_is_a_path(job: Job) -> None:
    done = job.run(paths="--gate=report")
    assert done.returncode == exits.UNREADABLE
    assert "--gate=report" in done.stderr


# How it installs


def calls(notes: Path) -> list[str]:
    return [line.partition(" python ")[2] for line in notes.read_text().splitlines()]


def test_without_a_version_it_installs_its_own_checkout_from_locked_requirements(job: Job, fake_python: Path) -> None:
    assert job.run(version="").returncode == exits.OPEN
    venv, locked, own, *rest = calls(fake_python)
    assert venv == f"-I -m venv {job.folder}/runner temp/fielato/venv"
    assert locked.endswith(f"--require-hashes -r {TOP}/deploy/requirements/run.txt")
    assert own.endswith(f"--no-deps --no-build-isolation {TOP}")
    assert all(call.startswith("-I ") for call in (locked, own, *rest))


def test_a_version_is_installed_as_it_is_named(job: Job, fake_python: Path) -> None:
    assert job.run(version="1.2.3rc1").returncode == exits.OPEN
    assert calls(fake_python)[1].endswith(" fielato==1.2.3rc1")


@pytest.mark.parametrize("version", ["--no-deps", "1 --pre", "latest", "https://evil.example/x.whl"])
def test_what_is_no_version_is_not_handed_to_pip(job: Job, fake_python: Path, version: str) -> None:
    done = job.run(version=version)
    assert done.returncode == exits.UNREADABLE
    assert "is not a version" in done.stderr
    assert not fake_python.exists()


def test_an_installation_that_fails_ends_the_step(job: Job, fake_python: Path) -> None:
    job.environment["PIP_ENDS_WITH"] = "1"
    assert job.run(version="").returncode == exits.UNREADABLE
    assert job.outputs == {"exit-code": "2"}


def test_without_the_command_that_is_asked_for_the_step_ends(job: Job, programs: Path) -> None:
    (programs / "fielato").unlink()
    job.environment["PATH"] = f"{programs}:/usr/bin:/bin"
    done = job.run()
    assert done.returncode == exits.UNREADABLE
    assert "no `fielato` on PATH" in done.stderr


def test_the_change_that_is_checked_cannot_slip_its_own_modules_under_pythons(job: Job) -> None:
    for module in ("json", "venv", "pip", "os", "sitecustomize"):
        (job.workspace / f"{module}.py").write_text("open('hijacked', 'w')\nraise SystemExit(0)\n")
    assert job.run().returncode == exits.OPEN
    assert job.outputs["verdict"] == "undetermined"
    assert not (job.workspace / "hijacked").exists()


# Our own deployments


@pytest.mark.parametrize(
    ("demo", "gate"),
    [
        ("chatbot.yaml", "open"),
        ("hospital-triage/regional.yaml", "open"),
        ("hospital-triage/global-profile.yaml", "closed"),
    ],
)
def test_the_demo_deployments_go_through_the_action(job: Job, demo: str, gate: str) -> None:
    job.environment["GITHUB_WORKSPACE"] = str(TOP)
    job.run(paths=f"seeds/demo/{demo}")
    assert job.outputs["gate"] == gate
