from __future__ import annotations

import datetime

import pytest

from fielato.catalogue import Catalogue
from fielato.catalogue.tables import Adequacy, Region, rows
from fielato.errors import CatalogueError


def test_an_empty_cell_is_the_default() -> None:
    row = rows(b"provider,region,country,verified\naws,eu-west-1,,false\n", "regions.csv", Region)[0]
    assert (row.country, row.verified, row.since) == ("", False, None)


def test_every_row_that_does_not_fit_is_told_with_file_and_line() -> None:
    table = b"provider,region,verified\naws,eu-west-1,true\naws,eu-west-2,maybe\naws,,true\n"
    with pytest.raises(CatalogueError) as error:
        rows(table, "regions.csv", Region)
    assert [problem.place for problem in error.value.problems] == ["regions.csv:3", "regions.csv:4"]


def test_a_quoted_cell_may_span_lines_and_commas() -> None:
    assert rows(b'provider,region,note\naws,eu-west-1,"a,\nb"\n', "regions.csv", Region)[0].note == "a,\nb"


def test_a_date_that_is_none_is_told() -> None:
    table = b"territory,decision,since,scope\nGB,x,2021-06-31,full\n"
    with pytest.raises(CatalogueError, match=r"adequacy\.csv:2"):
        rows(table, "adequacy.csv", Adequacy)


def test_a_missing_table_is_told_by_its_name() -> None:
    with pytest.raises(CatalogueError, match=r"^regions\.csv: the table is missing"):
        Catalogue({}).regions()


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-01-01", False), ("2026-01-02", True), ("2026-02-03", True), ("2026-02-04", False)],
)
def test_a_decision_holds_on_its_first_and_last_day(day: str, holds: bool) -> None:
    decision = Adequacy(
        territory="GB", decision="x", scope="full", since=datetime.date(2026, 1, 2), until=datetime.date(2026, 2, 3)
    )
    assert decision.in_force(datetime.date.fromisoformat(day)) is holds


def test_a_source_is_cited_with_the_date_it_was_read() -> None:
    row = Region(provider="aws", region="x", source="botocore", read=datetime.date(2026, 11, 22))
    assert row.cited == "botocore (read 2026-11-22)"
