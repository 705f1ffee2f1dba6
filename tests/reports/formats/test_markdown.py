"""The comment: what files say shows as it is and does nothing, and it is never longer than a comment may be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.reports.formats.made import PLAIN, assessment, demo, finding, folder, found, hostile, place, report, waiver

from fielato.reports.document import NotePart, Report
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


def test_where_the_data_go_and_what_was_not_understood_come_right_after_what_closes_the_gate() -> None:
    note = NotePart(message="x is not known", location=place("main.tf", 7, 1))
    asked = finding("gdpr/b", outcome="undetermined", missing=("party.role",), ask_first="party.role")
    later = finding("gdpr/c", severity="review")
    printed = render(found(finding(), asked, later, notes=(note,)), Rendering())
    order = ["What closes the gate", "Where the data go", "x is not known", "To be looked at", "Open questions"]
    assert sorted(order, key=printed.index) == order


def test_a_rule_is_told_once_with_each_of_its_places() -> None:
    many = [finding(location=place(line=at), message=f"model {at} is outside") for at in (3, 9)]
    printed = render(found(*many), Rendering())
    assert "<strong>Data stay inside</strong> · 2 places" in printed
    assert "<code>app.yaml&#58;9</code> model 9 is outside" in printed
    assert printed.count("Move it.") == 1


def test_an_open_question_is_one_line_with_what_to_find_out_in_words() -> None:
    missing = tuple(f"party.fact_{number}" for number in range(25))
    because = (msgspec.structs.replace(finding().because[0], fact="party.fact_0", description="Its role."),)
    many = [
        finding(
            subject=f"party/{at}", outcome="undetermined", missing=missing, ask_first="party.fact_0", because=because
        )
        for at in range(40)
    ]
    printed = render(found(*many), Rendering())
    assert "\n- Data stay inside (40 times): its role\n" in printed
    assert "fact_1" not in printed


def test_of_several_deployments_each_question_names_its_own() -> None:
    asked = finding(outcome="undetermined", missing=("party.role",), ask_first="party.role")
    printed = render(report(assessment([asked]), assessment([asked])), Rendering())
    assert printed.splitlines().count("- app: Data stay inside: party.role") == 2


def test_what_goes_to_the_same_places_shares_a_row_and_what_takes_place_nowhere_comes_last() -> None:
    (part,) = found().assessments[0].processing
    replace = msgspec.structs.replace
    nowhere = replace(part, purpose="support", run_by="vendor", territories=())
    printed = render(found(processing=(nowhere, part, replace(part, purpose="storage"))), Rendering())
    assert printed.index("| <code>model</code> | inference, storage | ES |") < printed.index("does not take place")


def test_a_comment_on_the_files_of_a_whole_service_is_short_enough_to_be_read() -> None:
    printed = render(folder(), PLAIN)
    assert len(printed) < 20_000
    assert "left out" not in printed
