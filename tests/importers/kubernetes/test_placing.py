"""Where pods run: what selects their nodes and what is declared around them both count where they differ."""

from __future__ import annotations

import pytest
from tests.importers.harvests import look

from fielato.importers.drafts import draft
from fielato.importers.kubernetes import KubernetesImporter
from fielato.importers.merging import merged
from fielato.model.parts import Place
from fielato.model.surroundings import Surroundings

MADRID = Surroundings(place=Place(kind="on-premises", territory="ES"))
IRELAND = Surroundings(provider="aws", region="eu-west-1")
"""What `--at ES` and `--at aws/eu-west-1` say."""


def pods(selector: str) -> str:
    return (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: chat}\nspec:\n  template:\n"
        f"    spec:\n      nodeSelector: {{{selector}}}\n      containers: [{{name: chat, image: example/chat}}]\n"
    )


def components(text: str, around: Surroundings) -> dict[str, tuple[object, ...]]:
    """Provider, region, territory and contradictions of each component, by id."""
    (found,) = merged(look(KubernetesImporter(), text, around).harvest.found)
    first = draft(found, "chat")
    drafts = [one for one in (first, first.shadow()) if one is not None]
    made = [one.component()[0] for one in drafts]
    return {
        one.id: (
            one.provider or "",
            one.region or "",
            (one.place.territory or "") if one.place else "",
            one.contradictions or (),
        )
        for one in made
    }


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("topology.kubernetes.io/region: us-east-1", "us-east-1"),
        ("topology.kubernetes.io/zone: us-east1-b", "us-east1-b"),
        ("topology.kubernetes.io/zone: eastus-2", "eastus-2"),
    ],
)
def test_a_declared_place_does_not_undo_a_region_that_is_selected(label: str, shown: str) -> None:
    assert components(pods(label), MADRID) == {
        "chat": ("", shown, "", (f"region: {shown} ≠ place.territory: ES",)),
        "chat.otherwise": ("", "", "ES", ()),
    }


def test_a_label_tells_the_provider_of_a_region_beside_a_declared_place() -> None:
    selector = "topology.kubernetes.io/region: us-east-1, eks.amazonaws.com/nodegroup: a"
    found = components(pods(selector), MADRID)
    assert found["chat"][:3] == ("aws", "us-east-1", "")
    assert found["chat.otherwise"][:3] == ("", "", "ES")


def test_what_premises_call_their_own_parts_is_no_other_place() -> None:
    assert components(pods("topology.kubernetes.io/zone: rack-1"), MADRID) == {"chat": ("", "", "ES", ())}


def test_a_declared_region_does_not_undo_another_that_is_selected() -> None:
    assert components(pods("topology.kubernetes.io/region: us-east-1"), IRELAND) == {
        "chat": ("aws", "us-east-1", "", ("region: us-east-1 ≠ eu-west-1",)),
        "chat.otherwise": ("aws", "eu-west-1", "", ()),
    }


@pytest.mark.parametrize("label", ["region: eu-west-1", "zone: eu-west-1a"])
def test_a_declared_region_that_is_the_selected_one_is_no_contradiction(label: str) -> None:
    assert components(pods(f"topology.kubernetes.io/{label}"), IRELAND) == {"chat": ("aws", "eu-west-1", "", ())}


def test_the_region_of_another_provider_is_not_that_of_a_cluster_whose_labels_tell() -> None:
    found = components(pods("cloud.google.com/gke-nodepool: a"), IRELAND)
    assert found == {"chat": ("gcp", "", "", ())}
