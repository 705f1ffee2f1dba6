"""The values of closed vocabularies are told in words, in both languages."""

from __future__ import annotations

import pytest

from fielato.model.variables import ROOTS, of_root
from fielato.reports.values import TOLD, VALUES, told
from fielato.reports.words import LANGUAGES, WORDS

VOCABULARIES = {
    name: variable.values
    for root in ROOTS
    for name, variable in of_root(root).items()
    if variable.values and (name.rpartition(".")[2] in TOLD or name.endswith(".sectors"))
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_value_of_a_told_fact_has_words(name: str) -> None:
    assert [value for value in VOCABULARIES[name] if value not in VALUES | WORDS and value != "list"] == []


def test_every_value_with_words_belongs_to_a_vocabulary() -> None:
    known = {value for values in VOCABULARIES.values() for value in values}
    assert set(VALUES) - known == set()


@pytest.mark.parametrize("value", VALUES)
def test_every_value_has_both_languages(value: str) -> None:
    assert VALUES[value].keys() == set(LANGUAGES)
    assert all(VALUES[value].values())


def test_what_has_no_words_stands_for_itself() -> None:
    assert told("FR, PT", "es") == "FR, PT"
    assert told("none", "es") == "ninguno"
