"""`fielato check --report` and `--format`: what is written where, and what is said when it cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fielato import library
from fielato.cli import exits
from fielato.cli.main import run
from fielato.cli.outputs import MAX_SUMMARY, SUMMARY
from fielato.reports.formats import FORMATS

CHATBOT = (library.demo() / "chatbot.yaml").read_text(encoding="utf-8")
DAY = "2026-11-23"


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Checks a deployment in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(SUMMARY, raising=False)
    Path("app.yaml").write_text(CHATBOT, encoding="utf-8")

    def fielato(*arguments: str, paths: tuple[str, ...] = ("app.yaml",)) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run(["check", *paths, "--as-of", DAY, *arguments])
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return fielato


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_in_a_file_is_what_the_format_prints(check: Any, name: str) -> None:
    code, printed, err = check("--format", name, "--report", f"{name}=report.out")
    assert (code, err) == (exits.OPEN, "")
    assert Path("report.out").read_text(encoding="utf-8") == printed
    assert "\x1b" not in printed


def test_several_reports_are_written_beside_what_is_printed(check: Any) -> None:
    code, printed, _ = check("--report", "sarif=a.sarif", "--report", "junit=a.xml", "--lang", "es")
    assert code == exits.OPEN
    assert printed.startswith("shop-chatbot")
    assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"][0]["language"] == "es"
    assert sorted(path.name for path in Path().iterdir()) == ["a.sarif", "a.xml", "app.yaml"]


def test_reports_tell_all_whatever_the_detail_of_what_is_printed(check: Any) -> None:
    phased = str(library.demo() / "phased-rollout.yaml")
    code, printed, _ = check("--format", "json", "--detail", "verdict", "--report", "json=all.json", paths=(phased,))
    assert code == exits.OPEN
    assert "findings" not in json.loads(printed)["assessments"][0]
    assert json.loads(Path("all.json").read_text(encoding="utf-8"))["assessments"][0]["phases"]


def test_the_error_names_every_report_that_was_not_written_and_the_others_are(check: Any) -> None:
    code, printed, err = check("--report", "sarif=no/a.sarif", "--report", "junit=a.xml", "--report", "html=no/a.html")
    assert (code, printed) == (exits.UNREADABLE, "")
    assert "cannot write no/a.sarif" in err
    assert "cannot write no/a.html" in err
    assert Path("a.xml").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--report", "sarif"), "`sarif` is not FORMAT=FILE, such as sarif=fielato.sarif"),
        (("--report", "sarfi=x"), "there is no format `sarfi`; did you mean `sarif`?"),
        (("--report", "sarif=x", "--report", "html=./x"), "x is named for two reports"),
        (("--report", "sarif=x", "--output", "x"), "x is named for two reports"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused_before_anything_is_written(
    check: Any, arguments: tuple[str, ...], said: str
) -> None:
    code, _, err = check(*arguments)
    assert code == exits.UNREADABLE
    assert said in " ".join(err.split())
    assert [path.name for path in Path().iterdir()] == ["app.yaml"]


def test_paths_are_told_from_the_root_of_the_repository(
    check: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir("deep")
    _, printed, _ = check("--format", "gitlab", paths=("../app.yaml",))
    assert {one["location"]["path"] for one in json.loads(printed)} == {"app.yaml"}


def test_the_summary_of_a_job_gets_the_comment_after_what_is_there(
    check: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv(SUMMARY, str(summary))
    check("--format", "sarif")
    assert summary.read_text(encoding="utf-8") == "before\n"
    check("--format", "github", "--report", "markdown=comment.md")
    assert summary.read_text(encoding="utf-8") == "before\n" + Path("comment.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("full", [True, False])
def test_a_summary_that_cannot_be_written_is_told_and_decides_nothing(
    check: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    summary = tmp_path / "summary.md" if full else tmp_path
    if full:
        summary.write_bytes(b"x" * MAX_SUMMARY)
    monkeypatch.setenv(SUMMARY, str(summary))
    code, printed, err = check("--format", "github")
    assert code == exits.OPEN
    assert printed.startswith("::")
    assert err.startswith("fielato: the summary of the job was not written: ")
