"""What only these formats say exists in both languages, and is not said twice."""

from __future__ import annotations

import string

import pytest

from fielato.reports import words as shared
from fielato.reports.formats.words import WORDS, told
from fielato.reports.words import LANGUAGES


@pytest.mark.parametrize("key", WORDS)
def test_every_word_exists_in_both_languages_with_the_same_slots(key: str) -> None:
    slots = [{name for _, name, _, _ in string.Formatter().parse(WORDS[key][one]) if name} for one in LANGUAGES]
    assert WORDS[key].keys() == set(LANGUAGES)
    assert slots[0] == slots[1]


def test_a_word_of_all_reports_is_one_here_too() -> None:
    assert told("not-understood", "es") == shared.WORDS["not-understood"]["es"]
