"""What is shared between documents, and that nobody can tell from the outside."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolve.support import BUCKET, DAY, LONDON, manifest, places, register, resolved, subject

from fielato import library
from fielato.catalogue import Catalogue
from fielato.model.manifest import Manifest, RegisterFile
from fielato.resolve import entries, knowledge
from fielato.resolve.processing import Reason
from fielato.resolve.resolve import Resolved

MODEL = {"id": "model", "provider": "aws", "service": "bedrock", "region": "eu-south-2", "model": "global.acme.x"}
HELPED = {**MODEL, "access": [{"purpose": "support", "territories": ["IN"], "party": "helper"}]}
ENTRIES = {
    "controllers": [{"name": "Ejemplo SL", "country": "FR"}],
    "parties": [{"id": "helper", "entity": "Helper Ltd", "country": "IN"}],
    "grounds": [{"importer": "aws", "scc": {"version": "2021/914"}}],
    "evidence": [{"fact": "component.ens_certified", "value": True, "author": "DPO", "date": "2026-01-01"}],
}


def renamed(component: dict[str, Any], name: str) -> dict[str, Any]:
    return {**component, "id": name, "description": f"the part called {name}"}


def shown(found: Resolved) -> list[object]:
    """Everything that rules and reports see."""

    def told(reasons: tuple[Reason, ...]) -> list[object]:
        return [(one.text("en"), one.origin.location, one.origin.source) for one in reasons]

    rows = [
        (
            one.kind,
            one.id,
            one.pointer,
            one.row,
            {name: one.origin(name).location for name in one.row},
            told(one.reasons),
        )
        for one in found.subjects
    ]
    purposes = [
        (
            one.component,
            one.purpose,
            one.run_by,
            one.party,
            {at: told(why) for at, why in one.places.territories.items()},
        )
        for one in found.processing
    ]
    transfers = [
        (one.id, one.ways.components, one.ways.run_by, one.ways.separate, told(one.ways.reasons))
        for one in found.candidates
    ]
    return [rows, purposes, transfers]


def afresh(given: Manifest, known: RegisterFile | None) -> Resolved:
    """Resolved as if nothing had been worked out before."""
    library.catalogue().kept.clear()
    return resolved(given, known)


def test_equal_components_of_two_documents_are_one_content() -> None:
    one = subject(resolved(manifest(renamed(LONDON, "a"))), "location/a/storage/GB")
    other = subject(resolved(manifest(BUCKET, renamed(LONDON, "b"), name="other")), "location/b/storage/GB")
    assert one.special is other.special
    for root in ("component", "party", "controller", "data"):
        assert one.common[root].values is other.common[root].values, root
    assert (one.value("component.id"), other.value("component.id")) == ("a", "b")


def test_a_transfer_of_two_documents_is_one_content() -> None:
    one, other = (
        subject(resolved(manifest(renamed(LONDON, name))), "transfer/aws/storage/GB/people") for name in ("a", "b")
    )
    assert one.special["transfer"] is other.special["transfer"]
    assert one.special["territory"] is other.special["territory"]


def test_the_rows_of_a_component_share_its_facts() -> None:
    found = resolved(manifest(MODEL))
    assert len({id(one.common) for one in found.of("location")}) == 1
    assert len(found.of("location")) > 1


def test_shared_reasons_point_into_each_document_of_their_own() -> None:
    first, second = manifest(renamed(MODEL, "a")), manifest(BUCKET, renamed(MODEL, "b"))
    pointers = [
        places(resolved(one), name, "inference").territories["US"][0].origin.location
        for one, name in ((first, "a"), (second, "b"))
    ]
    assert [at.pointer for at in pointers] == ["/components/0/model", "/components/1/model"]
    assert pointers[0].line < pointers[1].line
    for one, name, at in ((first, "a", pointers[0]), (second, "b", pointers[1])):
        assert one.places.location(at.pointer) == at
        assert subject(resolved(one), f"component/{name}").origin("component.model").location == at


def test_a_fallback_is_told_by_its_own_name_and_place() -> None:
    said = [
        places(resolved(manifest({**BUCKET, "fallbacks": [name]}, renamed(MODEL, name))), "store", "failover")
        for name in ("one", "two")
    ]
    texts = [[why.text() for why in one.territories["US"]] for one in said]
    assert [text[0] for text in texts] == ["it falls back on one", "it falls back on two"]
    assert {why.origin.location.pointer for why in said[0].territories["US"]} == {
        "/components/0/fallbacks/0",
        "/components/1/model",
    }


def test_a_party_that_reaches_data_is_told_by_its_own_name() -> None:
    found = [
        resolved(manifest({**BUCKET, "access": [{"purpose": "support", "territories": ["IN"], "party": name}]},
                          parties=[{"id": name}]))
        for name in ("anna", "bert")
    ]  # fmt: skip
    for one, name in zip(found, ("anna", "bert"), strict=True):
        row = subject(one, f"transfer/{name}/support/unknown/people")
        assert f"the legal entity behind {name} is not known" in [why.text() for why in row.reasons]
        assert subject(one, f"location/store/support/IN/{name}").value("party.id") == name


DOCUMENTS = st.lists(
    st.sampled_from([MODEL, LONDON, BUCKET, HELPED, {**MODEL, "fallbacks": ["0"], "party": "helper"}]),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.booleans())
def test_what_was_worked_out_before_changes_nothing(
    before: list[dict[str, Any]], components: list[dict[str, Any]], registered: bool
) -> None:
    file = register(**ENTRIES)
    resolved(manifest(*(renamed(one, str(index)) for index, one in enumerate(before)), parties=[{"id": "helper"}]))
    document = manifest(
        *(renamed(one, str(index)) for index, one in enumerate(components)),
        parties=[{"id": "helper", "entity": "Nube SL", "country": "US"}],
        data=[{"id": "people", "personal": True}, {"id": "staff", "hr": True}],
    )
    known = file if registered else None
    assert shown(resolved(document, known)) == shown(afresh(document, known))


def test_knowledge_is_bounded() -> None:
    day = knowledge.Knowledge(library.catalogue(), DAY)
    for number in range(knowledge.CONTENTS + 10):
        assert day.once(("number", number), lambda number=number: number + 1) == number + 1  # type: ignore[misc]
        assert len(day.kept) <= knowledge.CONTENTS
    catalogue = Catalogue({})
    for number in range(knowledge.DAYS + 3):
        knowledge.on(catalogue, DAY + datetime.timedelta(number))
        assert len(catalogue.kept) <= knowledge.DAYS


def test_few_registers_are_kept() -> None:
    day = knowledge.Knowledge(library.catalogue(), DAY)
    for _ in range(100):
        one = register()
        assert entries.of(one, day) is entries.of(one, day)
        assert sum(isinstance(kept, entries.Entries) for kept in day.kept.values()) <= 32


def test_knowledge_of_a_day_is_worked_out_once() -> None:
    day = knowledge.on(library.catalogue(), DAY)
    assert knowledge.on(library.catalogue(), DAY) is day
    assert day.once(("worked out",), lambda: [1]) is day.once(("worked out",), lambda: [2])
