"""Whatever becomes of a file: an error with a place or a result, and never `compliant` where a part was not understood.

The second is held against a `fielato.yaml` that is compliant by itself: beside it, the verdict can only be `compliant`
if all of the imported files is of known types and every place of what they hold is known. Without one, nobody says
whose the data are, and nothing is ever `compliant`.
"""

from __future__ import annotations

import datetime
import functools
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.importers.mutations import SEEDS, Folder, mutated

from fielato import library
from fielato.assess import Assessment
from fielato.engine import Engine, Terms, engine
from fielato.errors import InputError, Problem
from fielato.importers import NATIVE, importers
from fielato.importers.interface import Source
from fielato.importers.project import Claimed, Project, Root
from fielato.model.fact import UNSET
from fielato.model.manifest import Manifest, RegisterFile
from fielato.reports import manifest as printed
from fielato.reports.formats import FORMATS, render
from fielato.reports.formats.interface import Rendering

pytestmark = pytest.mark.slow

TERMS = Terms(datetime.date(2026, 11, 23))
EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
SPAIN = b"""
infrastructure:
  - {files: ["*.json", "task.yaml", "litellm.yaml"], provider: aws, region: eu-south-2}
  - {place: {kind: on-premises, territory: ES, own: true}}
"""
NAMES = [one.name for one in importers()]
SEED_NAMES = [next(iter(folder)) for folder in SEEDS]


@functools.cache
def fielato() -> Engine:
    return engine()


@functools.cache
def declared() -> tuple[Project, RegisterFile]:
    """A deployment that is compliant by itself, and its register."""
    folder = library.demo("hospital-triage")
    text = (folder / "regional.yaml").read_bytes() + SPAIN
    manifest = NATIVE.imports(text, "fielato.yaml").manifests[0]
    register = NATIVE.imports((folder / "organisation.yaml").read_bytes(), "organisation.yaml").registers[0]
    return Project("", manifest), register


def claimed(folder: Folder, format_: str | None = None) -> tuple[Claimed, ...]:
    sources = [Source(file, data) for file, data in folder.items()]
    found = [(fielato().importer(source, format_), source) for source in sources]
    return tuple((importer, source) for importer, source in found if importer is not None)


def assembled(folder: Folder, files: tuple[Claimed, ...], project: Project | None = None) -> Manifest | None:
    """What is made of the files; None where they are refused, each mistake at a place in one of them."""
    try:
        return fielato().assembled(Root("x", files, project), folder)
    except InputError as error:
        problems = error.problems
    assert problems
    assert [one for one in problems if not _has_place(one, folder)] == []
    return None


def _has_place(problem: Problem, folder: Folder) -> bool:
    inside = problem.file.partition("#")[0] in folder
    return inside and (problem.line > 0 or "nothing in these files" in problem.message or not folder[problem.file])


def assessed(manifest: Manifest, register: RegisterFile | None) -> Assessment | None:
    try:
        return fielato().assess([(manifest, register)], TERMS)[0]
    except InputError as error:
        problems = error.problems
    assert [one for one in problems if not one.file] == []
    return None


def open_places(one: Assessment, own: frozenset[str]) -> list[tuple[str, str]]:
    """The components of the imported files, with the purpose, of which it is not known where data are."""
    components = {each.id: each for each in one.manifest.deployment.components}
    return [
        (row.component, row.purpose)
        for row in one.resolved.processing
        if row.component not in own and row.places.unknown and components[row.component].data != ()
    ]


def holds(folder: Folder, format_: str | None = None, formats: tuple[str, ...] = tuple(FORMATS)) -> None:
    """Read, assess and report; fails where a property does not hold."""
    files = claimed(folder, format_)
    if not files:
        return
    alone = assembled(folder, files)
    if alone is not None:
        printed.render(alone)
        found = assessed(alone, None)
        if found is not None:
            assert found.verdict != "compliant"
            report = fielato().report([found])
            for name in formats:
                assert isinstance(render(name, report, Rendering()), str)
    project, register = declared()
    beside = assembled(folder, files, project)
    found = assessed(beside, register) if beside is not None else None
    if found is not None and found.verdict == "compliant":
        assert beside is not None
        assert beside.deployment.unrecognised in (UNSET, ())
        assert open_places(found, frozenset(each.id for each in project.manifest.deployment.components)) == []


def test_what_is_held_against_the_files_is_compliant_by_itself() -> None:
    project, register = declared()
    found = assessed(project.manifest, register)
    assert found is not None
    assert found.verdict == "compliant"
    bucket = b'provider "aws" {\n  region = "eu-south-2"\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n'
    folder = {"a.tf": bucket}
    whole = assembled(folder, claimed(folder), project)
    assert whole is not None
    found = assessed(whole, register)
    assert found is not None
    assert found.verdict == "compliant"


@pytest.mark.parametrize("seed", range(len(SEEDS)), ids=SEED_NAMES)
@EXAMPLES
@given(choose=st.randoms(use_true_random=False))
def test_a_changed_file_is_read_or_refused_at_a_place_and_never_compliant_unless_understood(
    seed: int, choose: Random
) -> None:
    holds(mutated(SEEDS[seed], choose), formats=("text", "sarif", "html"))


@pytest.mark.parametrize("format_", NAMES)
def test_every_file_is_read_as_any_format_or_refused_at_a_place(format_: str) -> None:
    for folder in SEEDS:
        holds(folder, format_, ("text",))
