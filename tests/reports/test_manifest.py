"""A manifest that is printed reads as the same deployment, and says where each value was seen."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.fakes import PROJECT, assembled

from fielato import library
from fielato.importers import NATIVE
from fielato.reports import manifest


@pytest.mark.parametrize("name", sorted(library.demos()))
def test_a_demo_that_is_printed_reads_as_the_same_deployment(name: str) -> None:
    path = library.demos()[name]
    for one in NATIVE.imports(path.read_bytes(), path.name).manifests:
        printed = manifest.render(one)
        assert NATIVE.imports(printed.encode(), "printed.yaml").manifests[0].deployment == one.deployment


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(TEXTS, TEXTS)
def test_any_text_is_printed_so_that_it_reads_as_itself(model: str, setting: str) -> None:
    one = assembled("fake:m model", project=PROJECT)
    component = one.deployment.components[0]
    changed = msgspec.structs.replace(component, model=model, settings={setting: model})
    whole = msgspec.structs.replace(one, deployment=msgspec.structs.replace(one.deployment, components=(changed,)))
    read = NATIVE.imports(manifest.render(whole).encode(), "printed.yaml").manifests[0]
    assert read.deployment.components == (changed,)


def test_each_value_is_told_with_where_it_was_seen_and_what_was_not_understood_comes_first() -> None:
    project = PROJECT + "components: [{id: model, retention_days: 30}]\n"
    one = assembled("fake:m model provider=aws", "?aws_new_store", project=project)
    assert manifest.render(one) == (
        "# What Fielato understood of these files. Edit what is wrong, add what they cannot say.\n"
        "# Not understood, or worth a look:\n"
        "#   - infra/a.lines:3:1: `aws_new_store` (1×) is a type that Fielato does not know: whether it holds or moves"
        " personal data was not judged. If it does, declare it as a component in fielato.yaml\n"
        "apiVersion: fielato/v1\n"
        "kind: AIDeployment\n"
        "name: shop\n"
        "controller:\n"
        "  name: Tienda Ejemplo SL\n"
        "  country: ES\n"
        "data:\n"
        "  - id: chats\n"
        "    personal: true\n"
        "components:\n"
        "  - id: model                                                 # seen: infra/a.lines:2:1\n"
        "    provider: aws                                             # seen: infra/a.lines:2:14\n"
        "    retention_days: 30                                        # declared: infra/fielato.yaml:6:42\n"
        "unrecognised: [aws_new_store]\n"
    )
