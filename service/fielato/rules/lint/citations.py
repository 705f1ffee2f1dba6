"""Articles and instruments that are cited in two ways, and rules that do not say what they rest on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from fielato.model.fact import UNSET
from fielato.rules.lint.finding import Finding, finding
from fielato.rules.lint.linted import Linted

OWN_POLICY: Final = "own-policy"
"""The instrument of rules that rest on no law, and so on no research."""


def article_key(article: str) -> str:
    """What is the same of an article however it is written: `46(2)(c)` and `46.2 c` are one."""
    return ".".join(re.findall(r"[0-9a-z]+", article.lower()))


def articles_in_two_ways(linted: Linted) -> Iterator[Finding]:
    """The same article of one instrument written differently; the spelling used most is taken for the right one."""
    spellings: dict[tuple[str, str], Counter[str]] = {}
    for _, _, basis in linted.bases():
        for article in basis.articles:
            spellings.setdefault((basis.instrument, article_key(article)), Counter())[article] += 1
    for owner, index, basis in linted.bases():
        for at, article in enumerate(basis.articles):
            usual, _ = spellings[basis.instrument, article_key(article)].most_common(1)[0]
            if usual != article and owner in linted.owners:
                message = f"`{article}` of `{basis.instrument}` is cited as `{usual}` elsewhere"
                problem = linted.at(owner, f"/legal_basis/{index}/articles/{at}", message, f"write `{usual}`")
                yield finding("error", "article-in-two-ways", problem)


def articles_twice(linted: Linted) -> Iterator[Finding]:
    """An article that one rule or definition cites twice."""
    seen: set[tuple[str, str, str]] = set()
    for owner, index, basis in linted.bases():
        for at, article in enumerate(basis.articles or ("",)):
            key = (owner, basis.instrument, article_key(article))
            if key in seen and owner in linted.owners:
                what = f"`{article}` of `{basis.instrument}`" if article else f"`{basis.instrument}`"
                pointer = f"/legal_basis/{index}" + (f"/articles/{at}" if article else "")
                yield finding(
                    "error", "article-twice", linted.at(owner, pointer, f"{what} is cited twice", "once is enough")
                )
            seen.add(key)


def instruments_twice(linted: Linted) -> Iterator[Finding]:
    """Two instruments with one official number, or with one short name: their articles would be cited as two laws."""
    owners: dict[tuple[str, str], str] = {}
    for name, instrument in linted.policies.instruments.items():
        given = {
            "CELEX number": instrument.celex,
            "BOE reference": instrument.boe,
            "ELI": instrument.eli,
            "ECLI": instrument.ecli,
            "short name": instrument.short.en,
        }
        for kind, value in given.items():
            first = owners.setdefault((kind, str(value)), name)
            if value is not UNSET and first != name:
                message = f"`{name}` has the {kind} of `{first}`: {value}"
                yield finding("error", "instrument-twice", linted.at_instrument(name, message, "keep one of them"))


def verified_marks(linted: Linted) -> Iterator[Finding]:
    """Rules marked unverified whose every article is the basis of something verified as well."""
    verified = {
        (basis.instrument, article_key(article))
        for owner, _, basis in linted.bases()
        if linted.written(owner).verified
        for article in basis.articles or ("",)
    }
    for owner in linted.owners:
        written = linted.written(owner)
        cited = {
            (basis.instrument, article_key(one)) for basis in written.legal_basis for one in basis.articles or ("",)
        }
        if not written.verified and cited and cited <= verified:
            message = "is marked unverified, while others that cite the same articles are not"
            hint = "see whether the mark is about something else than the articles; say so in the rationale"
            yield finding("info", "verified-marks-differ", linted.at(owner, "/verified", message, hint))


def without_source(linted: Linted) -> Iterator[Finding]:
    """Rules that cite nothing, or cite the law and do not name their entry in the research."""
    for owner in linted.owners:
        written = linted.written(owner)
        if not written.legal_basis:
            problem = linted.at(owner, "", "cites nothing", "add `legal_basis:` with an instrument and its articles")
            yield finding("error", "cites-nothing", problem)
        cites_law = any(basis.instrument != OWN_POLICY for basis in written.legal_basis)
        if owner in linted.policies.rules and cites_law and not written.researched_as:
            problem = linted.at(owner, "", "has no `researched_as:`", "name its entry in the legal research")
            yield finding("warning", "not-researched", problem)
