"""What is new since a baseline, and what that does and does not change."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.waivers.support import BOUNDARY, DAY, ELSEWHERE, VENDOR, assessed, bare, finding, waiver

from fielato import baseline
from fielato.assess import Assessment, SinceBaseline
from fielato.baseline import Baseline, BaselineDocument, KnownFinding
from fielato.errors import InputError
from fielato.reports import json
from fielato.rules.outcome import Outcome

UNASKED = ELSEWHERE.replace("country: ES", "country: ES, public: false")


def written(*found: Assessment) -> BaselineDocument:
    return baseline.document([(one.manifest.deployment, one.findings) for one in found])


def parsed(document: BaselineDocument) -> Baseline:
    return baseline.parse(json.render(document).encode(), "b.json")


def since(known: Baseline, one: Assessment | None = None, **more: object) -> SinceBaseline:
    found = assessed(baseline=known, **more) if one is None else one
    assert found.since_baseline is not None
    return found.since_baseline


def without(*names: tuple[str, str]) -> Baseline:
    """The baseline of the deployment less these findings."""
    (one,) = written(bare()).deployments
    kept = tuple(each for each in one.findings if (each.rule, each.subject) not in names)
    document = BaselineDocument(
        api_version="fielato/v1",
        kind="Baseline",
        deployments=(type(one)(controller=one.controller, name=one.name, findings=kept),),
    )
    return parsed(document)


def test_what_was_known_stops_nothing_and_the_verdict_stays() -> None:
    one = assessed(baseline=parsed(written(bare())))
    found = since(parsed(written(bare())), one)
    assert (found.gate.state, found.new, len(found.known), found.gone) == ("open", 0, len(bare().findings), 0)
    stopping = [[each.fingerprint for each in gate.reasons] for gate in (one.gate, bare().gate)]
    assert (one.gate.state, stopping[0], one.verdicts) == ("closed", stopping[1], bare().verdicts)
    assert one.decision is found.gate


def test_what_is_new_closes_the_gate_and_nothing_else_does() -> None:
    found = since(without(VENDOR))
    assert found.gate.state == "closed"
    assert [(one.rule.id, one.subject.id) for one in found.gate.reasons] == [VENDOR]
    assert found.new == 1


def test_something_undetermined_that_turns_out_violated_is_new_and_the_reverse_is_not() -> None:
    (one,) = written(bare()).deployments
    turned = {"violated": "undetermined", "undetermined": "violated"}
    findings = tuple(KnownFinding(rule=f.rule, subject=f.subject, outcome=turned[f.outcome]) for f in one.findings)
    document = BaselineDocument(
        api_version="fielato/v1",
        kind="Baseline",
        deployments=(type(one)(controller=one.controller, name=one.name, findings=findings),),
    )
    found = since(parsed(document))
    violated = [each for each in bare().findings if each.outcome is Outcome.VIOLATED]
    assert violated
    assert (found.new, found.gone) == (len(violated), 0)
    assert not found.known & set(violated)


def test_what_is_gone_is_counted() -> None:
    found = since(parsed(written(bare())), text=UNASKED)
    assert found.gone > 0
    assert found.gone + len(found.known) == len(bare().findings)


def test_a_waived_finding_is_not_written_and_counts_as_new_once_its_waiver_has_expired() -> None:
    known = parsed(written(assessed(waiver())))
    assert BOUNDARY not in known.names(bare().manifest.deployment)
    held = since(known, assessed(waiver(), baseline=known))
    assert (held.gate.state, held.new) == ("open", 0)
    after = assessed(waiver(), baseline=known, day=DAY + datetime.timedelta(days=61))
    lapsed = since(known, after)
    assert finding(one=after) in lapsed.gate.reasons
    assert lapsed.gate.state == "closed"


def test_a_known_finding_that_is_waived_counts_among_what_is_gone() -> None:
    known = parsed(written(bare()))
    assert since(known, assessed(waiver(), baseline=known)).gone == 1


def test_another_deployment_or_environment_shares_nothing() -> None:
    other = ELSEWHERE.replace("name: shop-chatbot", "name: shop-chatbot\nenvironment: production")
    found = since(parsed(written(bare())), text=other)
    assert (found.known, found.gone) == (frozenset(), 0)


def test_the_same_findings_give_the_same_bytes_whatever_their_order() -> None:
    other = assessed(text=ELSEWHERE.replace("shop-chatbot", "b-chatbot"))
    assert json.render(written(bare(), other)) == json.render(written(other, bare()))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "b.json:1:1: `apiVersion`, `kind`, `deployments` are missing"),
        ('{"apiVersion": "fielato/v1", "kind": "Baseline", "deployments": [{"x": 1}]}', "`x` is not a known key"),
        ("[", "b.json:1:2: "),
        ("", "b.json:1:1: the file is empty"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(text: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        baseline.parse(text.encode(), "b.json")
    assert told in str(refused.value)


def test_a_deployment_stands_in_it_once() -> None:
    document = written(bare())
    twice = BaselineDocument(api_version="fielato/v1", kind="Baseline", deployments=document.deployments * 2)
    with pytest.raises(InputError, match="shop-chatbot of Tienda Ejemplo SL stands here twice"):
        parsed(twice)


NAMES = [(one.rule.id, one.subject.id) for one in bare().findings]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(NAMES)))
def test_the_gate_over_what_is_new_stops_on_those_reasons_of_the_gate_that_are_new(gone: set[tuple[str, str]]) -> None:
    one = assessed(baseline=without(*gone))
    found = since(without(*gone), one)
    assert [each.fingerprint for each in found.gate.reasons] == [
        each.fingerprint for each in bare().gate.reasons if (each.rule.id, each.subject.id) in gone
    ]
    assert found.new == len(gone)
    assert one.verdict == bare().verdict
