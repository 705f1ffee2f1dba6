"""The shipped scenarios as rows: how to name each, and what it supposes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fielato.model.fact import UNSET
from fielato.reports.words import Language
from fielato.scenarios import declared

COLUMNS: Final = ("scenario", "title", "starts")


def row(data: bytes, name: str, language: Language) -> Mapping[str, Any]:
    """One scenario, its parameters as whoever uses it must fill them in."""
    scenario = declared(data, name)[0]
    parameters = "/".join(parameter.upper() for parameter in scenario.parameters)
    title, description = scenario.title[language], scenario.description[language]
    for parameter in scenario.parameters:
        title = title.replace(f"{{{parameter}}}", parameter.upper())
        description = description.replace(f"{{{parameter}}}", parameter.upper())
    return {
        "scenario": f"{scenario.id}:{parameters}" if parameters else scenario.id,
        "title": title,
        "starts": None if scenario.starts is UNSET else scenario.starts.isoformat(),
        "description": description,
    }
