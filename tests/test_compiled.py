"""Compiled policies that are kept: the same as those compiled afresh, and made again as soon as anything changed."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fielato import compiled, library
from fielato.errors import PolicyError
from fielato.rules import pack
from fielato.rules.pack import Policies

from .rules.test_stored import everything

pytestmark = pytest.mark.slow

FILES = library.policy_files()
FRESH = pack.load(FILES)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the cache is."""
    monkeypatch.setenv("FIELATO_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many files were compiled, each time that some were."""
    counted: list[int] = []

    def load(files: dict[str, bytes]) -> Policies:
        counted.append(len(files))
        return pack.load(files)

    monkeypatch.setattr(compiled, "load", load)
    return counted


def kept(place: Path) -> list[Path]:
    return sorted(place.iterdir())


def test_policies_are_compiled_once_and_then_read(place: Path, compilations: list[int]) -> None:
    first, second = compiled.policies(FILES), compiled.policies(FILES)
    assert everything(first) == everything(second) == everything(FRESH)
    assert compilations == [len(FILES)]
    assert len(kept(place)) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"policies: none\n", id="something else"),
        pytest.param(compiled.for_wheel(FILES)[:-1], id="cut short"),
        pytest.param(compiled.for_wheel(FILES).replace(b"gdpr", b"gdpx", 1), id="damaged"),
        pytest.param(compiled.for_wheel({"gates.yaml": FILES["gates.yaml"]}), id="made from other files"),
    ],
)
def test_a_file_that_is_not_whole_is_made_again(place: Path, compilations: list[int], spoilt: bytes) -> None:
    compiled.policies(FILES)
    (file,) = kept(place)
    whole = file.read_bytes()
    file.write_bytes(spoilt)
    assert everything(compiled.policies(FILES)) == everything(FRESH)
    assert (len(compilations), kept(place), file.read_bytes()) == (2, [file], whole)


def test_what_another_edition_of_the_code_kept_is_not_used(
    place: Path, compilations: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled.policies(FILES)
    (file,) = kept(place)
    monkeypatch.setattr(compiled, "_engine", lambda: "another")
    compiled.policies(FILES)
    other = next(path for path in kept(place) if path != file)
    file.replace(other)
    compiled.policies(FILES)
    assert len(compilations) == 3


def test_a_changed_rule_is_compiled_and_a_changed_case_is_not(place: Path, compilations: list[int]) -> None:
    rule, case = "gdpr/location-is-known.yaml", "gdpr/location-is-known.cases.yaml"
    compiled.policies(FILES)
    with_case = compiled.policies({**FILES, case: FILES[case] + b"# more\n"})
    assert (len(compilations), with_case.files[case][-5:]) == (1, b"more\n")
    compiled.policies({**FILES, rule: FILES[rule] + b"# more\n"})
    assert (len(compilations), len(kept(place))) == (2, 2)


def test_policies_that_are_not_valid_are_refused_each_time_and_not_kept(place: Path) -> None:
    wrong = {**FILES, "gdpr/location-is-known.yaml": b"id: location-is-known\n"}
    for _ in range(2):
        with pytest.raises(PolicyError, match=r"gdpr/location-is-known\.yaml:1:1: "):
            compiled.policies(wrong)
    assert not place.exists()


def test_a_folder_that_takes_nothing_only_costs_time(place: Path, compilations: list[int]) -> None:
    place.write_text("no folder")
    for _ in range(2):
        assert compiled.policies(FILES).digest == FRESH.digest
    assert len(compilations) == 2


def test_the_compiled_policies_of_the_wheel_are_used_where_the_files_are_those(
    place: Path, compilations: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = Path(compiled.__file__).parent
    wheel = tmp_path / "wheel"
    for name in ("model", "rules"):
        (wheel / name).parent.mkdir(exist_ok=True)
        (wheel / name).symlink_to(package / name)
    (wheel / compiled.WHEEL).parent.mkdir()
    (wheel / compiled.WHEEL).write_bytes(compiled.for_wheel(FILES))
    compilations.clear()
    monkeypatch.setattr(compiled, "_PACKAGE", wheel)
    assert everything(compiled.policies(FILES)) == everything(FRESH)
    assert (compilations, place.exists()) == ([], False)


def test_a_folder_of_further_rules_is_kept_under_a_name_of_its_own(
    place: Path, compilations: list[int], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "pack.yaml").write_text("id: own\ntitle: {en: a, es: a}\ndescription: {en: a, es: a}\n")
    (own / "stays.yaml").write_bytes(
        FILES["gdpr/location-is-known.yaml"].replace(b"id: location-is-known", b"id: stays")
    )
    fresh = library.policies.__wrapped__
    for _ in range(2):
        assert "own/stays" in fresh((own,)).rules
        assert "own/stays" not in fresh().rules
    assert (len(compilations), len(kept(place))) == (2, 2)


def _load(place: str) -> str:
    os.environ["FIELATO_CACHE"] = place
    return compiled.policies(dict(FILES)).digest


def test_runs_at_the_same_time_do_not_disturb_each_other(place: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        assert set(pool.map(_load, [str(place)] * 6)) == {FRESH.digest}
    assert len(kept(place)) == 1
    assert everything(compiled.policies(FILES)) == everything(FRESH)


@pytest.mark.parametrize("size", [0, 1, 32 * 1024, 100_000])
def test_a_file_is_read_whole_whatever_its_size(tmp_path: Path, size: int) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"\r\n\x1a" * size)
    assert compiled.Files({"rule.yaml": str(path)})["rule.yaml"] == b"\r\n\x1a" * size
