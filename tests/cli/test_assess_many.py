"""`fielato assess-many`: what it says of each manifest, how it ends, and how it goes on after it was stopped."""

from __future__ import annotations

import io
import itertools
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.fleet.manifests import CHATBOT, DAY, REGISTER, manifests, mixed, named, put

from fielato.cli import assess_many as command
from fielato.cli import exits
from fielato.cli.main import run

pytestmark = pytest.mark.slow

OUT = Path("results.ndjson")


@pytest.fixture
def call(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def fielato(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run([*arguments, "--as-of", DAY])
        printed = capfdbinary.readouterr()
        return int(ended.value.code or 0), printed.out.decode(), printed.err.decode()

    return fielato


def _lines(text: str) -> list[dict[str, Any]]:
    """The lines about manifests."""
    first, *lines, last = [json.loads(line) for line in text.splitlines()]
    assert (first["kind"], last["kind"]) == ("fleet", "summary")
    return lines


def _started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "fielato", "assess-many", *arguments, "--as-of", DAY, "--workers", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


# What it says


def test_the_lines_say_what_check_says_in_the_order_of_the_input(call: Any) -> None:
    documents = list(manifests(5, 6, components=2))
    Path("fleet.ndjson").write_text("".join(f"{json.dumps(one)}\n" for one in documents))
    put(Path("all"), **{f"app-{at}": json.dumps(one) for at, one in enumerate(documents)})
    _, checked, _ = call("check", "all", "--format", "json")
    _, printed, _ = call("assess-many", "fleet.ndjson", "--full", "--workers", "2")
    lines, reports = _lines(printed), json.loads(checked)["assessments"]
    assert [line["source"] for line in lines] == [{"file": "fleet.ndjson", "line": at} for at in range(1, 7)]
    for line, report in zip(lines, reports, strict=True):
        assert (line["deployment"], line["verdict"], line["layers"]) == (
            report["deployment"], report["verdict"], report["layers"]
        )  # fmt: skip
        assert line["gate"]["state"] == report["gate"]["state"]
        assert _stopping(line) == {(one["rule"], one["subject"], one["outcome"]) for one in report["gate"]["reasons"]}
        outcomes = [one["outcome"] for one in report["findings"]]
        assert line["outcomes"] == {
            "violated": outcomes.count("violated"),
            "undetermined": outcomes.count("undetermined"),
            "satisfied": report["satisfied"],
        }
        assert line["digest"] == line["report"]["digests"]["inputs"]
        assert _without_places(line["report"]) == _without_places(report)
    assert {line["gate"]["state"] for line in lines} == {"open", "closed"}


def _stopping(line: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["rule"], subject, one["outcome"]) for one in line["gate"]["reasons"] for subject in one["subjects"]}


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(inner) for key, inner in value.items() if key not in {"location", "inputs"}}
    return [_without_places(inner) for inner in value] if isinstance(value, list) else value


def test_a_report_points_at_the_line_of_the_file(call: Any) -> None:
    (document,) = manifests(1, 1)
    document["components"][0] |= {"region": "us-east-1", "model": "anthropic.claude-sonnet-4-6"}
    Path("fleet.ndjson").write_text(f"\n\n{json.dumps(document)}\n")
    _, printed, _ = call("assess-many", "fleet.ndjson", "--full", "--boundary", "ES")
    (line,) = _lines(printed)
    places = {(one["location"]["file"], one["location"]["line"]) for one in line["report"]["findings"]}
    assert places == {("fleet.ndjson", 3)}


def test_the_documents_of_one_file_are_lines_of_one_item(call: Any) -> None:
    put(Path("all"), app=f"{named('one')}---\n{named('two')}", other=named("three"))
    _, printed, _ = call("assess-many", "all")
    assert [(line["item"], line["deployment"]["name"]) for line in _lines(printed)] == [
        (1, "one"), (1, "two"), (2, "three")
    ]  # fmt: skip


def test_a_manifest_that_is_not_valid_is_told_with_its_place_and_the_others_are_assessed(call: Any) -> None:
    (document,) = manifests(2, 1)
    broken = json.dumps(document | {"environmnt": "test"})
    dangling = json.dumps(document | {"flows": [{"from": "nobody", "to": "model-0"}]})
    lines = [json.dumps(document), broken, "nonsense", dangling, REGISTER.splitlines()[0], "{", json.dumps(document)]
    Path("fleet.ndjson").write_text("".join(f"{line}\n" for line in lines))
    code, printed, _ = call("assess-many", "fleet.ndjson")
    found = _lines(printed)
    assert code == exits.UNREADABLE
    assert [line["kind"] for line in found] == ["assessed", *["refused"] * 5, "assessed"]
    assert [(one["file"], one["line"]) for line in found[1:6] for one in line["problems"]] == [
        ("fleet.ndjson", at) for at in range(2, 7)
    ]
    assert found[1]["problems"][0]["column"] == broken.index('"environmnt"') + 1
    assert found[1]["problems"][0]["hint"] == "did you mean `environment`?"


