"""The page: one file that loads and runs nothing, in its language, with what files say shown as it is."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from tests.reports.formats.made import demo, finding, found, hostile, place, waiver

from fielato.reports.document import NotePart, Report
from fielato.reports.formats.annotations import annotated
from fielato.reports.formats.html import render
from fielato.reports.formats.interface import Rendering
from fielato.reports.groups import by_question
from fielato.reports.words import LANGUAGES, Language

LOADING = {"src", "srcset", "data", "poster", "action", "background"}


class Read(HTMLParser):
    """The text of a page, and its tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_it_is_shown_and_does_nothing(report: Report) -> None:
    page = Read(render(report, Rendering()))
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "svg"}
    for _, attributes in page.tags:
        assert not attributes.keys() & LOADING
        assert not [name for name in attributes if name.startswith("on")]
        assert str(attributes.get("href", "#")).startswith("#")
    for one in annotated(report, by_question):
        assert one.first.message in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_its_title(language: Language) -> None:
    page = Read(render(demo("chatbot", language), Rendering(language=language)))
    assert ("html", {"lang": language}) in page.tags
    assert [name for name, _ in page.tags].count("h1") == 1
    assert {"en": "The gate is open – Fielato", "es": "La puerta está abierta – Fielato"}[language] in page.text


def test_waivers_and_what_was_not_understood_are_told() -> None:
    note = NotePart(message="x is not known", location=place("main.tf", 7, 1))
    made = found(finding(outcome="waived", waiver=waiver("Waived until then.")), notes=(note,))
    page = Read(render(made, Rendering()))
    assert "main.tf:7:1: x is not known" in page.text
    assert "Waived until then." in page.text
