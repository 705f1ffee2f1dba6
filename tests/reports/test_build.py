"""The report is the same document whether it is to be read or only to be sent."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

import msgspec
import pytest

from fielato.assess import Assessment
from fielato.cli.gather import gather
from fielato.engine import Engine, Terms, engine
from fielato.library import demos
from fielato.reports.build import build
from fielato.reports.words import LANGUAGES, Language

DAYS = (datetime.date(2026, 11, 23), datetime.date(2024, 2, 29))
DEMOS = demos()


@functools.cache
def fielato() -> Engine:
    return engine()


@functools.cache
def assessed(path: Path, day: datetime.date) -> list[Assessment]:
    return fielato().assess(gather(fielato(), (str(path),), None), Terms(day))


@pytest.mark.parametrize("demo", DEMOS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_both_forms_are_the_same_json(demo: str, language: Language, day: datetime.date) -> None:
    shared = fielato()
    one = assessed(DEMOS[demo], day)
    parts = build(one, shared.policies, shared.catalogue, language)
    sent = build(one, shared.policies, shared.catalogue, language, "json")
    assert msgspec.json.encode(sent) == msgspec.json.encode(parts)


def test_what_is_told_of_one_deployment_does_not_leak_into_another() -> None:
    shared = fielato()
    each = [assessed(path, DAYS[0])[0] for path in DEMOS.values()]
    together = build(each, shared.policies, shared.catalogue, "es", "json").assessments
    alone = [build([one], shared.policies, shared.catalogue, "es", "json").assessments[0] for one in reversed(each)]
    assert [msgspec.json.encode(one) for one in together] == [msgspec.json.encode(one) for one in reversed(alone)]


def test_every_fact_of_a_finding_is_told_as_its_subject_knows_it() -> None:
    shared = fielato()
    for path in DEMOS.values():
        one = assessed(path, DAYS[0])[0]
        parts = build([one], shared.policies, shared.catalogue).assessments[0].findings
        for finding, part in zip(one.findings, parts, strict=True):
            told = [(fact.fact, fact.source, fact.location.pointer if fact.location else None) for fact in part.because]
            known = [
                (
                    fact.name,
                    origin.source or None if fact.value is not None else None,
                    origin.pointer if origin.places is not None else None,
                )
                for fact in finding.because
                for origin in [finding.origin(fact.name)]
            ]
            assert told == known
            assert (part.location.pointer, part.location.line) == (finding.location.pointer, finding.location.line)
