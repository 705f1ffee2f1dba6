"""What `check` prints of the demo deployments: schema, sameness, and golden texts in both languages."""

from __future__ import annotations

import contextlib
import datetime
import functools
import json as standard_json
import os
import re
import string
from pathlib import Path

import jsonschema
import pytest

from fielato import library
from fielato.cli.gather import gather
from fielato.engine import Engine, Terms, engine
from fielato.reports import json, layout, text
from fielato.reports.document import Report
from fielato.reports.less import schema
from fielato.reports.words import LANGUAGES, WORDS, Language

DAY = datetime.date(2026, 11, 23)
GOLDEN = Path(__file__).parents[1] / "golden"
DEMO = library.demo()
MADE_OF_FILES = "support-desk"
"""The demo that is a folder of other tools' files."""
DEMOS = sorted([*(path.relative_to(DEMO).as_posix() for path in library.demos().values()), MADE_OF_FILES])
VALIDATOR = jsonschema.Draft202012Validator(schema("assessment"))


@functools.cache
def fielato() -> Engine:
    return engine()


@functools.cache
def report(demo: str, language: Language = "en") -> Report:
    return made(fielato(), demo, language)


def made(engine: Engine, demo: str, language: Language = "en") -> Report:
    """The report as from the folder of the demos: lines are wrapped with the paths in them."""
    with contextlib.chdir(DEMO):
        gathered = gather(engine, (demo,), None)
    return engine.report(engine.assess(gathered, Terms(DAY)), language)


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_json_of_every_demo_is_what_the_published_schema_says(demo: str, language: Language) -> None:
    document = standard_json.loads(json.render(report(demo, language)))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []
    for assessment in document["assessments"]:
        assert assessment["processing"]
        for finding in assessment["findings"]:
            assert finding["location"]["file"].endswith((".yaml", ".tf"))
            assert finding["location"]["line"] > 0
            assert finding["legal_basis"]


def test_the_schema_of_the_report_is_valid_and_refuses_what_is_no_report() -> None:
    jsonschema.Draft202012Validator.check_schema(schema("assessment"))
    assert not VALIDATOR.is_valid({"assessments": [], "gate": {"state": "ajar", "reasons": []}})


@pytest.mark.parametrize("demo", ["chatbot.yaml", "hospital-triage/global-profile.yaml"])
def test_the_same_input_gives_the_same_bytes(demo: str) -> None:
    again = Engine(library.policies.__wrapped__(), library.catalogue.__wrapped__())
    second = made(again, demo)
    assert json.render(second) == json.render(report(demo))


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_every_demo_is_the_golden_one(demo: str, language: Language) -> None:
    """`FIELATO_GOLDEN=write` writes the files again; read the difference before it is committed."""
    golden = GOLDEN / f"{demo.removesuffix('.yaml').replace('/', '-')}.{language}.txt"
    printed = text.render(report(demo, language), language)
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_demo() -> None:
    named = {demo.removesuffix(".yaml").replace("/", "-") for demo in DEMOS}
    assert {path.name.split(".")[0] for path in GOLDEN.iterdir()} == named


def test_no_line_of_a_finding_is_wider_than_the_page() -> None:
    before = [text.render(report(demo), "en").partition("Where the data go")[0] for demo in DEMOS]
    wrapped = [line for one in before for line in one.splitlines() if line.startswith("  ")]
    assert max(map(len, wrapped)) <= layout.WIDTH


def test_colours_are_added_only_when_asked_for_and_change_no_word() -> None:
    plain = text.render(report("hospital-triage/global-profile.yaml"), "en")
    painted = text.render(report("hospital-triage/global-profile.yaml"), "en", colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mCLOSED" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


@pytest.mark.parametrize("key", WORDS)
def test_every_word_exists_in_both_languages_with_the_same_slots(key: str) -> None:
    slots = [{name for _, name, _, _ in string.Formatter().parse(WORDS[key][one]) if name} for one in LANGUAGES]
    assert WORDS[key].keys() == set(LANGUAGES)
    assert slots[0] == slots[1]
