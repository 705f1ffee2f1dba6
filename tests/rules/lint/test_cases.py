"""Cases that say the same twice."""

from __future__ import annotations

from .support import of_cases

AT_HOME = "facts: {territory.eea: true, data.personal: true}, outcome: satisfied"


def test_a_case_with_the_facts_of_another_is_an_error() -> None:
    assert of_cases("same-case", f"name: x, {AT_HOME}") == ["error 6:5 “x” has the facts of “at home”"]


def test_on_another_day_it_is_another_case() -> None:
    assert of_cases("same-case", f"name: x, as_of: 2020-01-01, {AT_HOME}") == []


def test_two_cases_of_one_name_are_an_error() -> None:
    assert of_cases("same-case-name", "name: abroad, facts: {territory.eea: false}, outcome: undetermined") == [
        "error 6:5 two cases are called “abroad”"
    ]
