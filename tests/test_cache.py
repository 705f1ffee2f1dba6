"""Where what took long to make is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fielato import cache


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"HOME": "/people/ana"}, "/people/ana/.cache/fielato"),
        ({"HOME": "/people/ana", "XDG_CACHE_HOME": "/caches"}, "/caches/fielato"),
        ({"HOME": "/people/ana", "XDG_CACHE_HOME": "caches"}, "/people/ana/.cache/fielato"),
        ({"HOME": "/people/ana", "FIELATO_CACHE": "/kept"}, "/kept"),
        ({"HOME": "/people/ana", "FIELATO_CACHE": ""}, "/people/ana/.cache/fielato"),
        ({"HOME": "/people/ana", "FIELATO_CACHE": "off"}, None),
        ({}, None),
    ],
)
def test_the_environment_says_where_it_is_kept(environment: dict[str, str], folder: str | None) -> None:
    assert cache.folder(environment) == (None if folder is None else Path(folder))


def test_what_was_kept_is_read_again_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    place = tmp_path / "deep/fielato"
    cache.write(place, "a", b"one")
    cache.write(place, "a", b"two")
    assert cache.read(place, "a") == b"two"
    assert [path.name for path in place.iterdir()] == ["a"]
    assert (place.stat().st_mode & 0o777, (place / "a").stat().st_mode & 0o777) == (0o700, 0o600)


def test_what_was_not_kept_is_none(tmp_path: Path) -> None:
    assert cache.read(tmp_path, "a") is None
    assert cache.read(None, "a") is None


def test_nowhere_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache.write(None, "a", b"one")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache.write(tmp_path / "file", "a", b"one")
    assert cache.read(tmp_path / "file", "a") is None


def test_a_name_that_is_taken_by_a_folder_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    cache.write(tmp_path, "a", b"one")
    assert (cache.read(tmp_path, "a"), [path.name for path in tmp_path.iterdir()]) == (None, ["a"])


def test_of_too_many_files_the_oldest_go(tmp_path: Path) -> None:
    for number in range(cache.MOST + 3):
        path = tmp_path / str(number)
        path.write_bytes(b"old")
        os.utime(path, (number, number))
    cache.write(tmp_path, "new", b"new")
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"new", *(str(number) for number in range(4, cache.MOST + 3))}
