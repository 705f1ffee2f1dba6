from __future__ import annotations

from tests.resolve.support import BUCKET, LONDON, manifest, names, resolved, subject

from fielato.resolve.batches import Batch
from fielato.resolve.resolve import Resolved

SHARED = {**LONDON, "access": [{"purpose": "support", "party": "helpdesk", "territories": ["FR"]}]}
HELPDESK = [{"id": "helpdesk", "country": "FR"}]


def batches(found: Resolved) -> list[Batch]:
    return [one for one in found.rows if isinstance(one, Batch)]


def test_each_component_has_one_batch_in_the_order_of_the_components() -> None:
    found = resolved(manifest(BUCKET, {**LONDON, "id": "copy"}))
    assert [one.id for one in batches(found)] == ["store", "copy"]
    assert [one.id for batch in batches(found) for one in batch.subjects] == names(found, "location")


def test_a_row_is_made_once() -> None:
    found = resolved(manifest(LONDON))
    (batch,) = batches(found)
    assert not batch.made
    assert batch.subject(0) is batch.subject(0) is found.of("location")[0]
    assert list(batch.made) == list(range(len(batch)))


def test_a_party_that_reaches_the_data_stands_in_the_row_and_its_id() -> None:
    found = resolved(manifest(SHARED, parties=HELPDESK))
    assert "location/store/support/FR/helpdesk" in names(found, "location")
    assert subject(found, "location/store/support/FR/helpdesk").value("party.id") == "helpdesk"
    assert subject(found, "location/store/storage/GB").value("party.id") == "aws"
