"""Counts add up whichever worker counted."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from fielato.errors import Problem
from fielato.fleet.results import AnyLine, Assessed, Failed, Gate, Outcomes, Refused, Source, Stop
from fielato.fleet.tally import Tally
from fielato.reports.document import DeploymentPart, Layers

VERDICTS = st.sampled_from(["compliant", "needs_review", "undetermined", "non_compliant"])
STOPS = st.lists(
    st.builds(
        Stop,
        rule=st.sampled_from(["a/b", "a/c"]),
        outcome=st.sampled_from(["violated", "undetermined"]),
        subjects=st.lists(st.just("component/model"), min_size=1, max_size=3).map(tuple),
    ),
    max_size=3,
).map(tuple)
COMMON = {"item": st.just(1), "source": st.just(Source(file="f")), "digest": st.none(), "register": st.none()}
LINES: st.SearchStrategy[AnyLine] = st.one_of(
    st.builds(
        Assessed,
        **COMMON,
        deployment=st.just(DeploymentPart(name="app", controller="c", environment=None)),
        components=st.integers(1, 20),
        verdict=VERDICTS,
        layers=st.builds(Layers, law=VERDICTS, organisation=VERDICTS),
        gate=STOPS.map(lambda stops: Gate(state="closed" if stops else "open", reasons=stops)),
        outcomes=st.just(Outcomes(violated=0, undetermined=0, satisfied=0)),
    ),
    st.builds(Refused, **COMMON, problems=st.just((Problem("wrong"),))),
    st.builds(Failed, **COMMON, error=st.just("by chance")),
)


def _of(lines: list[AnyLine]) -> Tally:
    tally = Tally()
    for line in lines:
        tally.add(line)
    return tally


@given(st.lists(LINES, max_size=8), st.lists(LINES, max_size=8))
def test_two_tallies_merged_are_the_tally_of_all(one: list[AnyLine], other: list[AnyLine]) -> None:
    merged = _of(one)
    merged.merge(_of(other))
    whole = _of(one + other)
    assert msgspec.json.encode(merged.in_order()) == msgspec.json.encode(whole.in_order())


@given(st.lists(LINES, max_size=8))
def test_every_assessed_manifest_has_one_gate_and_one_verdict(lines: list[AnyLine]) -> None:
    tally = _of(lines)
    assert tally.lines == len(lines)
    for counts in (tally.gate, tally.verdict, tally.law, tally.organisation):
        assert sum(counts.values()) == tally.assessed


@given(st.lists(LINES, max_size=8))
def test_a_line_is_read_back_as_it_was_written(lines: list[AnyLine]) -> None:
    for line in lines:
        assert msgspec.json.decode(msgspec.json.encode(line), type=Assessed | Refused | Failed | Tally) == line
