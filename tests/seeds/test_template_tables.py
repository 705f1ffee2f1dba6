"""The rows for CloudFormation and ARM are whole: known words only, none twice, every service in the catalogue."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Final, get_args

import pytest

from fielato import library
from fielato.catalogue.recognised import Format
from fielato.importers.arm.template import PARENT
from fielato.importers.resources import values
from fielato.importers.resources.facts import NAME_IN, OTHERWISE, OWN_REGION, WORDS
from fielato.model.vocabulary import Purpose

TABLES = Path(__file__).parents[2] / "seeds" / "importers"
FORMATS: Final[tuple[Format, ...]] = ("cloudformation", "arm")
FIELDS = {
    "region", "model", "sku", "service", "copied_from", "guardrail_profile", "accelerator", "retention_days",
    "backup_regions", "replication.regions", "replication.redundancy", "encryption.at_rest", "encryption.in_transit",
}  # fmt: skip
PLACING = {"", "arn", "uri", "azure-id", "name", "host", *values.BUCKETS}
Row = dict[str, str]


def rows(table: str, format_: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, strict=True) if row["format"] == format_]


@pytest.mark.parametrize("format_", FORMATS)
def test_no_row_stands_twice(format_: str) -> None:
    types = Counter(row["type"] for row in rows("resource_types", format_))
    fields = Counter(
        (row["type"], row["path"], row["fact"], row["read_as"]) for row in rows("resource_fields", format_)
    )
    assert [key for key, count in (*types.items(), *fields.items()) if count > 1] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_what_a_type_is_is_known(format_: str) -> None:
    catalogue = library.catalogue()
    for row in rows("resource_types", format_):
        assert row["kind"] in {"component", "part", "none"}, row
        assert set(row["purposes"].split()) <= set(get_args(Purpose)), row
        if row["kind"] == "component":
            assert catalogue.service(row["provider"], row["service"]) is not None, row


@pytest.mark.parametrize("format_", FORMATS)
def test_what_a_field_says_is_known(format_: str) -> None:
    recognised = library.catalogue().recognised
    for row in rows("resource_fields", format_):
        fact, _, purpose = row["fact"].partition(":")
        links = fact in WORDS
        assert links or fact in FIELDS | {NAME_IN, OTHERWISE} or fact.startswith("settings."), row
        assert purpose == "" or (fact == "flow" and purpose in get_args(Purpose)), row
        type_ = recognised.type(format_, row["type"])
        assert type_ is not None, row
        assert type_.kind != "none", row
        if links and fact != "placeless":
            assert row["read_as"] in PLACING or row["read_as"].startswith(values.SUBDOMAIN), row
        else:
            assert row["read_as"].startswith(values.MAP) or row["read_as"] in {*values.READINGS, OWN_REGION}, row


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("table", ["resource_types", "resource_fields"])
def test_every_row_has_its_source_and_the_day_it_was_read(table: str, format_: str) -> None:
    for row in rows(table, format_):
        assert row["source"], row
        assert row["read"], row
        assert (row["source"] == "general knowledge, to be confirmed") is (row["verified"] == "false"), row


def test_types_of_azure_are_written_in_lower_case_for_they_have_none() -> None:
    every = [*rows("resource_types", "arm"), *rows("resource_fields", "arm")]
    assert [row["type"] for row in every if row["type"] != row["type"].lower()] == []


def test_the_parent_of_a_resource_is_not_mistaken_for_a_property() -> None:
    said = {row["fact"] for row in rows("resource_fields", "arm") if row["path"] == PARENT}
    assert said == {"owner", "within", "source"}


@pytest.mark.parametrize(
    ("type_", "kind"),
    [("AWS::EC2::Subnet", "none"), ("AWS::EC2::Instance", "component"), ("AWS::EC2::Volume", "component"),
     ("AWS::IAM::Role", "none"), ("AWS::Logs::LogGroup", "component"), ("AWS::Logs::MetricFilter", "none")],
)  # fmt: skip
def test_the_most_exact_row_of_a_type_counts(type_: str, kind: str) -> None:
    row = library.catalogue().recognised.type("cloudformation", type_)
    assert row is not None
    assert row.kind == kind
