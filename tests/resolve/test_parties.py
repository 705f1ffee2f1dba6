from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.support import BUCKET, manifest, names, register, resolved, subject

RACK = {"id": "rack", "purposes": ["storage"]}


@pytest.mark.parametrize(
    ("component", "party", "same"),
    [
        (BUCKET, "Amazon Web Services EMEA SARL", False),
        ({"id": "store", "provider": "aws", "service": "s3", "region": "eusc-de-east-1"},
         "AWS European Sovereign Cloud GmbH", False),
        ({**RACK, "place": {"kind": "on-premises", "territory": "ES"}}, "Ejemplo SL", True),
        ({**RACK, "place": {"kind": "edge", "territory": "MA"}}, "Ejemplo SL", True),
        ({**RACK, "place": {"kind": "on-premises", "territory": "ES", "own": False}}, None, None),
        ({**RACK, "place": {"kind": "colocation", "territory": "ES"}}, None, None),
        ({**RACK, "place": {"kind": "colocation", "territory": "ES"}, "party": "host"}, "Alojamientos SA", False),
        ({**RACK, "party": "controller", "place": {"territory": "US"}}, "Ejemplo SL", True),
    ],
    ids=["provider", "sovereign partition", "on-premises", "edge", "not its own", "colocation", "named", "controller"],
)  # fmt: skip
def test_a_component_is_run_by(component: dict[str, Any], party: str | None, same: bool | None) -> None:
    host = {"id": "host", "entity": "Alojamientos SA", "country": "ES"}
    found = resolved(manifest(component, parties=[host]))
    row = subject(found, f"component/{component['id']}").row
    assert (row.get("party.entity"), row.get("party.same_entity")) == (party, same)


@pytest.mark.parametrize(
    ("place", "own"),
    [({"kind": "edge"}, True), ({"kind": "colocation"}, False), ({"kind": "office", "own": False}, False),
     ({"own": True}, True), ({"territory": "ES"}, None)],
)  # fmt: skip
def test_a_place_is_the_organisations_own(place: dict[str, Any], own: bool | None) -> None:
    row = subject(resolved(manifest({**RACK, "place": place})), "component/rack").row
    assert row.get("component.on_premises") is own


@pytest.mark.parametrize("declared", [{"id": "amazon", "provider": "aws"}, {"id": "aws"}])
def test_a_declared_party_stands_for_its_provider(declared: dict[str, Any]) -> None:
    party = {"entity": "Amazon Web Services EMEA SARL", "country": "LU", "role": "processor", **declared}
    row = subject(resolved(manifest(BUCKET, parties=[party])), "component/store").row
    assert row["party.role"] == "processor"


def test_the_registers_party_outranks_the_manifests() -> None:
    own = [{"id": "aws", "entity": "Nube Ejemplo", "country": "US"}]
    entries = register(parties=[{"id": "aws", "entity": "Amazon Web Services EMEA SARL", "country": "LU"}])
    row = subject(resolved(manifest(BUCKET, parties=own), entries), "component/store").row
    assert row["party.country"] == "LU"


def test_a_party_named_like_the_controller_is_the_controller() -> None:
    branch = {"id": "branch", "entity": "Ejemplo SL", "country": "MA"}
    found = resolved(manifest({**RACK, "party": "branch", "place": {"territory": "MA"}}, parties=[branch]))
    assert names(found, "party") == []


def test_evidence_answers_for_a_party_that_only_the_catalogue_knows() -> None:
    answer = {
        "fact": "party.contract.art28",
        "subject": "party/aws",
        "value": True,
        "author": "DPO",
        "date": "2026-01-01",
    }
    row = subject(resolved(manifest(BUCKET), register(evidence=[answer])), "party/aws").row
    assert row["party.contract.art28"] is True


@pytest.mark.parametrize(("country", "union", "eea"), [("ES", True, True), ("NO", False, True), ("UK", False, False)])
def test_a_partys_country_has_a_standing(country: str, union: bool, eea: bool) -> None:
    host = {"id": "host", "entity": "Host", "country": country}
    row = subject(resolved(manifest({**RACK, "party": "host"}, parties=[host])), "party/host").row
    assert (row["party.in_union"], row["party.in_eea"]) == (union, eea)
