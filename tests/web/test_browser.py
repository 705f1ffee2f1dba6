"""The form in a real browser without JavaScript, and what axe says of its pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield started
        started.close()


def fill(page: Page) -> None:
    page.fill("#controller", "Hospital de Ejemplo")
    page.select_option("#country", "ES")
    page.check("#public")
    page.check("#personal")
    page.check("#special-health")
    page.fill("#provider", "aws")
    page.fill("#service", "bedrock")
    page.fill("#model", "anthropic.claude-sonnet-4-6")
    page.fill("#region", "eu-south-2")
    page.check("#boundary-EU")


def test_six_answers_lead_to_a_verdict_without_javascript(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False, locale="en").new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    submit(page)
    assert page.title().startswith("Error: ")
    page.click("a[href='#controller']")
    fill(page)
    submit(page)
    assert page.locator("#gate-title").inner_text().startswith("Gate ")
    page.click("button[name=switch]")
    assert page.locator("#gate-title").inner_text().startswith("Puerta ")
    page.click("button[name=edit]")
    assert page.input_value("#model") == "anthropic.claude-sonnet-4-6"
    assert all(url.startswith(address) for url in asked)
    page.context.close()


@pytest.mark.parametrize("width", [320, 1200])
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True).new_page()
    for prepare in PAGES.values():
        prepare(page, address, "es")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def empty(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/?lang={language}")


def file(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/?way=file&lang={language}")


def submit(page: Page) -> None:
    """Send the form, and wait until the answer stands there with its style sheet."""
    with page.expect_navigation(wait_until="load"):
        page.click("#assess")


def mistaken(page: Page, address: str, language: str) -> None:
    empty(page, address, language)
    submit(page)


def result(page: Page, address: str, language: str) -> None:
    empty(page, address, language)
    fill(page)
    submit(page)


PAGES = {"form": empty, "file": file, "error": mistaken, "result": result}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str, language: str, scheme: str) -> None:
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()  # type: ignore[arg-type]
    PAGES[name](page, address, language)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert found.response["violations"] == []
    page.context.close()


def test_the_way_back_from_an_answer_finds_everything_typed(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/?lang=en")
    page.fill("#provider", "aws")
    submit(page)
    assert page.title().startswith("Error: ")
    page.fill("#controller", "Acme")
    submit(page)
    assert "gate" in page.title()
    page.go_back()
    assert (page.input_value("#provider"), page.input_value("#controller")) == ("aws", "Acme")
    page.context.close()
