from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.support import DAY, manifest, register, resolved, subject

from fielato import library
from fielato.model.controller import Boundary
from fielato.resolve.boundary import tightest

NAMED = ["ES", "EU", "EEA", "EEA+adequate"]
BOUNDARIES = st.one_of(st.sampled_from(NAMED), st.lists(st.sampled_from(["ES", "FR", "NO", "CH", "US"])).map(tuple))


@pytest.mark.parametrize(
    ("given_boundaries", "expected"),
    [
        ([], None),
        (["EEA", "EU"], "EU"),
        (["EEA+adequate", "EEA"], "EEA"),
        (["EU", "ES"], "ES"),
        ([("ES", "FR"), ("FR", "PT")], ("FR",)),
        ([("ES", "FR"), ("PT",)], ()),
        (["EU", ("ES", "NO", "US")], ("ES",)),
        (["EEA", ("ES", "NO", "US")], ("ES", "NO")),
        (["EEA+adequate", ("CH", "IN")], ("CH",)),
        ([("UK", "EL")], ("GB", "GR")),
        ([("UK",), ("GB",)], ("GB",)),
    ],
)
def test_the_tightest_boundary_is_within_all(given_boundaries: list[Boundary], expected: Boundary | None) -> None:
    assert tightest(given_boundaries, library.catalogue(), DAY) == expected


@given(BOUNDARIES, BOUNDARIES)
def test_the_order_of_two_boundaries_changes_nothing(one: Boundary, other: Boundary) -> None:
    def within(*both: Boundary) -> object:
        found = tightest(both, library.catalogue(), DAY)
        return set(found) if isinstance(found, tuple) else found

    assert within(one, other) == within(other, one)


def test_a_manifest_tightens_and_never_widens_what_register_and_flag_ask() -> None:
    narrow = manifest(policy={"boundary": "ES"})
    wide = manifest(policy={"boundary": "EEA+adequate"})
    asked = register(policy={"boundary": "EEA"})
    shown = [subject(resolved(one, asked, boundary="EU"), "deployment").row for one in (narrow, wide)]
    assert [row["organisation.boundary"] for row in shown] == ["ES", "EU"]
