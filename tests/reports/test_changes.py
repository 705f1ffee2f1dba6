"""How timelines and differences are told, in both languages, over policies of their own."""

from __future__ import annotations

import datetime
import functools
import os
import string
from pathlib import Path
from textwrap import dedent
from typing import get_args

import pytest
from tests.changes.support import on, over_time
from tests.resolve.support import LONDON, manifest
from tests.scenarios.support import supposing

from fielato import library
from fielato.changes import causes, difference
from fielato.changes.causes import Kind
from fielato.changes.difference import Why
from fielato.engine import Engine, Terms
from fielato.reports import change_words, diff, text, timeline
from fielato.reports.words import LANGUAGES, Language
from fielato.rules.pack import load

DAY = datetime.date(2026, 11, 23)
GOLDEN = Path(__file__).parents[1] / "golden_time"
TEXTS = dedent("""\
    title: {{en: "{en}", es: "{es}"}}
    message:
      en: "{{transfer.purpose}} in {{territory.code}}: {en}."
      es: "{{transfer.purpose}} en {{territory.code}}: {es}."
    rationale: {{en: Because., es: Porque sí.}}
    remediation: {{en: Mend it., es: Arréglelo.}}
    layer: law
    question: ground
    subject: transfer
    legal_basis: [{{instrument: gdpr, articles: ["44"]}}]
    """)
BILINGUAL = "{en: Own, es: Propio}"
FILES = {
    "instruments.yaml": f"instruments: [{{id: gdpr, short: {{en: GDPR, es: RGPD}}, name: {BILINGUAL}}}]\n",
    "gates.yaml": f"gates: [{{id: default, title: {BILINGUAL}, where: violated, ground: undetermined, duty: never}}]\n",
    "profiles/default.yaml": dedent(f"""\
        id: default
        title: {BILINGUAL}
        description: {BILINGUAL}
        packs: [own]
        gate: default
        parameters: {{dpf_check_max_age: 90, tia_max_age: 365, change_notice_min: 30}}
        """),
    "own/pack.yaml": f"id: own\ntitle: {BILINGUAL}\ndescription: {BILINGUAL}\n",
    "own/adequate.yaml": "id: adequate\nseverity: block\nrequire: territory.eea || territory.adequacy == 'full'\n"
    + TEXTS.format(en="The transfer is adequate", es="La transferencia es adecuada"),
    "own/fresh.yaml": "id: fresh\nseverity: review\nrequire: transfer.tia_age <= organisation.tia_max_age\n"
    + TEXTS.format(en="The assessment is fresh", es="La evaluación es reciente"),
    "own/later.yaml": "id: later\nseverity: advise\nin_force: {since: 2027-08-01}\nrequire: transfer.keys_in_eea\n"
    + TEXTS.format(en="The keys stay", es="Las claves se quedan"),
}
GIVEN = manifest(
    {**LONDON, "party": "host"},
    {**LONDON, "id": "more", "region": "us-east-1", "party": "host"},
    parties=[{"id": "host", "entity": "Host Ltd", "country": "GB", "role": "processor"}],
    grounds=[{"importer": "host", "tia": {"date": "2026-05-01"}}],
    phases=[
        {"id": "pilot", "starts": "2026-11-01", "components": ["store"]},
        {"id": "growth", "starts": "2027-02-01", "components": ["more"]},
    ],
)


@functools.cache
def own() -> Engine:
    return Engine(load({path: data.encode() for path, data in FILES.items()}), library.catalogue())


def golden(name: str, printed: str) -> None:
    """`FIELATO_GOLDEN=write` writes the files again; read the difference before it is committed."""
    path = GOLDEN / name
    if os.environ.get("FIELATO_GOLDEN") == "write":
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_timeline_is_told_day_by_day(language: Language) -> None:
    found = over_time(GIVEN, since=DAY, under=own())
    golden(f"timeline.{language}.txt", timeline.render(timeline.build([found], own().catalogue, language), language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_is_told_with_what_is_supposed_first(language: Language) -> None:
    under = supposing(own(), "uk-adequacy-lapses", DAY)
    found = difference(on(GIVEN, None, DAY, under=own()), on(GIVEN, None, DAY, under=under))
    report = diff.build([found], (own().catalogue, under.catalogue), language)
    golden(f"diff.{language}.txt", diff.render(report, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_check_of_a_roll_out_has_a_line_for_each_phase_and_warns_of_those_to_come(language: Language) -> None:
    assessments = own().assess([(GIVEN, None)], Terms(DAY))
    golden(f"phases.{language}.txt", text.render(own().report(assessments, language), language))


def test_every_golden_file_belongs_to_a_test() -> None:
    names = {f"{page}.{language}.txt" for page in ("timeline", "diff", "phases") for language in LANGUAGES}
    assert {path.name for path in GOLDEN.iterdir()} == names


TABLES = {"WORDS": change_words.WORDS, "CAUSES": change_words.CAUSES, "REASONS": change_words.REASONS}


@pytest.mark.parametrize(("table", "key"), [(name, key) for name, table in TABLES.items() for key in table])
def test_every_word_of_these_pages_exists_in_both_languages_with_the_same_slots(table: str, key: str) -> None:
    texts = TABLES[table][key]
    slots = [{name for _, name, _, _ in string.Formatter().parse(texts[one]) if name} for one in LANGUAGES]
    assert texts.keys() == set(LANGUAGES)
    assert slots[0] == slots[1]


def test_every_kind_of_cause_and_reason_can_be_told() -> None:
    assert set(change_words.CAUSES) == set(get_args(Kind))
    assert set(change_words.REASONS) == set(get_args(Why))
    for cause in causes(GIVEN, None, own().judge().choice, own().catalogue):
        assert change_words.said(change_words.CAUSES, cause.kind, "en", **cause.words)
