from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from fielato.model.origin import Origin
from fielato.resolve.processing import NOWHERE, ProcessingSet, Reason, absent, at, united, unknown
from fielato.resolve.texts import TEXTS

CODES = st.sampled_from(["ES", "FR", "GB", "US", "CH"])
REASONS = st.builds(
    lambda word: Reason("region", {"provider": "p", "region": word, "territory": "t"}, Origin("declared")),
    st.sampled_from("abc"),
)
SETS = st.one_of(
    st.just(NOWHERE), st.builds(at, st.lists(CODES, max_size=3), REASONS), st.builds(unknown, REASONS),
    st.builds(absent, REASONS), st.builds(lambda codes, r: at(codes, r) | unknown(r), st.lists(CODES), REASONS),
)  # fmt: skip
WHY = Reason("sku-absent", {}, Origin("declared"))


def extent(one: ProcessingSet) -> tuple[frozenset[str], bool]:
    return frozenset(one.territories), bool(one.unknown)


@given(SETS, SETS)
def test_union_is_commutative_in_its_extent(one: ProcessingSet, other: ProcessingSet) -> None:
    assert extent(one | other) == extent(other | one)


@given(SETS, SETS, SETS)
def test_union_is_associative(one: ProcessingSet, other: ProcessingSet, third: ProcessingSet) -> None:
    assert (one | other) | third == one | (other | third)


@given(SETS)
def test_union_is_idempotent(one: ProcessingSet) -> None:
    assert one | one == one


@given(SETS)
def test_nowhere_adds_nothing(one: ProcessingSet) -> None:
    assert one | NOWHERE == one


@given(SETS, SETS)
def test_union_never_removes_a_territory_or_a_doubt(one: ProcessingSet, other: ProcessingSet) -> None:
    territories, open_end = extent(one | other)
    assert territories >= one.territories.keys() | other.territories.keys()
    assert open_end == bool(one.unknown or other.unknown)


@given(st.lists(SETS))
def test_united_is_the_union_of_all(sets: list[ProcessingSet]) -> None:
    assert extent(united(sets))[0] == {code for one in sets for code in one.territories}


@given(SETS)
def test_a_reason_in_front_keeps_the_extent(one: ProcessingSet) -> None:
    explained = one.because(WHY)
    assert extent(explained) == extent(one)
    assert all(reasons[0] == WHY for reasons in explained.territories.values())


def test_that_it_does_not_take_place_gives_way_to_a_place() -> None:
    assert not absent(WHY)
    assert (absent(WHY) | at(["ES"], WHY)).absent == ()


def test_every_reason_has_both_languages_with_the_same_words() -> None:
    for code, text in TEXTS.items():
        fields = {
            language: {name for _, name, *_ in string.Formatter().parse(text[language]) if name} for language in text
        }
        assert fields["en"] == fields["es"], code
