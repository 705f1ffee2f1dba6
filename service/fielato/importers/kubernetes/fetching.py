"""What a workload only fetches: models and code. They flow to the workload, and of its data nothing flows back."""

from __future__ import annotations

import re
from typing import Final

from fielato.importers import targets
from fielato.importers.addresses import addresses, is_unresolved
from fielato.importers.found import Found, Harvest
from fielato.importers.interface import Context
from fielato.model.origin import Origin

_HUB: Final = "host:huggingface.co"
_REPOSITORY = re.compile(r"[\w][\w.-]*/[\w][\w.-]*")


def fetch(found: Found, uri: str, origin: Origin, harvest: Harvest, context: Context) -> None:
    """Let what a URI leads to flow to a workload; `organisation/model` is a repository of the Hugging Face hub."""
    text = uri.strip()
    if not text or is_unresolved(text):
        return
    if text.startswith("hf://") or _REPOSITORY.fullmatch(text):
        lead: targets.Target | None = targets.Target(
            _HUB, "huggingface-hub", (("provider", "huggingface"), ("service", "hub"))
        )
    else:
        address = addresses(text)[:1] if targets.is_url(text) else (text,)
        lead = next((targets.target(one, context.catalogue) for one in address), None)
    if lead is None or lead.inside:
        return
    if (there := harvest.with_key(lead.key)) is None:
        there = harvest.pointed_to(lead.key, lead.name, origin)
        there.say_all(lead.facts, origin)
        if not there.get("service"):
            there.say("purposes", "storage", origin)
        there.say("data", (), origin)
    harvest.flow(there.key, found.key, origin)
