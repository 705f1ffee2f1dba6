"""What `advise` prints of the demo deployments: golden texts in both languages, a schema, and the command itself."""

from __future__ import annotations

import functools
import json as standard_json
import os
import string
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from tests.advise.support import advised, fielato
from tests.resolve.support import DAY

from fielato import library
from fielato.advise.change import Reply
from fielato.advise.move import KINDS
from fielato.cli import exits
from fielato.cli.commands import cli
from fielato.cli.gather import gather
from fielato.reports import advice, advice_text, json
from fielato.reports.advice_words import WORDS
from fielato.reports.schemas import schema
from fielato.reports.words import LANGUAGES, Language

GOLDEN = Path(__file__).parents[1] / "golden_advice"
DEMOS = sorted(library.demos())
VALIDATOR = jsonschema.Draft202012Validator(schema("advice"))


@functools.cache
def report(demo: str, language: Language = "en") -> advice.AdviceReport:
    gathered = gather(fielato(), (str(library.demos()[demo]),), None)
    return advice.build([advised(*one) for one in gathered], "Madrid", language)


def call(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["advise", *arguments], standalone_mode=False)


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_every_demo_is_the_golden_one(demo: str, language: Language) -> None:
    """`FIELATO_GOLDEN=write` writes the files again; read the difference before it is committed."""
    golden = GOLDEN / f"{demo.replace('/', '-')}.{language}.txt"
    printed = advice_text.render(report(demo, language), language)
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_demo() -> None:
    named = {f"{demo.replace('/', '-')}.{language}.txt" for demo in DEMOS for language in LANGUAGES}
    assert {path.name for path in GOLDEN.iterdir()} == named


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_of_every_demo_is_what_the_published_schema_says(demo: str, language: Language) -> None:
    document = standard_json.loads(json.render(report(demo, language)))
    assert [error.message for error in VALIDATOR.iter_errors(document)] == []


def test_both_languages_fill_in_the_same_words() -> None:
    for key, texts in WORDS.items():
        slots = [{name for _, name, _, _ in string.Formatter().parse(texts[one]) if name} for one in LANGUAGES]
        assert slots[0] == slots[1], key


def test_every_kind_of_change_has_words() -> None:
    assert set(KINDS) <= WORDS.keys()


def test_a_later_phase_is_told_with_its_first_day() -> None:
    printed = advice_text.render(report("phased-rollout"), "en")
    assert "Phase peaks, from 2027-09-01" in printed


def test_an_answer_that_is_a_date_is_written_as_one() -> None:
    part = advice.reply(Reply("party.dpf.checked", "party/maker", DAY), "en")
    assert part.value == DAY.isoformat()
    assert part.description


def test_the_command_prints_text_and_json_and_ends_well() -> None:
    demo = str(library.demos()["town-hall"])
    text, document = (call(demo, "--as-of", "2026-11-23", "--format", one) for one in ("text", "json"))
    assert (text.return_value, document.return_value) == (exits.OPEN, exits.OPEN)
    assert text.stdout == advice_text.render(report("town-hall"), "en")
    assert standard_json.loads(document.stdout) == standard_json.loads(json.render(report("town-hall")))


def test_the_command_counts_distances_from_the_place_that_is_named() -> None:
    demo = str(library.demos()["town-hall"])
    printed = call(demo, "--as-of", "2026-11-23", "--from", "Zaragoza", "--format", "json").stdout
    assert standard_json.loads(printed)["advice"][0]["origin"] == "Zaragoza"
    assert "no city `Atlantis`" in str(call(demo, "--from", "Atlantis").exception)


def test_the_command_takes_the_callers_boundary() -> None:
    demo = str(library.demos()["hospital-triage/regional"])
    printed = call(demo, "--as-of", "2026-11-23", "--boundary", "ES", "--format", "json").stdout
    (one,) = standard_json.loads(printed)["advice"]
    assert one["advice"]["before"]["gate"] == "closed"
    assert [each["components"] for each in one["advice"]["components"]] == [["transcripts"]]
