"""The tables of resource types and fields are whole: known words only, no row twice, every service there."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import get_args

import pytest

from fielato import library
from fielato.importers import resources
from fielato.importers.found import LISTS
from fielato.importers.resources.facts import NAME_IN, OTHERWISE, OWN_REGION, WORDS
from fielato.importers.resources.values import ADDRESSES, AFTER, MAP, READINGS, SUBDOMAIN
from fielato.model.vocabulary import Purpose

SEEDS = Path(__file__).parents[2] / "seeds" / "importers"
COLUMNS = {
    "resource_types": "format type kind provider service purposes note source read verified",
    "resource_fields": "format type path fact read_as note source read verified",
}
COMPONENT = frozenset(
    {"provider", "service", "region", "model", "sku", "endpoint", "copied_from", "guardrail_profile", "accelerator"}
    | {"retention_days", "description", "place.kind", "place.territory", "replication.redundancy"}
    | {"encryption.at_rest", "encryption.in_transit", "encryption.key_holder", "encryption.client_side"}
    | LISTS - {"fallbacks"}
)
LEADING = frozenset({"key", "owner", "part", "within", "flow", "source", "fallbacks"})
SETTING = re.compile(r"settings\.\w+")
PATH = re.compile(r"(?:(?:[\w:-]+(?:\[\])?|\*)(?:\.(?:[\w:-]+(?:\[\])?|\*))*)?")
Row = dict[str, str]


def rows(table: str) -> list[Row]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


TYPES, FIELDS = rows("resource_types"), rows("resource_fields")


@pytest.mark.parametrize("table", COLUMNS)
def test_every_table_has_its_columns(table: str) -> None:
    found = rows(table)
    assert list(found[0]) == COLUMNS[table].split()
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_says_where_and_when_it_was_read(table: str) -> None:
    for row in rows(table):
        assert row["source"], row
        assert row["verified"] in {"true", "false"}, row
        assert datetime.date.fromisoformat(row["read"]) >= datetime.date(2026, 11, 1), row
        assert row["verified"] == "false" or not row["source"].startswith("general knowledge"), row


def test_no_row_stands_twice() -> None:
    types = Counter((row["format"], row["type"]) for row in TYPES)
    fields = Counter(tuple(row[name] for name in ("format", "type", "path", "fact", "read_as")) for row in FIELDS)
    assert [key for counts in (types, fields) for key, count in counts.items() if count > 1] == []


def test_components_name_a_provider_and_a_service_of_the_catalogue() -> None:
    catalogue = library.catalogue()
    for row in TYPES:
        assert (row["kind"] == "none") <= (row["provider"] == row["service"] == row["purposes"] == ""), row
        assert row["kind"] != "component" or row["provider"], row
        assert not row["service"] or catalogue.service(row["provider"], row["service"]) is not None, row
        assert set(row["purposes"].split()) <= set(get_args(Purpose)), row


def test_a_component_without_a_service_says_it_by_a_field() -> None:
    by_field = {(row["format"], row["type"]) for row in FIELDS if row["fact"] == "service"}
    silent = [row for row in TYPES if row["kind"] == "component" and not row["service"]]
    assert [row for row in silent if (row["format"], row["type"]) not in by_field] == []


def test_every_field_is_of_a_type_that_can_hold_data() -> None:
    known = [(row["format"], row["type"]) for row in TYPES if row["kind"] != "none"]
    for row in FIELDS:
        fits = (
            of == row["format"] and (type_ == row["type"] or fnmatchcase(type_, row["type"])) for of, type_ in known
        )
        assert any(fits), row


def test_every_fact_is_a_known_word() -> None:
    for row in FIELDS:
        fact, _, purpose = row["fact"].partition(":")
        assert fact in COMPONENT or fact in WORDS or fact in {OTHERWISE, NAME_IN} or SETTING.fullmatch(fact), row
        assert not purpose or (fact == "flow" and purpose in get_args(Purpose)), row
        assert PATH.fullmatch(row["path"]), row


def test_every_value_is_read_by_a_known_word() -> None:
    for row in FIELDS:
        word, leads = row["read_as"], row["fact"].partition(":")[0] in LEADING
        known = (*ADDRESSES,) if leads else (*READINGS, OWN_REGION)
        starts = (SUBDOMAIN,) if leads else (MAP, AFTER)
        assert word in known or word.startswith(starts), row


def test_every_word_is_explained() -> None:
    told = resources.__doc__ or ""
    words = (*WORDS, OTHERWISE, NAME_IN, OWN_REGION, *READINGS, *ADDRESSES, MAP, AFTER, SUBDOMAIN)
    assert [word for word in words if word not in told] == []


def test_a_map_says_only_what_the_field_can_be() -> None:
    catalogue = library.catalogue()
    for row in FIELDS:
        if row["fact"] == "service" and row["read_as"].startswith(MAP):
            providers = {
                one["provider"] for one in TYPES if (one["format"], one["type"]) == (row["format"], row["type"])
            }
            for pair in row["read_as"].removeprefix(MAP).split(";"):
                assert any(catalogue.service(one, pair.partition("=")[2]) for one in providers), row
