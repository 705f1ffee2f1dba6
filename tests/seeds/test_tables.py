"""The tables that `seeds/refresh` writes hold what they promise; needs none of the generator's packages."""

from __future__ import annotations

import csv
import datetime
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
KEYS = {
    "accelerators.csv": ("provider", "region", "accelerator"),
    "adequacy.csv": ("territory", "since"),
    "aws_services.csv": ("service", "region"),
    "cities.csv": ("country", "city"),
    "curated/azure_locations.csv": ("name",),
    "curated/regions.csv": ("provider", "region"),
    "paired_regions.csv": ("provider", "region", "paired_region"),
    "region_places.csv": ("provider", "region"),
    "regions.csv": ("provider", "region"),
    "territories.csv": ("code",),
    "territory_aliases.csv": ("alias",),
}
DATES = re.compile(r"(?:since|until)$|^read$")
PROVIDERS = [
    "aws",
    "azure",
    "gcp",
    "oci",
    "coreweave",
    "ovhcloud",
    "scaleway",
    "hetzner",
    "mongodb",
    "ionos",
    "stackit",
    "exoscale",
    "opentelekomcloud",
    "upcloud",
    "nebius",
    "lambda",
    "ibm",
    "alibaba",
    "tencent",
]


def table(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


REGIONS = {(row["provider"], row["region"]): row for row in table("regions.csv")}
TERRITORIES = {row["code"]: row for row in table("territories.csv")}
ADEQUACY = table("adequacy.csv")


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_a_table_is_sorted_and_its_keys_are_unique(name: str, key: tuple[str, ...]) -> None:
    keys = [tuple(row[column] for column in key) for row in table(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", KEYS)
def test_every_row_has_a_cell_for_every_column_and_no_blanks_around_it(name: str) -> None:
    for row in table(name):
        assert None not in row
        assert all(cell is not None and cell == cell.strip() for cell in row.values()), row


@pytest.mark.parametrize("name", KEYS)
def test_dates_are_iso_dates_and_periods_do_not_end_before_they_start(name: str) -> None:
    for row in table(name):
        dates = {
            column: datetime.date.fromisoformat(cell) for column, cell in row.items() if DATES.search(column) and cell
        }
        for column, until in dates.items():
            if column.endswith("until"):
                assert dates.get(column.replace("until", "since"), until) <= until, row


@pytest.mark.parametrize("name", sorted(KEYS.keys() - {"territory_aliases.csv", "curated/azure_locations.csv"}))
def test_every_fact_says_where_it_was_read_and_when(name: str) -> None:
    assert [row for row in table(name) if not row["source"] or not row["read"]] == []


@pytest.mark.parametrize("name", ["adequacy.csv", "region_places.csv", "regions.csv", "territories.csv"])
def test_verified_is_true_or_false(name: str) -> None:
    assert {row["verified"] for row in table(name)} == {"true", "false"}


class TestTerritories:
    def test_iso_3166_1_is_complete_and_kosovo_is_added(self) -> None:
        assert len(TERRITORIES) == 249 + 1
        assert "XK" in TERRITORIES
        assert all(re.fullmatch(r"[A-Z]{2}", code) for code in TERRITORIES)

    def test_every_territory_has_a_name_in_both_languages(self) -> None:
        assert [code for code, row in TERRITORIES.items() if not (row["name_en"] and row["name_es"])] == []

    def test_a_part_belongs_to_a_state_that_is_no_part_itself(self) -> None:
        states = {row["part_of"] for row in TERRITORIES.values()} - {""}
        assert [state for state in states if TERRITORIES[state]["part_of"]] == []

    @pytest.mark.parametrize(
        ("day", "members"),
        [
            ("1957-12-31", 0), ("1958-01-01", 6), ("1973-01-01", 9), ("1981-01-01", 10), ("1986-01-01", 12),
            ("1995-01-01", 15), ("2004-05-01", 25), ("2007-01-01", 27), ("2013-07-01", 28), ("2020-01-31", 28),
            ("2020-02-01", 27), ("2026-11-23", 27),
        ],
    )  # fmt: skip
    def test_the_union_has_as_many_members_as_on_that_day(self, day: str, members: int) -> None:
        states = [row for row in TERRITORIES.values() if not row["part_of"]]
        assert sum(within(row, "eu", day) for row in states) == members

    def test_the_eea_today_is_the_union_and_three_efta_states(self) -> None:
        states = {code for code, row in TERRITORIES.items() if not row["part_of"] and within(row, "eea", "2026-11-23")}
        union = {code for code, row in TERRITORIES.items() if not row["part_of"] and within(row, "eu", "2026-11-23")}
        assert states - union == {"IS", "LI", "NO"}
        assert union <= states

    @pytest.mark.parametrize("code", ["GP", "MQ", "GF", "RE", "YT", "MF", "AX"])
    def test_outermost_regions_and_aland_are_union_territory(self, code: str) -> None:
        assert within(TERRITORIES[code], "eu", "2026-11-23")

    @pytest.mark.parametrize(
        "code",
        [
            "GL",
            "FO",
            "AW",
            "CW",
            "SX",
            "BQ",
            "PF",
            "NC",
            "PM",
            "WF",
            "BL",
            "TF",
            "GI",
            "JE",
            "GG",
            "IM",
            "SJ",
            "MC",
            "SM",
            "VA",
            "HK",
            "CH",
            "XK",
            "TR",
        ],
    )
    def test_territories_that_look_european_are_outside_union_and_eea(self, code: str) -> None:
        assert not within(TERRITORIES[code], "eu", "2026-11-23")
        assert not within(TERRITORIES[code], "eea", "2026-11-23")

    def test_union_law_reached_the_united_kingdom_until_the_end_of_the_transition_period(self) -> None:
        assert within(TERRITORIES["GB"], "eea", "2020-12-31")
        assert not within(TERRITORIES["GB"], "eea", "2021-01-01")

    @pytest.mark.parametrize("code", ["GI", "SJ", "BL", "PM"])
    def test_a_status_that_nobody_has_read_is_not_verified(self, code: str) -> None:
        assert TERRITORIES[code]["verified"] == "false"

    def test_an_alias_leads_to_a_territory_and_is_none_itself(self) -> None:
        for row in table("territory_aliases.csv"):
            assert row["code"] in TERRITORIES
            assert row["alias"] not in TERRITORIES

    @pytest.mark.parametrize(
        ("alias", "code"),
        [("UK", "GB"), ("EL", "GR"), ("IC", "ES"), ("EA", "ES"), ("CN-HK", "HK"), ("FR-RE", "RE"), ("NO-21", "SJ")],
    )
    def test_codes_that_people_write_are_understood(self, alias: str, code: str) -> None:
        assert {row["alias"]: row["code"] for row in table("territory_aliases.csv")}[alias] == code


def within(row: dict[str, str], membership: str, day: str) -> bool:
    since, until = row[f"{membership}_since"], row[f"{membership}_until"]
    return bool(since) and since <= day and (not until or day <= until)


def adequate(territory: str, day: str) -> list[str]:
    rows = [row for row in ADEQUACY if row["territory"] == territory]
    return [row["scope"] for row in rows if row["since"] <= day and (not row["until"] or day <= row["until"])]


class TestAdequacy:
    def test_decisions_are_about_known_territories_or_the_patent_organisation(self) -> None:
        assert {row["territory"] for row in ADEQUACY} - TERRITORIES.keys() == {"EPO"}

    def test_scopes_are_of_the_closed_list(self) -> None:
        scopes = ["full", "commercial", "appi", "pipa", "dpf", "lgpd", "automated", "epo", "privacy_shield"]
        assert {row["scope"] for row in ADEQUACY} == set(scopes)

    def test_periods_of_a_territory_do_not_overlap(self) -> None:
        for before, after in itertools.pairwise(sorted(ADEQUACY, key=lambda row: (row["territory"], row["since"]))):
            if before["territory"] == after["territory"]:
                assert before["until"], before
                assert before["until"] < after["since"]

    @pytest.mark.parametrize(
        ("territory", "day", "scopes"),
        [
            ("US", "2020-07-15", ["privacy_shield"]), ("US", "2020-07-16", []), ("US", "2023-07-09", []),
            ("US", "2023-07-10", ["dpf"]), ("GB", "2020-12-31", []), ("GB", "2021-06-28", ["full"]),
            ("GB", "2025-12-18", ["full"]), ("GB", "2025-12-19", ["full"]), ("GB", "2031-12-27", ["full"]),
            ("GB", "2031-12-28", []), ("BR", "2026-01-25", []), ("BR", "2026-01-26", ["lgpd"]),
            ("CA", "2026-11-23", ["commercial"]), ("IL", "2026-11-23", ["automated"]), ("KR", "2021-12-16", []),
            ("GI", "2026-11-23", []), ("GL", "2026-11-23", []), ("KE", "2026-11-23", []),
        ],
    )  # fmt: skip
    def test_what_can_be_relied_on_that_day(self, territory: str, day: str, scopes: list[str]) -> None:
        assert adequate(territory, day) == scopes

    def test_what_is_no_decision_but_was_treated_as_one_is_not_verified(self) -> None:
        rows = [row for row in ADEQUACY if row["territory"] == "GB" and row["since"] <= "2021-06-27" <= row["until"]]
        assert [row["verified"] for row in rows] == ["false"]

    def test_the_decisions_in_force_are_those_of_the_commission_s_list(self) -> None:
        in_force = {row["territory"] for row in ADEQUACY if adequate(row["territory"], "2026-11-23")}
        adequate_today = "AD AR BR CA CH EPO FO GB GG IL IM JE JP KR NZ US UY"
        assert " ".join(sorted(in_force)) == adequate_today

    def test_celex_numbers_follow_from_the_decision(self) -> None:
        for row in ADEQUACY:
            if match := re.search(r"(\d{4})/(\d+)", row["decision"]):
                assert row["celex"] == f"3{match[1]}D{int(match[2]):04d}"


class TestRegions:
    def test_every_provider_is_there(self) -> None:
        assert {provider for provider, _ in REGIONS} == set(PROVIDERS)

    def test_countries_and_members_are_known_territories(self) -> None:
        for row in REGIONS.values():
            assert not row["country"] or row["country"] in TERRITORIES, row
            assert set(row["geography"].split()) <= TERRITORIES.keys() | {"EU", "EEA"}, row

    def test_a_region_has_one_country_or_members_never_both(self) -> None:
        assert [row for row in REGIONS.values() if row["country"] and row["geography"]] == []

    def test_a_verified_place_is_in_a_country(self) -> None:
        places = [row for row in REGIONS.values() if row["kind"] not in {"multi-region", "geography", "pseudo"}]
        assert [row["region"] for row in places if not row["country"] and row["verified"] == "true"] == []

    def test_an_open_set_of_places_says_so(self) -> None:
        several = [row for row in REGIONS.values() if row["kind"] in {"multi-region", "geography"}]
        assert [row["region"] for row in several if not (row["country"] or row["geography"] or row["note"])] == []

    def test_kinds_are_of_the_closed_list(self) -> None:
        kinds = {"region", "local-zone", "wavelength-zone", "zone", "multi-region", "geography", "pseudo"}
        assert {row["kind"] for row in REGIONS.values()} == kinds

    @pytest.mark.parametrize("column", ["region", "label"])
    def test_ids_and_names_that_differ_in_case_alone_mean_the_same_place(self, column: str) -> None:
        meanings = {
            (row["provider"], row[column].casefold(), row["country"], row["geography"]) for row in REGIONS.values()
        }
        several = [name for name, count in Counter(meaning[:2] for meaning in meanings).items() if count > 1]
        assert several == []

    def test_a_region_in_the_wrong_hands_is_no_place(self) -> None:
        assert [region for provider, region in REGIONS if provider == "aws" and region.endswith("-global")] == []

    @pytest.mark.parametrize(
        ("provider", "region", "country"),
        [
            ("alibaba", "cn-hongkong", "HK"), ("alibaba", "eu-west-1", "GB"), ("alibaba", "eu-west-2", "FR"),
            ("alibaba", "me-central-1", "SA"), ("aws", "ap-east-1", "HK"), ("aws", "eu-central-1-ist-1a", "TR"),
            ("aws", "eu-central-2", "CH"), ("aws", "eu-north-1-cph-1a", "DK"), ("aws", "eu-south-2", "ES"),
            ("aws", "eu-west-1", "IE"), ("aws", "eu-west-2", "GB"), ("aws", "eu-west-3-cmn-wlz-1a", "MA"),
            ("aws", "eusc-de-east-1", "DE"), ("aws", "me-central-1", "AE"), ("aws", "me-west-1", "SA"),
            ("aws", "us-east-1-scl-1a", "CL"), ("azure", "austriaeast", "AT"), ("azure", "brazilsoutheast", "BR"),
            ("azure", "eastasia", "HK"), ("azure", "mexicocentral", "MX"), ("azure", "northeurope", "IE"),
            ("azure", "norwayeast", "NO"), ("azure", "southeastasia", "SG"), ("azure", "spaincentral", "ES"),
            ("azure", "switzerlandnorth", "CH"), ("azure", "uk", "GB"), ("azure", "uksouth", "GB"),
            ("azure", "westeurope", "NL"), ("coreweave", "EU-NORTH-02", "NO"), ("coreweave", "EU-WEST-01", "GB"),
            ("exoscale", "ch-dk-2", "CH"), ("gcp", "europe-southwest1", "ES"), ("gcp", "europe-west2", "GB"),
            ("gcp", "europe-west6", "CH"), ("gcp", "me-central2", "SA"), ("gcp", "northamerica-south1", "MX"),
            ("ionos", "es/vit", "ES"), ("ionos", "gb/lhr", "GB"), ("lambda", "me-west-1", "IL"),
            ("nebius", "eu-north2", "IS"), ("oci", "eu-dublin-3", "IE"), ("oci", "eu-jovanovac-1", "RS"),
            ("oci", "eu-madrid-2", "ES"), ("oci", "eu-zurich-1", "CH"), ("oci", "uk-london-1", "GB"),
            ("opentelekomcloud", "eu-ch2", "CH"), ("ovhcloud", "UK1", "GB"), ("ovhcloud", "eu-west-eri", "GB"),
            ("ovhcloud", "eu-west-lz-mnc", "GB"), ("ovhcloud", "eu-west-lz-zrh", "CH"), ("stackit", "eu02", "AT"),
        ],
    )  # fmt: skip
    def test_names_that_mislead_lie_where_they_really_are(self, provider: str, region: str, country: str) -> None:
        assert REGIONS[provider, region]["country"] == country

    @pytest.mark.parametrize(
        ("provider", "region", "geography"),
        [
            ("azure", "europe", ""), ("azure", "global", ""), ("coreweave", "EU", "DK ES GB NO SE"),
            ("coreweave", "EU-NORTH", "DK NO SE"), ("gcp", "EU", "EU"), ("gcp", "EUR4", "FI NL"),
            ("gcp", "EUR5", "BE GB"), ("gcp", "EUR7", "DE GB"), ("gcp", "EUR8", "CH DE"), ("gcp", "global", ""),
        ],
    )  # fmt: skip
    def test_several_places_are_no_country(self, provider: str, region: str, geography: str) -> None:
        assert (REGIONS[provider, region]["country"], REGIONS[provider, region]["geography"]) == ("", geography)

    @pytest.mark.parametrize(
        ("provider", "region", "partition"),
        [
            ("aws", "eu-south-2", "aws"), ("aws", "eusc-de-east-1", "aws-eusc"), ("aws", "cn-north-1", "aws-cn"),
            ("aws", "us-gov-west-1", "aws-us-gov"), ("azure", "chinanorth3", "AzureChinaCloud"),
            ("azure", "usgovvirginia", "AzureUSGovernment"), ("oci", "eu-frankfurt-1", "oc1"),
            ("oci", "eu-frankfurt-2", "oc19"), ("oci", "eu-madrid-2", "oc19"),
        ],
    )  # fmt: skip
    def test_partitions_and_realms_are_told_apart(self, provider: str, region: str, partition: str) -> None:
        assert REGIONS[provider, region]["partition"] == partition


class TestTablesAboutRegions:
    @pytest.mark.parametrize("name", ["accelerators.csv", "paired_regions.csv", "region_places.csv"])
    def test_they_name_regions_of_the_catalogue(self, name: str) -> None:
        assert {(row["provider"], row["region"]) for row in table(name)} <= REGIONS.keys()

    def test_coordinates_are_degrees(self) -> None:
        for row in [*table("region_places.csv"), *table("cities.csv")]:
            assert abs(float(row["latitude"])) <= 90
            assert abs(float(row["longitude"])) <= 180

    def test_the_larger_cities_of_spain_are_there(self) -> None:
        cities = {row["city"] for row in table("cities.csv") if row["country"] == "ES"}
        assert {"Madrid", "Barcelona", "Zaragoza", "Sevilla", "Teruel", "Huesca"} - cities <= {"Teruel", "Huesca"}

    def test_services_are_in_regions_of_the_catalogue(self) -> None:
        assert {("aws", row["region"]) for row in table("aws_services.csv")} <= REGIONS.keys()

    def test_pairs_cross_a_border_when_their_countries_differ(self) -> None:
        for row in table("paired_regions.csv"):
            here, there = (REGIONS["azure", row[column]]["country"] for column in ("region", "paired_region"))
            assert (row["country"], row["paired_country"]) == (here, there)
            assert row["crosses_border"] == ("yes" if here != there else "no")

    def test_which_pairs_cross_a_border(self) -> None:
        crossing = {row["region"] for row in table("paired_regions.csv") if row["crosses_border"] == "yes"}
        assert crossing == {"brazilsouth", "eastasia", "northeurope", "southeastasia", "westeurope"}

    @pytest.mark.parametrize(
        ("accelerator", "regions"),
        [
            ("H100", {"eu-north-1"}), ("H200", {"eu-north-1", "eu-south-2"}), ("B200", {"eu-north-1", "eu-west-3"}),
            ("A100", {"eu-central-1", "eu-north-1", "eu-west-1"}), ("B300", set()), ("Trainium2", set()),
            ("L40S", {"eu-central-1", "eu-north-1", "eu-south-2"}),
        ],
    )  # fmt: skip
    def test_accelerators_in_union_territory(self, accelerator: str, regions: set[str]) -> None:
        offered = {row["region"] for row in table("accelerators.csv") if row["accelerator"] == accelerator}
        union = {
            region for region in offered if within(TERRITORIES[REGIONS["aws", region]["country"]], "eu", "2026-11-23")
        }
        assert union == regions

    def test_spain_lacks_services_that_are_elsewhere_in_europe(self) -> None:
        offered = {row["service"] for row in table("aws_services.csv") if row["region"] == "eu-south-2"}
        assert not {"comprehend", "transcribe", "translate", "kendra"} & offered
        assert {"sagemaker", "textract", "rekognition"} <= offered
