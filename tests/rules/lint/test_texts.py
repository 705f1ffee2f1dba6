"""Texts that are to be written or translated."""

from __future__ import annotations

from tests.rules.policies import INSTRUMENTS, PACK

from .support import of_cases, of_rule, told


def test_what_is_to_be_written_is_an_error_at_its_place() -> None:
    assert of_rule("to-write", "en: Move,", 'en: "TODO: where to",') == ["error 13:20 to be written: where to"]
    assert of_rule("to-write", "severity: block", "severity: block # TODO") == [
        "error 5:19 to be written: see the line"
    ]
    assert of_rule("to-write", "when: data.personal", "# TODO: say when\nwhen: data.personal") == [
        "error 8:3 to be written: say when"
    ]


def test_cases_and_packs_are_read_too() -> None:
    case = 'name: "TODO: a name", facts: {data.personal: false, territory.eea: true}, outcome: not_applicable'
    assert of_cases("to-write", case) == ["error 6:13 to be written: a name"]
    assert told("to-write", law__pack=PACK.replace("The law", "TODO")) == [
        "error law/pack.yaml:2:13 to be written: , es: La ley}"
    ]


def test_a_word_that_contains_the_mark_is_none() -> None:
    assert of_rule("to-write", "es: Traslade", "es: TODOS se mudan") == []


def test_one_text_for_both_languages_is_an_error() -> None:
    assert of_rule("not-translated", "es: Porque sí", "es: Because") == ["error 12:30 is the same in both languages"]
    assert told("not-translated", law__pack=PACK.replace("es: Para cualquiera", "es: For anybody")) == [
        "error law/pack.yaml:3:36 is the same in both languages"
    ]
    assert told("not-translated", instruments=INSTRUMENTS.replace("Reglamento general", "General Regulation")) == [
        "error instruments.yaml:2:5 the name of `gdpr` is the same in both languages"
    ]
