"""The page in a real browser: what axe says of it, on a narrow screen too, and that it asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from tests.reports.formats.made import demo, finding, found, report, waiver

from fielato.reports.formats.html import render
from fielato.reports.formats.interface import Rendering
from fielato.reports.words import LANGUAGES, Language

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield started
        started.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_nothing_and_the_page_does_not_scroll_sideways(
    browser: Browser, tmp_path: Path, language: Language, scheme: str, width: int
) -> None:
    parts = [demo(name, language).assessments[0] for name in ("hospital-triage/global-profile", "phased-rollout")]
    waived = found(finding(outcome="waived", waiver=waiver())).assessments[0]
    file = tmp_path / "page.html"
    file.write_text(render(report(*parts, *parts, waived), Rendering(language=language)), encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type]  # one of its literals
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [(one["id"], one["help"]) for one in Axe().run(page).response["violations"]] == []
    assert asked == [file.as_uri()]
    context.close()


def test_the_page_shows_its_colours_under_its_own_policy(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render(demo("chatbot"), Rendering()), encoding="utf-8")
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.gate')).borderLeftWidth") == "10px"
    assert told == []
    page.close()
