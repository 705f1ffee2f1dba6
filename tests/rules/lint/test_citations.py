"""Articles and instruments in two ways, and rules that do not say what they rest on."""

from __future__ import annotations

import pytest
from tests.rules.policies import INSTRUMENTS

from fielato.rules.lint.citations import article_key

from .support import SECOND_RULE, SOUND_CASES, SOUND_RULE, of_rule, told

AGAIN = INSTRUMENTS.partition("\n")[2].replace("id: gdpr", "id: again")


@pytest.mark.parametrize("article", ["46(2)(c)", "46.2.c", "46 (2) c", "46(2)(C)"])
def test_an_article_is_the_same_however_it_is_written(article: str) -> None:
    assert article_key(article) == "46.2.c"


def test_an_article_in_two_ways_is_an_error_where_it_is_the_rarer() -> None:
    changed = {
        "law__moves": SECOND_RULE.replace('["44"]', '["46.2.c"]'),
        "law__moves.cases": SOUND_CASES,
        "law__more": SECOND_RULE.replace("id: moves", "id: more").replace('["44"]', '["46.2.c", "46(2)"]'),
        "law__more.cases": SOUND_CASES,
        "law__stays": SOUND_RULE.replace('["44"]', '["44", "46(2)(c)"]'),
    }
    assert told("article-in-two-ways", **changed) == [
        "error law/stays.yaml:7:51 `46(2)(c)` of `gdpr` is cited as `46.2.c` elsewhere"
    ]


def test_what_one_rule_cites_twice_is_an_error() -> None:
    assert of_rule("article-twice", '["44"]', '["44", "44"]') == ["error 7:51 `44` of `gdpr` is cited twice"]
    whole = "{instrument: gdpr}, {instrument: gdpr}"
    assert of_rule("article-twice", '{instrument: gdpr, articles: ["44"]}', whole) == [
        "error 7:35 `gdpr` is cited twice"
    ]


def test_an_instrument_twice_is_an_error() -> None:
    numbered = {"instruments": (INSTRUMENTS + AGAIN).replace("}}\n", "}, celex: 32016R0679}\n")}
    assert told("instrument-twice", **numbered) == [
        "error instruments.yaml:3:5 `again` has the CELEX number of `gdpr`: 32016R0679",
        "error instruments.yaml:3:5 `again` has the short name of `gdpr`: GDPR",
    ]


def test_an_unverified_mark_on_articles_that_others_cite_as_verified_is_to_know() -> None:
    changed = {"law__moves": SECOND_RULE, "law__moves.cases": SOUND_CASES}
    unverified = SOUND_RULE + "verified: false\n"
    assert told("verified-marks-differ", law__stays=unverified, **changed) == [
        "info law/stays.yaml:15:11 is marked unverified, while others that cite the same articles are not"
    ]
    assert told("verified-marks-differ", law__stays=unverified) == []


def test_a_rule_says_what_it_rests_on_and_who_looked_into_it() -> None:
    basis = 'legal_basis: [{instrument: gdpr, articles: ["44"]}]\n'
    assert of_rule("cites-nothing", basis, "") == ["error 1:1 cites nothing"]
    assert of_rule("not-researched", "researched_as: [TRF-01]\n", "") == ["warning 1:1 has no `researched_as:`"]
