"""Rules and definitions that can come to one thing only."""

from __future__ import annotations

import pytest
from tests.rules.policies import DEFINITION

from .support import of_rule, told


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("data.personal && !data.personal", ["error 8:7 no facts make the rule apply"]),
        ("territory.safe", ["error 9:10 no facts violate the rule"]),
        ("!territory.safe", ["error 9:10 no facts satisfy the rule"]),
        ("data.personal || !data.personal", []),
    ],
)
def test_what_a_rule_can_never_come_to_is_an_error(when: str, expected: list[str]) -> None:
    assert of_rule("unreachable", "when: data.personal", f'when: "{when}"') == expected


def test_it_is_said_where_that_cannot_be_told() -> None:
    assert of_rule("unreachable", "when: data.personal", 'when: territory.code.matches("^A")') == [
        f"info {place} cannot tell whether {what}: the condition is too large, or asks what cannot be listed"
        for place, what in (
            ("8:7", "no facts make the rule apply"),
            ("9:10", "no facts satisfy the rule"),
            ("9:10", "no facts violate the rule"),
        )
    ]


def test_a_definition_that_always_holds_is_an_error() -> None:
    assert "error law/territory-safe.yaml:6:8 the definition holds on all facts" in told(
        "unreachable", **{"law__territory-safe": DEFINITION + "  || !territory.eea\n"}
    )
