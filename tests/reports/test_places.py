"""A purpose is told once for all documents, unless a reason names a record of its document."""

from __future__ import annotations

import pytest

from fielato.model.origin import Origin
from fielato.reports.places import names_records, tell, texts
from fielato.resolve.processing import ProcessingSet, Reason
from fielato.resolve.provenance import HERE
from fielato.resolve.purposes import Processing

SEEN = Reason("place", {"territory": "ES"}, Origin("declared"))
UNSEEN = Reason(
    "region", {"provider": "aws", "region": "x", "territory": "FR"}, Origin("derived", None, "", "a", False)
)
NAMING = Reason("place", {"territory": HERE}, Origin("declared"))


def test_territories_are_sorted_and_reasons_told_once() -> None:
    places = ProcessingSet({"FR": (SEEN, UNSEEN), "ES": (SEEN,)})
    told = tell(Processing("", "storage", "customer", places), "en", lambda part: part)
    assert told.territories == ("ES", "FR")
    assert told.reasons == texts((SEEN, UNSEEN), "en")
    assert (told.verified, told.doubts) == (False, ("storage: aws x is in FR (a)",))


@pytest.mark.parametrize(
    "places", [ProcessingSet({"ES": (SEEN, NAMING)}), ProcessingSet(unknown=(NAMING,)), ProcessingSet(absent=(NAMING,))]
)
def test_a_reason_that_names_a_record_is_noticed_wherever_it_stands(places: ProcessingSet) -> None:
    assert names_records(places)
    assert not names_records(ProcessingSet({"ES": (SEEN,)}, (UNSEEN,)))
