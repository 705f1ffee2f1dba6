"""Where regions lie, and which services and accelerators they offer."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.catalogue.offers import Point

OFFERS = library.catalogue().offers
CATALOGUE = library.catalogue()


@pytest.mark.parametrize(
    ("provider", "region", "city"),
    [
        ("aws", "eu-west-2", "London"), ("azure", "spaincentral", "Madrid"), ("gcp", "europe-southwest1", "Madrid"),
        ("oci", "eu-madrid-1", "Madrid"), ("coreweave", "EU-SOUTH-03", "Barcelona"),
    ],
)  # fmt: skip
def test_a_region_lies_in_a_city(provider: str, region: str, city: str) -> None:
    place = OFFERS.place(provider, region)
    assert place is not None
    assert place.city == city
    assert place.source


def test_a_region_of_which_no_source_says_where_it_lies_has_no_place() -> None:
    assert OFFERS.place("stackit", "eu01") is None


def test_every_place_lies_near_the_others_of_its_city() -> None:
    points: dict[str, list[Point]] = {}
    for region in CATALOGUE.regions():
        if (place := OFFERS.place(region.provider, region.region)) is not None and place.city:
            points.setdefault(f"{region.country}/{place.city}", []).append(Point(place.latitude, place.longitude))
    far = [name for name, places in points.items() if any(places[0].distance(other) > 350 for other in places)]
    assert far == []


def test_distances_are_those_of_the_globe() -> None:
    madrid, london = Point(40.42, -3.70), Point(51.51, -0.13)
    assert madrid.distance(london) == london.distance(madrid) == pytest.approx(1264, abs=5)
    assert madrid.distance(madrid) == 0


def test_accelerators_are_known_for_the_providers_of_the_table_alone() -> None:
    assert OFFERS.with_accelerator("aws", "h200") == OFFERS.with_accelerator("aws", "H200") != frozenset()
    assert OFFERS.with_accelerator("aws", "GB300") == frozenset()
    assert OFFERS.with_accelerator("gcp", "H100") is None
    assert "H200" in (OFFERS.accelerators("aws", "eu-south-2") or ())
    assert OFFERS.accelerators("gcp", "europe-west1") is None


@pytest.mark.parametrize(
    ("service", "region", "offered"),
    [
        ("bedrock", "eu-south-2", True), ("bedrock-agent", "eu-south-2", False), ("comprehend", "eu-south-2", False),
        ("opensearch-serverless", "eu-west-1", True), ("sagemaker", "eu-south-2", True),
    ],
)  # fmt: skip
def test_a_service_is_offered_where_the_table_says(service: str, region: str, offered: bool) -> None:
    row = CATALOGUE.service("aws", service)
    assert row is not None
    regions = OFFERS.with_service("aws", row)
    assert regions is not None
    assert (region in regions) is offered


def test_of_a_service_without_rows_nothing_is_known() -> None:
    for provider, service in (("aws", "s3"), ("gcp", "cloud-sql")):
        row = CATALOGUE.service(provider, service)
        assert row is not None
        assert OFFERS.with_service(provider, row) is None
    assert OFFERS.services("gcp", "europe-west1") is None
    assert "comprehend" not in (OFFERS.services("aws", "eu-south-2") or ())
