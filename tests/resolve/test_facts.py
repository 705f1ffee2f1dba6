from __future__ import annotations

import datetime

import pytest
from tests.resolve.support import register

from fielato import library
from fielato.model.component import Component
from fielato.model.data import DataSet
from fielato.model.origin import Origin
from fielato.model.parts import Encryption, Place
from fielato.model.values import FactValues, OpenList, Value
from fielato.resolve.answers import Answers
from fielato.resolve.facts import NOTHING, Facts, flatten, named, said, union, with_codes
from fielato.resolve.provenance import HERE, Anchor


def test_an_absent_fact_is_not_in_the_row() -> None:
    assert flatten("component", Component(id="a")) == {"component.id": "a"}


def test_a_nested_record_is_present_and_none_is_absent() -> None:
    shown = flatten("component", Component(id="a", place=Place(territory="ES"), encryption="none"))
    assert shown["component.place.present"] is True
    assert shown["component.place.territory"] == "ES"
    assert shown["component.encryption.present"] is False
    assert flatten("c", Component(id="a", encryption=Encryption()))["c.encryption.present"] is True


def test_an_empty_list_is_known() -> None:
    assert flatten("data", DataSet(id="a", registers=()))["data.registers"] == ()


def test_aliases_of_territories_become_codes() -> None:
    written: dict[str, Value] = {"party.country": "UK", "controller.establishments": ("EL", "ES"), "party.entity": "UK"}
    assert with_codes(written, library.catalogue()) == {
        "party.country": "GB",
        "controller.establishments": ("GR", "ES"),
        "party.entity": "UK",
    }


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        ([True, False], True),
        ([True, None], True),
        ([False, False], False),
        ([False, None], None),
        ([("a",), ("b", "a")], ("a", "b")),
        ([("a",), None], OpenList(("a",))),
        ([OpenList(("a",)), ("b",)], OpenList(("a", "b"))),
        ([3, 3], 3),
        ([3, 4], None),
        ([3, None], None),
    ],
)
def test_the_union_of_records_is_the_worst_that_any_may_say(values: list[Value | None], whole: Value | None) -> None:
    records = [Facts(FactValues({} if value is None else {"data.x": value})) for value in values]
    assert union(records, "data").values.get("data.x") == whole


def test_a_united_fact_points_at_the_record_that_decides() -> None:
    records = [
        Facts(FactValues({"data.hr": False}), pointer="/data/0"),
        Facts(FactValues({"data.hr": True}), pointer="/data/1"),
    ]
    assert union(records, "data").origin("data.hr").pointer == "/data/1/hr"


def test_what_is_derived_overwrites_nothing() -> None:
    origin = Origin("derived")
    facts = Facts(FactValues({"party.country": "ES"})).with_derived(
        {"party.country": "US", "party.entity": None}, origin
    )
    assert facts.values == {"party.country": "ES"}


def test_the_facts_before_others_win() -> None:
    first, second = (
        Facts(FactValues({"a.x": True}), pointer="/one"),
        Facts(FactValues({"a.x": False, "a.y": 1}), pointer="/two"),
    )
    both = first.before(second)
    assert both.values == {"a.x": True, "a.y": 1}
    assert [both.origin(name).pointer for name in ("a.x", "a.y")] == ["/one/x", "/two/y"]


@pytest.mark.parametrize(
    ("name", "subject", "filled"),
    [("component.ens_certified", "component/a*", True), ("component.ens_certified", "component/b", None),
     ("party.public", "component/a", None)],
)  # fmt: skip
def test_evidence_fills_the_holes_of_the_subjects_it_names(name: str, subject: str, filled: bool | None) -> None:
    answer = {"fact": name, "subject": subject, "value": True, "author": "DPO", "date": "2026-01-01"}
    answers = Answers(register(evidence=[answer]), datetime.date(2026, 1, 1)).about("component", "component/a1")
    facts = NOTHING.with_answers(answers)
    assert facts.values.get("component.ens_certified") is filled
    assert bool(facts.values) is (filled is True)


def test_evidence_does_not_answer_what_a_record_is_called() -> None:
    answer = {"fact": "component.party", "value": "acme", "author": "DPO", "date": "2026-01-01"}
    answers = Answers(register(evidence=[answer]), datetime.date(2026, 1, 1))
    assert [len(answers.about("component", "component/a", names)) for names in ({}, {"component.party": "x"})] == [1, 0]


def test_the_names_of_a_record_are_no_part_of_its_content() -> None:
    one = Component(id="a", description="x", party="p", fallbacks=("b",), data=("d",), region="eu-west-1")
    assert said("component", one, library.catalogue()).values == {"component.region": "eu-west-1"}
    assert named("component", one) == {
        "component.id": "a",
        "component.description": "x",
        "component.party": "p",
        "component.fallbacks": ("b",),
        "component.data": ("d",),
    }


def test_content_stands_where_its_record_stands_in_each_document() -> None:
    content = Facts(FactValues({"party.entity": "A", "party.in_eea": True}), HERE,
                    traces={"party.in_eea": Origin("derived", HERE, "/country")})  # fmt: skip
    one, other = (
        content.at(Anchor(HERE, pointer), names={"party.id": "p"}) for pointer in ("/parties/0", "/parties/7")
    )
    assert one.values is other.values
    assert [at.origin("party.entity").pointer for at in (one, other)] == ["/parties/0/entity", "/parties/7/entity"]
    assert [at.given["party.in_eea"].pointer for at in (one, other)] == ["/parties/0/country", "/parties/7/country"]
    assert (one.get("party.id"), one.get("party.entity"), one.get("party.country")) == ("p", "A", None)