def test_a_register_among_the_lines_is_told_and_not_passed_over(call: Any) -> None:
    register = {"apiVersion": "fielato/v1", "kind": "Register", "organisation": "tienda"}
    Path("fleet.ndjson").write_text(json.dumps(register))
    code, printed, _ = call("assess-many", "fleet.ndjson")
    (line,) = _lines(printed)
    assert (code, line["problems"][0]["message"]) == (exits.UNREADABLE, "a register is no deployment")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param((), exits.OPEN, id="all gates open"),
        pytest.param(("--boundary", "PT"), exits.VIOLATED, id="one closed by a violation"),
        pytest.param(("--register", "mine.yaml"), exits.VIOLATED, id="closed by the register's boundary"),
    ],
)
def test_the_exit_code_is_that_of_the_worst(call: Any, arguments: tuple[str, ...], code: int) -> None:
    put(Path(), all__app=CHATBOT, mine=REGISTER)
    assert call("assess-many", "all", *arguments)[0] == code


def test_a_gate_closed_by_something_undetermined_has_its_code(call: Any) -> None:
    anywhere = CHATBOT.replace("model: anthropic", "model: global.anthropic").replace(", country: ES", "")
    put(Path("all"), app=anywhere, open=CHATBOT)
    assert call("assess-many", "all")[0] == exits.UNDETERMINED


def test_a_manifest_that_fielato_fails_on_does_not_take_the_others_with_it(call: Any, monkeypatch: Any) -> None:
    Path("sitecustomize.py").write_text(
        "import fielato.engine as e\n"
        "real = e.Engine.read\n"
        "def read(self, data, file):\n"
        "    if b'break' in data: raise ZeroDivisionError('by chance')\n"
        "    return real(self, data, file)\n"
        "e.Engine.read = read\n"
    )
    monkeypatch.syspath_prepend(str(Path.cwd()))
    put(Path("all"), a=named("one"), b=named("break"), c=named("three"))
    code, printed, told = call("assess-many", "all")
    found = _lines(printed)
    assert "fielato: internal error on 1 manifests; their lines" in told
    assert (code, [line["kind"] for line in found]) == (exits.INTERNAL, ["assessed", "failed", "assessed"])
    assert found[1]["error"].endswith("ZeroDivisionError: by chance\n")


@pytest.mark.parametrize("path", ["empty.ndjson", "empty", "-"])
def test_nothing_to_assess_is_an_error(call: Any, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    Path("empty.ndjson").touch()
    Path("empty").mkdir()
    code, printed, _ = call("assess-many", path)
    (line,) = _lines(printed)
    assert (code, line["problems"][0]["message"]) == (exits.UNREADABLE, "there is no deployment here")


# What is printed


def test_standard_input_is_read_and_lines_go_out_where_nothing_else_is_named(
    call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (document,) = manifests(1, 1)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(document).encode())))
    _, printed, summary = call("assess-many", "-")
    assert [line["source"] for line in _lines(printed)] == [{"file": "-", "line": 1}]
    assert summary.startswith("manifests: 1, components: 1\n")


def test_the_summary_counts_what_the_lines_say(call: Any) -> None:
    put(Path("all"), a=named("one"), b=CHATBOT.replace("eu-south-2", "us-east-1"), c="apiVersion: fielato/v1\n")
    arguments = ("assess-many", "all", "--boundary", "ES", "--workers", "1")
    _, summary, told = call(*arguments, "--out", str(OUT))
    assert told == ""
    *lines, rate = summary.splitlines()
    assert rate.startswith("0:")
    assert rate.endswith(" components/s, workers: 1")
    assert "\n".join(lines) == SUMMARY
    _, alone, _ = call(*arguments, "--summary-only")
    assert alone.splitlines()[:-1] == lines
    _, spanish, _ = call(*arguments, "--summary-only", "--lang", "es")
    assert spanish.startswith("manifiestos: 3, componentes: 2\nno válidos, y por tanto sin evaluar: 1\n")


