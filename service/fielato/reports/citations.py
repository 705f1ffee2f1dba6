"""How the articles of one instrument are cited: as the policies write them, and as a Spanish lawyer would."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fielato.reports.words import Language, word

if TYPE_CHECKING:
    from fielato.rules.declaration import LegalBasis
    from fielato.rules.pack import Policies

_SPANISH: Final[Mapping[str, str]] = {
    "recital": "considerando",
    "Annex": "anexo",
    "Clauses": "cláusulas",
    "Clause": "cláusula",
    "use cases": "casos de uso",
    "step": "paso",
    "Sensitive Data": "datos sensibles",
    "Supplemental Principle": "principio complementario",
    "second subparagraph": "párrafo segundo",
    "and": "y",
}
_WORD: Final = rf"\b(?:{'|'.join(_SPANISH)})\b"
_PROVISION: Final = r"^(DA|DT) (\d+)$"
_PARAGRAPH: Final = r"\((\d+)\)"
_LETTER: Final = r"\(([a-z])\)|\.([a-z])$"


def citation(policies: Policies, basis: LegalBasis, language: Language) -> str:
    """Articles of one instrument, as a lawyer would cite them."""
    short = policies.instruments[basis.instrument].short[language]
    if not basis.articles:
        return short
    return f"{short}{', ' if language == 'es' else ' '}{cited(basis.articles, language)}"


def cited(articles: Sequence[str], language: Language) -> str:
    """The articles behind one “Art.”, then recitals, annexes and provisions: `arts. 44 y 46.2.c), considerando 7`."""
    numbered = [_part(one, language) for one in articles if one[:1].isdigit()]
    others = [_part(one, language) for one in articles if not one[:1].isdigit()]
    if numbered:
        others.insert(0, f"{word('articles' if len(numbered) > 1 else 'article', language)} {_row(numbered, language)}")
    return ", ".join(others)


def _row(parts: Sequence[str], language: Language) -> str:
    if language == "en" or len(parts) == 1:
        return ", ".join(parts)
    return f"{', '.join(parts[:-1])} y {parts[-1]}"


def _part(article: str, language: Language) -> str:
    if provision := re.match(_PROVISION, article):
        return word(provision[1], language, number=provision[2])
    if language == "en":
        return article
    spelled = re.sub(_LETTER, lambda found: f".{found[1] or found[2]})", re.sub(_PARAGRAPH, r".\1", article))
    return re.sub(_WORD, lambda found: _SPANISH[found[0]], spelled)
