"""The facts that rules may name are declared once, under every root, in two languages."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import get_args

import pytest

from fielato.model import vocabulary
from fielato.model.variables import (
    PYTHON_TYPES,
    ROOTS,
    SUBJECTS,
    SubjectKind,
    Variable,
    VariableType,
    of_root,
    visible,
)

EVERY = [variable for root in ROOTS for variable in of_root(root).values()]


@pytest.mark.parametrize("root", ROOTS)
def test_every_root_gives_facts_below_its_own_name(root: str) -> None:
    assert of_root(root)
    assert {name.partition(".")[0] for name in of_root(root)} == {root}
    assert all(name == variable.name for name, variable in of_root(root).items())


def test_no_fact_is_declared_twice() -> None:
    assert [name for name, times in Counter(variable.name for variable in EVERY).items() if times > 1] == []


@pytest.mark.parametrize("variable", EVERY, ids=lambda variable: variable.name)
def test_every_fact_is_described_in_both_languages_and_they_differ(variable: Variable) -> None:
    assert variable.en.strip()
    assert variable.es.strip()
    assert variable.en != variable.es


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("data.personal", "bool"),
        ("component.retention_days", "int"),
        ("territory.code", "string"),
        ("transfer.scc.signed", "date"),
        ("data.special_categories", "list(string)"),
        ("procurement", None),
        ("deployment.procurement.present", "bool"),
        ("deployment.procurement.server_declaration", "list(string)"),
        ("party.representative", "string"),
        ("component.encryption.present", "bool"),
        ("component.place.territory", "string"),
        ("component.place.present", None),
        ("component.settings", None),
        ("deployment.components", None),
        ("deployment.controller.name", None),
        ("deployment.api_version", None),
    ],
)
def test_a_fact_has_the_type_of_its_field_and_records_and_lists_of_records_are_none(
    name: str, type_: str | None
) -> None:
    declared = {variable.name: variable.type for variable in EVERY}
    assert declared.get(name) == type_


def test_every_type_has_one_python_type_and_each_is_used() -> None:
    assert set(PYTHON_TYPES) == set(get_args(VariableType)) == {variable.type for variable in EVERY}
    assert PYTHON_TYPES["date"] is datetime.date


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("data.special_categories", vocabulary.SpecialCategory),
        ("data.registers", vocabulary.SpanishRegister),
        ("data.categories", vocabulary.DataCategory),
        ("controller.sectors", vocabulary.Sector),
        ("controller.regime", vocabulary.Regime),
        ("party.role", vocabulary.Role),
        ("location.purpose", vocabulary.Purpose),
        ("transfer.derogation.limb", vocabulary.DerogationLimb),
    ],
)
def test_a_closed_vocabulary_is_told_with_the_fact(name: str, values: object) -> None:
    assert sorted(of_root(name.partition(".")[0])[name].values) == sorted(get_args(values))


@pytest.mark.parametrize(
    "name",
    [name for name, value in vars(vocabulary).items() if not name.startswith("_") and get_args(value)],
)
def test_no_vocabulary_has_a_word_twice(name: str) -> None:
    words = get_args(getattr(vocabulary, name))
    assert len(set(words)) == len(words)


def test_a_length_of_time_says_its_unit() -> None:
    assert {variable.unit for variable in EVERY if variable.name.endswith(("_days", "_age", "_min"))} == {"day"}


def test_a_fact_is_derived_exactly_where_nobody_can_declare_it() -> None:
    derived = {variable.name for variable in EVERY if variable.derived}
    assert {"territory.union", "location.run_by", "transfer.plaintext", "data.premises_only"} <= derived
    assert not {"data.personal", "transfer.scc.module", "party.country"} & derived


@pytest.mark.parametrize(
    ("kind", "sees", "does_not_see"),
    [
        ("deployment", "controller.country", "data.personal"),
        ("data", "data.personal", "party.country"),
        ("party", "party.contract.art28", "data.personal"),
        ("component", "data.personal", "territory.code"),
        ("location", "territory.code", "transfer.purpose"),
        ("transfer", "transfer.scc.module", "component.id"),
    ],
)
def test_a_subject_sees_its_own_facts_and_no_narrower_ones(kind: SubjectKind, sees: str, does_not_see: str) -> None:
    assert sees in visible(kind)
    assert does_not_see not in visible(kind)
    assert set(SUBJECTS["deployment"]) <= set(SUBJECTS[kind])
