from __future__ import annotations

import datetime

import pytest

from fielato import library
from fielato.catalogue import Catalogue
from fielato.errors import CatalogueError

CATALOGUE = library.catalogue()
DAY = datetime.date(2026, 11, 23)


def on(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("code", "day", "union", "eea"),
    [
        ("GB", "2020-01-31", True, True),
        ("GB", "2020-02-01", False, True),
        ("GB", "2020-12-31", False, True),
        ("GB", "2021-01-01", False, False),
        ("UK", "2026-11-23", False, False),
        ("EL", "2026-11-23", True, True),
        ("NO", "2026-11-23", False, True),
        ("CH", "2026-11-23", False, False),
        ("IC", "2026-11-23", True, True),
        ("RE", "2026-11-23", True, True),
        ("GL", "2026-11-23", False, False),
        ("GI", "2026-11-23", False, False),
    ],
)
def test_a_territory_is_union_and_eea_on_a_date(code: str, day: str, union: bool, eea: bool) -> None:
    territory = CATALOGUE.territory(code, on(day))
    assert territory is not None
    assert (territory.union, territory.eea) == (union, eea)


@pytest.mark.parametrize(("code", "adequate"), [("CH", True), ("JP", True), ("IN", False), ("ES", False)])
def test_a_territory_carries_its_adequacy_decision(code: str, adequate: bool) -> None:
    territory = CATALOGUE.territory(code, DAY)
    assert territory is not None
    assert (territory.adequacy is not None) is adequate


def test_a_code_that_does_not_exist_is_no_territory() -> None:
    assert CATALOGUE.territory("XX", DAY) is None
    assert not CATALOGUE.has_territory("XX")


def test_the_union_has_twenty_seven_states_and_the_eea_thirty() -> None:
    assert len(CATALOGUE.area("EU", DAY)) == 27
    assert set(CATALOGUE.area("EEA", DAY)) - set(CATALOGUE.area("EU", DAY)) == {"IS", "LI", "NO"}


@pytest.mark.parametrize(
    ("provider", "written", "region"),
    [
        ("aws", "eu-south-2", "eu-south-2"),
        ("aws", "EU-SOUTH-2", "eu-south-2"),
        ("aws", "eu-south-2a", "eu-south-2"),
        ("aws", "Europe (Spain)", "eu-south-2"),
        ("azure", "East US", "eastus"),
        ("azure", "eastus", "eastus"),
        ("azure", "EastUS", "eastus"),
        ("gcp", "europe-west1-b", "europe-west1"),
        ("gcp", "EU", "EU"),
        ("gcp", "eu", "eu"),
        ("gcp", "eur5", "EUR5"),
        ("aws", "eu-central-1-ist-1a", "eu-central-1-ist-1a"),
        ("coreweave", "eu-west-01", "EU-WEST-01"),
    ],
)
def test_a_region_is_found_in_any_of_its_spellings(provider: str, written: str, region: str) -> None:
    found = CATALOGUE.region(provider, written)
    assert found is not None
    assert found.region == region


@pytest.mark.parametrize(
    ("provider", "written"), [("aws", "eu-south"), ("aws", ""), ("azure", "eu-south-2"), ("nobody", "eu-south-2")]
)
def test_a_region_of_no_such_spelling_is_none(provider: str, written: str) -> None:
    assert CATALOGUE.region(provider, written) is None


@pytest.mark.parametrize(("written", "provider"), [("AWS", "aws"), (" google ", "gcp"), ("acme", "acme")])
def test_a_provider_is_known_by_its_aliases(written: str, provider: str) -> None:
    assert CATALOGUE.provider(written) == provider


def test_a_service_is_known_by_its_aliases() -> None:
    service = CATALOGUE.service("azure", "Azure-OpenAI")
    assert service is not None
    assert service.service == "openai"
    assert CATALOGUE.service("aws", "azure-openai") is None


def test_the_commercial_regions_leave_out_other_partitions_and_local_zones() -> None:
    ids = {region.region for region in CATALOGUE.commercial("aws", DAY)}
    assert "eu-south-2" in ids
    assert not ids & {"eusc-de-east-1", "cn-north-1", "us-gov-west-1", "eu-central-1-ist-1a"}


@pytest.mark.parametrize(
    ("partition", "region", "country"),
    [("aws", "eu-south-2", "LU"), ("aws-eusc", "eusc-de-east-1", "DE"), ("aws-cn", "cn-north-1", "CN")],
)
def test_an_operator_is_found_by_the_most_exact_scope(partition: str, region: str, country: str) -> None:
    operator = CATALOGUE.operator("aws", partition, region)
    assert operator is not None
    assert operator.country == country


def test_a_services_own_row_outranks_the_providers() -> None:
    rows = [row for row in CATALOGUE.vendor_purposes("aws", "bedrock") if row.purpose == "support"]
    assert [row.service for row in rows] == ["bedrock"]


def test_the_digest_changes_with_content_and_with_names() -> None:
    digests = {Catalogue(files).digest for files in ({"a": b"1"}, {"a": b"2"}, {"b": b"1"}, {"a": b"", "b": b"1"})}
    assert len(digests) == 4


def test_the_digest_does_not_depend_on_the_order_of_files() -> None:
    assert Catalogue({"a": b"1", "b": b"2"}).digest == Catalogue({"b": b"2", "a": b"1"}).digest


SEEDS = library.bundled("seeds")
TABLES = {
    path.relative_to(SEEDS).as_posix(): path.read_bytes()
    for path in sorted([*SEEDS.glob("*.csv"), *SEEDS.glob("vendors/*.csv")])
}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_reading_the_catalogue_finds_the_mistakes_of_every_table(table: str) -> None:
    heading, *rows = TABLES[table].decode().splitlines()
    damaged = "\n".join([f"{heading},verified", *(f"{row},perhaps" for row in rows)])
    with pytest.raises(CatalogueError) as refused:
        Catalogue({**TABLES, table: damaged.encode()}).read()
    assert {problem.file for problem in refused.value.problems} == {table}


def test_the_regions_of_one_provider_are_those_of_the_whole_table() -> None:
    whole = library.catalogue.__wrapped__()
    every = whole.regions()
    assert {one.provider for one in every} > {"aws", "azure"}
    for provider in {one.provider for one in every}:
        alone = library.catalogue.__wrapped__().regions(provider)
        assert alone == tuple(one for one in every if one.provider == provider), provider


def test_providers_that_nobody_knows_leave_nothing_behind() -> None:
    one = library.catalogue.__wrapped__()
    for number in range(100):
        assert one.region(f"made-up-{number}", "eu-south-2") is None
    assert len(one._by_provider) + len(one._spellings) == 0  # noqa: SLF001 - what is kept cannot be seen otherwise
