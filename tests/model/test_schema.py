"""The published schemas are valid, described in two languages, and can say every fact that the law asks about."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from fielato.errors import InputError
from fielato.model.fact import UNSET
from fielato.model.schema import DOCUMENTS, published
from fielato.reading import pointer as pointers
from fielato.reading import read
from fielato.reading.decode import decode

HEADS: dict[str, dict[str, Any]] = {
    "deployment": {"apiVersion": "fielato/v1", "kind": "AIDeployment", "name": "d", "controller": {"name": "C"}},
    "register": {"apiVersion": "fielato/v1", "kind": "Register", "organisation": "o"},
}


def properties(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    whole = published(DOCUMENTS[name], name)
    for record, definition in (("", whole), *whole["$defs"].items()):
        for key, value in definition.get("properties", {}).items():
            yield f"{record}/{key}", value


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_is_valid_json_schema_2020_12(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(published(DOCUMENTS[name], name))
    assert published(DOCUMENTS[name], name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_kind_of_document_has_a_schema_of_its_own() -> None:
    assert len({published(DOCUMENTS[name], name)["$id"] for name in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize(
    ("where", "described"), [(f"{name}{where}", one) for name in DOCUMENTS for where, one in properties(name)]
)
def test_every_property_is_described_in_english_and_spanish(where: str, described: dict[str, Any]) -> None:
    assert described["description"].strip()
    assert described["x-description-es"].strip()
    assert described["description"] != described["x-description-es"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_record_is_closed_against_unknown_keys(name: str) -> None:
    whole = published(DOCUMENTS[name], name)
    records = [one for one in (whole, *whole["$defs"].values()) if "properties" in one]
    assert [one["additionalProperties"] for one in records] == [False] * len(records)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_property_admits_null(name: str) -> None:
    assert "'null'" not in str(published(DOCUMENTS[name], name))


SAID: list[tuple[str, Any]] = [
    ("/controller/country", "ES"),
    ("/controller/public", True),
    ("/controller/public_powers", True),
    ("/controller/sectors", ["health", "public-administration"]),
    ("/controller/establishments", ["ES", "FR"]),
    ("/data/0/personal", True),
    ("/data/0/categories", ["contact", "free-text"]),
    ("/data/0/special_categories", ["health"]),
    ("/data/0/art9_condition", "9.2.h"),
    ("/data/0/criminal", False),
    ("/data/0/hr", True),
    ("/data/0/minors", True),
    ("/data/0/pseudonymised", True),
    ("/data/0/anonymisation_evidence", {"date": "2026-01-01", "covers": ["linkage"], "reference": "r"}),
    ("/data/0/registers", ["padron", "sns-users"]),
    *(
        (("/components/0/purposes", [purpose]))
        for purpose in (
            "inference",
            "training",
            "fine_tuning",
            "embedding",
            "vector_index",
            "storage",
            "prompt_log",
            "cache",
            "telemetry",
            "backup",
            "failover",
            "abuse_monitoring",
            "human_review",
            "support",
            "labelling",
            "evaluation",
            "tool",
            "gateway",
            "identity",
            "billing",
        )
    ),
    ("/components/0/region", "eu-south-2"),
    ("/components/0/place", {"kind": "edge", "territory": "ES", "own": True}),
    ("/components/0/party", "vendor"),
    ("/components/0/model", "global.anthropic.claude-sonnet-4-6"),
    ("/components/0/sku", "GlobalStandard"),
    ("/components/0/endpoint", "https://eu.api.openai.com"),
    ("/components/0/fallbacks", ["other"]),
    ("/components/0/plaintext", False),
    ("/components/0/retention_days", 30),
    ("/components/0/accelerator", "GB200"),
    ("/components/0/encryption", {"at_rest": True, "key_holder": "customer", "key_territory": "ES"}),
    ("/components/0/access/0", {"purpose": "support", "territories": ["US"], "party": "vendor", "plaintext": True}),
    ("/components/0/access/0", {"purpose": "human_review", "territories": []}),
    ("/flows/0", {"from": "a", "to": "b", "data": ["d"], "form": "pseudonymised"}),
    ("/parties/0", {"id": "vendor", "entity": "Vendor SARL", "country": "LU", "role": "processor"}),
    ("/parties/0/parent", {"entity": "Vendor Inc.", "country": "US"}),
    ("/parties/0/parent", "none"),
    ("/parties/0/contract/art28", True),
    ("/parties/0/contract/locations_clause", True),
    ("/parties/0/contract/change_notice_days", 30),
    ("/parties/0/contract/subprocessor_list", True),
    ("/parties/0/contract/authority_request_clause", True),
    ("/parties/0/contract/training_opt_out", True),
    ("/parties/0/dpf", {"status": "active", "covers_hr": True, "covers_non_hr": True, "checked": "2026-11-01"}),
    ("/grounds/0/scc", {"version": "2021/914", "module": 2, "signed": "2026-01-01", "annexes_complete": True}),
    ("/grounds/0/bcr", {"approval": "none", "kind": "processor", "covers_importer": True}),
    ("/grounds/0/other_tool", {"kind": "ad-hoc-clauses", "authorisation": "none"}),
    ("/grounds/0/tia", {"date": "2026-01-01", "outcome": "problematic-law-applies"}),
    ("/grounds/0/derogation", {"limb": "49.1.a", "occasional": True, "explicit_informed_consent": True}),
    ("/notices/transfers_named", True),
    ("/records/transfers_listed", True),
    ("/dpia", {"date": "2026-01-01", "covers_transfers": True}),
    ("/dpia", "none"),
    ("/procurement/pliego_122_2", True),
    ("/procurement/server_declaration", ["ES", "FR"]),
    ("/procurement/subcontractors_declared", True),
    ("/ens/category", "HIGH"),
    ("/ens/conformity", "certificate"),
    ("/dora/in_scope", True),
    ("/dora/critical_function", True),
    ("/policy/boundary", "EEA+adequate"),
    ("/policy/boundary", ["ES", "PT"]),
    ("/policy/no_third_country_control", True),
    ("/phases/0", {"id": "pilot", "starts": "2026-12-01", "components": ["a"]}),
]
"""The facts that the legal research needs to be sayable, each with an example."""

REQUIRED = {
    "data": {"id": "d"},
    "components": {"id": "model"},
    "parties": {"id": "vendor"},
    "grounds": {"importer": "vendor"},
}
"""What an item of a list must have beside the fact."""


def document_with(pointer: str, value: object) -> dict[str, Any]:
    """The smallest deployment in which the value stands at the pointer."""
    keys = pointers.split(pointer)
    whole: dict[str, Any] = {**HEADS["deployment"], "controller": {"name": "C"}}
    inside: Any = whole
    for key, following in itertools.pairwise(keys):
        if following == "0":
            inside[key] = [dict(REQUIRED.get(key, {}))]
        inside = inside[0] if key == "0" else inside.setdefault(key, {})
    if keys[-1] == "0":
        inside[0] = value
    else:
        inside[keys[-1]] = value
    return whole


def read_at(record: Any, pointer: str) -> Any:
    """The decoded value at a pointer."""
    for token in pointers.split(pointer):
        names = dict(
            zip(getattr(record, "__struct_encode_fields__", ()), getattr(record, "__struct_fields__", ()), strict=True)
        )
        record = record[int(token)] if token.isdigit() else getattr(record, names[token])
    return record


@pytest.mark.parametrize(("pointer", "value"), SAID)
def test_a_fact_that_the_law_needs_can_be_said(pointer: str, value: object) -> None:
    whole = document_with(pointer, value)
    jsonschema.Draft202012Validator(published(DOCUMENTS["deployment"], "deployment")).validate(whole)
    (document,) = read(json.dumps(whole).encode(), "d.json")
    assert read_at(decode(document, DOCUMENTS["deployment"]), pointer) is not UNSET


def test_a_fact_that_is_not_declared_cannot_be_said() -> None:
    (document,) = read(json.dumps(document_with("/controller/planet", "Mars")).encode(), "d.json")
    with pytest.raises(InputError, match="`planet` is not a known key of controller"):
        decode(document, DOCUMENTS["deployment"])
