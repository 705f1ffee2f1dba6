"""Definitions, instruments and facts that no rule uses."""

from __future__ import annotations

from tests.rules.policies import DEFINITION, DEFINITION_CASES, INSTRUMENTS

from .support import findings, of_rule, told


def test_a_definition_that_no_rule_uses_is_a_warning() -> None:
    rule = ("unused-definition", "  territory.safe\n", "  territory.eea\n")
    assert of_rule(*rule) == ["warning law/territory-safe.yaml:2:7 no rule uses the definition"]


def test_a_definition_that_a_used_one_uses_is_used() -> None:
    inner = DEFINITION.replace("territory.safe", "territory.inner")
    outer = DEFINITION.replace("holds: territory.eea", "holds: territory.inner")
    changed = {
        "law__inner": inner,
        "law__inner.cases": DEFINITION_CASES,
        "law__territory-safe": outer,
    }
    assert told("unused-definition", **changed) == []


def test_an_instrument_that_nothing_cites_is_a_warning() -> None:
    spare = INSTRUMENTS.partition("\n")[2].replace("id: gdpr", "id: spare").replace("en: GDPR", "en: Spare")
    assert told("unused-instrument", instruments=INSTRUMENTS + spare) == [
        "warning instruments.yaml:3:5 no rule or definition cites `spare`"
    ]
    assert told("unused-instrument", frozenset({"law"}), instruments=INSTRUMENTS + spare) == []


def test_facts_that_no_rule_reads_are_to_know_of_all_packs_together() -> None:
    unread = {one.message for one in findings("unread-fact")}
    assert "no rule reads `territory.union`" in unread
    read = ("territory.eea", "data.personal", "territory.code")
    assert not {f"no rule reads `{name}`" for name in read} & unread
    assert findings("unread-fact", frozenset({"law"})) == []
