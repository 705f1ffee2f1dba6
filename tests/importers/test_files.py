"""Which files of a folder may be ours, told from their bytes."""

from __future__ import annotations

import json

import pytest

from fielato.importers.files import is_ours, may_hold_register
from fielato.importers.native import NativeImporter

REGISTER = "apiVersion: fielato/v1\nkind: Register\norganisation: tienda\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_of_ours_is_known_in_every_version_and_encoding(encoding: str) -> None:
    assert is_ours(REGISTER.replace("v1", "v9").encode(encoding))
    assert not is_ours("image: x\n".encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        REGISTER,
        REGISTER.replace("Register", '"Reg\\x69ster"'),
        REGISTER.replace("Register", '"Reg\\\n  ister"'),
        json.dumps({"apiVersion": "fielato/v1", "kind": "Register", "organisation": "x"}).replace("Reg", "\\u0052eg"),
    ],
)
def test_no_spelling_of_a_register_is_overlooked(text: str) -> None:
    data = text.encode()
    assert NativeImporter().imports(data, "f").registers
    assert may_hold_register(data)


def test_a_plain_deployment_is_not_read_twice() -> None:
    assert not may_hold_register(b"apiVersion: fielato/v1\nkind: AIDeployment\n")


SCENARIO = "apiVersion: fielato/v1\nkind: Scenario\nid: x\n"


def test_a_scenario_in_a_folder_is_passed_over_unless_the_file_may_hold_more() -> None:
    assert not is_ours(SCENARIO.encode())
    assert is_ours(f"{SCENARIO}---\n{REGISTER}".encode())
    assert is_ours(f"{SCENARIO}---\napiVersion: fielato/v1\nkind: AIDeployment\n".encode())
    assert is_ours((SCENARIO + '---\napiVersion: fielato/v1\nkind: "AI\\x44eployment"\n').encode())
    assert is_ours(SCENARIO.encode() + b"#" * 65536)
