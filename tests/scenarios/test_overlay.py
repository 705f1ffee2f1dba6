"""A scenario laid over the catalogue: what it changes, from when, and what it leaves alone."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.changes.support import fielato, in_america, on, seen
from tests.resolve.support import BUCKET, LONDON, manifest
from tests.scenarios.support import laid, shipped, supposing

from fielato import library
from fielato.catalogue import Catalogue
from fielato.errors import InputError

pytestmark = pytest.mark.slow

DAY = datetime.date(2026, 11, 23)
START = datetime.date(2027, 1, 1)
BEFORE = START - datetime.timedelta(days=1)
CATALOGUE = library.catalogue()
DATED = ["dpf-annulled@2027-01-01", "uk-adequacy-lapses@2027-01-01", "provider-exits-region:aws/eu-west-2@2027-01-01"]


def scope(catalogue: Catalogue, code: str, day: datetime.date) -> str:
    territory = catalogue.territory(code, day)
    assert territory is not None
    return territory.adequacy.scope if territory.adequacy else "none"


def status(catalogue: Catalogue, code: str, day: datetime.date) -> tuple[bool, bool]:
    territory = catalogue.territory(code, day)
    assert territory is not None
    return territory.union, territory.eea


def test_an_annulled_decision_holds_until_the_day_before() -> None:
    overlay = shipped("dpf-annulled@2027-01-01", DAY)
    assert overlay.starts == START
    assert (scope(overlay.catalogue, "US", BEFORE), scope(overlay.catalogue, "US", START)) == ("dpf", "none")
    assert scope(overlay.catalogue, "US", datetime.date(2019, 1, 1)) == "privacy_shield"
    (row,) = [one for one in overlay.catalogue.decisions if one.decision == "(EU) 2023/1795"]
    assert (row.until, row.source) == (BEFORE, "scenario dpf-annulled")


def test_a_scenario_without_a_date_begins_with_the_assessment() -> None:
    overlay = shipped("uk-adequacy-lapses", DAY)
    assert overlay.starts == DAY
    assert scope(overlay.catalogue, "GB", DAY) == "none"


def test_a_decision_that_would_begin_later_never_does() -> None:
    text = "adequacy: {withdrawn: [{decision: (EU) 2023/1795, starts: 2023-01-01}]}\n"
    overlay = laid(text, DAY)
    assert "(EU) 2023/1795" not in {row.decision for row in overlay.catalogue.decisions}


def test_a_granted_decision_has_its_scope_and_last_day() -> None:
    text = "adequacy: {granted: [{territory: IN, decision: D, scope: full, starts: 2027-01-01, until: 2027-01-02}]}\n"
    catalogue = laid(text, DAY).catalogue
    days = [BEFORE, START, START + datetime.timedelta(days=1), START + datetime.timedelta(days=2)]
    assert [scope(catalogue, "IN", day) for day in days] == ["none", "full", "full", "none"]


def test_a_territory_that_joins_again_keeps_its_past() -> None:
    catalogue = laid("starts: 2027-01-01\nterritories: [{territory: UK, union: true, eea: true}]\n", DAY).catalogue
    days = [datetime.date(2019, 6, 1), datetime.date(2022, 6, 1), BEFORE, START]
    assert [status(catalogue, "GB", day) for day in days] == [
        (True, True), (False, False), (False, False), (True, True),
    ]  # fmt: skip
    assert "GB" in catalogue.area("EU", START)
    assert "GB" not in catalogue.area("EU", BEFORE)


def test_a_territory_that_leaves_the_eea_is_out_of_it_from_that_day() -> None:
    catalogue = laid("starts: 2027-01-01\nterritories: [{territory: NO, eea: false}]\n", DAY).catalogue
    assert [status(catalogue, "NO", day) for day in (BEFORE, START)] == [(False, True), (False, False)]
    assert status(CATALOGUE, "NO", START) == (False, True)


def test_what_stands_in_a_withdrawn_region_is_somewhere_that_is_not_known() -> None:
    london = manifest(LONDON, grounds=[])
    under = supposing(fielato(), "provider-exits-region:aws/eu-west-2@2027-01-01", DAY)

    def places(day: datetime.date) -> list[str]:
        rows = on(london, None, day, under=under).resolved.of("location")
        return [row.id for row in rows if row.id.startswith("location/store/storage")]

    assert places(BEFORE) == ["location/store/storage/GB"]
    assert places(START) == ["location/store/storage/unknown"]


@pytest.mark.parametrize("model", ["eu.anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6"])
def test_a_model_called_from_a_withdrawn_region_runs_in_a_place_that_is_not_known(model: str) -> None:
    called = manifest({"id": "m", "provider": "aws", "service": "bedrock", "region": "eu-south-2", "model": model})
    under = supposing(fielato(), "provider-exits-region:aws/eu-south-2", DAY)
    rows = [row.id for row in on(called, None, DAY, under=under).resolved.of("location")]
    assert "location/m/inference/unknown" in rows
    assert "location/m/inference/ES" not in rows


def test_a_profile_no_longer_routes_to_a_withdrawn_region() -> None:
    called = manifest(
        {"id": "m", "provider": "aws", "service": "bedrock", "region": "eu-west-1", "model": "eu.amazon.nova-pro-v1:0"}
    )

    def reached(written: str | None) -> set[str]:
        under = supposing(fielato(), written, DAY) if written else None
        rows = on(called, None, DAY, under=under).resolved.of("location")
        return {row.id.rpartition("/")[2] for row in rows if row.id.startswith("location/m/inference/")}

    assert "SE" in reached(None)
    assert reached("provider-exits-region:aws/eu-north-1") == reached(None) - {"SE"}


@pytest.mark.parametrize("written", DATED)
@settings(max_examples=15, deadline=None)
@given(days=st.integers(0, 3000))
def test_before_its_day_a_scenario_changes_nothing(written: str, days: int) -> None:
    day = BEFORE - datetime.timedelta(days=days)
    under = supposing(fielato(), written, DAY)
    for manifest_ in (in_america(), manifest(LONDON, grounds=[])):
        assert seen(on(manifest_, None, day, under=under)) == seen(on(manifest_, None, day))


def test_what_was_worked_out_under_a_scenario_never_reaches_an_assessment_of_what_is_so() -> None:
    london = manifest({**BUCKET, "region": "eu-west-2"}, grounds=[])
    plain = seen(on(london, None, DAY))
    for _ in range(3):
        under = supposing(fielato(), "uk-adequacy-lapses", DAY)
        assert seen(on(london, None, DAY, under=under)) != plain
        assert seen(on(london, None, DAY)) == plain


def test_the_digest_names_scenario_parameters_and_day_and_the_facts_keep_theirs() -> None:
    written = [
        "dpf-annulled", "dpf-annulled@2027-01-01", "uk-adequacy-lapses", "provider-exits-region:aws/eu-south-2",
        "provider-exits-region:aws/eu-west-3",
    ]  # fmt: skip
    overlays = [shipped(one, DAY) for one in written]
    assert len({one.digest for one in overlays}) == len(written)
    assert shipped("dpf-annulled", DAY).digest == overlays[0].digest
    assert {one.catalogue.digest for one in overlays} == {CATALOGUE.digest}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "adequacy: {withdrawn: [{decision: (EU) 2023/1759}]}\n",
            "test.yaml:6:35: there is no adequacy decision `(EU) 2023/1759` (did you mean `(EU) 2023/1795`?)",
        ),
        (
            "territories: [{territory: XX, eea: true}]\n",
            "test.yaml:6:27: there is no territory `XX` (write an ISO 3166-1 alpha-2 code such as ES)",
        ),
        (
            "regions: {withdrawn: [{provider: asw, region: x}]}\n",
            "test.yaml:6:34: the catalogue has no regions of `asw` (did you mean `aws`?)",
        ),
        (
            "regions: {withdrawn: [{provider: aws, region: eu-suoth-2}]}\n",
            "test.yaml:6:47: aws has no region `eu-suoth-2` that the catalogue knows (did you mean `eu-south-2`?)",
        ),
    ],
)
def test_what_the_catalogue_does_not_know_is_refused_at_its_place(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        laid(text, DAY)
    assert [str(problem) for problem in caught.value.problems] == [told]
