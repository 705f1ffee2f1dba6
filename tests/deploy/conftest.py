"""A repository with a deployment, and the programs that a runner has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fielato import library

TOP = Path(__file__).parent.parent.parent
CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
ELSEWHERE = CHATBOT.replace("region: eu-south-2", "region: us-east-1")


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for PATH with `fielato` in it, as an installation has it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    script = folder / "fielato"
    script.write_text(f"#!/bin/sh\nexec '{sys.executable}' -P -m fielato \"$@\"\n")
    script.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the runs of these tests keep for each other."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def environment(programs: Path, tmp_path: Path, kept: Path) -> dict[str, str]:
    """What a runner's shell has: nothing of ours but `fielato` on PATH."""
    path = f"{programs}:{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(tmp_path), "FIELATO_AS_OF": "2026-11-23", "FIELATO_CACHE": str(kept)}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The checkout that a job works in."""
    folder = tmp_path / "work space"
    (folder / "deploy").mkdir(parents=True)
    (folder / "deploy" / "app.yaml").write_text(CHATBOT, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", folder], check=True)
    return folder


@pytest.fixture
def fake_python(programs: Path, tmp_path: Path) -> Path:
    """A `python3` that notes each call, and makes a folder with a `fielato` for `-m venv`; gives the notes."""
    notes = tmp_path / "calls"
    body = (
        "#!/bin/sh\n"
        f'printf "%s\\n" "$(pwd) python $*" >>"{notes}"\n'
        'if [ "$2" = -m ] && [ "$3" = venv ]; then\n'
        f'  mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; cp "{programs}/fielato" "$4/bin/fielato"; exit 0\n'
        "fi\n"
        'if [ "$2" = -m ] && [ "$3" = pip ]; then exit "${PIP_ENDS_WITH:-0}"; fi\n'
        f'exec {sys.executable} "$@"\n'
    )
    python = programs / "python3"
    python.write_text(body)
    python.chmod(0o755)
    return notes


def bash() -> str:
    found = shutil.which("bash")
    assert found, "the action's script needs bash"
    return found
