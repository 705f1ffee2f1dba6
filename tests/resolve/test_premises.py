"""What the organisation's policy keeps on its premises becomes facts of the data sets that it names."""

from __future__ import annotations

from typing import Any

import pytest

from .support import BUCKET, manifest, places, resolved, subject

CELLAR = {"id": "cellar", "purposes": ["storage"], "place": {"kind": "on-premises", "territory": "ES", "own": True}}
SOMEWHERE = {"id": "somewhere", "purposes": ["storage"]}
DATA = [{"id": "voices", "personal": True}, {"id": "features", "personal": True, "derived_from": ["voices"]}]


def facts_of(data: str, *components: dict[str, Any], **policy: list[str]) -> dict[str, object]:
    """The policy's facts of one data set, by the last part of their names."""
    row = subject(resolved(manifest(*components, data=DATA, policy=policy)), f"data/{data}").row
    names = ("premises_only", "never_off_premises", "pseudonymise_first", "off_premises")
    return {name: row[f"data.{name}"] for name in names if f"data.{name}" in row}


@pytest.mark.parametrize("asked", ["premises_only", "never_off_premises", "pseudonymise_first"])
def test_a_policy_holds_for_the_data_sets_that_it_names_alone(asked: str) -> None:
    field = "on_premises_only" if asked == "premises_only" else asked
    policy = {field: ["voices"]}
    assert facts_of("voices", {**CELLAR, "data": ["voices"]}, **policy)[asked] is True
    assert facts_of("features", {**CELLAR, "data": ["voices"]}, **policy)[asked] is False


def test_without_a_policy_nothing_is_kept() -> None:
    kept = {"premises_only": False, "never_off_premises": False, "pseudonymise_first": False}
    assert facts_of("voices", {**BUCKET, "data": ["voices"]}) == kept


@pytest.mark.parametrize(
    ("components", "off_premises"),
    [
        pytest.param([{**CELLAR, "data": ["voices"]}], False, id="all of it in the cellar"),
        pytest.param([{**CELLAR, "data": ["voices"]}, {**BUCKET, "data": ["voices"]}], True, id="a copy in the cloud"),
        pytest.param(
            [{**CELLAR, "data": ["voices"]}, {**BUCKET, "data": ["features"]}], False, id="only features in the cloud"
        ),
        pytest.param([{**SOMEWHERE, "data": ["voices"]}], None, id="nobody says where"),
    ],
)
def test_data_to_be_pseudonymised_first_are_off_premises_where_a_component_outside_handles_them(
    components: list[dict[str, Any]], off_premises: bool | None
) -> None:
    assert facts_of("voices", *components, pseudonymise_first=["voices"]).get("off_premises") is off_premises


def test_a_region_of_which_nobody_says_whose_it_is_counts_beside_the_place() -> None:
    found = places(resolved(manifest({**CELLAR, "region": "us-east-1"})), "cellar", "storage")
    assert list(found.territories) == ["ES"]
    assert [reason.code for reason in found.unknown] == ["region-of-nobody"]
