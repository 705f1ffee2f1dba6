"""Workflow commands, read back as GitHub's runner reads them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reports.formats.made import finding, found, hostile, place

from fielato.reports.document import NotePart, Report
from fielato.reports.formats.github import MAX_PER_STEP, Command, render
from fielato.reports.formats.interface import Rendering

DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}
PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescaped(text: str, table: dict[str, str]) -> str:
    for escape, character in table.items():
        text = text.replace(escape, character)
    return text


def parsed(line: str) -> Command:
    """A line as the runner takes it apart."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, properties = head.partition(" ")
    pairs = [one.partition("=") for one in properties.split(",") if one]
    given_ = {key: unescaped(value, PROPERTY) for key, _, value in pairs}
    return Command(name, unescaped(data, DATA), given_)


def lines(report: Report, how: Rendering | None = None) -> list[Command]:
    printed = render(report, how or Rendering())
    return [parsed(line) for line in printed.split("\n")[:-1]]


TEXT = st.text()
KEYS = st.sampled_from(["file", "title", "line"])


@settings(deadline=None)
@given(st.sampled_from(["error", "notice"]), TEXT, st.dictionaries(KEYS, TEXT.filter(bool), max_size=3))
def test_any_text_comes_back_as_it_was(name: str, message: str, properties: dict[str, str]) -> None:
    command = Command(name, message, properties)
    assert "\n" not in str(command)
    assert "\r" not in str(command)
    assert parsed(str(command)) == command


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_there_are_no_more_commands_than_are_meant(report: Report) -> None:
    counted = Counter(command.name for command in lines(report))
    assert counted.keys() <= {"error", "warning", "notice"}
    assert max(counted.values()) <= MAX_PER_STEP


def test_an_annotation_points_at_the_cause_from_the_repository() -> None:
    how = Rendering(folder="/repo/deep", repository="/repo")
    _, command = sorted(lines(found(finding()), how), key=lambda one: one.name, reverse=True)
    assert command.name == "error"
    assert command.properties == {
        "file": "deep/app.yaml",
        "line": "3",
        "endLine": "3",
        "col": "5",
        "title": "Data stay inside (organisation/boundary)",
    }
    assert command.message == "model is outside\nwhat to do: Move it.\nbasis: GDPR Art. 44"


def test_a_file_without_lines_is_annotated_at_its_first_and_the_message_names_the_address() -> None:
    at = place("plan.json", 0, 0, address="aws_s3_bucket.logs")
    command = lines(found(finding(location=at)))[0]
    assert command.properties["line"] == "1"
    assert command.message.startswith("plan.json: aws_s3_bucket.logs: model is outside")


def test_where_there_are_more_than_github_keeps_the_last_one_says_how_many() -> None:
    many = [finding(f"gdpr/{at}") for at in range(12)]
    errors = [command for command in lines(found(*many)) if command.name == "error"]
    assert len(errors) == MAX_PER_STEP
    assert errors[-1].message.startswith("3 more are not shown")


def test_a_waived_finding_says_nothing_and_what_was_not_understood_is_a_notice() -> None:
    note = NotePart(message="`x` is not known", location=place("main.tf", 7, 1))
    told = [(one.name, one.message) for one in lines(found(finding(outcome="waived"), notes=(note,)))]
    assert told == [("notice", "gate: open"), ("notice", "`x` is not known")]


def test_of_many_errors_those_of_other_rules_and_files_are_shown_first() -> None:
    same = [finding("gdpr/a", title="A", location=place(line=line)) for line in range(1, 21)]
    other = [
        finding("gdpr/b", title="B", location=place(line=30)),
        finding("gdpr/a", title="A", location=place("main.tf", 1)),
    ]
    errors = [command for command in lines(found(*same, *other)) if command.name == "error"]
    shown = [(command.properties["title"], command.properties["file"]) for command in errors[:-1]]
    assert shown[:3] == [("A (gdpr/a)", "app.yaml"), ("B (gdpr/b)", "app.yaml"), ("A (gdpr/a)", "main.tf")]
    assert errors[-1].message.startswith("13 more are not shown")
