"""The most exact row speaks, and a table is read when it is asked for."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.catalogue import Catalogue
from fielato.errors import CatalogueError

HEADS = {
    "resource_types": "format,type,kind,provider,service,purposes",
    "images": "image,purposes",
    "environment": "variable,provider,service,says",
}


def catalogue(**tables: str) -> Catalogue:
    return Catalogue({f"importers/{name}.csv": f"{HEADS[name]}\n{rows}".encode() for name, rows in tables.items()})


def test_the_longest_pattern_that_fits_counts_and_an_exact_row_before_all() -> None:
    rows = "terraform,aws_*,none,,,\nterraform,aws_s3_*,part,,,\nterraform,aws_s3_bucket,component,aws,s3,\n"
    recognised = catalogue(resource_types=rows).recognised
    kinds = [recognised.type("terraform", name) for name in ("aws_vpc", "aws_s3_acl", "aws_s3_bucket")]
    assert [row.kind for row in kinds if row is not None] == ["none", "part", "component"]
    assert recognised.type("terraform", "google_x") is None
    assert recognised.type("arm", "aws_s3_bucket") is None


def test_a_table_that_nobody_asks_for_is_not_read() -> None:
    recognised = catalogue(resource_types="terraform,x,nothing,,,\n", images="redis,cache\n").recognised
    row = recognised.image("docker.io/library/redis:7@sha256:0")
    assert row is not None
    assert row.purposes == "cache"
    with pytest.raises(CatalogueError, match="nothing"):
        recognised.read()


def test_all_rows_of_a_variable_speak() -> None:
    recognised = catalogue(environment="A_*,aws,s3,region\nA_B,aws,s3,region\nA_B,aws,sqs,region\n").recognised
    assert [row.service for row in recognised.variables("A_B")] == ["s3", "sqs"]
    assert [row.variable for row in recognised.variables("A_C")] == ["A_*"]
    assert recognised.variables("B") == ()


@pytest.mark.parametrize(
    ("provider", "service", "scheme"), [("aws", "s3", "s3"), ("gcp", "gcs", "gs"), ("x", "y", "s3")]
)
def test_the_buckets_of_a_service_have_a_scheme(provider: str, service: str, scheme: str) -> None:
    assert library.catalogue().recognised.bucket_scheme(provider, service) == scheme
