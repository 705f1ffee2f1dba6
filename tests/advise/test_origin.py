"""Where distances are counted from."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.advise.origin import origin
from fielato.errors import UsageError

CATALOGUE = library.catalogue()


@pytest.mark.parametrize("written", ["Madrid", "madrid", " MADRID "])
def test_a_city_is_found_in_any_spelling(written: str) -> None:
    found = origin(written, CATALOGUE)
    assert (found.name, round(found.point.latitude), round(found.point.longitude)) == ("Madrid", 40, -4)


@pytest.mark.parametrize(("written", "city"), [("Londres", "London"), ("malaga", "Málaga"), ("Zürich", "Zürich")])
def test_other_spellings_lead_to_the_city(written: str, city: str) -> None:
    assert origin(written, CATALOGUE).name == city


def test_coordinates_are_a_place() -> None:
    found = origin("41.65, -0.88", CATALOGUE)
    assert (found.name, found.point) == ("41.65,-0.88", (41.65, -0.88))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Madrit City", "the catalogue knows no city"),
        ("Zaragosza", "did you mean"),
        ("91,0", "no place"),
        ("0,181", "no place"),
    ],
)
def test_what_is_no_place_is_told(written: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        origin(written, CATALOGUE)
