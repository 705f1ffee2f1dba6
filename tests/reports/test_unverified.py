"""The facts that nobody has seen in a source: what says the same is told once, and in the reader's language."""

from __future__ import annotations

import pytest
from tests.reports.test_reports import DEMOS, report

from fielato import library
from fielato.reports.sources import cited
from fielato.reports.unverified import doubt, statement, together
from fielato.reports.words import LANGUAGES, Language


def test_what_several_purposes_rest_on_is_told_once_the_most_frequent_first() -> None:
    said = [
        ("cdn", "cache", "no region is given: aws takes it from the account", "x.com (read 2026-11-23)"),
        ("logs", "support", "sentry does not say", ""),
        ("logs", "training", "sentry does not say", ""),
        ("errors", "support", "sentry does not say", ""),
    ]
    statements = [statement(component, doubt(purpose, text, source, "en")) for component, purpose, text, source in said]
    assert list(map(str, together(statements))) == [
        "3 × sentry does not say: logs (support, training), errors (support)",
        "1 × no region is given: aws takes it from the account (x.com (read 2026-11-23)): cdn (cache)",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("demo", DEMOS)
def test_no_fact_of_a_demo_gets_lost_and_all_are_about_a_component_of_it(demo: str, language: Language) -> None:
    for one in report(demo, language).assessments:
        about = [name for same in together(one.rests_on.unverified) for name in same.about]
        assert len(about) == len(one.rests_on.unverified)
        assert {name.partition(", ")[0] for name in about} <= {part.component for part in one.processing}


def test_a_source_is_told_in_spanish_but_for_its_name() -> None:
    assert cited("docs.example.com, as quoted in a public note (read 2026-11-23)", "es") == (
        "docs.example.com, según la cita una nota pública (leído el 2026-11-23)"
    )
    assert cited("general knowledge, to be confirmed", "es") == "conocimiento general, por confirmar"
    assert cited("no vendor text read", "en") == "no vendor text read"


def test_no_region_says_in_english_what_it_rests_on_to_a_spanish_reader() -> None:
    sources = {cited(found.cited, "es") for found in library.catalogue().regions()}
    assert not [source for source in sources if "general knowledge" in source or "(read " in source]
