"""What the README shows is what happens: its commands are run, and its blocks are compared with the output.

`FIELATO_GOLDEN=write` rewrites the blocks.
"""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from fielato.cli import exits
from fielato.cli.commands import COMMANDS

pytestmark = pytest.mark.slow

TOP = Path(__file__).parent.parent
README = TOP / "README.md"
BLOCK = re.compile(r"<!-- tested: (?P<how>[^>]*) -->\n```(?P<language>\w+)\n(?P<body>.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fielato", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                requests.get(f"{address}/livez", timeout=5)
                break
            except requests.ConnectionError:
                assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
                time.sleep(0.1)
        yield address
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()


def _shown(how: str, body: str, service: str) -> str:
    """What the block must hold: the command as written, and what it prints."""
    kind, *rest = how.split()
    if kind == "file":
        return (TOP / rest[0]).read_text()
    lines = body.splitlines()
    size = next((at for at, line in enumerate(lines) if not line.rstrip().endswith("\\")), 0) + 1
    written = lines[:size]
    command = "\n".join(written).removeprefix("$ ")
    run = command.replace(".venv/bin/fielato", f"{shlex.quote(sys.executable)} -m fielato")
    run = run.replace("http://127.0.0.1:8080", service)
    done = subprocess.run(["sh", "-c", run], cwd=TOP, capture_output=True, text=True, timeout=120, check=False)
    assert not done.stderr, done.stderr
    output = done.stdout
    options = dict(option.split("=") for option in rest)
    if "head" in options:
        output = "".join(f"{line}\n" for line in [*output.splitlines()[: int(options["head"])], "…"])
    return "\n".join(written) + "\n" + output.rstrip("\n") + "\n"


def test_the_blocks_of_the_readme_are_what_the_commands_print(service: str) -> None:
    text = README.read_text()

    def block(match: re.Match[str]) -> str:
        shown = _shown(match["how"], match["body"], service)
        return f"<!-- tested: {match['how']} -->\n```{match['language']}\n{shown}```"

    expected = BLOCK.sub(block, text)
    if os.environ.get("FIELATO_GOLDEN") == "write":
        README.write_text(expected)
    assert text == expected


def test_the_exit_codes_of_the_readme_are_those_of_the_command() -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+) \|$", README.read_text(), re.MULTILINE))
    assert {int(code): meaning for code, meaning in rows.items()} == exits.MEANINGS


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"`fielato ([\w-]+)", README.read_text()))
    assert named
    assert named <= set(COMMANDS)


def test_every_folder_that_the_readme_maps_exists() -> None:
    folders = re.findall(r"^\| `([\w/]+)/` \|", README.read_text(), re.MULTILINE)
    assert {"service/fielato", "policies", "seeds", "tests", "deploy"} <= set(folders)
    assert all((TOP / folder).is_dir() for folder in folders)


def test_the_two_commands_of_the_readme_are_in_the_makefile() -> None:
    makefile = (TOP / "Makefile").read_text()
    for target in re.findall(r"`?make (\w+)`?", README.read_text()):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
