"""The component for GitLab: what it declares, and what its script does once GitLab has filled in the inputs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from fielato.cli import exits

from .conftest import CHATBOT, ELSEWHERE, TOP

pytestmark = pytest.mark.slow

TEMPLATE = (TOP / "deploy" / "ci" / "gitlab" / "templates" / "fielato.yml").read_text()
HEADER, BODY = TEMPLATE.split("\n---\n")
INPUTS: dict[str, Any] = yaml.safe_load(HEADER)["spec"]["inputs"]
INPUT = re.compile(r"\$\[\[ inputs\.(\w+) \]\]")


def filled_in(**given: str) -> dict[str, Any]:
    """The pipeline that the template makes of these inputs."""
    values = {name: one["default"] for name, one in INPUTS.items()} | given
    assert set(values) == set(INPUTS)
    pipeline: dict[str, Any] = yaml.safe_load(INPUT.sub(lambda found: values[found[1]], BODY))
    return pipeline


# What it declares


def test_inputs_stand_in_a_document_of_their_own_each_with_a_default_and_a_description() -> None:
    assert set(yaml.safe_load(HEADER)) == {"spec"}
    assert all(set(one) == {"description", "default"} for one in INPUTS.values())
    assert set(INPUT.findall(BODY)) == set(INPUTS)


def test_no_input_stands_in_the_script_and_gitlab_expands_none() -> None:
    (job,) = yaml.safe_load(BODY).values()
    assert not INPUT.search("".join(job["script"]))
    assert all(set(one) == {"value", "expand"} and one["expand"] is False for one in job["variables"].values())
    assert set(re.findall(r"\$\{?(CHECK_\w+)", job["script"][0])) == set(job["variables"])


def test_it_makes_one_job_with_the_parts_that_gitlab_knows() -> None:
    pipeline = filled_in(job="residency", stage="verify", image="registry.example/fielato:1")
    assert set(pipeline) == {"residency"}
    job = pipeline["residency"]
    assert set(job) == {"stage", "image", "variables", "script", "artifacts"}
    assert (job["stage"], job["image"]) == ("verify", "registry.example/fielato:1")
    assert job["artifacts"]["when"] == "always"
    assert set(job["artifacts"]["reports"].values()) == set(job["artifacts"]["paths"])
    assert set(job["artifacts"]["reports"]) == {"codequality", "junit"}


# What it does


class Job:
    """One run of the job in a runner's shell."""

    def __init__(self, workspace: Path, environment: dict[str, str]) -> None:
        self.workspace = workspace
        self.environment = environment | {"CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(workspace)}

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        (job,) = filled_in(**{"package": "", **inputs}).values()
        variables = {name: one["value"] for name, one in job["variables"].items()}
        shell = shutil.which("dash") or "sh"
        return subprocess.run(
            [shell, "-c", "\n".join(job["script"])],
            cwd=self.workspace, env=self.environment | variables, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture
def job(workspace: Path, environment: dict[str, str]) -> Job:
    return Job(workspace, environment)


def test_an_open_gate_is_a_job_that_succeeds_with_both_reports(job: Job) -> None:
    done = job.run()
    assert (done.returncode, done.stderr) == (exits.OPEN, "")
    assert "gate: OPEN" in done.stdout
    assert isinstance(json.loads((job.workspace / "gl-code-quality-report.json").read_text()), list)
    ET.parse(job.workspace / "fielato-junit.xml")  # noqa: S314 - our own file


def test_a_closed_gate_is_a_job_that_fails_and_the_reports_name_the_line(job: Job) -> None:
    (job.workspace / "deploy" / "app.yaml").write_text(ELSEWHERE, encoding="utf-8")
    assert job.run(profile="sovereign").returncode == exits.VIOLATED
    found = json.loads((job.workspace / "gl-code-quality-report.json").read_text())
    assert {one["location"]["path"] for one in found} == {"deploy/app.yaml"}


def test_paths_and_arguments_are_separated_by_blanks_and_taken_as_they_are(job: Job) -> None:
    for name in ("one", "two", "three"):
        (job.workspace / name).mkdir()
        (job.workspace / name / "app.yaml").write_text(CHATBOT.replace("shop", name), encoding="utf-8")
    done = job.run(paths="one two", args="--boundary ES,FR --lang es")
    assert [name for name in ("one", "two", "three") if f"{name}-chatbot" in done.stdout] == ["one", "two"]
    assert "puerta:" in done.stdout
    assert job.run(paths="o*").returncode == exits.UNREADABLE


@pytest.mark.parametrize("field", ["paths", "profile", "baseline", "server", "args"])
def test_no_input_is_run(job: Job, field: str) -> None:
    job.run(**{field: "x$(touch injected)`touch injected`; touch injected; '; touch injected; ' && touch injected"})
    assert not (job.workspace / "injected").exists()
    assert not (job.workspace / "injected)").exists()


# How it installs


def test_a_package_is_installed_apart_from_the_checkout(job: Job, fake_python: Path) -> None:
    assert job.run(package="fielato==1.2.3").returncode == exits.OPEN
    venv, pip, *rest = [line.partition(" python ")[2] for line in fake_python.read_text().splitlines()]
    assert venv.startswith("-I -m venv /")
    assert str(job.workspace) not in venv
    assert pip == "-I -m pip install --quiet --disable-pip-version-check -- fielato==1.2.3"
    assert rest == []


def test_an_installation_that_fails_fails_the_job(job: Job, fake_python: Path) -> None:
    job.environment["PIP_ENDS_WITH"] = "1"
    assert job.run(package="fielato").returncode != exits.OPEN
    assert not (job.workspace / "fielato-junit.xml").exists()
