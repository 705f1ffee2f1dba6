"""The tables of names in other tools' files are whole: known words only, no row twice, every service exists."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import get_args

import pytest

from fielato import library
from fielato.model.vocabulary import Purpose

FOLDER = Path(__file__).parents[2] / "seeds" / "importers"
KEYS = {
    "commands.csv": ("text",),
    "compose_drivers.csv": ("kind", "driver"),
    "litellm_integrations.csv": ("kind", "name"),
    "litellm_providers.csv": ("prefix",),
    "skypilot_clouds.csv": ("cloud",),
    "skypilot_stores.csv": ("store",),
}


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("name", KEYS)
def test_no_row_stands_twice(name: str) -> None:
    keys = [tuple(row[column] for column in KEYS[name]) for row in table(name)]
    assert sorted(keys) == sorted(set(keys))
    assert keys


@pytest.mark.parametrize("name", KEYS)
def test_every_row_says_where_and_when_it_was_read(name: str) -> None:
    for row in table(name):
        assert row["source"], row
        assert row["read"] == "2026-11-23", row
        assert row["verified"] == ("false" if "general knowledge" in row["source"] else row["verified"]), row


@pytest.mark.parametrize("name", KEYS)
def test_every_service_that_is_named_is_in_the_catalogue(name: str) -> None:
    known = library.catalogue()
    for row in table(name):
        if row.get("service"):
            found = known.service(row["provider"], row["service"])
            assert found is not None, row
            assert found.service == row["service"], row


@pytest.mark.parametrize("name", ["commands.csv", "compose_drivers.csv", "litellm_integrations.csv"])
def test_purposes_are_known_words(name: str) -> None:
    for row in table(name):
        assert set(row["purposes"].split()) <= set(get_args(Purpose)), row


def test_a_provider_without_a_service_may_be_looked_up() -> None:
    names = library.catalogue().recognised
    assert names.prefix("nobody/model") is None
    found = names.prefix("ollama/llama3")
    assert found is not None
    assert (found[0].provider, found[1]) == ("", "llama3")


@pytest.mark.parametrize(
    ("model", "prefix", "rest"),
    [
        ("bedrock/converse/x", "bedrock", "converse/x"),
        ("bedrock/claude_platform/x", "bedrock/claude_platform", "x"),
        ("bedrock/agent/x", "bedrock/agent", "x"),
        ("openai/*", "openai", "*"),
        ("openai", "openai", ""),
        ("gpt-4o", "gpt-*", "gpt-4o"),
        ("eu.anthropic.claude", "eu.*", "eu.anthropic.claude"),
    ],
)
def test_the_longest_prefix_counts(model: str, prefix: str, rest: str) -> None:
    found = library.catalogue().recognised.prefix(model)
    assert found is not None
    assert (found[0].prefix, found[1]) == (prefix, rest)
