"""Every format of demo deployments in both languages, as it was when somebody last read it.

`FIELATO_GOLDEN=write` writes the files again; read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.reports.formats.made import DEMO, demo

from fielato import __version__
from fielato.reports.formats import FORMATS, render
from fielato.reports.formats.interface import Rendering
from fielato.reports.words import Language

GOLDEN = Path(__file__).parents[2] / "golden_formats"
ENDINGS = {
    "sarif": "sarif",
    "junit": "xml",
    "gitlab": "gitlab.json",
    "github": "github",
    "markdown": "md",
    "html": "html",
    "oscal": "oscal.json",
}
REPORTS: list[tuple[str, Language]] = [
    ("chatbot", "en"),
    ("hospital-triage/global-profile", "en"),
    ("hospital-triage/global-profile", "es"),
    ("phased-rollout", "es"),
]
CASES = [(one, language, name) for one, language in REPORTS for name in ENDINGS]


def golden(one: str, language: str, name: str) -> Path:
    return GOLDEN / f"{one.replace('/', '-')}.{language}.{ENDINGS[name]}"


@pytest.mark.parametrize(("one", "language", "name"), CASES)
def test_the_format_of_a_demo_is_the_golden_one(one: str, language: Language, name: str) -> None:
    how = Rendering(language=language, folder=DEMO.as_posix(), repository=DEMO.as_posix())
    printed = render(name, demo(one, language), how).replace(f"{DEMO.as_posix()}/", "").replace(__version__, "VERSION")
    if name == "oscal":  # the document's own uuid is made of all that is in it, the version too
        printed = re.sub(r'"uuid": "[^"]*"', '"uuid": "OF-CONTENT"', printed, count=1)
    file = golden(one, language, name)
    if os.environ.get("FIELATO_GOLDEN") == "write":
        file.write_text(printed, encoding="utf-8")
    assert printed == file.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_case() -> None:
    assert set(GOLDEN.iterdir()) == {golden(*case) for case in CASES}


def test_every_format_has_golden_files_here_or_a_test_of_its_own() -> None:
    assert FORMATS.keys() - ENDINGS.keys() == {"text", "json"}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_text(name: str) -> None:
    printed = render(name, demo("chatbot"), Rendering())
    assert printed == render(name, demo("chatbot"), Rendering())
    assert printed.endswith("\n")


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        render("interface", demo("chatbot"), Rendering())
