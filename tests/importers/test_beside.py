"""Paths from a file, and what is declared of where its contents run."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.importers import beside
from fielato.importers.found import Found
from fielato.importers.interface import Around, Context
from fielato.model.origin import Origin
from fielato.model.parts import Place
from fielato.model.surroundings import Surroundings

HERE = Origin("declared", None, "/infrastructure/0")


@pytest.mark.parametrize(
    ("file", "written", "path"),
    [
        ("a.yaml", ".env", ".env"),
        ("x/a.yaml", "./b.yaml", "x/b.yaml"),
        ("x/y/a.yaml", "../b.yaml", "x/b.yaml"),
        ("/x/a.yaml", "b.yaml", "/x/b.yaml"),
        ("x/a.yaml", "/etc/b.yaml", "/etc/b.yaml"),
        ("a.yaml", "", ""),
    ],
)
def test_a_path_starts_at_the_files_folder(file: str, written: str, path: str) -> None:
    assert beside.path(file, written) == path


def declared(surroundings: Surroundings | None) -> tuple[Found, bool]:
    found = Found("a", "a", Origin("observed"))
    around = [] if surroundings is None else [Around(surroundings, HERE)]
    return found, beside.place(found, "a.yaml", Context(library.catalogue(), around))


def test_a_region_that_is_declared_around_settles_the_place() -> None:
    found, settled = declared(Surroundings(provider="aws", region="eu-south-2"))
    assert settled
    assert found.get("region") == "eu-south-2"
    assert found.facts["region"].origin.pointer == "/infrastructure/0/region"


def test_a_place_of_ones_own_does_as_well() -> None:
    found, settled = declared(Surroundings(place=Place(kind="on-premises", territory="ES")))
    assert settled
    assert found.get("place.territory") == "ES"
    assert found.facts["place.kind"].origin.pointer == "/infrastructure/0/place/kind"


def test_a_provider_alone_does_not() -> None:
    found, settled = declared(Surroundings(provider="aws"))
    assert not settled
    assert found.get("provider") == "aws"


def test_nothing_declared_says_nothing() -> None:
    found, settled = declared(None)
    assert not settled
    assert not found.facts
