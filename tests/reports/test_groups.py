"""Which findings are told together: at a line for tools, by question for people."""

from __future__ import annotations

from tests.reports.formats.made import finding, place

from fielato.reports import phrases
from fielato.reports.document import FindingPart
from fielato.reports.groups import by_cause, by_question


def asked(subject: str, line: int, ask: str = "party.role", file: str = "app.yaml") -> FindingPart:
    missing = (ask, *(f"party.fact_{number}" for number in range(7)))
    return finding(
        "gdpr/a", subject, outcome="undetermined", location=place(file, line), ask_first=ask, missing=missing
    )


def test_one_question_on_many_lines_is_told_once_to_people_and_at_each_line_to_tools() -> None:
    same = [asked("party/a", 3), asked("party/b", 9)]
    assert by_question(same) == [same]
    assert by_cause(same) == [[same[0]], [same[1]]]


def test_different_questions_of_one_rule_are_told_apart() -> None:
    different = [asked("party/a", 3), asked("party/b", 3, "party.country")]
    assert by_question(different) == [[different[0]], [different[1]]]


def test_what_is_violated_is_told_at_its_line() -> None:
    first, second, third = (finding(subject=f"component/{line}", location=place(line=line)) for line in (3, 3, 8))
    assert by_question([first, second, third]) == [[first, second], [third]]


def test_places_of_one_file_follow_its_name_and_each_is_told_once() -> None:
    group = [asked("a", 3), asked("b", 3), asked("c", 9), asked("d", 1, file="main.tf")]
    assert phrases.places(group, "en") == "app.yaml:3:5, :9:5, main.tf:1:5"


def test_many_places_are_told_by_number() -> None:
    group = [asked(f"party/{line}", line) for line in range(1, 21)]
    assert phrases.places(group, "en").endswith(":6:5 … and 14 more")
    assert phrases.places(group, "es").endswith(":6:5 … y 14 más")


def test_of_the_unknown_facts_five_are_told_and_the_rest_by_number() -> None:
    facts, left = phrases.missing([asked("a", 1), asked("b", 2)])
    assert facts == ["party.role", *(f"party.fact_{number}" for number in range(4))]
    assert left == 3
