"""What the other commands print: rows of facts, the list of rules, the page of one rule, the reference page."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pytest

from fielato import library
from fielato.errors import UsageError
from fielato.reports import facts, layout, reference, rules
from fielato.reports.words import LANGUAGES, Language

CATALOGUE = library.catalogue()
POLICIES = library.policies()
DAY = datetime.date(2026, 11, 23)
IN_UNION = datetime.date(2019, 6, 1)
"""A day on which the United Kingdom was a member."""


def test_regions_as_csv_have_exactly_the_columns_that_are_promised() -> None:
    rows = [facts.region(one) for one in CATALOGUE.regions("hetzner")]
    head, *lines = csv.reader(io.StringIO(facts.render(rows, "csv", facts.REGION_COLUMNS)))
    assert head == ["provider", "region", "country", "label", "source"]
    assert {line[0] for line in lines} == {"hetzner"}
    assert all(line[4] for line in lines)
    assert len(lines) == len(CATALOGUE.regions("hetzner"))


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("ES", DAY, {"code": "ES", "name": "Spain", "eu": True, "eea": True, "adequacy": None}),
        ("NO", DAY, {"code": "NO", "name": "Norway", "eu": False, "eea": True, "adequacy": None}),
        ("UK", IN_UNION, {"code": "GB", "name": "United Kingdom", "eu": True, "eea": True, "adequacy": None}),
        ("CN", DAY, {"code": "CN", "name": "China", "eu": False, "eea": False, "adequacy": None}),
    ],
)  # fmt: skip
def test_a_territory_is_told_with_what_it_is_on_the_day(code: str, day: datetime.date, expected: object) -> None:
    row = facts.territory(CATALOGUE, code, day)
    assert {key: row[key] for key in ("code", "name", "eu", "eea", "adequacy")} == expected
    assert isinstance(row["note"], str)
    assert row["as_of"] == day.isoformat()


def test_an_adequate_territory_names_decision_scope_and_last_day() -> None:
    row = json.loads(facts.render(facts.territory(CATALOGUE, "GB", DAY), "json", facts.TERRITORY_COLUMNS))
    assert set(row["adequacy"]) == {"decision", "scope", "until"}
    assert datetime.date.fromisoformat(row["adequacy"]["until"]) > DAY


def test_text_stands_in_columns_and_csv_quotes_what_needs_it() -> None:
    rows = [{"a": "x, y", "b": True}, {"a": None, "b": {"decision": "D", "scope": "full", "until": "2030-01-01"}}]
    assert facts.render(rows, "csv", ("a", "b")) == 'a,b\n"x, y",true\n,D (full) until 2030-01-01\n'
    assert facts.render(rows, "text", ("a", "b")) == "a     b\nx, y  true\n      D (full) until 2030-01-01\n"


LISTED = "`fielato facts regions --provider ionos` lists them"


@pytest.mark.parametrize(
    ("provider", "region", "told"),
    [
        ("asw", "eu-west-1", "the catalogue has no regions of `asw`; did you mean `aws`?"),
        ("aws", "eu-suoth-2", "aws has no region `eu-suoth-2` that the catalogue knows; did you mean `eu-south-2`?"),
        ("ionos", "x", f"ionos has no region `x` that the catalogue knows; {LISTED}"),
    ],
)  # fmt: skip
def test_a_region_that_does_not_exist_is_told_with_a_guess(provider: str, region: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        facts.find_region(CATALOGUE, provider, region)
    assert str(caught.value) == told


def test_the_reference_page_is_the_one_beside_the_policies() -> None:
    assert reference.render() == (library.bundled("policies") / "FACTS.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_every_rule_once_with_its_basis(language: Language) -> None:
    rows = json.loads(rules.render_listing(POLICIES, "json", language))
    assert [row["rule"] for row in rows] == sorted(POLICIES.rules)
    assert all(row["legal_basis"] and row["title"] for row in rows)
    assert len(rules.render_listing(POLICIES, "text", language).splitlines()) == len(rows) + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*POLICIES.rules, *POLICIES.definitions])
def test_every_rule_and_definition_has_a_page(name: str, language: Language) -> None:
    page = rules.explain(POLICIES, name, language)
    assert page.startswith(f"{name}: ")
    assert max(map(len, page.splitlines()[3:])) <= layout.WIDTH
    for case in POLICIES.cases[name]:
        assert " ".join(case.name.split()[:3]) in " ".join(page.split())


def test_the_page_of_a_rule_shows_basis_conditions_reason_remedy_and_cases() -> None:
    page = rules.explain(POLICIES, "transfer-has-a-ground", "en")
    labels = [line.rstrip(":") for line in page.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert labels[0] == "basis"
    assert {"when", "require", "why", "what to do", "cases", "transfer.ground_valid"} <= set(labels)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("transfer-has-ground", "did you mean `transfer-has-a-ground`?"),
        ("xyzzy", "`fielato rules` lists them"),
    ],
)
def test_a_rule_that_does_not_exist_is_told_with_a_guess(name: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        rules.explain(POLICIES, name, "en")
    assert str(caught.value) == f"there is no rule or definition `{name}`; {told}"
