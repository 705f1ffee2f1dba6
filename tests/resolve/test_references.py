from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.support import BUCKET, manifest, register

from fielato import library
from fielato.resolve.references import problems, register_problems

CATALOGUE = library.catalogue()


def told(*components: dict[str, Any], **fields: Any) -> list[tuple[str, str, str]]:
    found = problems(manifest(*components, **fields), None, CATALOGUE)
    assert all(problem.file == "fielato.json" and problem.line > 1 and problem.column > 1 for problem in found)
    return [(problem.pointer, problem.message, problem.hint) for problem in found]


def store(**more: Any) -> dict[str, Any]:
    return {**BUCKET, **more}


@pytest.mark.parametrize(
    ("component", "fields", "pointer", "message"),
    [
        (store(fallbacks=["stor"]), {}, "/components/0/fallbacks/0", "there is no component `stor`"),
        (store(data=["peple"]), {}, "/components/0/data/0", "there is no data set `peple`"),
        (store(party="acme"), {}, "/components/0/party", "there is no party `acme`"),
        (store(access=[{"purpose": "support", "party": "acme"}]), {}, "/components/0/access/0/party",
         "there is no party `acme`"),
        (store(access=[{"purpose": "support", "territories": ["ZZ"]}]), {}, "/components/0/access/0/territories/0",
         "there is no territory `ZZ`"),
        (store(place={"territory": "XX"}), {}, "/components/0/place/territory", "there is no territory `XX`"),
        (store(place={"territory": "EU"}), {}, "/components/0/place/territory", "there is no territory `EU`"),
        (store(encryption={"key_territory": "XX"}), {}, "/components/0/encryption/key_territory",
         "there is no territory `XX`"),
        (store(), {"flows": [{"from": "a", "to": "store"}]}, "/flows/0/from", "there is no component `a`"),
        (store(), {"flows": [{"from": "store", "to": "b"}]}, "/flows/0/to", "there is no component `b`"),
        (store(), {"flows": [{"from": "store", "to": "store", "data": ["x"]}]}, "/flows/0/data/0",
         "there is no data set `x`"),
        (store(), {"grounds": [{"importer": "acme"}]}, "/grounds/0/importer", "there is no party `acme`"),
        (store(), {"grounds": [{"importer": "aws", "data": ["x"]}]}, "/grounds/0/data/0", "there is no data set `x`"),
        (store(), {"grounds": [{"importer": "aws", "territories": ["XX"]}]}, "/grounds/0/territories/0",
         "there is no territory `XX`"),
        (store(), {"phases": [{"id": "p", "starts": "2026-12-01", "components": ["x"]}]}, "/phases/0/components/0",
         "there is no component `x`"),
        (store(), {"policy": {"on_premises_only": ["x"]}}, "/policy/on_premises_only/0", "there is no data set `x`"),
        (store(), {"policy": {"never_off_premises": ["x"]}}, "/policy/never_off_premises/0",
         "there is no data set `x`"),
        (store(), {"policy": {"pseudonymise_first": ["x"]}}, "/policy/pseudonymise_first/0",
         "there is no data set `x`"),
        (store(), {"policy": {"boundary": ["ES", "XX"]}}, "/policy/boundary/1", "there is no territory `XX`"),
        (store(), {"data": [{"id": "people", "derived_from": ["x"]}]}, "/data/0/derived_from/0",
         "there is no data set `x`"),
        (store(), {"controller": {"name": "E", "country": "XX"}}, "/controller/country", "there is no territory `XX`"),
        (store(), {"controller": {"name": "E", "party": "acme"}}, "/controller/party", "there is no party `acme`"),
        (store(), {"controller": {"name": "E", "establishments": ["ES", "XX"]}}, "/controller/establishments/1",
         "there is no territory `XX`"),
        (store(), {"procurement": {"server_declaration": ["XX"]}}, "/procurement/server_declaration/0",
         "there is no territory `XX`"),
        (store(), {"data": [{"id": "people"}, {"id": "people"}]}, "/data/1/id", "data: `people` is given twice"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("/") else "",
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_told_at_its_place(
    component: dict[str, Any], fields: dict[str, Any], pointer: str, message: str
) -> None:
    assert [problem[:2] for problem in told(component, **fields)] == [(pointer, message)]


def test_a_near_miss_is_guessed() -> None:
    assert told(store(data=["peple"]))[0][2] == "did you mean `people`?"


def test_a_component_given_twice_is_told_once() -> None:
    assert [problem[0] for problem in told(BUCKET, BUCKET)] == ["/components/1/id"]


def test_a_deployment_without_components_cannot_be_assessed() -> None:
    found = problems(manifest(), None, CATALOGUE)
    assert [problem.message for problem in found] == ["the deployment has no components"]


def test_what_exists_is_no_problem() -> None:
    fields = {
        "policy": {"boundary": "EEA+adequate"},
        "controller": {"name": "E", "country": "UK", "representative": "ES"},
        "grounds": [{"importer": "aws"}],
    }
    assert told(store(party="controller", access=[{"purpose": "support", "territories": ["EU"]}]), **fields) == []


def test_a_party_of_the_register_is_known_to_the_manifest() -> None:
    entries = register(parties=[{"id": "acme"}])
    assert problems(manifest(store(party="acme")), entries, CATALOGUE) == []


@pytest.mark.parametrize(
    ("fields", "pointer", "message"),
    [
        ({"parties": [{"id": "a", "country": "XX"}]}, "/parties/0/country", "there is no territory `XX`"),
        ({"parties": [{"id": "a"}, {"id": "a"}]}, "/parties/1/id", "parties: `a` is given twice"),
        ({"grounds": [{"importer": "acme"}]}, "/grounds/0/importer", "there is no party `acme`"),
        ({"controllers": [{"name": "E", "party": "acme"}]}, "/controllers/0/party", "there is no party `acme`"),
        ({"policy": {"boundary": ["XX"]}}, "/policy/boundary/0", "there is no territory `XX`"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("/") else "",
)
def test_a_registers_mistakes_are_told_at_their_place(fields: dict[str, Any], pointer: str, message: str) -> None:
    found = register_problems(register(**fields), CATALOGUE)
    assert [(one.pointer, one.message, one.file) for one in found] == [(pointer, message, "organisation.json")]
    assert found[0].line > 1


def test_a_registers_ground_may_name_a_provider_and_data_of_some_deployment() -> None:
    assert register_problems(register(grounds=[{"importer": "aws", "data": ["people"]}]), CATALOGUE) == []
