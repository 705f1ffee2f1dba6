"""What stands behind one name, and what takes over."""

from __future__ import annotations

import pytest
from tests.importers.harvests import Looked
from tests.importers.tool_files import read

from fielato.importers.litellm import LitellmImporter

MODELS = """\
model_list:
  - {model_name: chat, litellm_params: {model: bedrock/eu.anthropic.claude-sonnet-4-6, aws_region_name: eu-south-2}}
  - {model_name: chat, litellm_params: {model: bedrock/eu.anthropic.claude-sonnet-4-6, aws_region_name: us-east-1}}
  - {model_name: spare, litellm_params: {model: openai/gpt-4o}}
  - {model_name: "anthropic/*", litellm_params: {model: "anthropic/*"}}
"""
SPAIN = "litellm:p.yaml/bedrock/eu-south-2/eu.anthropic.claude-sonnet-4-6"
STATES = "litellm:p.yaml/bedrock/us-east-1/eu.anthropic.claude-sonnet-4-6"
SPARE = "litellm:p.yaml/openai/gpt-4o"
ANY = "litellm:p.yaml/anthropic/*"


def proxy(rest: str) -> Looked:
    return read(LitellmImporter(), {"p.yaml": MODELS + rest})


def test_one_name_twice_sends_to_both_regions() -> None:
    looked = proxy("")
    assert looked.flows()["litellm:p.yaml", SPAIN].startswith("bedrock/eu.anthropic")
    assert ("litellm:p.yaml", STATES) in looked.flows()


@pytest.mark.parametrize("settings", ["router_settings", "litellm_settings"])
@pytest.mark.parametrize("field", ["fallbacks", "context_window_fallbacks", "content_policy_fallbacks"])
def test_every_member_of_a_group_falls_back(settings: str, field: str) -> None:
    looked = proxy(f"{settings}: {{{field}: [{{chat: [spare]}}]}}")
    for member in (SPAIN, STATES):
        assert looked.of(member)["fallbacks"] == [SPARE]
        assert looked.at(member, "fallbacks") == "spare]}]}"


def test_default_fallbacks_hold_for_every_group_but_themselves() -> None:
    looked = proxy("litellm_settings: {default_fallbacks: [spare]}")
    assert looked.of(SPAIN)["fallbacks"] == [SPARE]
    assert "fallbacks" not in looked.of(SPARE)


def test_an_alias_and_a_wildcard_lead_to_their_groups() -> None:
    rest = "router_settings: {model_group_alias: {best: chat}, fallbacks: [{best: [anthropic/claude-sonnet-4-6]}]}"
    assert proxy(rest).of(SPAIN)["fallbacks"] == [ANY]


def test_an_entry_may_name_its_own() -> None:
    more = "  - {model_name: own, litellm_params: {model: groq/x, fallbacks: [spare]}}\n"
    assert proxy(more).of("litellm:p.yaml/groq/x")["fallbacks"] == [SPARE]


def test_a_stand_in_that_is_in_no_list_is_told() -> None:
    looked = proxy("router_settings: {fallbacks: [{chat: [elsewhere]}]}")
    assert any("`elsewhere`" in note for note in looked.notes())
