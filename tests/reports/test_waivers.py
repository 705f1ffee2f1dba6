"""How waivers and a baseline are told: golden texts in both languages, and words that exist in both."""

from __future__ import annotations

import datetime
import os
import string
from pathlib import Path

import jsonschema
import msgspec
import pytest
from msgspec import UNSET, structs
from tests.waivers.support import BOUNDARY, DAY, VENDOR, assessed, bare, book_of, fielato, manifest, waiver

from fielato import baseline
from fielato.assess import Assessment
from fielato.engine import Accepted, Terms
from fielato.model.waivers import Waiver
from fielato.reports import json, text, waivers, waivers_list
from fielato.reports.document import WaiverPart
from fielato.reports.less import schema
from fielato.reports.words import LANGUAGES, Language
from fielato.waivers import Uncounted, value

GOLDEN = Path(__file__).parents[1] / "golden_waivers"
ONE = datetime.timedelta(days=1)


def void() -> Waiver:
    """A waiver that was granted when the boundary was wider."""
    facts = waiver().facts
    assert facts is not UNSET
    then = tuple(structs.replace(one, value="EEA") if one.name == "organisation.boundary" else one for one in facts)
    return waiver(facts=then, value=value.value(then))


def of_all_kinds() -> Assessment:
    """One waiver that holds, one that does not, one that names nothing, and a file that does not count.

    Of what is found, only as much is kept as a reader of the golden texts needs.
    """
    lost = waiver(subject="location/model/inference/FR")
    book = book_of(void(), waiver(VENDOR), lost)
    book = structs.replace(book, uncounted=(Uncounted(".fielato/waivers.yaml"),))
    known = baseline.document([(bare().manifest.deployment, bare().findings[2:])])
    accepted = Accepted(book, baseline.parse(json.render(known).encode(), "b.json"))
    one = fielato().assess([(manifest(), None)], Terms(DAY, boundary="EU"), accepted)[0]
    return structs.replace(one, findings=(*one.findings[:2], *one.findings[-1:]))


def golden(name: str, printed: str) -> None:
    """`FIELATO_GOLDEN=write` writes the files again; read the difference before it is committed."""
    if os.environ.get("FIELATO_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(printed, encoding="utf-8")
    assert printed == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_a_check_with_waivers_and_a_baseline_is_the_golden_one(language: Language) -> None:
    golden(f"check.{language}.txt", text.render(fielato().report([of_all_kinds()], language), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_the_golden_one(language: Language) -> None:
    page = waivers_list.listed([of_all_kinds()], (), language)
    golden(f"list.{language}.txt", waivers_list.render(page, "text", language))


def test_the_json_is_what_the_schema_says() -> None:
    printed = json.render(fielato().report([of_all_kinds()]))
    jsonschema.Draft202012Validator(schema("assessment")).validate(msgspec.json.decode(printed))


STATES: dict[str, tuple[Waiver, datetime.date]] = {
    "in_force": (waiver(), DAY),
    "expiring": (waiver(), DAY + 40 * ONE),
    "not_yet": (waiver(), DAY - ONE),
    "expired": (waiver(), DAY + 61 * ONE),
    "void": (void(), DAY),
    "void, and nobody knows what it was": (
        waiver(facts=UNSET, value="sha256:" + "0" * 64),
        DAY,
    ),
    "void by its outcome": (waiver(outcome="undetermined"), DAY),
}


def part(one: Waiver, day: datetime.date, language: Language) -> WaiverPart:
    report = fielato().report([assessed(one, day=day)], language)
    return next(each.waiver for each in report.assessments[0].findings if (each.rule, each.subject.id) == BOUNDARY)  # type: ignore[return-value]  # it has one


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_sentence_that_names_whom_to_ask(name: str, language: Language) -> None:
    found = part(*STATES[name], language)
    assert found.state == name.partition(",")[0].partition(" ")[0]
    assert "Ana" in found.message
    assert "{" not in found.message


def test_a_void_waiver_says_what_changed() -> None:
    found = part(void(), DAY, "en")
    assert "organisation.boundary was EEA, is EU" in found.message
    assert [(one.fact, one.then, one.now) for one in found.changed] == [("organisation.boundary", "EEA", "EU")]


@pytest.mark.parametrize("key", waivers.WORDS)
def test_every_sentence_exists_in_both_languages_with_the_same_slots(key: str) -> None:
    slots = [{name for _, name, _, _ in string.Formatter().parse(waivers.WORDS[key][one]) if name} for one in LANGUAGES]
    assert slots[0] == slots[1]


def test_a_waiver_that_matches_in_one_deployment_of_a_run_is_matched() -> None:
    one = assessed(waiver())
    elsewhere = structs.replace(one, findings=())
    assert waivers.beside([one, elsewhere], "en").unmatched == ()
    assert len(waivers.beside([elsewhere], "en").unmatched) == 1
