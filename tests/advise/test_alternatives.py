"""Every kind of alternative on a deployment of its own, and that each is what assessing it says."""

from __future__ import annotations

from typing import Any

import pytest
from tests.advise.support import (
    MODEL,
    STORE,
    WITHIN_THE_UNION,
    Document,
    about,
    advised,
    alternatives,
    answered,
    assessed,
    fielato,
    made,
    rewritten,
)
from tests.resolve.support import manifest

from fielato import library
from fielato.advise import Advice
from fielato.cli.gather import gather
from fielato.model.manifest import Manifest, RegisterFile

LONDON = {**STORE, "region": "eu-west-2"}
OPUS = "anthropic.claude-opus-4-6-v1"
AZURE = {
    "id": "model",
    "provider": "azure",
    "service": "openai",
    "region": "spaincentral",
    "model": "gpt-5-mini",
    "options": {"modified_abuse_monitoring": True},
}
SONNET = {"id": "model", "provider": "anthropic", "service": "api", "model": "claude-sonnet-4-6"}
TRACES = {"id": "traces", "provider": "langfuse", "service": "cloud", "endpoint": "https://us.cloud.langfuse.com"}
BLOBS = {"id": "blobs", "provider": "azure", "service": "blob-storage", "region": "westeurope"}
GUARDED = {**MODEL, "guardrail_profile": "us.guardrail.v1:0"}
NEARBY = {"policy": {"boundary": ["NL", "ES"]}}
FALLBACK = {**MODEL, "id": "spare", "region": "us-east-1", "model": "us.anthropic.claude-sonnet-4-6"}
SPEECH = {"id": "speech", "provider": "aws", "service": "transcribe", "region": "eu-west-1"}
AT_AN_AMERICAN = {**STORE, "party": "maker"}
MAKER = {"id": "maker", "entity": "Maker Inc.", "country": "US", "provider": "aws", "role": "processor", "dpf": "none"}
CLAUSES = {
    "importer": "maker",
    "scc": {"version": "2021/914", "module": 2, "annexes_complete": True, "signed": "2026-01-01"},
    "tia": {"date": "2026-06-01", "outcome": "problematic-law-applies"},
}
UNDER_CLAUSES = {"policy": {}, "parties": [MAKER], "grounds": [CLAUSES]}

