"""What command lines show to be reached."""

from __future__ import annotations

import pytest

from fielato import library
from fielato.importers.found import Harvest
from fielato.importers.scripts import reached
from fielato.model.origin import Location, Origin

HERE = Origin("observed", None, "/run")


def found_in(script: str) -> tuple[Harvest, list[int]]:
    harvest = Harvest()
    places: list[int] = []

    def at(index: int) -> Origin:
        places.append(index)
        return HERE

    reached(harvest.component("a", "a", HERE), script, at, harvest, library.catalogue())
    return harvest, places


@pytest.mark.parametrize("script", ["python a.py --share", "demo.launch(share=True)", "x; ngrok http 80"])
def test_a_tunnel_is_reached_where_the_words_stand(script: str) -> None:
    harvest, places = found_in(script)
    assert [one.lists["purposes"][0].value for one in harvest.found[1:]] == ["gateway"]
    assert places[0] == min(script.index(word) for word in ("--share", "share=True", "ngrok") if word in script)
    assert "internet" in harvest.notes[0].text["es"]


@pytest.mark.parametrize(
    "script", ["python a.py --shared", "x --no-share", "# --share", "a.py # share=True", "share=Trueish", ""]
)
def test_other_words_and_comments_reach_nothing(script: str) -> None:
    assert len(found_in(script)[0].found) == 1


def test_a_service_that_is_logged_in_to_is_named() -> None:
    harvest, _ = found_in("wandb login && train")
    assert harvest.found[1].get("provider") == "wandb"
    assert harvest.flows[0].origin.location == Location(pointer="/run")
