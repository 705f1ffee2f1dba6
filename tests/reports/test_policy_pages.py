"""The pages of the policies have every rule, definition and article, in both languages, and are up to date."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.rules.policies import INSTRUMENTS, RULE, with_files

from fielato import library
from fielato.reports.policy_pages import PAGES, articles_page, rules_page
from fielato.rules.pack import Policies, load

POLICIES = library.policies()
LINK = r"\[([^\]]+)\]\(([^)#]+)\)"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_one_beside_the_policies(name: str) -> None:
    assert PAGES[name](POLICIES) == (library.bundled("policies") / name).read_text(encoding="utf-8"), (
        "run `fielato policy docs`"
    )


@pytest.mark.parametrize("page", PAGES.values())
def test_every_link_leads_to_a_file(page: Callable[[Policies], str]) -> None:
    files = {file for _, file in re.findall(LINK, page(POLICIES))}
    assert files
    assert [file for file in files if not (library.bundled("policies") / file).is_file()] == []


def test_every_rule_and_definition_is_listed_once_and_its_articles_lead_to_it() -> None:
    owners = [file.removesuffix(".yaml") for _, file in re.findall(LINK, rules_page(POLICIES))]
    expected = [one.file.removesuffix(".yaml") for one in (*POLICIES.rules.values(), *POLICIES.definitions.values())]
    assert sorted(owners) == sorted(expected)
    citing = {file.removesuffix(".yaml") for _, file in re.findall(LINK, articles_page(POLICIES))}
    assert citing == set(expected)


def test_every_row_has_as_many_cells_as_its_heading() -> None:
    for page in PAGES.values():
        tables = re.findall(r"(?:^\|.*\n)+", page(POLICIES), re.MULTILINE)
        assert tables
        for table in tables:
            assert len({line.count("|") for line in table.splitlines()}) == 1


def test_a_rule_is_told_in_both_languages_with_basis_dates_and_mark() -> None:
    rule = RULE + "in_force: {since: 2020-01-01}\nverified: false\n"
    (row,) = [line for line in rules_page(load(with_files(law__stays=rule))).splitlines() if "law/stays.yaml" in line]
    assert [cell.strip() for cell in row.strip("|").split("|")] == [
        "[stays](law/stays.yaml)",
        "Data stay<br>*Los datos se quedan*",
        "location",
        "blocks · bloquea",
        "GDPR Art. 44<br>*RGPD, art. 44*",
        "2020-01-01 –",
        "**no**",
    ]


def test_an_article_is_told_in_both_languages_with_what_rests_on_it() -> None:
    cited = RULE.replace('["44"]', '["46(2)(c)", "5", "recital 7", "10"]')
    numbered = INSTRUMENTS.replace("}}\n", "}, celex: 32016R0679}\n")
    page = articles_page(load(with_files(law__stays=cited, instruments=numbered)))
    lines = page[page.index("## ") :].splitlines()
    link = "[law/stays](law/stays.yaml)"
    assert lines == [
        "## GDPR · RGPD",
        "",
        "General Regulation.",
        "",
        "Reglamento general.",
        "",
        "CELEX `32016R0679`",
        "",
        "| article | artículo | what rests on it · qué se apoya en él |",
        "|---|---|---|",
        f"| Art. 5 | art. 5 | {link} |",
        f"| Art. 10 | art. 10 | {link} |",
        "| Art. 45 | art. 45 | [territory.safe](law/territory-safe.yaml) |",
        f"| Art. 46(2)(c) | art. 46.2.c) | {link} |",
        f"| recital 7 | considerando 7 | {link} |",
    ]
