"""What changes on the days that the law changed or will change, from the manifest to the findings."""

from __future__ import annotations

import pytest
from tests.changes.support import GDPR, ONE, Day, fielato, in_america, on, outcomes, over_time
from tests.resolve.support import LONDON, manifest

from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest

GROUND = "gdpr/transfer-has-a-ground"
NONE: set[str] = set()
VIOLATED = {"violated"}
LISTED = {"status": "active", "covers_entity": True, "covers_hr": True, "covers_non_hr": True, "checked": "2023-07-10"}
MAKER = {"id": "maker", "entity": "Maker Inc.", "country": "US", "role": "processor"}
TIA = {"date": "2021-01-01", "outcome": "essentially-equivalent"}
SHIELDED = in_america(parties=[{**MAKER, "adequacy_scope_met": True}])
CERTIFIED = in_america(parties=[{**MAKER, "dpf": LISTED}])
CLAUSES = {"annexes_complete": True, "module": 2, "signed": "2021-01-01"}
OTHERS = {"importer": "maker", "bcr": "none", "other_tool": "none", "derogation": "none", "tia": TIA}
OLD_CLAUSES = in_america(grounds=[{**OTHERS, "scc": {**CLAUSES, "version": "2010/87/EU"}}])
NEW_CLAUSES = in_america(grounds=[{**OTHERS, "scc": {**CLAUSES, "version": "2021/914"}}])
BRITISH = manifest(
    {**LONDON, "party": "host"},
    parties=[{"id": "host", "entity": "Host Ltd", "country": "GB", "role": "processor"}],
    grounds=[],
)


@pytest.mark.parametrize(
    ("given", "day", "before", "since"),
    [
        pytest.param(SHIELDED, Day(2020, 7, 16), NONE, VIOLATED, id="the Privacy Shield is annulled"),
        pytest.param(CERTIFIED, Day(2023, 7, 10), VIOLATED, NONE, id="the Data Privacy Framework begins"),
        pytest.param(NEW_CLAUSES, Day(2021, 6, 27), VIOLATED, NONE, id="the clauses of 2021 can be signed"),
        pytest.param(OLD_CLAUSES, Day(2022, 12, 28), NONE, VIOLATED, id="the old clauses have had their last day"),
        pytest.param(BRITISH, Day(2031, 12, 28), NONE, VIOLATED, id="the British decision has had its last day"),
    ],
)
def test_a_transfer_gains_or_loses_its_ground_on_the_day(
    given: Manifest, day: Day, before: set[str], since: set[str]
) -> None:
    assert (outcomes(on(given, None, day - ONE), GROUND), outcomes(on(given, None, day), GROUND)) == (before, since)
    (step,) = [one for one in over_time(given).steps if one.day == day]
    assert GROUND in {change.finding.rule.id for change in step.difference.changes}


@pytest.mark.parametrize(
    ("given", "day", "kinds"),
    [
        (SHIELDED, Day(2020, 7, 16), {"adequacy-ends"}),
        (CERTIFIED, Day(2023, 7, 10), {"adequacy-begins"}),
        (OLD_CLAUSES, Day(2022, 12, 28), {"definition-ends"}),
        (BRITISH, Day(2031, 12, 28), {"adequacy-ends"}),
    ],
)
def test_the_timeline_names_the_row_or_definition_behind_it(given: Manifest, day: Day, kinds: set[str]) -> None:
    (step,) = [one for one in over_time(given).steps if one.day == day]
    assert kinds <= {cause.kind for cause in step.causes}
    assert all(cause.source for cause in step.causes if cause.kind.startswith("adequacy"))


def test_the_united_kingdom_leaves_the_union_then_the_transition_ends_and_no_gap_opens() -> None:
    assert outcomes(on(BRITISH, None, Day(2020, 12, 31)), GROUND) == NONE
    assert outcomes(on(BRITISH, None, Day(2021, 1, 1)), GROUND) == NONE  # Trade and Cooperation Agreement
    assert outcomes(on(BRITISH, None, Day(2021, 6, 28)), GROUND) == NONE  # (EU) 2021/1772
    assert outcomes(on(BRITISH, None, Day(2031, 12, 27)), GROUND) == NONE


DATED = [
    (rule_id, one.rule.in_force)
    for rule_id, one in fielato().policies.rules.items()
    if one.rule.in_force.since is not UNSET and one.rule.in_force.since > GDPR
]


@pytest.mark.parametrize(("rule", "period"), DATED, ids=[rule for rule, _ in DATED])
def test_no_rule_is_heard_before_its_first_day_and_the_timeline_looks_at_that_day(rule: str, period: object) -> None:
    since = fielato().policies.rules[rule].rule.in_force.since
    assert isinstance(since, Day)
    assert outcomes(on(BRITISH, None, since - ONE), rule) == NONE
    heard = outcomes(on(BRITISH, None, since), rule)
    steps = {step.day: step for step in over_time(BRITISH, since=since - ONE, until=since).steps}
    begun = {cause.words["rule"] for step in steps.values() for cause in step.causes if cause.kind == "rule-begins"}
    assert (rule in begun) is bool(heard)
