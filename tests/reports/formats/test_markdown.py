"""The comment: what files say shows as it is and does nothing, and it is never longer than a comment may be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.reports.formats.made import demo, finding, found, hostile, place, waiver

from fielato.reports.document import Report
from fielato.reports.formats.interface import Rendering
from fielato.reports.formats.markdown import MAX_OPEN, render
from fielato.reports.formats.markup import code, escaped, inert

OURS = {"details", "summary", "sub", "strong", "code", "br"}
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})


class Read(HTMLParser):
    """What a page shows, and with which tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.tags.add(tag)


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1) | st.text(
    "-+=#*_`~<>&[]()!|\\.:@ 1a", min_size=1
)


@settings(deadline=None)
@given(LINE)
@pytest.mark.parametrize("write", [escaped, inert, code])
def test_any_text_shows_as_it_is(write: object, text: str) -> None:
    assert callable(write)
    shown = Read(MARKDOWN.render(f"{write(text)}"))
    assert shown.text.strip("\n") == " ".join(text.split())
    assert shown.tags <= {"p", "code"}


@settings(deadline=None)
@given(hostile())
def test_whatever_the_files_say_there_are_no_tags_and_links_but_ours(report: Report) -> None:
    printed = render(report, Rendering())
    tags = Read(MARKDOWN.render(printed)).tags
    assert tags <= OURS | {"h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert not re.search(r"@[a-z]", printed)


def test_nobody_is_called_and_no_issue_is_linked() -> None:
    assert inert("@team see #12") == "@<!-- -->team see \\#<!-- -->12"


def test_the_first_of_what_closes_the_gate_are_open_and_the_rest_is_folded() -> None:
    many = [finding(f"gdpr/{at}") for at in range(5)]
    printed = render(found(*many, finding("gdpr/b", severity="advise")), Rendering())
    assert printed.startswith("## 🛑 Fielato: The gate is closed\n")
    assert printed.index("What closes the gate (5)") < printed.index("<details open>") < printed.index("Open questions")
    assert printed.count("<details open>") == MAX_OPEN


def test_a_comment_is_never_longer_than_it_may_be_and_says_what_is_left_out() -> None:
    many = [finding(f"gdpr/{at}", location=place(line=at + 1), message="m" * 500) for at in range(300)]
    printed = render(found(*many), Rendering())
    assert len(printed) < 65_536
    assert printed.count("<details") == printed.count("</details>")
    assert "more are left out" in printed


def test_a_waiver_is_told_with_its_reason() -> None:
    printed = render(found(finding(outcome="waived", waiver=waiver("Waived until then."))), Rendering())
    assert "### Waived (1)" in printed
    assert "Waived until then." in printed


@pytest.mark.parametrize("name", ["chatbot", "hospital-triage/global-profile", "phased-rollout"])
def test_the_comment_on_a_demo_is_one_that_somebody_reads(name: str) -> None:
    assert len(render(demo(name), Rendering())) < 25_000
