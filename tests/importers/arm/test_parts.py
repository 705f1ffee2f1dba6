"""What lies in a resource of the same files is a part of it, however far above it stands."""

from __future__ import annotations

import pytest
from tests.importers.arm_templates import read, template

ACCOUNT = {"type": "Microsoft.Storage/storageAccounts", "name": "papers", "location": "westeurope"}
SERVICE = {"type": "Microsoft.Storage/storageAccounts/blobServices", "name": "papers/default"}
CONTAINER = {"type": "Microsoft.Storage/storageAccounts/blobServices/containers", "name": "papers/default/scans"}


@pytest.mark.parametrize("between", [[], [SERVICE]])
def test_a_container_is_a_part_of_its_account_with_or_without_the_service_between(between: list[object]) -> None:
    found = read(template([ACCOUNT, *between, CONTAINER]))
    assert [*found.facts()] == ["arm:Microsoft.Storage/storageAccounts/papers"]
    assert found.notes() == []


def test_a_container_of_an_account_in_other_files_is_told() -> None:
    found = read(template([CONTAINER]))
    assert found.facts() == {}
    assert [note for note in found.notes() if "papers/default/scans belongs to something" in note.replace("`", "")]


def test_a_copy_of_an_image_in_another_region_counts_where_it_is_written() -> None:
    region = {"name": "East US"}
    image = {
        "type": "Microsoft.Compute/galleries/images/versions",
        "name": "images/chat/1.0.0",
        "location": "westeurope",
        "properties": {"publishingProfile": {"targetRegions": [region]}},
    }
    found = read(template([image]))
    (key,) = found.facts()
    assert found.of(key)["replication.regions"] == ["eastus"]
    assert found.at(key, "replication.regions").startswith('"East US"')
