"""What a waiver does to the findings, and what it cannot do."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.waivers.support import (
    BOUNDARY,
    CHATBOT,
    DAY,
    ELSEWHERE,
    VENDOR,
    assessed,
    bare,
    book_of,
    fielato,
    finding,
    manifest,
    waiver,
)

from fielato.assess import WORST_FIRST, Assessment
from fielato.model.fact import UNSET
from fielato.model.waivers import DeploymentName, WaivedFact, Waiver
from fielato.rules.outcome import Outcome
from fielato.waivers import value
from fielato.waivers.book import unmatched

ONE = datetime.timedelta(days=1)


def names(one: Assessment) -> list[tuple[str, str]]:
    return sorted((each.rule.id, each.subject.id) for each in one.findings)


def test_a_waived_finding_no_longer_counts_and_comes_last() -> None:
    both = assessed(waiver(), waiver(VENDOR))
    assert [each.outcome for each in both.findings[-2:]] == [Outcome.WAIVED] * 2
    assert bare().verdicts["organisation"] == "non_compliant"
    assert both.verdicts["organisation"] != "non_compliant"
    assert not {BOUNDARY, VENDOR} & {(each.rule.id, each.subject.id) for each in both.gate.reasons}
    assert names(both) == names(bare())


@pytest.mark.parametrize(
    ("day", "state", "outcome"),
    [
        (DAY - ONE, "not_yet", Outcome.VIOLATED),
        (DAY, "in_force", Outcome.WAIVED),
        (DAY + 29 * ONE, "in_force", Outcome.WAIVED),
        (DAY + 30 * ONE, "expiring", Outcome.WAIVED),
        (DAY + 60 * ONE, "expiring", Outcome.WAIVED),
        (DAY + 61 * ONE, "expired", Outcome.VIOLATED),
    ],
)
def test_a_waiver_holds_from_its_first_day_to_its_last_and_is_warned_of(
    day: datetime.date, state: str, outcome: Outcome
) -> None:
    found = finding(one=assessed(waiver(), day=day))
    assert found.waiving is not None
    assert (found.waiving.state, found.outcome) == (state, outcome)


def test_a_waiver_is_void_once_a_deciding_fact_has_another_value_and_says_which() -> None:
    facts = waiver().facts
    assert facts is not UNSET
    then = tuple(structs.replace(one, value="EEA") if one.name == "organisation.boundary" else one for one in facts)
    found = finding(one=assessed(waiver(facts=then, value=value.value(then))))
    assert found.outcome is Outcome.VIOLATED
    assert found.waiving is not None
    assert found.waiving.state == "void"
    assert [(one.name, value.shown(one.then), value.shown(one.now)) for one in found.waiving.changed] == [
        ("organisation.boundary", "EEA", "EU")
    ]


def test_a_waiver_of_something_undetermined_ends_when_it_turns_out_violated() -> None:
    found = finding(one=assessed(waiver(outcome="undetermined")))
    assert found.waiving is not None
    assert (found.outcome, found.waiving.state, found.waiving.changed) == (Outcome.VIOLATED, "void", ())


def test_what_is_accepted_undetermined_still_needs_review() -> None:
    open_ = next(
        one for one in bare().findings if one.rule.rule.layer == "organisation" and one.outcome is Outcome.UNDETERMINED
    )
    rest = [waiver((one.rule.id, one.subject.id)) for one in bare().findings if one.rule.rule.layer == "organisation"]
    one = assessed(*rest)
    assert finding((open_.rule.id, open_.subject.id), one).outcome is Outcome.WAIVED
    assert one.verdicts["organisation"] == "needs_review"


def test_a_waiver_is_for_its_deployment_alone() -> None:
    named = DeploymentName(controller="Tienda Ejemplo SL", name="other")
    one = assessed(waiver(deployment=named))
    assert finding(one=one).waiving is None
    assert one.waivers is not None
    assert unmatched([(one.waivers, one.findings)]) == ()  # it is for another, so nothing is wrong with it


def test_a_file_beside_one_deployment_waives_nothing_of_another() -> None:
    twin = fielato().read(ELSEWHERE.encode(), "b/app.yaml").manifests[0]
    book = book_of(waiver(deployment=UNSET), only_for=frozenset({twin}))
    assert len(book.of(twin).entries) == 1
    assert book.of(manifest()).entries == ()


def test_one_that_names_no_finding_is_unmatched_and_one_that_expired_is_not() -> None:
    lost = waiver(subject="location/model/inference/FR")
    one = assessed(lost, waiver(VENDOR, expires=DAY - ONE, granted=DAY - ONE))
    assert one.waivers is not None
    assert [each.waiver for each in unmatched([(one.waivers, one.findings)])] == [lost]


def test_a_renewed_waiver_holds_beside_the_expired_one() -> None:
    old = waiver(granted=DAY - 90 * ONE, expires=DAY - ONE)
    for both in ((old, waiver()), (waiver(), old)):
        assert finding(one=assessed(*both)).outcome is Outcome.WAIVED


def test_an_age_is_accepted_as_the_day_from_which_it_counts() -> None:
    """Else every waiver of an old paper would be void on the next day."""
    aged = [name for name in fielato().policies.facts if name.endswith("_age") and not name.endswith("_max_age")]
    assert set(aged) == value.AGES


def test_the_digest_goes_by_values_and_not_by_order() -> None:
    one, two = WaivedFact(name="a.b", value=("x", "y")), WaivedFact(name="c.d")
    assert value.value([one, two]) == value.value([two, structs.replace(one, value=("y", "x"))])
    assert value.value([one, two]) != value.value([one, structs.replace(two, value=False)])
    assert value.value([one]) != value.value([structs.replace(one, open=True)])


def test_digests_say_whether_waivers_went_in() -> None:
    assert bare().waivers is None
    first, second = assessed(waiver()).waivers, assessed(waiver(), waiver(VENDOR)).waivers
    again = assessed(waiver(VENDOR), waiver()).waivers
    assert first is not None
    assert second is not None
    assert again is not None
    assert first.digest != second.digest
    assert second.digest == again.digest


def test_the_gate_of_a_later_phase_goes_by_the_waivers_of_its_own_day() -> None:
    phases = "phases:\n  - {id: first, starts: 2026-11-01, components: [model]}\n  - {id: next, starts: 2027-03-01}\n"
    one = assessed(waiver(), text=ELSEWHERE + phases)
    first, later = (finding(one=phase.assessment) for phase in one.phases)
    assert (first.outcome, later.outcome) == (Outcome.WAIVED, Outcome.VIOLATED)
    assert later in one.phases[1].assessment.gate.reasons
    assert later.waiving is not None
    assert later.waiving.state == "expired"


# Laws

FOUND = [(one.rule.id, one.subject.id) for one in bare().findings]
LAYER = {one.rule.id: one.rule.rule.layer for one in bare().findings}


def changed() -> st.SearchStrategy[dict[str, Any]]:
    day = st.integers(-100, 100).map(lambda days: DAY + days * ONE)
    return st.fixed_dictionaries(
        {},
        optional={
            "granted": day,
            "expires": day,
            "outcome": st.sampled_from(["violated", "undetermined"]),
            "value": st.just("sha256:" + "0" * 64),
            "facts": st.just(UNSET),
            "deployment": st.just(UNSET),
            "subject": st.sampled_from(sorted({subject for _, subject in FOUND})),
        },
    )


@st.composite
def waivers(draw: st.DrawFn) -> Waiver:
    """A waiver of anything, of law as well: the reader refuses that, and what comes after must not rely on it."""
    return waiver(draw(st.sampled_from(FOUND)), **draw(changed()))


@settings(max_examples=60, deadline=None)
@given(st.lists(waivers(), min_size=1, max_size=6), st.integers(-40, 40))
def test_waivers_make_no_finding_disappear_and_leave_law_as_it_is(found: list[Waiver], days: int) -> None:
    day = DAY + days * ONE
    without, one = assessed(day=day), assessed(*found, day=day)
    assert names(one) == names(without)
    assert one.verdicts["law"] == without.verdicts["law"]
    assert {LAYER[each.rule.id] for each in one.findings if each.waiving is not None} <= {"organisation"}
    named = {(each.rule, each.subject) for each in found}
    before = {(each.rule.id, each.subject.id): each.outcome for each in without.findings}
    for each in one.findings:
        name = (each.rule.id, each.subject.id)
        assert each.judgement.yields is before[name]
        assert each.outcome is before[name] or name in named


@settings(max_examples=40, deadline=None)
@given(st.lists(waivers(), max_size=4), waivers())
def test_one_waiver_more_never_makes_a_verdict_worse(found: list[Waiver], more: Waiver) -> None:
    less, all_ = assessed(*found), assessed(*found, more)
    assert WORST_FIRST.index(all_.verdict) >= WORST_FIRST.index(less.verdict)
    assert {each.fingerprint for each in all_.gate.reasons} <= {each.fingerprint for each in less.gate.reasons}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_what_has_expired_stays_expired_and_a_longer_waiver_holds_no_shorter(first: int, later: int, more: int) -> None:
    short, long = (waiver(expires=DAY + (60 + extra) * ONE) for extra in (0, more))
    days = sorted((DAY + first * ONE, DAY + later * ONE))
    holds = [[finding(one=assessed(one, day=day)).outcome is Outcome.WAIVED for day in days] for one in (short, long)]
    for early, late in holds:
        assert early or not late
    assert all(after or not before for before, after in zip(*holds, strict=True))


def test_where_nothing_is_found_nothing_is_waived() -> None:
    one = assessed(waiver(), text=CHATBOT)
    assert not any(each.waiving for each in one.findings)
