"""Articles are cited as the policies write them in English, and as a Spanish lawyer would in Spanish."""

from __future__ import annotations

import re

import pytest

from fielato import library
from fielato.reports.citations import citation, cited
from fielato.reports.words import Language

POLICIES = library.policies()
BASES = [basis for compiled in POLICIES.rules.values() for basis in compiled.rule.legal_basis]
BASES += [basis for compiled in POLICIES.definitions.values() for basis in compiled.definition.legal_basis]


@pytest.mark.parametrize(
    ("articles", "english", "spanish"),
    [
        pytest.param(["46 bis"], "Art. 46 bis", "art. 46 bis", id="one article"),
        pytest.param(["44", "46(2)(c)"], "Art. 44, 46(2)(c)", "arts. 44 y 46.2.c)", id="paragraphs and letters"),
        pytest.param(
            ["122.2.c", "211.1.f"], "Art. 122.2.c, 211.1.f", "arts. 122.2.c) y 211.1.f)", id="Spanish letters"
        ),
        pytest.param(["4(1)", "recital 26"], "Art. 4(1), recital 26", "art. 4.1, considerando 26", id="a recital"),
        pytest.param(
            ["4", "DT 2"], "Art. 4, transitional provision 2", "art. 4, DT 2.ª", id="a provision beside an article"
        ),
        pytest.param(["DA 1"], "additional provision 1", "DA 1.ª", id="a provision alone"),
        pytest.param(
            ["49(1), second subparagraph", "49(6)"],
            "Art. 49(1), second subparagraph, 49(6)",
            "arts. 49.1, párrafo segundo y 49.6",
            id="a subparagraph",
        ),
        pytest.param(["Clauses 8.7, 8.8 and 9"], "Clauses 8.7, 8.8 and 9", "cláusulas 8.7, 8.8 y 9", id="clauses"),
        pytest.param(["Annex II, op.nub.1"], "Annex II, op.nub.1", "anexo II, op.nub.1", id="a measure of an annex"),
    ],
)
def test_articles_are_cited_in_each_language(articles: list[str], english: str, spanish: str) -> None:
    assert cited(articles, "en") == english
    assert cited(articles, "es") == spanish


def test_no_citation_of_the_packs_mixes_the_languages() -> None:
    spanish = " ".join(cited(basis.articles, "es") for basis in BASES if basis.articles)
    assert re.findall(r"recital|[Aa]nnex|[Cc]lause|\bcase|Principle|\band\b|subparagraph|\(", spanish) == []


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "GDPR Art. 44, 45(1), 46(1), 49(1)"), ("es", "RGPD, arts. 44, 45.1, 46.1 y 49.1")]
)
def test_the_instrument_stands_before_its_articles(language: Language, shown: str) -> None:
    basis = POLICIES.rules["gdpr/transfer-has-a-ground"].rule.legal_basis[0]
    assert citation(POLICIES, basis, language) == shown


def test_an_instrument_cited_as_a_whole_has_no_comma() -> None:
    basis = POLICIES.rules["organisation/boundary"].rule.legal_basis[0]
    assert citation(POLICIES, basis, "es") == "política propia"
