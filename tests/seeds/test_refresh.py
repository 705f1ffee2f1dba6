"""The generator's own rules, on inputs of a few rows; the packages it reads are not needed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from seeds.refresh import accelerators, cities, merge, packages, pairs, places
from seeds.refresh.providers import aws, azure, exoscale, oci, opentelekomcloud, scaleway, sparecores
from seeds.refresh.region import COLUMNS, Region
from seeds.refresh.table import Table, differences, keep_provenance, parse, render

TODAY = "2027-02-03"
PLACES = Table("places.csv", ("name", "country", "source", "read"), ("name",))
PARIS = {"name": "paris", "country": "FR", "source": "a list", "read": "2026-01-01"}
OSLO = {"name": "oslo", "country": "NO", "source": "a list", "read": "2026-01-01"}


class TestTable:
    def test_rows_are_written_in_the_order_of_their_keys(self) -> None:
        assert render(PLACES, [PARIS, OSLO]) == (
            "name,country,source,read\noslo,NO,a list,2026-01-01\nparis,FR,a list,2026-01-01\n"
        )

    def test_what_was_written_is_read_back(self) -> None:
        assert parse(PLACES, render(PLACES, [PARIS, OSLO])) == [OSLO, PARIS]

    def test_two_rows_for_one_key_are_refused(self) -> None:
        with pytest.raises(ValueError, match=r"places.csv: two rows for oslo"):
            render(PLACES, [OSLO, PARIS, OSLO])

    def test_other_columns_are_refused(self) -> None:
        with pytest.raises(ValueError, match=r"places.csv:1: the columns are \['place'\]"):
            parse(PLACES, "place\nparis\n")

    def test_a_file_that_is_not_there_yet_has_no_rows(self) -> None:
        assert parse(PLACES, "") == []

    def test_a_fact_that_did_not_change_keeps_its_date_and_source(self) -> None:
        again = PARIS | {"source": "a newer list", "read": "2026-11-23"}
        assert keep_provenance(PLACES, [PARIS], [again], TODAY) == [PARIS]

    def test_a_fact_that_changed_takes_the_new_date_and_source(self) -> None:
        moved = PARIS | {"country": "BE", "source": "a newer list", "read": "2026-11-23"}
        assert keep_provenance(PLACES, [PARIS], [moved], TODAY) == [moved]

    def test_a_changed_or_new_fact_without_a_date_was_read_today(self) -> None:
        moved, rome = PARIS | {"country": "BE", "read": ""}, PARIS | {"name": "rome", "read": ""}
        found = keep_provenance(PLACES, [PARIS], [moved, rome], TODAY)
        assert found == [moved | {"read": TODAY}, rome | {"read": TODAY}]

    def test_a_table_without_dates_gets_none(self) -> None:
        bare = Table("bare.csv", ("name", "country"), ("name",))
        assert keep_provenance(bare, [], [{"name": "paris", "country": "FR"}], TODAY) == [
            {"name": "paris", "country": "FR"}
        ]

    def test_the_diff_names_what_came_went_and_changed(self) -> None:
        rome = PARIS | {"name": "rome", "country": "IT"}
        assert differences(PLACES, [OSLO, PARIS], [PARIS | {"country": "BE"}, rome]) == [
            "- oslo",
            "~ paris: country: 'FR' -> 'BE'",
            "+ rome",
        ]

    def test_the_same_rows_have_no_diff(self) -> None:
        assert differences(PLACES, [OSLO, PARIS], [PARIS, OSLO]) == []


class TestMerge:
    def test_a_curated_row_stands_in_place_of_a_derived_one(self) -> None:
        curated = Region("aws", "ap-east-1", "HK").row()
        assert merge.merge([Region("aws", "ap-east-1", "CN")], [curated]) == [curated]

    def test_rows_that_only_one_side_knows_are_all_kept(self) -> None:
        derived, curated = Region("aws", "eu-west-1", "IE"), Region("stackit", "eu01", "DE")
        assert merge.merge([derived], [curated.row()]) == [derived.row(), curated.row()]

    def test_a_second_source_that_says_otherwise_is_reported(self) -> None:
        rows = [Region("aws", "eu-west-2", "GB").row(), Region("aws", "eu-west-3", "FR").row()]
        witness = {("aws", "eu-west-2"): "IE", ("aws", "eu-west-3"): "FR"}
        assert merge.contradictions(rows, witness, frozenset()) == [
            "aws/eu-west-2: GB, but the second source says IE",
        ]

    def test_a_second_source_known_to_be_wrong_is_not_heard(self) -> None:
        row = Region("azure", "mexicocentral", "MX").row()
        wrong = frozenset({("azure", "mexicocentral")})
        assert merge.contradictions([row], {("azure", "mexicocentral"): "ZA"}, wrong) == []


class TestPackages:
    def test_literals_are_read_and_expressions_are_none(self) -> None:
        found = list(packages.dictionaries('x = {"a": {"country_id": "FR", "city": where()}}'))
        assert found[0] == {"a": {"country_id": "FR", "city": None}}

    def test_a_missing_package_says_what_to_install(self) -> None:
        with pytest.raises(
            packages.PackageMissingError, match=r"no_such_package is not installed: pip install -r deploy/requirements"
        ):
            packages.package_file("no_such_package")

    def test_constants_of_a_module_are_read_without_importing_it(self) -> None:
        assert packages.module_constants("A = {'x': 1}\nB = open('y')\n") == {"A": {"x": 1}}


class TestProviders:
    def test_aws_leaves_out_pseudo_regions_and_corrects_hong_kong(self) -> None:
        listed = {"ap-east-1": {"description": "Asia Pacific (Hong Kong)"}, "aws-global": {"description": "global"}}
        places = {"ap-east-1": {"geolocationCountry": {"Value": "CN"}}}
        [region] = aws.regions({"partitions": [{"id": "aws", "regions": listed}]}, places, "")
        assert (region.region, region.country, region.partition) == ("ap-east-1", "HK", "aws")

    def test_an_aws_region_without_a_known_country_is_not_verified(self) -> None:
        listed = {"eu-isoe-west-1": {"description": "EU ISOE West"}}
        [region] = aws.regions({"partitions": [{"id": "aws-iso-e", "regions": listed}]}, {}, "")
        assert (region.country, region.verified, region.row()["verified"]) == ("", False, "false")

    @pytest.mark.parametrize(
        ("parent", "kind", "zone_id", "name", "country"),
        [
            ("eu-central-1", "local-zones", "euc1-ist1-az1", "eu-central-1-ist-1a", "TR"),
            ("us-east-1", "local-zones", "use1-atl2-az2", "us-east-1-atl-2b", "US"),
            ("eu-west-2", "wavelength-zones", "euw2-wl2-man-wlz1", "eu-west-2-wl2-man-wlz-1", "GB"),
            ("eu-west-3", "wavelength-zones", "euw3-cmn1-wlz1", "eu-west-3-cmn-wlz-1a", "MA"),
        ],
    )
    def test_an_aws_zone_lies_in_its_city(self, parent: str, kind: str, zone_id: str, name: str, country: str) -> None:
        [zone] = aws.zones({parent: {kind: {"Value": parent, zone_id: {}}}}, "")
        assert (zone.region, zone.country, zone.kind) == (name, country, kind.removesuffix("s"))

    def test_an_aws_zone_id_of_a_new_form_stops_the_generator(self) -> None:
        with pytest.raises(ValueError, match="AWS zone id moon1 has a new form"):
            list(aws.zones({"eu-west-1": {"local-zones": {"moon1": {}}}}, ""))

    def test_oci_regions_carry_their_realm(self) -> None:
        [region] = oci.regions({"eu-madrid-2": "oc19"}, "")
        assert (region.country, region.partition, region.note) == ("ES", "oc19", "EU Sovereign Cloud")

    def test_an_oci_region_in_an_unknown_city_stops_the_generator(self) -> None:
        with pytest.raises(ValueError, match="the country of atlantis is not known"):
            list(oci.regions({"eu-atlantis-1": "oc1"}, ""))

    def test_exoscale_zurich_is_not_denmark(self) -> None:
        document = {"servers": [{"variables": {"zone": {"enum": ["ch-dk-2"]}}}]}
        [region] = exoscale.regions(document, "")
        assert (region.country, region.label) == ("CH", "Zurich")

    def test_scaleway_regions_and_zones_are_told_apart(self) -> None:
        found = scaleway.regions('A = Region("fr-par")\nB = Zone("pl-waw-2")', "")
        assert [(r.region, r.country, r.kind) for r in found] == [
            ("fr-par", "FR", "region"),
            ("pl-waw-2", "PL", "zone"),
        ]

    def test_the_swiss_open_telekom_cloud_is_in_switzerland(self) -> None:
        [region] = opentelekomcloud.regions({"profile": {"regions": ["eu-ch2"]}}, "")
        assert region.country == "CH"

    def test_sparecores_regions_are_found_under_their_id_and_beside_it(self) -> None:
        text = (
            'a = {"UK": {"country_id": "GB"}}\nb = [{"region_id": "eu-west-1", "country_id": "IE", "city": "Dublin"}]'
        )
        found = {(r.region, r.country, r.label) for r in sparecores.regions("p", text, "")}
        assert found == {("UK", "GB", "UK"), ("eu-west-1", "IE", "Dublin")}

    def test_sparecores_expressions_are_no_regions(self) -> None:
        assert list(sparecores.regions("p", 'a = {"region_id": r, "country_id": lookup["c"]}', "")) == []


LOCATIONS = {
    "locals": {
        "locations_cached": {
            "value": [
                {"name": "europe", "displayName": "Europe", "metadata": {"regionType": "Logical"}},
                {"name": "uk", "displayName": "United Kingdom", "metadata": {"regionType": "Logical"}},
                {
                    "name": "eastusstage",
                    "displayName": "East US (Stage)",
                    "metadata": {"regionType": "Logical", "geography": "usa"},
                },
                {
                    "name": "northeurope",
                    "displayName": "North Europe",
                    "metadata": {
                        "regionType": "Physical",
                        "geography": "Europe",
                        "physicalLocation": "Ireland",
                        "pairedRegion": [{"name": "westeurope"}],
                    },
                },
            ]
        }
    }
}


class TestAzure:
    def test_a_logical_location_is_in_one_country_or_open(self) -> None:
        found = {r.region: (r.kind, r.country) for r in azure.regions(azure.distil(LOCATIONS))}
        assert found == {
            "europe": ("geography", ""),
            "uk": ("geography", "GB"),
            "eastusstage": ("pseudo", "US"),
            "northeurope": ("region", "IE"),
        }

    def test_an_open_location_says_so(self) -> None:
        notes = {r.region: r.note for r in azure.regions(azure.distil(LOCATIONS))}
        assert notes["europe"] == azure.SEVERAL
        assert notes["uk"] == ""

    def test_a_pair_across_a_border_is_marked(self) -> None:
        [pair] = pairs.paired_regions(azure.distil(LOCATIONS), {"northeurope": "IE", "westeurope": "NL"})
        assert (pair["region"], pair["paired_region"], pair["crosses_border"]) == ("northeurope", "westeurope", "yes")


class TestAccelerators:
    def test_instance_types_are_gathered_by_region_and_accelerator(self) -> None:
        gpu = {"GpuInfo": {"Gpus": [{"Name": "H100"}]}}
        types = {"p5.48xlarge": gpu, "p5.4xlarge": gpu, "m5.large": {}}
        rows = list(accelerators.accelerators(types, {"eu-north-1": ["p5.48xlarge", "m5.large", "p5.4xlarge"]}, ""))
        assert [(row["region"], row["accelerator"], row["instance_types"]) for row in rows] == [
            ("eu-north-1", "H100", "p5.48xlarge p5.4xlarge")
        ]

    def test_a_device_that_is_described_twice_counts_once(self) -> None:
        described = {"NeuronInfo": {"NeuronDevices": [{"Name": "Inferentia"}]}}
        described["InferenceAcceleratorInfo"] = {"Accelerators": [{"Name": "Inferentia"}]}
        [row] = accelerators.accelerators({"inf1.xlarge": described}, {"eu-west-1": ["inf1.xlarge"]}, "")
        assert row["instance_types"] == "inf1.xlarge"


def test_the_columns_are_those_of_the_table_in_seeds() -> None:
    header = (Path(__file__).parents[2] / "seeds" / "regions.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == ",".join(COLUMNS)


def town(name: str, country: str, people: int, latitude: float, longitude: float, *others: str) -> dict[str, object]:
    return {
        "name": name, "countrycode": country, "population": people, "latitude": latitude, "longitude": longitude,
        "alternatenames": list(others),
    }  # fmt: skip


TOWNS = cities.Cities(
    [
        town("Madrid", "ES", 3_255_944, 40.4165, -3.70256, "Madrí", "MAD", "ma de li"),
        town("Oregon", "US", 20_000, 41.64, -83.49),
        town("Toledo", "ES", 40_000, 39.86, -4.02),
        town("London", "GB", 8_961_989, 51.51, -0.13, "Londres"),
    ],
    ["Oregon"],
    "a list of cities",
)


class TestPlaces:
    def places(self, label: str, country: str, point: places.Point | None = None) -> list[dict[str, str]]:
        region = Region("aws", "x", country, label, source="a list of regions", read="2026-01-01").row()
        points = {} if point is None else {("aws", "x"): point}
        return list(places.region_places([region], points, TOWNS))

    def test_a_regions_own_coordinates_stand(self) -> None:
        [row] = self.places("Europe (Spain)", "ES", places.Point("Madrid", 40.5, -3.3, "a package"))
        assert (row["city"], row["latitude"], row["longitude"], row["source"]) == (
            "Madrid",
            "40.50",
            "-3.30",
            "a package",
        )

    def test_coordinates_far_from_the_city_that_goes_with_them_are_not_believed(self) -> None:
        [row] = self.places("Spain Central", "ES", places.Point("Madrid", 40.4259, 3.4209, "a package"))
        assert (row["latitude"], row["longitude"]) == ("40.42", "-3.70")
        assert row["note"] == "the source's own coordinates lie 603 km away"
        assert row["source"] == "a package; a list of cities"

    @pytest.mark.parametrize(
        "label", ["Madrid", "Madrid 3", "Spain Central (Madrid)", "Local Zone Madrid", "Madrid, Spain"]
    )
    def test_else_the_city_of_the_label_stands(self, label: str) -> None:
        [row] = self.places(label, "ES")
        assert (row["city"], row["latitude"], row["note"]) == ("Madrid", "40.42", "coordinates of the city")

    @pytest.mark.parametrize(("label", "country"), [("Madrid", "CO"), ("Spain", "ES"), ("Oregon", "US")])
    def test_a_label_without_a_city_of_that_country_gives_no_place(self, label: str, country: str) -> None:
        assert self.places(label, country) == []


class TestCities:
    def test_a_city_is_found_by_other_names_without_accents(self) -> None:
        assert TOWNS.find("madri", "ES") == TOWNS.find("Madrid", "ES") == (40.4165, -3.70256)

    def test_a_code_is_no_name(self) -> None:
        assert TOWNS.find("MAD", "ES") is None

    def test_the_larger_cities_of_the_countries_asked_for_are_rows(self) -> None:
        rows = list(TOWNS.rows(frozenset({"ES"})))
        assert [(row["city"], row["aliases"]) for row in rows] == [("Madrid", "Madrí")]
