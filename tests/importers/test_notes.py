"""What is told has its words in both languages, and is told as often as it helps."""

from __future__ import annotations

from fielato.importers import notes
from fielato.importers.found import Harvest
from fielato.importers.notes import filled, listed
from fielato.model.origin import Origin

HERE, THERE = Origin("observed", None, "/a"), Origin("observed", None, "/b")
TEXT = {"en": "{thing} is {state}", "es": "{thing} está {state}"}


def test_a_word_may_be_in_both_languages() -> None:
    said = filled(TEXT, thing="x", state={"en": "open", "es": "abierto"})
    assert said == {"en": "x is open", "es": "x está abierto"}


def test_braces_in_a_word_stay_as_they_are() -> None:
    why = filled(notes.REGION, why={"en": "{x}", "es": "{x}"}, provider="aws")
    assert filled(TEXT, thing=why, state="y")["en"].startswith(
        "{x}; write `infrastructure: [{provider: aws, region: …}]`"
    )


def test_of_many_names_the_first_are_shown_and_the_rest_counted() -> None:
    assert listed(["a", "b", "a"])["en"] == "`a`, `b`"
    assert listed("abcde") == {"en": "`a`, `b`, `c` and 2 more", "es": "`a`, `b`, `c` y 2 más"}


def test_a_note_is_told_once_of_each_place_or_once_of_all() -> None:
    harvest = Harvest()
    for origin in (HERE, THERE, HERE):
        harvest.note(TEXT, origin, thing="x", state="open")
        harvest.note_once(TEXT, origin, thing="y", state="open")
    assert [(note.text["en"], note.origin) for note in harvest.notes] == [
        ("x is open", HERE),
        ("y is open", HERE),
        ("x is open", THERE),
    ]