KINDS: list[tuple[tuple[Document, ...], Document, list[tuple[str, str, Any]]]] = [
    (({**MODEL, "model": f"global.{OPUS}"},), {}, [("model", "model", f"eu.{OPUS}")]),
    (({**AZURE, "sku": "GlobalStandard"},), {}, [("model", "sku", "DataZoneStandard")]),
    (({**AZURE, "sku": "GlobalStandard"},), {}, [("model", "sku", "Standard")]),
    ((SPEECH,), {}, [("speech", "options.ai_services_opt_out", True)]),
    ((TRACES,), {}, [("traces", "endpoint", "https://cloud.langfuse.com")]),
    ((GUARDED,), {}, [("model", "guardrail_profile", "eu.guardrail.v1:0")]),
    ((GUARDED,), {}, [("model", "guardrail_profile", "none")]),
    (
        ({**STORE, "replication": {"regions": ["eu-west-1", "us-east-1"]}},),
        {},
        [("store", "replication.regions", ["eu-west-1"])],
    ),
    (({**BLOBS, "replication": {"redundancy": "GRS"}},), NEARBY, [("blobs", "replication.redundancy", "LRS")]),
    (({**STORE, "backup_regions": ["us-east-1"]},), {}, [("store", "backup_regions", ["eu-south-2"])]),
    (({**STORE, "backup_regions": ["us-east-1"]},), {}, [("store", "backup_regions", ["eu-west-3"])]),
    (({**MODEL, "fallbacks": ["spare"]}, FALLBACK), {}, [("model", "fallbacks", [])]),
    ((LONDON,), {}, [("store", "region", "eu-south-2")]),
    (({**MODEL, "region": "us-east-1"},), {}, [
        ("model", "region", "eu-south-2"), ("model", "model", "eu.anthropic.claude-sonnet-4-6"),
    ]),
    (({"id": "documents", "provider": "aws", "service": "bda", "region": "us-east-1"},), {}, [
        ("documents", "region", "eu-south-2"),
    ]),
    ((AT_AN_AMERICAN,), UNDER_CLAUSES, [
        ("store", "encryption.client_side", True), ("store", "encryption.key_holder", "customer"),
        ("store", "encryption.key_territory", "ES"), ("store", "encryption.vendor_can_decrypt", False),
    ]),
    (({**AT_AN_AMERICAN, "encryption": {"client_side": True, "vendor_can_decrypt": False}},), UNDER_CLAUSES, [
        ("store", "encryption.key_holder", "customer"), ("store", "encryption.key_territory", "ES"),
    ]),
    ((SONNET,), {}, [
        ("model", "provider", "aws"), ("model", "service", "bedrock"), ("model", "region", "eu-south-2"),
        ("model", "model", "eu.anthropic.claude-sonnet-4-6"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("components", "fields", "changes"), KINDS, ids=lambda value: str(value)[:40])
def test_an_alternative_is_found(
    components: tuple[Document, ...], fields: Document, changes: list[tuple[str, str, Any]]
) -> None:
    assert changes in [made(one) for one in alternatives(about(*components, **fields))]


def documents() -> list[tuple[str, Manifest, RegisterFile | None]]:
    found = [
        (f"{number}", manifest(*components, **{**WITHIN_THE_UNION, **fields}), None)
        for number, (components, fields, _) in enumerate(KINDS)
    ]
    for name, path in library.demos().items():
        found += [(name, given, entries) for given, entries in gather(fielato(), (str(path),), None)]
    return found


@pytest.mark.parametrize(
    ("name", "given", "entries"), documents(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_to_write_an_alternative_into_the_document_gives_what_the_advice_says(
    name: str, given: Manifest, entries: RegisterFile | None
) -> None:
    found = advised(given, entries)
    for one in alternatives(found):
        after = assessed(rewritten(given, one.changes), entries, each_phase=False)
        assert (after.gate.state, after.verdict) == (one.gate, one.verdict)
        there = {finding.fingerprint for finding in after.findings}
        assert not there & {finding.fingerprint for finding in one.settled}
        assert {finding.fingerprint for finding in (*one.new, *one.left)} <= there
    stages: list[Advice] = [found] if found.further is None else [found, found.further]
    changes, replies = [], []
    for stage in stages:
        changes += stage.together.changes
        replies += stage.together.replies
        after = assessed(rewritten(given, changes), answered(entries, replies), each_phase=False)
        promised = stage.together.after
        assert (after.gate.state, after.verdicts) == (promised.gate.state, promised.verdicts)
        assert {one.fingerprint for one in after.findings} == {one.fingerprint for one in promised.findings}


def test_the_smallest_change_comes_first() -> None:
    first, *others = alternatives(about({**MODEL, "region": "us-east-1", "model": f"eu.{OPUS}"}))
    assert all(len(first.changes) <= len(one.changes) for one in others)
    assert first.kinds == ("region",)


def test_no_alternative_does_all_that_another_does_and_more() -> None:
    found = alternatives(about({**MODEL, "model": f"global.{OPUS}"}))
    sets = [set(made(one)) for one in found]
    assert not [one for one in sets for other in sets if other < one]


def test_components_that_say_the_same_are_advised_together() -> None:
    found = about(LONDON, {**LONDON, "id": "copy"})
    (one,) = found.components
    assert one.components == ("store", "copy")
    assert made(one.alternatives[0]) == [("store", "region", "eu-south-2"), ("copy", "region", "eu-south-2")]
    assert one.alternatives[0].gate == "open"


def test_several_wrongs_of_one_component_are_mended_together() -> None:
    found = about({**LONDON, "backup_regions": ["us-east-1"]})
    (first, *_) = alternatives(found)
    assert {change.field for change in first.changes} == {"region", "backup_regions"}
    assert found.ending == "changes"


def test_the_same_question_is_answered_the_same_way() -> None:
    given = manifest(LONDON, {**MODEL, "model": f"global.{OPUS}"}, **WITHIN_THE_UNION)
    one, other = advised(given), advised(given)
    assert [made(each) for each in alternatives(one)] == [made(each) for each in alternatives(other)]
    assert one.together.replies == other.together.replies
    assert one.evaluations == other.evaluations