SUMMARY = """\
manifests: 3, components: 2
not valid, so not assessed: 1

verdict        manifests  law  organisation
non-compliant  1          0    1
undetermined   1          2    0
needs review   0          0    1
compliant      0          0    0

gate                              manifests
closed by a violation             1
closed by something undetermined  0
open                              1

rules that close most gates                     manifests  subjects
es-public-sector/id-systems-in-the-union        1          1
es-public-sector/register-data-not-transferred  1          1
es-public-sector/register-systems-in-the-union  1          1
gdpr/transfer-has-a-ground                      1          1
organisation/boundary                           1          1
organisation/vendor-boundary                    1          1
"""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--resume",), "--resume goes on with a file: name it with --out"),
        (("--summary-only", "--full"), "--summary-only writes no lines: leave out --out and --full"),
        (("--out", "results.ndjson"), "results.ndjson exists already: add --resume to go on with it, or remove it"),
        (("--out", "missing/results.ndjson"), "cannot write missing/results.ndjson: No such file or directory"),
        (("--profile", "soverein"), "there is no profile `soverein`; did you mean `sovereign`?"),
    ],
)
def test_a_wrong_call_is_told_and_changes_nothing(call: Any, arguments: tuple[str, ...], told: str) -> None:
    put(Path("all"), app=CHATBOT)
    OUT.write_text("of value\n")
    code, out, err = call("assess-many", "all", *arguments)
    assert (code, out, OUT.read_text()) == (exits.UNREADABLE, "", "of value\n")
    assert told in err


def test_two_runs_never_write_one_file(call: Any) -> None:
    put(Path("all"), app=CHATBOT)
    with command.to_file(OUT):
        code, _, err = call("assess-many", "all", "--out", str(OUT))
    assert (code, "another run is writing results.ndjson" in err) == (exits.UNREADABLE, True)


def test_progress_is_drawn_on_a_terminal_and_taken_away_again(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fleet.ndjson").write_bytes(mixed(1, 100, one_valid_in=50))
    controller, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "fielato", "assess-many", "fleet.ndjson", "--summary-only", "--as-of", DAY],
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
    )
    os.close(terminal)
    drawn = os.read(controller, 65_536).decode()
    os.close(controller)
    assert done.stdout.startswith(b"manifests: 100,")
    assert "manifests/s" in drawn
    assert " left" in drawn
    assert drawn.endswith("\r\x1b[K")


# Stopping and going on


@pytest.fixture
def stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], tuple[int, str]]:
    """Stops a run by a signal once it has written some lines, while its input is still open."""
    monkeypatch.chdir(tmp_path)
    Path("fleet.ndjson").write_bytes(mixed(3, 3_000, one_valid_in=60))

    def stop(number: int) -> tuple[int, str]:
        process = _started("-", "--out", str(OUT))
        assert process.stdin is not None
        lines = iter(Path("fleet.ndjson").read_bytes().splitlines(keepends=True))
        while not OUT.exists() or OUT.read_bytes().count(b"\n") < 40:
            process.stdin.write(b"".join(itertools.islice(lines, 20)))
            process.stdin.flush()
            time.sleep(0.01)
        process.send_signal(number)
        code = process.wait(60)
        _, told = process.communicate()
        return code, told.decode()

    return stop


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_stops_when_it_is_told_to_and_goes_on_to_the_same_results(
    stopped: Callable[[int], tuple[int, str]], number: int
) -> None:
    code, told = stopped(number)
    assert code == exits.STOPPED
    assert told == (
        "fielato: stopped; to go on, repeat the call with --resume: results.ndjson is whole as far as it goes\n"
    )
    part = OUT.read_bytes()
    assert part.endswith(b"\n")
    fleet = Path("fleet.ndjson").read_bytes()
    resumed = _started("-", "--out", str(OUT), "--resume")
    summary, told_then = resumed.communicate(fleet)
    assert told_then == b""
    assert b"\nassessed before: " in summary
    whole = _started("-", "--out", "whole.ndjson")
    whole.communicate(fleet)
    assert OUT.read_bytes() == Path("whole.ndjson").read_bytes()
    assert OUT.read_bytes().startswith(part[: part.rindex(b"\n", 0, -1)])
    assert resumed.returncode == whole.returncode == exits.UNREADABLE


def test_a_run_that_was_killed_leaves_no_worker_behind_and_can_be_gone_on_with(
    stopped: Callable[[int], tuple[int, str]],
) -> None:
    code, told = stopped(signal.SIGKILL)  # `communicate` returns only when the workers have let go of standard error
    assert (code, told) == (-signal.SIGKILL, "")
    resumed = _started("-", "--out", str(OUT), "--resume")
    resumed.communicate(Path("fleet.ndjson").read_bytes())
    assert resumed.returncode == exits.UNREADABLE
    assert len(_lines(OUT.read_text())) == 3_000
