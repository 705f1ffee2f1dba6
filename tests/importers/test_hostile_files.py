"""A file that would harm is refused with a message: exit 2, no traceback, and little time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SECONDS = 20
"""Processor time that one call may take; the limit kills it."""
MEGABYTES = 1024
"""Address space that one call may take."""

HEAD = b"apiVersion: fielato/v1\nkind: AIDeployment\n"
LAUGHS = b"\n".join(b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9) or b"x") for n in range(1, 12))

FILES = {
    "50 MB of YAML": (HEAD + b"name: x\n" + b"# filler\n" * (50 * 1024 * 1024 // 9), "larger than the limit"),
    "50 MB of JSON": (b'{"a": "' + b"x" * (50 * 1024 * 1024) + b'"}', "larger than the limit"),
    "9 MB of list items": (HEAD + b"data:\n" + b"- 1\n" * (9 * 1024 * 1024 // 4), "values"),
    "a binary file": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 10, "this is not text"),
    "Latin-1": (HEAD + b"name: Espa\xf1a\n", "the byte 0xF1 is not UTF-8"),
    "UTF-16": ("apiVersion: fielato/v1\n".encode("utf-16"), "save it as UTF-8"),
    "an empty file": (b"", "the file is empty"),
    "white space": (b" \n\n", "the file is empty"),
    "deep nesting in YAML": (HEAD + b"data: " + b"[" * 100_000, "deep"),
    "deep nesting in JSON": (b'{"a": ' * 100_000, "deep"),
    "a Python object": (HEAD + b"name: !!python/object/apply:os.system ['true']\n", "python/object"),
    "a duplicate key": (HEAD + b"name: a\nname: b\n", "the key “name” appears twice"),
    "a duplicate key in JSON": (b'{"kind": "Register", "kind": "Register"}', "the key “kind” appears twice"),
    "a billion laughs": (HEAD + b"a0: &a0 x\n" + LAUGHS + b"\n", "alias"),
    "an alias to itself": (HEAD + b"data: &a [*a]\n", "alias"),
    "a tab for indentation": (HEAD + b"controller:\n\tname: C\n", "tab"),
    "a number with too many digits": (HEAD + b"name: " + b"9" * 100_000 + b"\n", "f.yaml:3:7"),
}


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024**2, MEGABYTES * 1024**2))


@pytest.mark.parametrize("name", FILES)
def test_a_harmful_file_is_refused_in_little_time_and_memory(name: str, tmp_path: Path) -> None:
    data, told = FILES[name]
    (tmp_path / "f.yaml").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "fielato", "check", "f.yaml"],
        cwd=tmp_path, capture_output=True, text=True, preexec_fn=bounded, timeout=3 * SECONDS, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, ""), done.stderr[-2000:]
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("f.yaml")
    assert done.stderr.endswith("nothing was assessed\n")
    assert len(done.stderr) < 20_000
