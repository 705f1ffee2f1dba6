"""What is said of a component, and what files only point to."""

from __future__ import annotations

from fielato.importers.found import Found, Harvest
from fielato.model.fact import UNSET
from fielato.model.origin import Origin

HERE = Origin("observed", None, "/a")


def test_what_is_not_known_is_not_said() -> None:
    found = Found("a", "a", HERE)
    found.say_all([("provider", "aws"), ("service", ""), ("region", UNSET), ("data", ())], HERE)
    assert {field: said.value for field, said in found.facts.items()} == {"provider": "aws", "data": ()}


def test_what_is_only_pointed_to_is_elsewhere_until_a_file_describes_it() -> None:
    harvest = Harvest()
    described = harvest.component("s3:a", "a", HERE)
    assert harvest.pointed_to("s3:a", "other", HERE) is described
    assert not described.external
    assert harvest.pointed_to("s3:b", "b", HERE).external
    assert [one.key for one in harvest.found] == ["s3:a", "s3:b"]
