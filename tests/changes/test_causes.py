"""Everything that carries a day is looked at: rows of the catalogue, rules and definitions, entries of documents."""

from __future__ import annotations

import datetime
import inspect

import msgspec
from tests.changes.support import Day, fielato
from tests.resolve.support import LONDON, manifest, register

from fielato.catalogue import tables
from fielato.changes import Cause, causes
from fielato.changes.thresholds import Thresholds
from fielato.changes.written import days
from fielato.model.fact import UNSET

GIVEN = manifest(LONDON, grounds=[{"importer": "host", "until": "2027-01-31"}], dpia={"date": "2026-01-02"})


def known() -> tuple[Cause, ...]:
    used = fielato()
    return causes(GIVEN, None, used.judge().choice, used.catalogue)


def test_the_tables_with_dates_of_their_own_are_those_that_are_looked_at() -> None:
    dated = {
        name
        for name, record in inspect.getmembers(tables, inspect.isclass)
        if issubclass(record, tables.SeedRow)
        for field in msgspec.structs.fields(record)
        if "date" in str(field.type) and field.name != "read"
    }
    assert dated == {"TerritoryRow", "Adequacy", "Region"}


def test_every_dated_row_of_the_catalogue_is_a_cause_with_its_source() -> None:
    found = {(cause.day, cause.kind, cause.about("territory")) for cause in known()}
    assert (Day(2020, 7, 16), "adequacy-ends", "US") in found
    assert (Day(2023, 7, 10), "adequacy-begins", "US") in found
    assert (Day(2021, 1, 1), "eea-ends", "GB") in found
    catalogue_kinds = ("adequacy", "union", "eea", "region")
    assert all(cause.source for cause in known() if cause.kind.startswith(catalogue_kinds))


def test_every_dated_rule_is_a_cause_on_its_first_day_and_on_the_day_after_its_last() -> None:
    found = {(cause.day, cause.kind, cause.about("rule")) for cause in known()}
    choice = fielato().judge().choice
    for rule_id in choice.rules:
        period = choice.policies.rules[rule_id].rule.in_force
        if period.since is not UNSET:
            assert (period.since, "rule-begins", rule_id) in found
        if period.until is not UNSET:
            assert (period.until + datetime.timedelta(days=1), "rule-ends", rule_id) in found


def test_a_day_that_a_definition_compares_with_concerns_the_rules_that_use_it() -> None:
    (day,) = {
        cause.day
        for cause in known()
        if cause.kind == "day-in-rule" and cause.words["rule"] == "transfer.scc_valid" and cause.day == Day(2021, 6, 27)
    }
    concerned = [cause.rules for cause in known() if cause.day == day and cause.about("rule") == "transfer.scc_valid"]
    assert all(rules is not None and "gdpr/transfer-has-a-ground" in rules for rules in concerned)


def test_an_end_that_somebody_wrote_is_looked_at_on_its_day_and_the_day_after() -> None:
    written = [cause for cause in known() if cause.about("key") == "grounds.until"]
    assert [(cause.day, cause.usual) for cause in written] == [(Day(2027, 1, 31), False), (Day(2027, 2, 1), True)]
    assert {cause.location.pointer for cause in written if cause.location} == {"/grounds/0/until"}


def test_a_day_that_a_person_answers_with_is_found_though_it_is_text() -> None:
    answer = {"fact": "party.dpf.checked", "value": "2026-03-04", "author": "DPO", "date": "2026-03-05"}
    found = {(one.day, one.fact) for one in days(GIVEN, register(evidence=[answer]))}
    assert {(Day(2026, 3, 4), "party.dpf.checked"), (Day(2026, 3, 5), "")} <= found


def test_the_limits_of_an_age_are_those_of_the_profile() -> None:
    limits = {
        profile: {one.value for one in Thresholds(fielato().judge(profile).choice).ages["party.dpf_check_age"]}
        for profile in ("default", "sovereign")
    }
    assert 90 in limits["default"] - limits["sovereign"]
    assert 30 in limits["sovereign"]
