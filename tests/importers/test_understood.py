"""What is understood of larger files, as the manifest that `fielato import` prints; and files that are broken.

`FIELATO_GOLDEN=write` writes the manifests again; read the difference before it is committed.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fielato import library
from fielato.errors import InputError, Problem
from fielato.importers.found import Harvest
from fielato.importers.helm import HelmImporter
from fielato.importers.interface import Context, Importer, Source
from fielato.importers.kubernetes import KubernetesImporter
from fielato.importers.project import Root, deployment
from fielato.reports import manifest

FILES = Path(__file__).parent / "files"
CASES: dict[str, Importer] = {
    "kubernetes/shop": KubernetesImporter(),
    "kubernetes/ray": KubernetesImporter(),
    "helm": HelmImporter(),
}


def sources(case: str) -> list[Source]:
    folder = FILES / case
    return [Source(f"{case}/{file.name}", file.read_bytes()) for file in sorted(folder.glob("*.yaml"))]


@pytest.mark.parametrize("case", CASES)
def test_the_manifest_of_some_files_is_the_golden_one(case: str) -> None:
    claimed = tuple((CASES[case], source) for source in sources(case))
    printed = manifest.render(deployment(Root(case, claimed), library.catalogue(), {}))
    golden = FILES / case / "understood.txt"
    if os.environ.get("FIELATO_GOLDEN") == "write":
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_importer_claims_its_files_and_no_other_does(case: str) -> None:
    for source in sources(case):
        assert [name for name, importer in CASES.items() if importer.claims(source)] == [
            name for name, importer in CASES.items() if importer.name == CASES[case].name
        ]


PIECES = [
    "",
    "x",
    "{",
    "}",
    "[",
    "]",
    "- ",
    ": ",
    "\n",
    "\t",
    "'",
    '"',
    "null",
    "1",
    "true",
    "&a ",
    "*a",
    "|",
    "---\n",
    "é",
]


def mutated(data: bytes, seed: int, count: int) -> bytes:
    """The file with some lines lost, doubled or moved, and some characters exchanged."""
    choose = random.Random(seed)  # noqa: S311
    lines = data.decode().splitlines(keepends=True)
    for _ in range(count):
        at = choose.randrange(len(lines))
        line = lines[at]
        cut = choose.randrange(len(line) + 1)
        changed = [
            "",
            line + line,
            line[:cut] + choose.choice(PIECES) + line[cut + choose.randrange(4) :],
            line.partition(":")[0] + ": " + choose.choice(["[]", "{}", "null", "7", "yes", "[{}]", "{a: [1]}"]) + "\n",
            line.lstrip() if choose.random() < 0.5 else "  " + line,
        ]
        lines[at] = choose.choice(changed)
    return "".join(lines).encode()


def problems(importer: Importer, source: Source) -> tuple[Problem, ...]:
    """What is wrong with a file; nothing where it was read."""
    try:
        importer.imports([source], Harvest(), Context(library.catalogue()))
    except InputError as error:
        return error.problems
    return ()


@given(st.sampled_from(sorted(CASES)), st.integers(0, 1 << 30), st.integers(1, 12))
def test_a_broken_file_is_refused_at_its_place_or_read(case: str, seed: int, count: int) -> None:
    for source in sources(case):
        broken = Source(source.file, mutated(source.data, seed, count))
        CASES[case].claims(broken)
        found = problems(CASES[case], broken)
        assert [one for one in found if one.file != source.file or not one.line] == []
