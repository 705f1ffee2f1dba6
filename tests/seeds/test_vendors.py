"""The vendor tables are whole: known words only, no row twice, every reference leads somewhere."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

VENDORS = Path(__file__).parents[2] / "seeds" / "vendors"

PURPOSES = (
    {"inference", "training", "fine_tuning", "embedding", "vector_index", "storage", "prompt_log", "cache"}
    | {"telemetry", "backup", "failover", "abuse_monitoring", "human_review", "support", "labelling"}
    | {"evaluation", "tool", "gateway", "identity", "billing"}
)
FACTS = (
    {"region", "model", "zero_data_retention", "modified_abuse_monitoring", "data_retention_mode", "store"}
    | {"ai_services_opt_out", "training_opt_out", "data_sharing", "paid_tier", "support_access"}
    | {"abuse_logging_exception", "master_agreement", "cache_disabled", "grounding_google_search", "assured_workloads"}
)
SETTINGS = {"inference_geo", "deployment_mode", "cross_geo_processing", "CORTEX_ENABLED_CROSS_REGION"}
ROUTINGS = {"bedrock", "bedrock-automation", "bedrock-guardrail", "azure-sku", "vertex", "endpoint", "none"}
TOKEN = re.compile(r"region|inference|unknown|none|EU|EEA|[A-Z]{2}|all:(aws|azure|gcp)|zone:azure")
CLAUSE = re.compile(r"(?P<fact>[a-z_]+)=(?P<value>\S+) -> (?P<where>[^;]+)")
HOST = re.compile(
    r"(\*\.)?([a-z0-9-]|\{(account|region|aws_region|azure_region|gcp_region)\})+(\.([a-z0-9-]|\{\w+\})+)+"
)


class Table(NamedTuple):
    """What a table must hold: its columns before the three that all share, and the columns of its key."""

    columns: str
    key: str


TABLES = {
    "services": Table("provider service aliases purposes model_routing default_region note", "provider service"),
    "purposes": Table("provider service purpose where condition note", "provider service purpose"),
    "endpoints": Table("host provider service setting purpose where default_for note", "host setting purpose"),
    "bedrock_profiles": Table("profile prefix region note", "profile region"),
    "bedrock_sources": Table("profile source_region regions note", "profile source_region"),
    "bedrock_prefixes": Table("prefix regions open note", "prefix"),
    "azure_skus": Table("sku where at_rest note", "sku"),
    "azure_zones": Table("zone territories regions note", "zone"),
    "model_availability": Table("provider model_pattern where_only note", "provider model_pattern"),
    "provider_aliases": Table("alias provider note", "alias"),
    "operators": Table("provider scope entity country parent parent_country note", "provider scope"),
}
Row = dict[str, str]


def rows(table: str) -> list[Row]:
    with (VENDORS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def services() -> set[tuple[str, str]]:
    return {(row["provider"], row["service"]) for row in rows("services")}


def where_cells() -> list[tuple[str, str]]:
    """Every cell that holds where-tokens, conditions included, with a name for the message."""
    cells = [("purposes", row["where"]) for row in rows("purposes")]
    cells += [("endpoints", row["where"]) for row in rows("endpoints")]
    cells += [("azure_skus", row[column]) for row in rows("azure_skus") for column in ("where", "at_rest")]
    cells += [("azure_zones", row["territories"]) for row in rows("azure_zones")]
    cells += [("model_availability", row["where_only"]) for row in rows("model_availability")]
    cells += [("condition", clause["where"]) for row in rows("purposes") for clause in clauses(row["condition"])]
    return cells


def clauses(condition: str) -> list[dict[str, str]]:
    matches = [CLAUSE.fullmatch(part) for part in condition.split("; ")] if condition else []
    assert all(matches), condition
    return [match.groupdict() for match in matches if match]


def test_every_table_is_listed_here() -> None:
    assert {path.stem for path in VENDORS.glob("*.csv")} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_its_columns_and_rows(table: str) -> None:
    found = rows(table)
    assert found
    assert set(found[0]) == {*TABLES[table].columns.split(), "source", "read", "verified"}
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_stands_twice(table: str) -> None:
    key = TABLES[table].key.split()
    counts = Counter(tuple(row[column] for column in key) for row in rows(table))
    assert [entry for entry, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_row_says_where_and_when_it_was_read(table: str) -> None:
    for row in rows(table):
        assert row["source"], row
        assert row["verified"] in {"true", "false"}, row
        assert date(2026, 11, 1) <= date.fromisoformat(row["read"]) <= date(2027, 12, 31), row


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_has_stray_spaces(table: str) -> None:
    cells = [cell for row in rows(table) for cell in row.values()]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


def test_general_knowledge_is_never_called_verified() -> None:
    for table in TABLES:
        doubtful = [row for row in rows(table) if re.match(r"general knowledge|no vendor text", row["source"])]
        assert all(row["verified"] == "false" for row in doubtful), table


def test_where_holds_known_tokens_once_each() -> None:
    for table, cell in where_cells():
        tokens = cell.split()
        assert tokens, table
        assert all(TOKEN.fullmatch(token) for token in tokens), (table, cell)
        assert len(set(tokens)) == len(tokens), (table, cell)


def test_none_stands_alone() -> None:
    assert [(table, cell) for table, cell in where_cells() if "none" in cell.split() and cell != "none"] == []


def test_every_country_code_is_a_territory_of_the_catalogue() -> None:
    with (VENDORS.parent / "territories.csv").open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    used = {token for _, cell in where_cells() for token in cell.split() if re.fullmatch("[A-Z]{2}", token)}
    used |= {row[column] for row in rows("operators") for column in ("country", "parent_country") if row[column]}
    assert used - known - {"EU"} == set()


def test_every_region_is_a_region_of_the_catalogue() -> None:
    with (VENDORS.parent / "regions.csv").open(encoding="utf-8", newline="") as file:
        known = {(row["provider"], row["region"]) for row in csv.DictReader(file)}
    lists = [row["regions"] for table in ("bedrock_prefixes", "bedrock_sources") for row in rows(table)]
    lists += [row["region"] for row in rows("bedrock_profiles")]
    lists += [row["source_region"] for row in rows("bedrock_sources")]
    used = {("aws", region) for cell in lists for region in cell.split() if region != "all:aws"}
    used |= {("azure", region) for row in rows("azure_zones") for region in row["regions"].split()}
    used |= {(row["provider"], row["default_region"]) for row in rows("services")}
    assert {pair for pair in used if pair[1] not in {"global", "unknown"}} - known == set()


def test_services_use_known_purposes_and_routings() -> None:
    for row in rows("services"):
        assert row["model_routing"] in ROUTINGS, row
        assert set(row["purposes"].split()) <= PURPOSES, row
        assert row["purposes"], row
        assert row["default_region"], row


def test_a_spelling_means_one_service() -> None:
    names = [(row["provider"], name) for row in rows("services") for name in (row["service"], *row["aliases"].split())]
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("table", ["purposes", "endpoints"])
def test_purposes_are_known(table: str) -> None:
    assert {row["purpose"] for row in rows(table)} <= PURPOSES


@pytest.mark.parametrize("table", ["purposes", "endpoints"])
def test_every_named_service_exists(table: str) -> None:
    named = {(row["provider"], row["service"]) for row in rows(table)}
    whole = {(provider, "*") for provider, _ in services()}
    assert named - services() - whole == set()


def test_a_default_endpoint_belongs_to_its_own_service_and_is_the_only_one() -> None:
    defaults = [row for row in rows("endpoints") if row["default_for"]]
    assert all(row["default_for"] == f"{row['provider']}/{row['service']}" for row in defaults)
    assert [name for name, count in Counter(row["default_for"] for row in defaults).items() if count > 1] == []


def test_hosts_are_patterns_that_can_be_matched() -> None:
    assert [row["host"] for row in rows("endpoints") if not HOST.fullmatch(row["host"])] == []


def test_a_host_that_answers_region_has_a_region_or_a_setting_that_gives_one() -> None:
    answering = [row for row in rows("endpoints") if "region" in row["where"].split()]
    assert [row["host"] for row in answering if "region}" not in row["host"] and not row["setting"]] == []


def test_a_condition_can_change_the_answer() -> None:
    conditional = [(row, clauses(row["condition"])) for row in rows("purposes") if row["condition"]]
    assert conditional
    assert [row for row, found in conditional if all(clause["where"] == row["where"] for clause in found)] == []


def test_conditions_and_settings_rest_on_known_facts() -> None:
    assert {clause["fact"] for row in rows("purposes") for clause in clauses(row["condition"])} == FACTS
    assert {row["setting"].split("=")[0] for row in rows("endpoints") if row["setting"]} == SETTINGS


def test_every_model_service_answers_who_reviews_and_who_trains() -> None:
    """A model API about which nothing is known says `unknown`: it never goes without a row."""
    answered = {(row["provider"], row["service"], row["purpose"]) for row in rows("purposes")}
    asked = [
        (row["provider"], row["service"])
        for row in rows("services")
        if "inference" in row["purposes"].split()
        and row["model_routing"] in {"bedrock", "bedrock-automation", "azure-sku"}
    ]
    asked += [pair for pair in services() if pair[1] == "api" and pair not in SEARCH_TOOLS]
    for provider, service in asked:
        for purpose in ("training", "support"):
            answers = {(provider, service, purpose), (provider, "*", purpose)} & answered
            assert answers, (provider, service, purpose)


SEARCH_TOOLS = {("google-search", "api"), ("tavily", "api"), ("serpapi", "api"), ("exa", "api")}


def test_every_provider_has_an_operator() -> None:
    assert {provider for provider, _ in services()} - {row["provider"] for row in rows("operators")} == set()


def test_every_profile_starts_with_its_prefix_and_the_prefix_is_known() -> None:
    prefixes = {row["prefix"] for row in rows("bedrock_prefixes")}
    for row in rows("bedrock_profiles"):
        assert row["profile"].startswith(f"{row['prefix']}."), row
        assert row["prefix"] in prefixes, row


def test_a_prefix_reaches_at_least_what_its_profiles_reach() -> None:
    reach = {row["prefix"]: set(row["regions"].split()) for row in rows("bedrock_prefixes")}
    for row in rows("bedrock_profiles"):
        assert row["region"] in reach[row["prefix"]] or "all:aws" in reach[row["prefix"]], row


def test_the_eu_prefix_is_not_the_union() -> None:
    eu = next(row for row in rows("bedrock_prefixes") if row["prefix"] == "eu")
    assert {"eu-west-2", "eu-central-2"} <= set(eu["regions"].split())
    assert eu["open"] == "true"


def test_a_profile_reaches_at_least_what_it_reaches_from_each_source() -> None:
    reach: dict[str, set[str]] = {}
    for row in rows("bedrock_profiles"):
        reach.setdefault(row["profile"], set()).add(row["region"])
    for row in rows("bedrock_sources"):
        assert set(row["regions"].split()) <= reach[row["profile"]], row


OUTSIDE_THE_UNION = {"eu-west-2", "eu-central-2", "il-central-1"}


def test_an_eu_profile_stays_in_the_union_when_it_is_called_from_there() -> None:
    called = [row for row in rows("bedrock_sources") if row["profile"].startswith("eu.")]
    inside = [row for row in called if row["source_region"] not in OUTSIDE_THE_UNION]
    assert inside
    assert [row for row in inside if OUTSIDE_THE_UNION & set(row["regions"].split())] == []


def test_an_eu_profile_adds_the_region_of_a_caller_outside_the_union() -> None:
    called = [row for row in rows("bedrock_sources") if row["profile"].startswith("eu.")]
    outside = [row for row in called if row["source_region"] in OUTSIDE_THE_UNION]
    assert {row["source_region"] for row in outside} == OUTSIDE_THE_UNION
    for row in outside:
        assert OUTSIDE_THE_UNION & set(row["regions"].split()) == {row["source_region"]}, row


def test_only_the_global_prefix_is_everywhere() -> None:
    assert [row["prefix"] for row in rows("bedrock_prefixes") if row["regions"] == "all:aws"] == ["global"]


@pytest.mark.parametrize(
    ("sku", "where"),
    [
        ("Standard", "region"),
        ("ProvisionedManaged", "region"),
        ("DataZoneStandard", "zone:azure"),
        ("DataZoneProvisionedManaged", "zone:azure"),
        ("DataZoneBatch", "zone:azure"),
        ("GlobalStandard", "all:azure"),
        ("GlobalProvisionedManaged", "all:azure"),
        ("GlobalBatch", "all:azure"),
        ("DeveloperTier", "all:azure"),
        ("S0", "unknown"),
    ],
)
def test_the_sku_decides_where_azure_computes(sku: str, where: str) -> None:
    assert {row["sku"]: row["where"] for row in rows("azure_skus")}[sku] == where


def test_the_european_zone_is_the_union_and_names_no_other_region() -> None:
    zone = next(row for row in rows("azure_zones") if row["zone"] == "EU")
    assert zone["territories"] == "EU"
    assert not {"uksouth", "ukwest", "switzerlandnorth", "norwayeast"} & set(zone["regions"].split())


@pytest.mark.parametrize(
    ("host", "setting", "where"),
    [
        ("eu.api.openai.com", "", "EEA CH"),
        ("api.eu.mistral.ai", "", "EU IS LI NO CH"),
        ("api.mistral.ai", "", "unknown"),
        ("api.anthropic.com", "inference_geo=us", "US"),
        ("eu.openrouter.ai", "", "EEA CH GB"),
        ("*.openai.azure.com", "", "unknown"),
        ("aiplatform.googleapis.com", "", "all:gcp"),
        ("cloud.langfuse.com", "", "IE"),
        ("api.smith.langchain.com", "", "US"),
    ],
)
def test_a_host_leads_where_its_vendor_says(host: str, setting: str, where: str) -> None:
    found = [row for row in rows("endpoints") if row["host"] == host and row["setting"] == setting]
    assert found[0]["where"] == where


def test_a_vendor_entity_is_never_called_verified_without_a_contract() -> None:
    assert {row["verified"] for row in rows("operators")} == {"false"}


def test_parents_and_countries_go_together() -> None:
    """A country without a name is allowed (the name is not known), a name without a country is not."""
    for row in rows("operators"):
        assert not row["entity"] or row["country"], row
        assert not row["parent"] or row["parent_country"], row


def test_no_placeholder_stands_in_the_last_two_labels_of_a_host() -> None:
    """They are what hosts are looked up by."""
    assert [
        row["host"] for row in rows("endpoints") if set("{}*") & set(".".join(row["host"].rsplit(".", 2)[-2:]))
    ] == []
