"""Fielato's own documents: what a file may hold, and what is said of a file that holds something else."""

from __future__ import annotations

import hashlib
import json

import pytest

from fielato.errors import InputError
from fielato.importers import NATIVE, Imported
from fielato.model.origin import Location

DEPLOYMENT = """\
apiVersion: fielato/v1
kind: AIDeployment
name: {name}
controller: {{name: Tienda Ejemplo SL}}
components: [{{id: model}}]
"""
REGISTER = """\
apiVersion: fielato/v1
kind: Register
organisation: tienda
"""
ONE = DEPLOYMENT.format(name="one")
TWO = DEPLOYMENT.format(name="two")


def imported(text: str, file: str = "f.yaml") -> Imported:
    return NATIVE.imports(text.encode(), file)


def refusal(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        imported(text)
    return [str(problem) for problem in caught.value.problems]


def test_a_file_may_hold_several_deployments_in_their_order() -> None:
    assert [one.deployment.name for one in imported(f"{TWO}---\n{ONE}").manifests] == ["two", "one"]


def test_a_register_may_stand_in_the_same_file() -> None:
    found = imported(f"{ONE}---\n{REGISTER}---\n{TWO}")
    assert [one.deployment.name for one in found.manifests] == ["one", "two"]
    assert [one.register.organisation for one in found.registers] == ["tienda"]


def test_json_is_read_as_well_as_yaml() -> None:
    text = json.dumps({"apiVersion": "fielato/v1", "kind": "AIDeployment", "name": "one", "controller": {"name": "C"}})
    assert imported(text).manifests[0].deployment.name == "one"


def test_every_document_carries_the_digest_of_the_whole_file() -> None:
    text = f"{ONE}---\n{REGISTER}"
    found = imported(text)
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    assert (found.manifests[0].digest, found.registers[0].digest) == (digest, digest)


def test_a_fact_keeps_its_place_in_the_file_and_not_in_its_document() -> None:
    second = imported(f"{ONE}---\n{TWO}").manifests[1]
    assert second.places.location("/components/0/id") == Location("f.yaml", 11, 19, "/components/0/id")
    assert second.places.location("/components/0/region") == Location("f.yaml", 11, 14, "/components/0/region")


def test_the_mistakes_of_all_documents_are_told_together() -> None:
    text = f"{ONE}nmae: x\n---\n{TWO}---\n{REGISTER}partys: []\n---\nkind: AIDeploymnt\n"
    told = refusal(text.replace("name: one\n", ""))
    assert told == [
        "f.yaml:1:1: `name` is missing (add it)",
        "f.yaml:5:1: `nmae` is not a known key (did you mean `name`?)",
        "f.yaml:16:1: `partys` is not a known key (did you mean `parties`?)",
        "f.yaml:18:7: kind: `AIDeploymnt` is not known (did you mean `AIDeployment`?)",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "kind: Deployment\napiVersion: apps/v1\n",
            "f.yaml:2:13: apiVersion: `apps/v1` is not a version that this Fielato reads (write `fielato/v1`)",
            id="a document of another tool",
        ),
        pytest.param(
            "apiVersion: fielato/v2\nkind: AIDeployment\n",
            "f.yaml:1:13: apiVersion: `fielato/v2` is not a version that this Fielato reads (write `fielato/v1`)",
            id="a later version",
        ),
        pytest.param(
            "apiVersion: 1\nkind: AIDeployment\n",
            "f.yaml:1:13: apiVersion: `1` is not a version that this Fielato reads (write `fielato/v1`)",
            id="a number for the version",
        ),
        pytest.param(
            "apiVersion: fielato/v1\nkind: Pod\n",
            "f.yaml:2:7: kind: `Pod` is not known (one of: AIDeployment, Register)",
            id="another kind",
        ),
        pytest.param(
            "apiVersion: fielato/v1\nkind: [Register]\n",
            "f.yaml:2:7: kind: a list is not known (one of: AIDeployment, Register)",
            id="a list for the kind",
        ),
        pytest.param(
            'apiVersion: fielato/v1\nkind: "\\e[31mPod"\n',
            "f.yaml:2:7: kind: `\N{REPLACEMENT CHARACTER}[31mPod` is not known (one of: AIDeployment, Register)",
            id="a kind that paints the terminal",
        ),
        pytest.param(
            "name: one\n",
            "f.yaml:1:1: neither `apiVersion` nor `kind` is given "
            "(a deployment begins with `apiVersion: fielato/v1` and `kind: AIDeployment`)",
            id="neither",
        ),
        pytest.param(
            "- 1\n",
            "f.yaml:1:1: this is not a deployment (it begins with `apiVersion: fielato/v1`)",
            id="a list",
        ),
        pytest.param(
            "just words\n",
            "f.yaml:1:1: this is not a deployment (it begins with `apiVersion: fielato/v1`)",
            id="text",
        ),
    ],
)
def test_a_document_that_is_none_of_ours_is_told_in_one_line(text: str, told: str) -> None:
    assert refusal(text) == [told]


def test_a_kind_that_is_missing_is_asked_for() -> None:
    assert refusal(ONE.replace("kind: AIDeployment\n", "")) == ["f.yaml:1:1: `kind` is missing (add it)"]
