"""The benchmark's packs and manifests: the same from the same seed, and what their names promise."""

from __future__ import annotations

import json
import random

import pytest

from . import ours, plain
from .deployments import demos, varied
from .facts import FACTS
from .generate import Pack, Writer, manifests
from .peers.interface import words


def texts(pack: Pack) -> list[tuple[str, str, str]]:
    return [(rule.id, rule.when.text, rule.require.text) for rule in pack.rules]


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer(7)


def share(pack: Pack) -> float:
    judge = plain.prepare(pack)
    inputs = manifests(7, 5, 20)
    return sum(len(list(judge(data))) for data in inputs) / (len(pack.rules) * 100)


def test_a_seed_gives_the_same_pack_and_manifests_again(writer):
    assert texts(Writer(7).pack(20, 10)) == texts(writer.pack(20, 10))
    assert manifests(7, 2, 3) == manifests(7, 2, 3)


def test_another_seed_gives_others(writer):
    assert texts(Writer(8).pack(20)) != texts(writer.pack(20))
    assert manifests(8, 2, 3) != manifests(7, 2, 3)


def test_no_two_manifests_are_alike():
    found = manifests(7, 50, 2)
    assert len(set(found)) == len(found)


def test_about_fifteen_percent_of_pairs_apply(writer):
    assert 0.10 < share(writer.pack(60)) < 0.20


def test_idle_rules_stand_behind_the_same_others_and_never_apply(writer):
    few, many = writer.pack(20), writer.pack(20, 40)
    assert texts(many)[:20] == texts(few)
    assert share(many.only(many.rules[20:])) == 0


def test_every_rule_of_a_pack_for_all_applies_to_every_component(writer):
    assert share(writer.pack_for_all(20)) == 1


def test_the_asked_share_of_facts_is_missing():
    [data] = manifests(7, 1, 300, missing=0.15)
    components = json.loads(data)["components"]
    known = sum(len(component) - 1 for component in components) / (len(FACTS) * len(components))
    assert 0.82 < known < 0.88


@pytest.mark.parametrize("missing", [0, 0.15])
def test_our_verdicts_are_those_of_the_plain_definition(writer, missing):
    pack = writer.pack(40, 20)
    judge, expected = ours.prepare(pack), plain.prepare(pack)
    for data in manifests(7, 5, 20, missing):
        assert words(judge(data)) == words(expected(data))


def test_a_deployment_in_the_image_of_a_demo_has_the_components_that_are_asked_for():
    for demo in demos():
        document = varied(demo, random.Random(7), 20)  # noqa: S311 - made-up data, not secrets
        names = [component["id"] for component in document["components"]]
        assert len(set(names)) == 20
        assert {flow[end] for flow in document["flows"] for end in ("from", "to")} <= set(names)
