"""Places in what was sent, told as places of the caller's files."""

from __future__ import annotations

import pytest

from fielato.engine import engine
from fielato.errors import Problem
from fielato.remote.places import home
from fielato.reports.document import PlaceInFile

DEPLOYMENT = b"""\
apiVersion: fielato/v1
kind: AIDeployment
name: app
controller: {name: Uno, country: ES}
"""
REGISTER = b"""\
apiVersion: fielato/v1
kind: Register
organisation: uno
policy: {boundary: [PT]}
"""


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/deployment/controller/country", ("app.yaml", 4, 34, "/controller/country")),
        ("/deployment/controller/dpo", ("app.yaml", 4, 13, "/controller/dpo")),
        ("/deployment", ("app.yaml", 1, 1, "")),
        ("/register/policy/boundary/0", ("papers/organisation.yaml", 4, 21, "/policy/boundary/0")),
        ("/profile", ("body.json", 1, 2, "/profile")),
        ("/deployments/controller", ("body.json", 1, 2, "/deployments/controller")),
        ("", ("body.json", 1, 2, "")),
    ],
)
def test_a_pointer_into_what_was_sent_leads_to_the_callers_own_line(
    pointer: str, place: tuple[str, int, int, str]
) -> None:
    reader = engine()
    manifest = reader.read(DEPLOYMENT, "app.yaml").manifests[0]
    files = home(manifest, reader.read(REGISTER, "papers/organisation.yaml").registers[0])
    found = files.place(PlaceInFile(file="body.json", line=1, column=2, pointer=pointer))
    assert (found.file, found.line, found.column, found.pointer) == place
    told = files.problem(Problem("wrong", "body.json", 1, 2, pointer, "mend it"))
    assert told == Problem("wrong", *place, "mend it")
