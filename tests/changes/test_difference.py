"""What differs between two assessments, with the reason that a person would give."""

from __future__ import annotations

from textwrap import dedent

from tests.changes.support import Day, fielato, in_america, on
from tests.resolve.support import LONDON, manifest
from tests.scenarios.support import supposing

from fielato import library
from fielato.changes import Change, difference
from fielato.engine import Engine
from fielato.rules.pack import load

DAY = Day(2026, 11, 23)
GROUND = "gdpr/transfer-has-a-ground"
BRITISH = manifest(LONDON, grounds=[])


def of_rule(changes: tuple[Change, ...], rule: str) -> list[Change]:
    return [one for one in changes if one.finding.rule.id == rule]


def told(change: Change) -> list[tuple[str, str, object, object]]:
    return [(one.why, one.fact, one.before, one.after) for one in change.reasons]


def test_an_assessment_does_not_differ_from_itself() -> None:
    same = difference(on(BRITISH, None, DAY), on(BRITISH, None, DAY))
    assert not same
    assert (same.changes, same.worse) == ((), None)


def test_a_scenario_makes_a_violation_of_a_transfer_and_the_fact_that_turned_is_the_reason() -> None:
    under = supposing(fielato(), "uk-adequacy-lapses", DAY)
    found = difference(on(BRITISH, None, DAY), on(BRITISH, None, DAY, under=under))
    change = of_rule(found.changes, GROUND)[0]
    assert (change.kind, change.before) == ("appeared", None)
    assert told(change) == [("fact", "territory.adequacy", "full", "none")]
    assert found.worse == "violated"


def test_the_way_back_is_the_same_changes_turned_around_and_no_worse() -> None:
    under = supposing(fielato(), "uk-adequacy-lapses", DAY)
    there = difference(on(BRITISH, None, DAY), on(BRITISH, None, DAY, under=under))
    back = difference(on(BRITISH, None, DAY, under=under), on(BRITISH, None, DAY))
    turned = {"appeared": "vanished", "vanished": "appeared", "changed": "changed"}
    assert {(turned[one.kind], one.finding.fingerprint) for one in there.changes} == {
        (one.kind, one.finding.fingerprint) for one in back.changes
    }
    assert back.worse is None


def test_a_finding_whose_outcome_changes_is_one_change_and_not_two() -> None:
    given = in_america()
    under = supposing(fielato(), "dpf-annulled", DAY)
    found = difference(on(given, None, DAY), on(given, None, DAY, under=under))
    (change,) = of_rule(found.changes, GROUND)
    assert (change.kind, change.aspects) == ("changed", ("outcome", "missing"))
    assert ("fact", "territory.adequacy", "dpf", "none") in told(change)


def test_a_rule_that_comes_into_force_is_the_reason_itself() -> None:
    found = difference(on(BRITISH, None, Day(2031, 12, 26)), on(BRITISH, None, Day(2031, 12, 27)))
    (change, *_) = of_rule(found.changes, "gdpr/uk-decision-outlasts-the-day")
    assert told(change) == [("rule-begins", "", None, None)]


def test_a_place_that_a_phase_adds_is_told_as_new() -> None:
    phases = [{"id": "one", "starts": "2026-12-01", "components": ["far"]}]
    far = {**LONDON, "id": "far"}
    given = manifest({**LONDON, "region": "eu-south-2"}, far, grounds=[], phases=phases, policy={"boundary": "EU"})
    found = difference(on(given, None, DAY), on(given, None, Day(2026, 12, 1)))
    assert {reason[0] for one in of_rule(found.changes, "organisation/boundary") for reason in told(one)} == {"row-new"}


RULE = dedent("""\
    id: {name}
    title: {{en: T, es: T}}
    layer: organisation
    question: where
    severity: {severity}
    subject: deployment
    require: "false"
    message: {{en: M, es: M}}
    rationale: {{en: R, es: R}}
    remediation: {{en: D, es: D}}
    """)
PACK = "id: own\ntitle: {en: O, es: O}\ndescription: {en: O, es: O}\n"


def with_own(**severities: str) -> Engine:
    files = {
        "own/pack.yaml": PACK.encode(),
        **{
            f"own/{name}.yaml": RULE.format(name=name, severity=severity).encode()
            for name, severity in severities.items()
        },
    }
    return Engine(load({**library.policy_files(), **files}), library.catalogue())


def test_between_two_policies_rules_that_are_new_gone_or_otherwise_are_told_so() -> None:
    before, after = with_own(first="review", second="review"), with_own(second="block", third="review")
    found = difference(on(BRITISH, None, DAY, under=before), on(BRITISH, None, DAY, under=after))
    assert {(one.finding.rule.id, one.kind, one.aspects, one.reasons[0].why) for one in found.changes} == {
        ("own/first", "vanished", (), "rule-gone"),
        ("own/second", "changed", ("severity",), "rule-differs"),
        ("own/third", "appeared", (), "rule-new"),
    }
    assert found.worse == "violated"
