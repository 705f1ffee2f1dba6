import pytest

from fielato.reading import did_you_mean, hint_for

KEYS = ["region", "provider", "apiVersion", "kind", "id", "data_residency"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("regoin", "region"),
        ("Region", "region"),
        ("REGIONS", "region"),
        ("provder", "provider"),
        ("api_version", "apiVersion"),
        ("dataresidensy", "data_residency"),
        ("ID", "id"),
        ("knid", "kind"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(word, meant):
    assert did_you_mean(word, KEYS) == meant


@pytest.mark.parametrize("word", ["", "ix", "xy", "owner", "kin_s_hip", "x" * 100_000])
def test_a_word_that_is_not_near_gets_no_suggestion(word):
    assert did_you_mean(word, KEYS) is None


def test_the_nearest_wins_and_the_first_of_equals():
    assert did_you_mean("regio", ["regina", "region", "regios"]) == "region"


def test_a_word_is_not_suggested_for_itself():
    assert did_you_mean("region", ["region"]) is None


def test_a_hint_names_the_near_word_or_else_what_it_is_told_to():
    assert hint_for("knid", ["kind"], "known: kind") == "did you mean `kind`?"
    assert hint_for("owner", ["kind"], "known: kind") == "known: kind"
