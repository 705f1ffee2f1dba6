"""`fielato check --server`: the same answer and the same exit codes, and a closed gate where there is no answer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.remote.conftest import Scripted, listening

from fielato import library
from fielato.cli import exits
from fielato.cli.main import run
from fielato.settings import Settings
from fielato.web import create_app

pytestmark = pytest.mark.slow

DAY = "2026-11-23"
CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
UNDETERMINED = CHATBOT.replace("model: anthropic", "model: global.anthropic").replace(", country: ES", "")
BUSY = (503, {}, b"")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with listening(create_app({"TESTING": True, "SETTINGS": Settings()}).wsgi_app) as address:
        yield address


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[str, Scripted]]]:
    with ExitStack() as stack:

        def start(*answers: Any) -> tuple[str, Scripted]:
            scripted = Scripted(*answers)
            return stack.enter_context(listening(scripted)), scripted

        yield start


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIELATO_TOKEN", raising=False)
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda _: None)
    Path("app.yaml").write_text(CHATBOT, encoding="utf-8")

    def fielato(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(["check", *arguments, "--as-of", DAY])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        pytest.param(CHATBOT, (), exits.OPEN, id="open"),
        pytest.param(CHATBOT, ("--boundary", "PT"), exits.VIOLATED, id="violated"),
        pytest.param(UNDETERMINED, (), exits.UNDETERMINED, id="undetermined"),
        pytest.param(UNDETERMINED, ("--gate", "report", "--lang", "es"), exits.OPEN, id="another gate, in Spanish"),
        pytest.param(CHATBOT, ("--profile", "sovereign", "--format", "sarif"), exits.VIOLATED, id="another format"),
        pytest.param(CHATBOT, ("--boundary", "ES,FR", "--format", "json", "--detail", "verdict"), 0, id="in brief"),
    ],
)
def test_a_service_and_this_machine_print_the_same_and_end_with_the_same(
    call: Any, url: str, text: str, arguments: tuple[str, ...], code: int
) -> None:
    Path("app.yaml").write_text(text, encoding="utf-8")
    here, there = call("app.yaml", *arguments), call("app.yaml", *arguments, "--server", url)
    assert here[0] == code
    assert _comparable(there) == _comparable(here)


def _comparable(done: tuple[int, str, str]) -> Any:
    """What was printed, but for the digest of the input: a service sees JSON, and no file."""
    code, out, err = done
    lines = [line for line in out.splitlines() if '"inputs"' not in line]
    return code, lines, err


def test_reports_to_files_are_written_as_well(call: Any, url: str) -> None:
    assert call("app.yaml", "--server", url, "--report", "json=report.json", "--boundary", "PT")[0] == exits.VIOLATED
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert {one["location"]["file"] for one in report["assessments"][0]["findings"]} == {"app.yaml"}


def test_several_deployments_are_sent_one_by_one_and_the_worst_decides(call: Any, url: str) -> None:
    Path("other.yaml").write_text(CHATBOT.replace("shop", "other").replace("eu-south-2", "us-east-1"))
    code, out, _ = call("app.yaml", "other.yaml", "--server", url, "--boundary", "EU")
    assert code == exits.VIOLATED
    assert out.rstrip().endswith("gate: CLOSED (other-chatbot)")


# Where there is no answer


def test_the_gate_is_closed_where_the_service_cannot_be_reached(call: Any) -> None:
    code, out, err = call("app.yaml", "--server", "http://127.0.0.1:1")
    assert (code, out) == (exits.UNREADABLE, "")
    assert err == (
        "fielato: http://127.0.0.1:1 cannot be reached: [Errno 111] Connection refused\n"
        "Nothing was assessed; the gate counts as closed.\n"
    )


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", ""])
def test_with_a_fallback_this_machine_assesses_and_says_so(
    call: Any, serve: Callable[..., tuple[str, Scripted]], address: str
) -> None:
    server = address or serve(BUSY)[0]
    code, out, err = call("app.yaml", "--server", server, "--offline-fallback", "--boundary", "PT")
    assert code == exits.VIOLATED
    assert out == call("app.yaml", "--boundary", "PT")[1]
    assert err.count("WARNING") == 2
    assert "assessed on this machine instead" in err


@pytest.mark.parametrize("answer", [(401, {}, b""), (404, {}, b""), (200, {}, b"{}"), (500, {}, b""), (302, {}, b"")])
def test_a_fallback_is_for_no_answer_and_not_for_a_wrong_one(
    call: Any, serve: Callable[..., tuple[str, Scripted]], answer: Any
) -> None:
    code, out, err = call("app.yaml", "--server", serve(answer)[0], "--offline-fallback")
    assert (code, out) == (exits.UNREADABLE, "")
    assert "WARNING" not in err


def test_a_service_that_is_busy_twice_answers_the_third_time(
    call: Any, serve: Callable[..., tuple[str, Scripted]]
) -> None:
    application = create_app({"TESTING": True, "SETTINGS": Settings()}).wsgi_app
    address, asked = serve(BUSY, (429, {"Retry-After": "1"}, b""), application)
    assert call("app.yaml", "--server", address)[0] == exits.OPEN
    assert len(asked.requests) == 3


# The token


def test_the_token_comes_from_the_file_or_else_from_the_environment(
    call: Any, serve: Callable[..., tuple[str, Scripted]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = serve((401, {}, b""))
    Path("token").write_text("from-a-file\n")
    monkeypatch.setenv("FIELATO_TOKEN", "from-the-environment")
    call("app.yaml", "--server", address)
    call("app.yaml", "--server", address, "--token-file", "token")
    monkeypatch.delenv("FIELATO_TOKEN")
    _, _, err = call("app.yaml", "--server", address)
    sent = [request.headers.get("Authorization") for request in asked.requests]
    assert sent == ["Bearer from-the-environment", "Bearer from-a-file", None]
    assert "--token-file or FIELATO_TOKEN" in err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read: No such file"),
        (b"", "is empty"),
        (b"\xff\xfe", "holds no token"),
        (b"a b", "no token has"),
    ],
)
def test_a_token_file_that_holds_none_is_told(call: Any, url: str, content: bytes | None, told: str) -> None:
    if content is not None:
        Path("token").write_bytes(content)
    code, out, err = call("app.yaml", "--server", url, "--token-file", "token")
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err


# What does not go together


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--policies", "rules"), "--policies cannot be sent"),
        (("--scenario", "no-dpf"), "--scenario cannot be sent"),
        (("--advise", "--format", "json"), "--advise cannot be sent"),
        (("--detail", "brief", "--format", "json", "--report", "sarif=x"), "--report beside --detail cannot be sent"),
    ],
)
def test_what_a_service_cannot_be_told_is_refused(call: Any, url: str, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = call("app.yaml", "--server", url, *arguments)
    assert (code, out) == (exits.UNREADABLE, "")
    assert told in err


@pytest.mark.parametrize("flag", ["--offline-fallback", "--insecure-http"])
def test_a_flag_for_a_service_needs_one(call: Any, flag: str) -> None:
    code, _, err = call("app.yaml", flag)
    assert code == exits.UNREADABLE
    assert f"{flag} goes with --server" in err


def test_documents_are_not_sent_in_the_open(call: Any) -> None:
    code, _, err = call("app.yaml", "--server", "http://fielato.example")
    assert code == exits.UNREADABLE
    assert "is not encrypted" in err


def test_the_library_for_http_is_loaded_for_a_service_alone(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(CHATBOT, encoding="utf-8")
    loaded = "import atexit, sys; atexit.register(lambda: print('requests' in sys.modules, file=sys.stderr))\n"
    program = [sys.executable, "-c", f"{loaded}from fielato.cli.main import start; start()", "check", "app.yaml"]
    for more, expected in (((), "False"), (("--server", "http://127.0.0.1:x"), "False")):
        done = subprocess.run([*program, *more], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.stderr.split()[-1] == expected
