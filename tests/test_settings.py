"""Settings from the environment."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from fielato.errors import UsageError
from fielato.settings import VARIABLES, Settings, from_environment


def test_every_setting_has_exactly_one_variable() -> None:
    assert sorted(one.setting for one in VARIABLES) == sorted(field.name for field in dataclasses.fields(Settings))


def test_an_empty_environment_gives_the_defaults() -> None:
    assert from_environment({"FIELATO_POLICIES": ""}) == Settings()


def test_variables_are_read() -> None:
    given = {
        "FIELATO_SECRET_KEY": "k",
        "FIELATO_POLICIES": "/a:/b",
        "FIELATO_MAX_BYTES": "1000",
        "FIELATO_CACHE": "off",
        "FIELATO_REMEMBERED_BYTES": "0",
    }
    assert from_environment(given) == Settings("k", (Path("/a"), Path("/b")), 1000, "off", 0)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("FIELATO_MAX_BYTES", "ten"),
        ("FIELATO_MAX_BYTES", "0"),
        ("FIELATO_MAX_BYTES", "99999999999"),
        ("FIELATO_REMEMBERED_BYTES", "32M"),
        ("FIELATO_REMEMBERED_BYTES", "-1"),
    ],
)
def test_a_value_that_cannot_be_read_names_its_variable(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=f"{name}: `"):
        from_environment({name: text})
