"""The tables of environment variables and images: known words only, no row twice, every service exists."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from fielato.model.vocabulary import Purpose

SEEDS = Path(__file__).parents[2] / "seeds"
Row = dict[str, str]
SAYS = re.compile(r"endpoint( https://[\w.-]*\{\}[\w.-]*)?|region|model|settings\.\w+|bucket|used|fetches|off|itself")
NAME = re.compile(r"[A-Z*][A-Z0-9_*]+")
KEYS = {"environment": ("variable", "provider", "service", "says", "group"), "images": ("image",)}


def rows(table: str) -> list[Row]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ENVIRONMENT = rows("importers/environment")
IMAGES = rows("importers/images")
TABLES = {"environment": ENVIRONMENT, "images": IMAGES}
SERVICES = {(row["provider"], row["service"]) for row in rows("vendors/services")}
HOSTED = {row["default_for"] for row in rows("vendors/endpoints")}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice_and_rows_stand_in_order(table: str) -> None:
    keys = [tuple(row[column] for column in KEYS[table]) for row in TABLES[table]]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_where_and_when_it_was_read(table: str) -> None:
    for row in TABLES[table]:
        assert row["source"], row
        assert row["verified"] == ("false" if row["source"].startswith("general knowledge") else "true"), row
        assert date(2026, 11, 1) <= date.fromisoformat(row["read"]) <= date(2027, 12, 31), row


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_has_stray_spaces(table: str) -> None:
    assert [cell for row in TABLES[table] for cell in row.values() if cell != " ".join(cell.split())] == []


def test_every_service_that_is_named_exists() -> None:
    named = {(row["provider"], row["service"]) for row in ENVIRONMENT if row["service"]}
    named |= {(used.partition("/")[0], used.partition("/")[2]) for row in IMAGES for used in row["uses"].split()}
    assert named - SERVICES == set()
    providers = {row["provider"] for row in ENVIRONMENT if row["provider"] and not row["service"]}
    assert providers <= {provider for provider, _ in SERVICES}


def test_what_an_image_calls_unless_told_not_to_has_a_host() -> None:
    assert {used for row in IMAGES for used in row["uses"].split()} <= HOSTED


@pytest.mark.parametrize("table", TABLES)
def test_purposes_are_those_of_the_vocabulary(table: str) -> None:
    assert {purpose for row in TABLES[table] for purpose in row["purposes"].split()} <= set(get_args(Purpose))


def test_variables_and_what_they_say_are_written_as_the_importer_reads_them() -> None:
    assert [row for row in ENVIRONMENT if not NAME.fullmatch(row["variable"]) or not SAYS.fullmatch(row["says"])] == []
    stops = [stop for row in IMAGES for stop in row["unless"].split()]
    assert [stop for stop in stops if not re.fullmatch(r"[A-Z0-9_]+=\w+", stop)] == []


def test_values_that_a_row_waits_for_are_in_lower_case() -> None:
    assert [row for row in ENVIRONMENT if row["when"] != row["when"].lower()] == []


def test_a_switch_names_the_values_that_switch_off() -> None:
    assert [row for row in ENVIRONMENT if row["says"] == "off" and not row["when"]] == []


def test_an_address_of_no_service_says_what_is_done_there_and_has_a_group() -> None:
    open_ = [row for row in ENVIRONMENT if not row["provider"] and row["says"] not in {"off", "itself"}]
    assert [row for row in open_ if not row["purposes"] or not row["group"]] == []


def test_a_variable_of_a_whole_provider_says_its_region() -> None:
    assert {row["says"] for row in ENVIRONMENT if row["provider"] and not row["service"]} == {"region"}


def test_a_group_is_about_one_service() -> None:
    of: dict[str, set[tuple[str, str]]] = {}
    for row in ENVIRONMENT:
        if row["group"]:
            of.setdefault(row["group"], set()).add((row["provider"], row["service"]))
    assert {group: services for group, services in of.items() if len(services) > 1} == {}
