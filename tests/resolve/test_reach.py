from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.support import manifest

from fielato.resolve.reach import UNNAMED, reach

BOTH = [{"id": "a"}, {"id": "b"}]


@pytest.mark.parametrize(
    ("components", "flows", "expected"),
    [
        ([{"id": "x"}], [], {"x": ("a", "b")}),
        ([{"id": "x", "data": ["b"]}], [], {"x": ("b",)}),
        ([{"id": "x", "data": []}], [], {"x": ()}),
        ([{"id": "x", "data": ["a"]}, {"id": "y"}], [{"from": "x", "to": "y"}], {"x": ("a",), "y": ("a",)}),
        ([{"id": "x"}, {"id": "y"}], [{"from": "x", "to": "y", "data": ["b"]}], {"x": ("a", "b"), "y": ("b",)}),
        (
            [{"id": "x", "data": ["b"]}, {"id": "y"}],
            [{"from": "x", "to": "y", "data": ["b"]}],
            {"x": ("b",), "y": ("b",)},
        ),
        ([{"id": "x"}, {"id": "y"}], [{"from": "x", "to": "y"}], {"x": ("a", "b"), "y": ("a", "b")}),
        (
            [{"id": "x", "data": ["a"], "fallbacks": ["y"]}, {"id": "y", "data": []}],
            [],
            {"x": ("a",), "y": ("a",)},
        ),
        (
            [{"id": "x", "data": ["a"]}, {"id": "y"}, {"id": "z"}],
            [{"from": "x", "to": "y"}, {"from": "y", "to": "z"}, {"from": "z", "to": "y"}],
            {"x": ("a",), "y": ("a",), "z": ("a",)},
        ),
        ([{"id": "x", "data": []}, {"id": "y"}], [{"from": "x", "to": "y"}], {"x": (), "y": ("a", "b")}),
        (
            [{"id": "x"}, {"id": "y"}],
            [{"from": "x", "to": "y"}, {"from": "y", "to": "x"}],
            {"x": ("a", "b"), "y": ("a", "b")},
        ),
    ],
    ids=["alone: everything", "named", "named none", "through a flow", "what no flow names enters at its start",
         "named by the flow", "the source sends all", "through a fallback", "round a cycle",
         "what names none sends none", "a cycle that nothing enters handles everything"],
)  # fmt: skip
def test_data_reach_a_component(
    components: list[dict[str, Any]], flows: list[dict[str, Any]], expected: dict[str, tuple[str, ...]]
) -> None:
    assert reach(manifest(*components, data=BOTH, flows=flows).deployment) == expected


def test_data_that_nobody_lists_reach_everything_unnamed() -> None:
    document = manifest({"id": "x"}).deployment
    unlisted = type(document)(
        api_version="fielato/v1", kind="AIDeployment", name="n", controller=document.controller,
        components=document.components,
    )  # fmt: skip
    assert reach(unlisted) == {"x": (UNNAMED,)}
