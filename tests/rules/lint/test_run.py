"""Sound policies have no findings; findings come the gravest first and say what to do."""

from __future__ import annotations

from .support import SOUND_CASES, SOUND_RULE, findings, told


def test_sound_policies_have_none() -> None:
    assert told() == []


def test_the_gravest_come_first_each_with_something_to_do() -> None:
    rule = SOUND_RULE.replace("es: Traslade", "es: Move").replace("researched_as: [TRF-01]\n", "")
    found = findings(law__stays=rule)
    assert [(one.severity, one.check) for one in found] == [("error", "not-translated"), ("warning", "not-researched")]
    assert all(one.hint for one in found)


def test_packs_that_are_not_asked_about_are_left_alone() -> None:
    wrong = SOUND_CASES.replace("outcome: violated", "outcome: satisfied")
    assert told(packs=frozenset({"other"}), **{"law__stays.cases": wrong}) == []
    assert told(packs=frozenset({"law"}), **{"law__stays.cases": wrong}) != []
