"""The hook for pre-commit, run by pre-commit itself in a git repository.

What no test here sees is how pre-commit installs it: for `language: python` that takes a package index, so the hook is
run as `language: system`, with the command that the installation puts on PATH.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from fielato.cli.commands import COMMANDS

from .conftest import CHATBOT, ELSEWHERE, TOP

pytestmark = pytest.mark.slow

MANIFEST = TOP / ".pre-commit-hooks.yaml"
(HOOK,) = yaml.safe_load(MANIFEST.read_text())


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


class Repository:
    """A repository whose commits go through the hook."""

    def __init__(self, folder: Path, hooks: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        revision = git(hooks, "rev-parse", "HEAD")
        self.configure({"id": HOOK["id"]}, hooks, revision)

    def configure(self, hook: dict[str, object], hooks: Path, revision: str) -> None:
        configuration = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": [hook]}]}
        (self.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        git(self.folder, "add", "--all")
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--verbose", *arguments],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@pytest.fixture
def repository(workspace: Path, environment: dict[str, str], tmp_path: Path) -> Repository:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    git(hooks, "init", "--quiet")
    (hooks / MANIFEST.name).write_text(yaml.safe_dump([HOOK | {"language": "system"}]))
    git(hooks, "add", "--all")
    git(hooks, "commit", "--quiet", "--message", "Hooks")
    return Repository(workspace, hooks, environment | {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")})


def test_the_manifest_is_one_that_pre_commit_reads() -> None:
    done = subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST], check=False)
    assert done.returncode == 0


def test_the_hook_is_a_command_of_ours_run_once_for_all_files() -> None:
    program, command = HOOK["entry"].split()
    assert (program, command in COMMANDS) == ("fielato", True)
    assert (HOOK["language"], HOOK["require_serial"], HOOK["pass_filenames"]) == ("python", True, False)


def test_a_change_that_opens_the_gate_goes_through(repository: Repository) -> None:
    done = repository.run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "gate: OPEN" in done.stdout


def test_a_change_that_closes_the_gate_is_stopped_at_its_line(repository: Repository) -> None:
    (repository.folder / "deploy" / "app.yaml").write_text(ELSEWHERE, encoding="utf-8")
    (repository.folder / "pyproject.toml").write_text('[tool.fielato]\nboundary = "EU"\n')
    done = repository.run()
    assert done.returncode == 1
    assert "gate: CLOSED" in done.stdout
    assert re.search(r"deploy/app.yaml:\d+:\d+", done.stdout)


def test_a_change_of_the_register_has_the_deployments_beside_it_checked_again(repository: Repository) -> None:
    git(repository.folder, "add", "--all")
    git(repository.folder, "commit", "--quiet", "--message", "Before")
    (repository.folder / "deploy" / "organisation.yaml").write_text(
        "apiVersion: fielato/v1\nkind: Register\norganisation: tienda\npolicy: {boundary: [PT]}\n"
    )
    done = repository.run()
    assert done.returncode == 1
    assert "shop-chatbot" in done.stdout


def test_a_change_that_can_be_no_deployment_is_not_looked_at(repository: Repository) -> None:
    git(repository.folder, "add", "--all")
    git(repository.folder, "commit", "--quiet", "--message", "Before")
    (repository.folder / "README.md").write_text("Hello.\n")
    done = repository.run()
    assert (done.returncode, "Skipped" in done.stdout) == (0, True)


def test_other_paths_and_options_stand_in_the_callers_own_file(repository: Repository) -> None:
    (repository.folder / "elsewhere").mkdir()
    (repository.folder / "elsewhere" / "app.yaml").write_text(CHATBOT.replace("shop", "other"), encoding="utf-8")
    path = repository.folder / ".pre-commit-config.yaml"
    configuration = yaml.safe_load(path.read_text())
    configuration["repos"][0]["hooks"][0]["args"] = ["elsewhere", "--boundary", "PT"]
    path.write_text(yaml.safe_dump(configuration))
    done = repository.run("--all-files")
    assert done.returncode == 1
    assert "other-chatbot" in done.stdout
    assert "shop-chatbot" not in done.stdout
